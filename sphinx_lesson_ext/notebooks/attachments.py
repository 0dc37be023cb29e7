"""Pictures that are kept in a cell of text: those that somebody pasted into it."""

from __future__ import annotations

from binascii import Error as BinasciiError
from binascii import a2b_base64
from collections.abc import Mapping
from hashlib import sha256
from mimetypes import guess_extension
from typing import Any
from urllib.parse import unquote

#: What their addresses begin with.
SCHEME = "attachment:"


def attached(cell: Mapping[str, Any], address: str) -> tuple[str, bytes] | None:
    """Return a name for the file of a picture, and what is in it; ``None``, if the cell does not hold it.

    :param address: The address, with :data:`SCHEME`.
    """
    attachments = cell.get("attachments")
    kinds = attachments.get(unquote(address.removeprefix(SCHEME))) if isinstance(attachments, Mapping) else None
    for kind, content in kinds.items() if isinstance(kinds, Mapping) else ():
        try:
            data = a2b_base64("".join(content))
        except (BinasciiError, TypeError, ValueError):
            continue
        return f"{sha256(data).hexdigest()}{guess_extension(str(kind)) or ''}", data
    return None
