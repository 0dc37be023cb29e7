"""Blocks in a piece of text that is cut out of the lines of a document, such as a cell of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problems import PROBLEMS, add_problem, take_problems

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token


def add_blocks(state: StateBlock, text: str, line: int) -> None:
    """Add the tokens of the blocks in *text*, which begins in *line* of the document (from 0).

    Definitions of links and notes are those of the document, but what is open around the text cannot be closed in it.
    """
    around = {key: value for key, value in state.env.items() if isinstance(value, list) and key != PROBLEMS}
    for key in around:
        state.env[key] = []
    problems = take_problems(state.env)
    tokens: list[Token] = []
    # A blank line first, since at its beginning a document may have front matter.
    state.md.block.parse(f"\n{text}\n", state.md, state.env, tokens)
    found = take_problems(state.env)
    if problems:
        state.env[PROBLEMS] = problems
    for problem in found:
        add_problem(state.env, problem.code, problem.line + line - 1, problem.text)
    state.env.update(around)
    for token in tokens:
        token.level += state.level
        if token.map is not None:
            token.map = [number + line - 1 for number in token.map]
    state.tokens += tokens
