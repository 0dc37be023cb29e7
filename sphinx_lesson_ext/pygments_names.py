"""The names of languages that Pygments knows."""

from __future__ import annotations

from functools import lru_cache

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound


@lru_cache(maxsize=256)
def knows(name: str) -> bool:
    """Tell whether Pygments knows a language by that name."""
    try:
        find_lexer_class_by_name(name)
    except ClassNotFound:
        return False
    return True
