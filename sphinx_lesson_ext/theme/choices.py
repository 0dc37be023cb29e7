"""What the choice of a tab is known by, so that a reader makes it once for the whole site, in whatever syntax."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Words that name an operating system; the script of the tabs knows by these names which one a reader uses.
_SYSTEMS: Mapping[str, frozenset[str]] = {
    "windows": frozenset({"windows", "win", "win32", "win64"}),
    "macos": frozenset({"macos", "mac", "osx", "darwin", "unix"}),
    "linux": frozenset({"linux", "unix", "ubuntu", "debian", "fedora"}),
}


def names_of(title: str, key: str = "", group: str = "") -> tuple[str, ...]:
    """Return the names of a choice: tabs that share one are the same choice, the earlier the name the better.

    :param title: What readers see.
    :param key: What the author calls the choice beside that, if anything.
    :param group: Where the author keeps the choice apart from others with that title or key.  An operating system is
        not kept apart: a reader has one.
    """
    words = {word for text in (title, key) for word in re.findall(r"\w+", text.casefold().replace("os x", "osx"))}
    systems = [system for system, its_words in _SYSTEMS.items() if words & its_words]
    own = [f"{group}: {key or title}"] if group else [key, title]
    names = [" ".join(name.casefold().split()) for name in (*own, *systems)]
    return tuple(dict.fromkeys(name for name in names if name))
