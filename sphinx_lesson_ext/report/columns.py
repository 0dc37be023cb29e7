"""Tables for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .paint import Colour, plain
from .wording import visible, width_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from .paint import Paint


def aligned(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    numbers: Collection[int] = (),
    paint: Paint = plain,
    colours: Sequence[Colour | None] = (),
) -> list[str]:
    """Return a table as lines, its columns as wide as what they hold.

    :param numbers: The columns that are set to the right.
    :param colours: A colour for the first cell of each row.
    """
    cells = [[visible(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(width_of, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row, colour in zip(cells, (Colour.STRONG, *(colours or [None] * len(rows))), strict=True):
        padded = [
            " " * (width - width_of(cell)) + cell
            if place in numbers
            else cell + " " * (width - width_of(cell)) * (place < len(row) - 1)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        if colour is Colour.STRONG:
            lines.append(paint("  ".join(padded), colour))
        else:
            first = paint(padded[0], colour) if colour else padded[0]
            lines.append("  ".join((first, *padded[1:])))
    return lines
