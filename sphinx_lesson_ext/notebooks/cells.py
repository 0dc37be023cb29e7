"""The text of a notebook's cells: read one after the other, and told of with the lines of the file."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.markdown.definitions import DEFINED
from sphinx_lesson_ext.markdown.problems import PROBLEMS
from sphinx_lesson_ext.markdown.source_lines import moved, moved_range, normalized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

    Rule = Callable[[StateCore], None]

#: Rules that may define a label which no cell does, so they wait until all cells were read.
_LATE = ("shared_definitions", "header_references")


def cells_plugin(md: MarkdownIt, cells: Iterable[tuple[str, Sequence[int]]]) -> None:
    """Let the blocks of each cell have the lines of the file; use it after every other plugin.

    myst-nb reads the blocks of all cells before what is in them, by the rules before and from ``inline``.

    :param cells: The text of each cell, with the line of the file that each of its lines is on, from 0.
    """
    rules = dict(zip(md.core.ruler.get_active_rules(), md.core.ruler.getRules(""), strict=True))
    late = [name for name in _LATE if name in rules]
    md.core.ruler.disable(late)
    mover = _Mover(cells)
    md.core.ruler.before("inline", "cell_lines", mover.move)
    md.core.ruler.at("inline", partial(_read_inline, mover, [*(rules[name] for name in late), rules["inline"]]))


def _read_inline(mover: _Mover, rules: Iterable[Rule], state: StateCore) -> None:
    state.src = state.src or mover.text
    for rule in rules:
        rule(state)


class _Mover:
    """Moves what is found in each cell to the lines of the file."""

    def __init__(self, cells: Iterable[tuple[str, Sequence[int]]]) -> None:
        self._cells = iter([(normalized(text), places) for text, places in cells])
        self._read: list[str] = []
        self._problems: list[Any] = []
        self._defined = 0

    @property
    def text(self) -> str:
        """What was read so far."""
        return "\n".join(self._read)

    def move(self, state: StateCore) -> None:
        """Move the tokens, problems and definitions of the cell that was just read."""
        # Cells that are left out are not read; what directives hold is, when all cells were.
        places = next((places for text, places in self._cells if text == state.src), None)
        if places is None:
            return
        self._read.append(state.src)
        known = len(self._problems)
        problems = state.env.get(PROBLEMS, [])
        self._problems = [*problems[:known], *moved(problems[known:], state.tokens, places)]
        state.env[PROBLEMS] = self._problems
        defined = state.env.get(DEFINED, {})
        for definition in islice(defined.values(), self._defined, None):
            definition["map"] = moved_range(definition["map"], places)
        self._defined = len(defined)
