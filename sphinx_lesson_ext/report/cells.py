"""The cells of notebooks that findings stand in: Jupyter shows cells, where an editor shows lines."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from sphinx_lesson_ext.notebook_files import SUFFIX, read_notebook_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sphinx_lesson_ext.findings import Finding


def add_cells(findings: Iterable[Finding], folder: Path) -> list[Finding]:
    """Return *findings*, each of which says what cell it stands in, if its file in *folder* is a notebook."""

    @cache
    def cells_in(path: str) -> Mapping[int, int]:
        try:
            text = (folder / path).read_text(encoding="utf-8-sig", errors="replace")
        except (OSError, ValueError):
            return {}
        cells = enumerate(read_notebook_file(text).cells, start=1)
        # Where a whole notebook is one line of its file, that tells no cell.
        found: dict[int, int] = {}
        for number, lines in cells:
            for line in set(lines):
                found[line] = 0 if line in found else number
        return found

    def with_cell(finding: Finding) -> Finding:
        cell = cells_in(finding.path).get(finding.line - 1, 0)
        return replace(finding, cell=str(cell)) if cell else finding

    return [with_cell(finding) if finding.path.endswith(SUFFIX) else finding for finding in findings]
