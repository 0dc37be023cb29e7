"""What a notebook says about itself, and where in its file that and its cells are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_lesson_ext.notebook_files import SUFFIX, read_notebook_file
from sphinx_lesson_ext.yaml_mapping import YamlMapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nbformat import NotebookNode

#: Keys of a notebook's metadata that are settings of Jupyter and myst-nb, not facts about the page.
JUPYTER_KEYS = frozenset(
    {"file_format", "jupytext", "kernelspec", "language_info", "mystnb", "orig_nbformat", "source_map", "widgets"}
)
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Front matter as an author wrote it: its *text*, and the *line* of the file that it begins on, from 0."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class NotebookSource:
    """What a notebook's file holds.

    :ivar cells: For each cell, its text and the line of the file that each line of that is on, from 0.
    :ivar front_matter: What is written as front matter; ``None``, if nothing is.
    :ivar facts: What the metadata of an ``.ipynb`` file say about the page.
    """

    cells: Sequence[tuple[str, Sequence[int]]]
    front_matter: FrontMatter | None
    facts: YamlMapping


def source_of(path: str, text: str, notebook: NotebookNode) -> NotebookSource:
    """Return what the *text* of the file *path* holds, and take the front matter out of the cells of *notebook*.

    :raises ValueError: If a cell is not what a cell must be.
    """
    _check(notebook)
    if not path.endswith(SUFFIX):
        lines = text.split("\n")
        starts = notebook.metadata.get("source_map", ())
        cells = list(zip(_texts(notebook), _places(lines, _texts(notebook), starts), strict=True))
        return NotebookSource(cells, _front_matter(lines), YamlMapping({}, (), {}))
    file = read_notebook_file(text)
    texts = _texts(notebook)
    # The lines of cells that an older format of notebooks keeps elsewhere are not known.
    places = [*file.cells, *([(0,)] * len(texts))][: len(texts)]
    cells = [(text, lines or (0,)) for text, lines in zip(texts, places, strict=True)]
    facts = {
        key: value
        for key, value in notebook.metadata.items()
        if key not in JUPYTER_KEYS and not isinstance(value, Mapping)
    }
    front_matter = None
    if notebook.cells and notebook.cells[0].cell_type in {"markdown", "raw"}:
        first, lines_of_first = cells[0]
        front_matter = _front_matter(first.split("\n"))
        if front_matter is not None:
            height = front_matter.text.count("\n") + 3
            rest = "\n".join(first.split("\n")[height:])
            line = lines_of_first[min(1, len(lines_of_first) - 1)]
            front_matter = replace(front_matter, line=line)
            cells[0] = (rest, lines_of_first[height:] or lines_of_first[-1:])
            notebook.cells[0].source = rest
    return NotebookSource(cells, front_matter, YamlMapping(facts, (), file.values))


def _check(notebook: NotebookNode) -> None:
    for number, cell in enumerate(notebook.cells, start=1):
        is_whole = isinstance(cell, Mapping) and isinstance(cell.get("source"), str)
        if not is_whole or not isinstance(cell.get("metadata"), Mapping):
            raise ValueError(f"cell {number} has no text or no metadata")
        if cell.get("cell_type") == "code" and not isinstance(cell.get("outputs"), list):
            raise ValueError(f"cell {number} has no list of outputs")


def _texts(notebook: NotebookNode) -> list[str]:
    return [str(cell.source) for cell in notebook.cells]


def _front_matter(lines: Sequence[str]) -> FrontMatter | None:
    """Return what stands between the first line and the next that is ``---``."""
    if not lines or lines[0].rstrip() != _FENCE:
        return None
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == _FENCE), 0)
    return FrontMatter("\n".join(lines[1:end]), 1) if end else None


def _places(lines: Sequence[str], texts: Sequence[str], starts: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the lines of each cell of a text in which one follows the other.

    :param starts: For each cell, a line that it does not begin before.
    """
    position = 0
    for number, text in enumerate(texts):
        written = text.split("\n")
        position = max(position, starts[number] if number < len(starts) else 0)
        begin = next(
            (line for line in range(position, len(lines)) if list(lines[line : line + len(written)]) == written),
            min(position, len(lines) - 1),
        )
        position = begin + len(written)
        yield range(begin, position)


def as_token_lines(source: NotebookSource, notebook: NotebookNode) -> list[int]:
    """Return what myst-nb calls the source map of a notebook: the line before each cell, as it counts them.

    It adds 2 to that of code, and 1 to what was moved to the lines of the file already.
    """
    places = (lines for _text, lines in source.cells)
    return [
        -1 if cell.cell_type == "markdown" else lines[0] - 1 for cell, lines in zip(notebook.cells, places, strict=True)
    ]
