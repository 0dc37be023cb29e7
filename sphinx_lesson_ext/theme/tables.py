"""Widths of tables and their columns as classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .sizes import nearest_width, percent, width_class

if TYPE_CHECKING:
    from collections.abc import Iterable

_GIVEN, _AUTO = "colwidths-given", "colwidths-auto"


def size_tables(tables: Iterable[nodes.table]) -> None:
    """Move the widths that authors give from columns, where HTML writes ``style``, to the cells of the first row."""
    for table in tables:
        share = percent(table.attributes.pop("width", ""))
        if share is not None:
            table["classes"].append(width_class(share))
        if _GIVEN in table["classes"]:
            table["classes"].remove(_GIVEN)
            _size_columns(table)
        if _AUTO not in table["classes"]:
            table["classes"].append(_AUTO)


def _size_columns(table: nodes.table) -> None:
    row = table.next_node(nodes.row)
    # A width may be written with a star, which means a share.
    columns = [float(str(column["colwidth"]).rstrip("*") or 1) for column in table.findall(nodes.colspec)]
    total = sum(columns)
    if row is None or not total or len(row.children) != len(columns):
        return  # Cells that span columns have no width of their own.
    for cell, width in zip(row.findall(nodes.entry), columns, strict=True):
        cell["classes"].append(width_class(nearest_width(100 * width / total)))
