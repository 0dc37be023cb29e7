"""Chunks and inline code of R Markdown as tokens: what a reader sees of them if nothing is run.

A chunk becomes a ``fence`` with its code, if that is to be seen; the pictures that it shows from files become images;
and these stand for what only running it would make:

- ``chunk_picture``: a picture; ``content`` is its caption in Markdown, ``meta["alternative"]`` says what is on it.
- ``chunk_child``: another document in its place; ``content`` is the file.
- ``chunk_result``: any result, where nothing else stands in a block, an item or the like.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from markdown_it.rules_block import make_fence_rule

from .attributes import parse_attributes
from .chunks import ENGINES, MARKDOWN_ENGINES, QUIET_ENGINES, engine_of, read_chunk
from .pictures import Picture, push_pictures
from .r_values import read_arguments, read_value

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, MutableMapping
    from typing import Any

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from .chunks import Chunk

_DEFAULTS = "chunk_defaults"
_NOT_RUN = "chunks_not_run"
_RESULT = "chunk_result"
#: How many lines a header may have; knitr's have one, but authors break long ones.
_LONGEST_HEADER = 40
#: What hides a chunk from knitr, in code that shows R Markdown: it stands for nothing.
_NOTHING = ('`r ""`', "`r ''`")


@dataclass(slots=True)
class NotRun:
    """What of a document would have to be run to be seen.

    :ivar line: The line of the first of it, from 0.
    :ivar chunks: The number of chunks.
    :ivar inline: The number of pieces of inline code.
    """

    line: int
    chunks: int = 0
    inline: int = 0


def chunks_plugin(md: MarkdownIt, is_directive: Callable[[str], bool], knitted: Container[str] = ()) -> None:
    """Read R Markdown.

    :param is_directive: Tells whether ``{name}`` is a directive of MyST; then it is no chunk, unless it is R's.
    :param knitted: Texts that knitr has made: all their inline code is to be seen as it is.
    """
    fence = make_fence_rule(disallow_marker_in_info=())

    def chunk(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        header = _header(state, start_line)
        engine = engine_of(header)
        if not engine or engine not in ENGINES or (engine != "r" and is_directive(engine)):
            return False
        if not fence(state, start_line, end_line, silent):
            return False
        if not silent:
            _expand(state, state.tokens.pop())
        return True

    md.block.ruler.before("fence", "chunk", chunk, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.core.ruler.after("block", "knitr_classes", _read_classes)
    md.core.ruler.after("block", "chunk_results", _drop_results)
    md.core.ruler.after("inline", "inline_r", lambda state: None if state.src in knitted else _inline_code(state))


def take_not_run(env: MutableMapping[str, Any]) -> NotRun | None:
    """Return what was found that would have to be run, if anything, and forget it."""
    not_run: NotRun | None = env.pop(_NOT_RUN, None)
    return not_run


@contextmanager
def all_at(env: MutableMapping[str, Any], line: int) -> Iterator[None]:
    """Let what is found meanwhile, in another file, count as found in *line* of this one, from 0."""
    before = take_not_run(env)
    yield
    found = take_not_run(env)
    if found is not None:
        found.line = line
        if before is not None:
            found = NotRun(min(before.line, line), before.chunks + found.chunks, before.inline + found.inline)
    if (sum_ := found or before) is not None:
        env[_NOT_RUN] = sum_


def _not_run(env: MutableMapping[str, Any], line: int) -> NotRun:
    not_run: NotRun = env.setdefault(_NOT_RUN, NotRun(line))
    not_run.line = min(not_run.line, line)
    return not_run


def _header(state: StateBlock, line: int) -> str:
    """Return what stands behind the brace in the first line of a fence; nothing, if it opens no chunk."""
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    info = text.lstrip(text[:1]).strip() if text.startswith(("```", "~~~")) else ""
    if not info.startswith("{"):
        return ""
    return info[1:-1] if info.endswith("}") else info[1:]


def _whole_header(token: Token) -> tuple[str, int]:
    """Return the header of a chunk, and how many lines of its content belong to it."""
    header = token.info.strip()
    lines = token.content.split("\n", _LONGEST_HEADER)[:_LONGEST_HEADER]
    for number, line in enumerate(["", *lines]):
        header = f"{header} {line.strip()}" if number else header
        if header.endswith("}") and read_arguments(header[1:-1]) is not None:
            return header[1:-1], number
    first = token.info.strip()
    return (first[1:-1] if first.endswith("}") else first[1:]), 0


def _expand(state: StateBlock, fence: Token) -> None:
    """Put in the place of a chunk what is seen of it."""
    header, lines = _whole_header(fence)
    code = "".join(fence.content.splitlines(keepends=True)[lines:])
    chunk = read_chunk(header, code, state.env.get(_DEFAULTS))
    if defaults := chunk.new_defaults:
        state.env[_DEFAULTS] = {**state.env.get(_DEFAULTS, {}), **defaults}
    assert fence.map is not None
    first, last = fence.map
    if chunk.engine in MARKDOWN_ENGINES:
        if chunk.shows_results and not chunk.is_off("echo"):
            _read_in_place(state, first + 1 + lines, last)
        return
    children = chunk.texts("child") if chunk.shows_results else ()
    if children:
        for child in children:
            _push(state, "chunk_child", fence, content=child)
        return
    if chunk.shows_code and chunk.engine != "comment":
        code = chunk.code.strip("\n") + "\n"
        _push(state, "fence", fence, content=code, tag="code", info=chunk.language)
    files = chunk.included_pictures if chunk.shows_pictures else ()
    if files:
        push_pictures(state, _pictures(chunk, files), fence.map)
    elif chunk.shows_results and chunk.engine not in QUIET_ENGINES and _does_anything(chunk):
        _not_run(state.env, first).chunks += 1
        if chunk.is_off("echo"):
            _push(state, _RESULT, fence)
        if chunk.shows_pictures:
            for alternative, caption in zip_longest(chunk.texts("fig.alt"), chunk.texts("fig.cap"), fillvalue=""):
                _push(state, "chunk_picture", fence, content=caption, meta={"alternative": alternative})


def _does_anything(chunk: Chunk) -> bool:
    return bool(chunk.code.strip()) or "child" in chunk.options


def _push(state: StateBlock, kind: str, fence: Token, *, tag: str = "", **details: Any) -> None:
    token = state.push(kind, tag, 0)
    token.map = fence.map
    token.markup = "```"
    for name, value in details.items():
        setattr(token, name, value)


def _read_in_place(state: StateBlock, first_line: int, end_line: int) -> None:
    """Read the code of a chunk as Markdown."""
    line = state.line
    if end_line > first_line:
        state.md.block.tokenize(state, first_line, end_line - 1)
    state.line = line


def _pictures(chunk: Chunk, files: tuple[str, ...]) -> list[Picture]:
    captions, alternatives, widths = chunk.texts("fig.cap"), chunk.texts("fig.alt"), chunk.texts("out.width")
    align = next(iter(chunk.texts("fig.align")), "")
    return [
        Picture(
            file,
            _nth(alternatives, number) if alternatives else None,
            _nth(captions, number),
            _nth(widths, number),
            align=align,
        )
        for number, file in enumerate(files)
    ]


def _nth(texts: tuple[str, ...], number: int) -> str:
    """Return a text out of *texts*, which R repeats where there are too few."""
    return texts[number % len(texts)] if texts else ""


def _drop_results(state: StateCore) -> None:
    """Drop the places of results, but for those without which a block, an item or the like would be empty."""
    kept: list[Token] = []
    results: list[Token] = []
    for is_result, run in groupby(state.tokens, key=lambda token: token.type == _RESULT):
        tokens = list(run)
        if not is_result and results and tokens[0].nesting == -1 and _begins_container(kept):
            kept.append(results[0])
        results = tokens if is_result else []
        kept += [] if is_result else tokens
    state.tokens = kept


def _begins_container(before: list[Token]) -> bool:
    """Whether what comes next is the first in a container, but for its heading."""
    last = -4 if before and before[-1].type == "heading_close" else -1
    return len(before) >= -last and before[last].nesting == 1


def _read_classes(state: StateCore) -> None:
    """Let the class that knitr gives to output, ``{.output}``, be the language of the code."""
    for token in state.tokens:
        if token.type == "fence" and token.info.startswith("{."):
            parsed = parse_attributes(token.info)
            if parsed is not None and parsed[1] == len(token.info) and parsed[0].classes:
                token.info = parsed[0].classes[0]


def _inline_code(state: StateCore) -> None:
    """Show inline code as code, and what it stands for if that can be told by reading it."""
    for token in state.tokens:
        if token.type == "fence":
            for nothing in _NOTHING:
                token.content = token.content.replace(nothing, "")
        elif token.type == "inline":
            for child in token.children or ():
                if child.type == "code_inline" and child.markup == "`" and child.content.startswith(("r ", "r#")):
                    _show_inline(state, child, token.map[0] if token.map else 0)


def _show_inline(state: StateCore, token: Token, line: int) -> None:
    token.content = token.content[2:].strip()
    value = read_value(token.content)
    if type(value) is str:
        token.type, token.tag, token.markup, token.content = "text", "", "", value
    else:
        _not_run(state.env, line).inline += 1
