"""The schedule as a table: when each episode begins, what it asks, how long it takes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.i18n import translate_in
from sphinx_lesson_ext.kinds import LISTS

from .entries import points
from .schedule import Row, minutes_of_day, schedule_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .list_context import ListContext


class _Column(NamedTuple):
    """A column: its heading, its width in characters (for text), and a cell for each row."""

    title: str
    width: int
    cells: list[list[nodes.Element]]


def make_timetable(context: ListContext) -> list[nodes.Element]:
    """Return the table, with only those columns that have something to say; nothing where there is no episode."""
    chosen = set(context.documents())
    episodes = [name for name in context.domain.plan.episodes if name in chosen]
    start = minutes_of_day(context.options.get("start", ""))
    rows = schedule_rows([(name, context.domain.record(name).timing) for name in episodes], start)
    if not rows:
        return []
    columns = [_Column(_("Episode"), 30, [_episode(context, row) for row in rows])]
    if start is not None:
        columns.insert(
            0, _Column(translate_in("when an episode begins", "Start"), 7, [_text(row.start or "") for row in rows])
        )
    questions = [_questions(context, row) for row in rows]
    if any(questions):
        columns.append(_Column(_("Questions"), 50, questions))
    if rows[-1].minutes:
        columns.append(_Column(_("Minutes"), 9, [_text(str(row.minutes) if row.minutes else "") for row in rows]))
    return [_table(columns)]


def _episode(context: ListContext, row: Row) -> list[nodes.Element]:
    if not row.docname:
        # L10n: the end of the schedule
        return _text(_("Finish"))
    return [nodes.paragraph("", "", context.heading(row.docname))]


def _questions(context: ListContext, row: Row) -> list[nodes.Element]:
    return points(replace(context, kind=LISTS["questionlist"], options={}), row.docname) if row.docname else []


def _text(text: str) -> list[nodes.Element]:
    return [nodes.paragraph(text, text)]


def _table(columns: Sequence[_Column]) -> nodes.table:
    def make_row(cells: Sequence[list[nodes.Element]]) -> nodes.row:
        return nodes.row("", *(nodes.entry("", *cell) for cell in cells))

    widths = [nodes.colspec(colwidth=column.width) for column in columns]
    head = nodes.thead("", make_row([_text(column.title) for column in columns]))
    body = nodes.tbody("", *(make_row(cells) for cells in zip(*(column.cells for column in columns), strict=True)))
    group = nodes.tgroup("", *widths, head, body, cols=len(columns))
    return nodes.table("", group, classes=["lesson-schedule"])
