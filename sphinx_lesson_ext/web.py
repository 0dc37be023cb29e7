"""Addresses on the web."""

from __future__ import annotations

from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit


def split_address(text: str) -> SplitResult:
    """Return the parts of an address; all are empty for what is none, such as ``http://[``."""
    try:
        return urlsplit(text)
    except ValueError:
        return SplitResult("", "", "", "", "")


def is_web_address(value: Any) -> bool:
    """Tell whether a value is the whole address of something on the web."""
    if not isinstance(value, str):
        return False
    if any(character in '"<>\\' or character.isspace() for character in value):
        return False  # none of these is in any address (RFC 3986), and they end one in HTML
    parts = split_address(value)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def outside_address(target: str) -> str:
    """Return the address that *target* is, or that of the mail address that it is; nothing, if it is neither."""
    if split_address(target).scheme in {"http", "https", "mailto"}:
        return target
    local, at, host = target.partition("@")
    return f"mailto:{target}" if local and at and "." in host and not target.split()[1:] else ""


def absolute_address(base: str, uri: str) -> str:
    """Return the whole address of *uri*, which begins at the root of the site at *base*; nothing, if there is none."""
    return urljoin(base.rstrip("/") + "/", uri) if base else ""
