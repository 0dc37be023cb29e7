"""Reports for the tests of what is made of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.findings import Finding, Severity
from sphinx_lesson_ext.health.records import (
    About,
    Content,
    Document,
    Found,
    Health,
    Minutes,
    Totals,
    sum_of_contents,
    tally_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

MADE = "2026-05-12T09:30:00Z"

ABOUT = About(
    title="Loops",
    language="en",
    url="https://example.org/loops/",
    source="https://github.com/example/loops",
    branch="main",
    life_cycle="beta",
    license="CC BY 4.0",
    commit="1234567890123456789012345678901234567890",
    date="2026-05-11",
)


def a_finding(message: str = "the picture has no text", **fields: Any) -> Finding:
    """Return an ordinary finding, but for *fields*."""
    usual: dict[str, Any] = {
        "code": "alt",
        "severity": Severity.ERROR,
        "docname": "01-for",
        "path": "episodes/01-for.md",
        "line": 7,
        "column": 1,
    }
    return Finding(message=message, **{**usual, **fields})


FINDINGS = (
    Found(a_finding(fix="Describe it.")),
    Found(a_finding("count to ten", code="fixme", severity=Severity.WARNING, marker="FIXME", line=9, owner="ann",
                    author="Ana Á", date="2026-05-02", anchor="fixme-1"), age=10),
    Found(a_finding("a link leads nowhere", code="link-target", severity=Severity.WARNING, docname="index",
                    path="index.md", line=2)),
    Found(a_finding("think about it", code="habit", severity=Severity.NOTE, docname="", path="", line=1)),
)  # fmt: skip


def a_document(docname: str, title: str, **fields: Any) -> Document:
    """Return a document, an episode if it has a number."""
    usual: dict[str, Any] = {
        "path": f"episodes/{docname}.md",
        "is_episode": "number" in fields,
        "content": Content(minutes=Minutes(20, 10, 0), words=700, exercises=2, unsolved=1, solutions=1, figures=3),
    }
    return Document(docname=docname, title=title, **{**usual, **fields})


DOCUMENTS = (
    a_document("index", "Loops", path="index.md", content=Content(words=30)),
    a_document("01-for", "For", number="1", url="https://example.org/loops/01-for.html"),
    a_document("02-while", "While", number="2"),
)


def a_health(
    findings: Sequence[Found] = FINDINGS, documents: Sequence[Document] = DOCUMENTS, about: About = ABOUT, **values: Any
) -> Health:
    """Return the health of a lesson; what is counted follows from what it holds."""
    documents = [
        replace(document, tally=tally_of([found for found in findings if found.finding.docname == document.docname]))
        for document in documents
    ]
    totals = Totals(
        documents=len(documents),
        episodes=sum(document.is_episode for document in documents),
        content=sum_of_contents(document.content for document in documents),
        tally=tally_of(findings),
    )
    return Health(
        **{"made": MADE, "about": about, "totals": totals, "documents": documents, "findings": findings, **values}
    )
