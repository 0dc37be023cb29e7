"""Codes of languages, as Sphinx and as HTML write them."""

from __future__ import annotations


def is_language(code: str) -> bool:
    """Tell whether a text has the form of a language's code (BCP 47), as either writes it: ``pt_BR``, ``pt-BR``."""
    first, *others = tag_of(code).split("-")
    is_name = first.isalpha() and 2 <= len(first) <= 3
    return is_name and code.isascii() and all(part.isalnum() and len(part) <= 8 for part in others)


def tag_of(language: str) -> str:
    """Return a language as HTML names it: ``pt-BR`` for ``pt_BR``."""
    return language.replace("_", "-")


def code_of(tag: str) -> str:
    """Return a language as Sphinx names it: ``pt_BR`` for ``pt-BR``."""
    return tag.replace("-", "_")
