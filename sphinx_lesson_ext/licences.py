"""Licences by their SPDX identifiers (https://spdx.org/licenses/): what readers call them, and where their text is."""

from __future__ import annotations

from typing import NamedTuple

_CREATIVE_COMMONS = frozenset({"CC-BY", "CC-BY-SA", "CC-BY-NC", "CC-BY-NC-SA", "CC-BY-ND", "CC-BY-NC-ND"})
_VERSIONS = frozenset({"2.0", "2.5", "3.0", "4.0"})
_OTHERS = {
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "Apache-2.0": ("Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
    "BSD-2-Clause": ("BSD 2-Clause License", "https://opensource.org/license/bsd-2-clause"),
    "BSD-3-Clause": ("BSD 3-Clause License", "https://opensource.org/license/bsd-3-clause"),
    "GPL-3.0-only": ("GNU GPL 3", "https://www.gnu.org/licenses/gpl-3.0.html"),
    "GPL-3.0-or-later": ("GNU GPL 3 or later", "https://www.gnu.org/licenses/gpl-3.0.html"),
    "MIT": ("MIT License", "https://opensource.org/license/mit"),
}


class Licence(NamedTuple):
    """A licence as readers see it; without a *url* it is not linked."""

    name: str
    url: str


def licence_of(name: str, url: str = "") -> Licence | None:
    """Return the licence of that SPDX identifier, or of that name; ``None`` for no name.

    :param url: Where the author says that its text is, which wins.
    """
    if not name:
        return None
    known = known_licence(name)
    return Licence(known.name, url or known.url) if known else Licence(name, url)


def known_licence(identifier: str) -> Licence | None:
    """Return the licence of that SPDX identifier; ``None`` for one that is not known here."""
    # Many write "CC-BY 4.0".
    identifier = "-".join(identifier.split())
    if identifier in _OTHERS:
        return Licence(*_OTHERS[identifier])
    kind, _dash, version = identifier.rpartition("-")
    if kind in _CREATIVE_COMMONS and version in _VERSIONS:
        path = kind.removeprefix("CC-").lower()
        return Licence(f"CC {path.upper()} {version}", f"https://creativecommons.org/licenses/{path}/{version}/")
    return None
