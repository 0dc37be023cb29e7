"""Tables of contents that no author wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The attribute of contents whose caption no author wrote either: it is in the language of the build already.
MADE = "made"


def make_contents(parent: str, docnames: Iterable[str], caption: str = "", **marks: Any) -> addnodes.toctree:
    """Return a table of contents that is shown beside pages, not in its document.

    :param parent: The document that it stands in.
    :param marks: Further attributes, by which it is found again.
    """
    names = list(docnames)
    toctree = addnodes.toctree(
        parent=parent,
        entries=[(None, name) for name in names],
        includefiles=names,
        maxdepth=-1,
        caption=caption or None,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=True,
        **marks,
    )
    toctree[MADE] = True
    # Sphinx asks for it.
    toctree["rawentries"] = []
    return toctree
