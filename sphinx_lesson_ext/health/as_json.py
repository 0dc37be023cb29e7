"""The health of a lesson, or of many, for programs: ``health.schema.json`` and ``lessons.schema.json`` describe it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.report.as_json import known
from sphinx_lesson_ext.report.tool import tool

from .records import Tally, sum_of_totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .compare import Comparison
    from .lessons import Entry
    from .records import Content, Document, Found, Health, Totals

#: The version of both schemas; it grows when a reader of the former one would be misled.
SCHEMA = 1


def render(health: Health, comparison: Comparison | None = None) -> str:
    """Return the report on a lesson as JSON in plain ASCII.

    :param comparison: What has changed since a former report, if there is one.
    """
    report = {
        "schema": SCHEMA,
        "tool": tool(),
        "made": health.made,
        "lesson": _about(health),
        "totals": _totals(health.totals),
        "base": _base(comparison),
        "documents": [_document(document) for document in health.documents],
        "findings": [_found(found) for found in health.findings],
    }
    return _text(report)


def render_lessons(entries: Sequence[Entry], made: str) -> str:
    """Return the report on many lessons as JSON in plain ASCII.

    :param made: When it was made (ISO 8601, in UTC).
    """
    healths = [entry.health for entry in entries if entry.health is not None]
    report = {
        "schema": SCHEMA,
        "tool": tool(),
        "made": made,
        "totals": _totals(sum_of_totals([health.totals for health in healths])),
        "failed": len(entries) - len(healths),
        "lessons": [_entry(entry) for entry in entries],
    }
    return _text(report)


def _text(report: dict[str, Any]) -> str:
    return json.dumps(report, indent=2) + "\n"


def _entry(entry: Entry) -> dict[str, Any]:
    named = {"slug": entry.slug, "folder": str(entry.folder)}
    if entry.health is None:
        return {**named, "failed": entry.problem}
    return {
        **named,
        "report": f"{entry.slug}/report.json",
        "lesson": _about(entry.health),
        "totals": _totals(entry.health.totals),
        "base": _base(entry.comparison),
    }


def _about(health: Health) -> dict[str, str]:
    about = health.about
    values = {
        "title": about.title,
        "language": about.language,
        "url": about.url,
        "source": about.source,
        "branch": about.branch,
        "folder": about.folder,
        "life_cycle": about.life_cycle,
        "license": about.license,
        "commit": about.commit,
        "date": about.date,
    }
    return {name: value for name, value in values.items() if value or name == "title"}


def _base(comparison: Comparison | None) -> dict[str, Any] | None:
    if comparison is None:
        return None
    base = comparison.base
    commit = {"commit": base.commit} if base.commit else {}
    return {
        "made": base.made,
        **commit,
        "totals": _totals(base.totals),
        "new": comparison.count,
        "gone": len(comparison.gone),
    }


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "documents": totals.documents,
        "episodes": totals.episodes,
        **_content(totals.content),
        **_tally(totals.tally),
    }


def _document(document: Document) -> dict[str, Any]:
    known_of_it = {"number": document.number, "url": document.url}
    return {
        "docname": document.docname,
        "path": document.path,
        "title": document.title,
        "episode": document.is_episode,
        **{name: value for name, value in known_of_it.items() if value},
        **_content(document.content),
        **_tally(document.tally),
    }


def _content(content: Content) -> dict[str, Any]:
    minutes = content.minutes
    return {
        "minutes": {
            "teaching": minutes.teaching,
            "exercises": minutes.exercises,
            "break": minutes.pause,
            "total": minutes.total,
        },
        "words": content.words,
        "exercises": content.exercises,
        "exercises_without_solution": content.unsolved,
        "solutions": content.solutions,
        "instructor_notes": content.notes,
        "figures": content.figures,
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "fixmes": tally.fixmes,
        "oldest_fixme": tally.oldest,
        "findings": {
            "total": tally.findings,
            "by_severity": dict(tally.severities),
            "by_code": dict(tally.codes),
        },
    }


def _found(found: Found) -> dict[str, str | int]:
    age = {} if found.age is None else {"age": found.age}
    return {**known(found.finding), **age}
