"""Codes of languages, as Sphinx and as HTML write them."""

from __future__ import annotations


def is_language(code: str) -> bool:
    """Tell whether a text has the form of a language's code, as either writes it: ``pt_BR``, ``pt-BR``."""
    parts = tag_of(code).split("-")
    return code.isascii() and all(part.isalnum() for part in parts) and parts[0].isalpha() and 2 <= len(parts[0]) <= 8


def tag_of(language: str) -> str:
    """Return a language as HTML names it: ``pt-BR`` for ``pt_BR``."""
    return language.replace("_", "-")
