"""Which exercises have an answer: in them, or after them, as authors write it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .records import Block, DocumentRecord

#: What may hold the answer of an exercise that it is in.
_ANSWERS = frozenset({"solution", "spoiler"})


def unsolved(record: DocumentRecord) -> list[Block]:
    """Return the challenges of a document that have no solution: neither in them, nor after them in their section."""
    blocks = record.blocks
    return [
        block
        for index, block in enumerate(blocks)
        if block.kind == "challenge" and not _has_answer(block, blocks[index + 1 :])
    ]


def _has_answer(challenge: Block, following: Sequence[Block]) -> bool:
    depth = len(challenge.within)
    inside = list(takewhile(lambda block: len(block.within) > depth, following))
    after = takewhile(lambda block: _may_answer(block, challenge), following[len(inside) :])
    return any(block.kind in _ANSWERS for block in inside) or any(block.kind == "solution" for block in after)


def _may_answer(block: Block, challenge: Block) -> bool:
    """Tell whether a block may be the answer of *challenge*, or stand before that: it comes before the next one."""
    is_after = block.within[: len(challenge.within)] == challenge.within and block.section == challenge.section
    return is_after and block.kind != "challenge"
