"""What is rendered from other files than the document's own."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.confinement import is_file_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from myst_parser.mdit_to_docutils.base import DocutilsRenderer


def file_in(folder: Path, name: str, root: Path) -> Path | None:
    """Return the file that is called *name* as seen from *folder*, if there is one in the folder *root* or below it."""
    path = Path(folder, name)
    return path.resolve() if is_file_inside(root, path) else None


@contextmanager
def reading(renderer: DocutilsRenderer, path: str) -> Iterator[None]:
    """Let all that is rendered, and all that is told of it, come from the file *path*."""
    document, reporter = renderer.document, renderer.reporter
    before = document["source"], reporter.source, getattr(reporter, "get_source_and_line", None)

    def place(line: int | None = None) -> tuple[str, int | None]:
        return path, line

    _begin(document, reporter, path, path, place)
    try:
        yield
    finally:
        _begin(document, reporter, *before)


def _begin(document: Any, reporter: Any, source: str, told_source: str, place: Any) -> None:
    document["source"], reporter.source, reporter.get_source_and_line = source, told_source, place
