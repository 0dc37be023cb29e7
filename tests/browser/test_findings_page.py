"""The report of what was found, as a page: everybody can use it, and it loads nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from browser.axe import violations
from sphinx_lesson_ext.checks.catalogue import CATALOGUE
from sphinx_lesson_ext.findings import Finding, Severity, in_order
from sphinx_lesson_ext.report.as_html import render

if TYPE_CHECKING:
    from pathlib import Path


_ONE = Finding(
    code="link-text",
    severity=Severity.WARNING,
    docname="a",
    path="episodes/a.md",
    line=1,
    column=1,
    message="the text of this link is 'here'",
    fix="Name it.",
    old="here",
    new="there",
)
FOUND = in_order(
    [
        *(replace(_ONE, severity=severity, line=line) for line, severity in enumerate(Severity, start=1)),
        *(
            replace(_ONE, code=code, path=f"episodes/{'a-very-long-name-' * 6}.md", line=line)
            for line, code in enumerate(CATALOGUE, start=1)
        ),
    ]
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(opened, axe, tmp_path: Path, scheme: str, width: int) -> None:
    (tmp_path / "findings.html").write_text(render(FOUND), encoding="utf-8")
    page = opened("findings.html", site=f"{tmp_path.as_uri()}/", width=width, color_scheme=scheme)
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
