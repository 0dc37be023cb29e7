"""Python's search for garbage, put off while a command loads what it is made of.

Of what is loaded until a build begins, Sphinx and the extensions, all is kept, so a search finds nothing; and each of
those that follow is the longer for it.  That is a tenth of the time in which a lesson of usual length is built.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def loading() -> Iterator[None]:
    """Let Python search for nothing until :func:`all_is_loaded` is called, and then for nothing of what was loaded."""
    gc.disable()
    try:
        yield
    finally:
        # What was loaded stays out of sight: as Python ends, it searches once more.
        gc.enable()


def all_is_loaded() -> None:
    """Let Python search again, if it does not (see :func:`loading`)."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
