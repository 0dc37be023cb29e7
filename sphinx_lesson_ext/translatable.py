"""Marks messages in tables, where they cannot be translated yet."""

from __future__ import annotations


def translatable(message: str) -> str:
    """Return *message* as it is.

    Tables are made when modules are imported, and the language is known later: they hold messages as they are, and
    what shows them translates them.  Marked so, ``make messages`` finds them.
    """
    return message
