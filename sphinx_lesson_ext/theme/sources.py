"""The files that authors wrote, as opposed to pages that are made."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def source_of(env: BuildEnvironment, docname: str) -> str:
    """Return the path of the file that an author wrote for a page, from the source folder; nothing, if it is made."""
    if docname not in env.found_docs:
        return ""
    # Text, not paths: a build asks for each document, and most builds have nothing else to do.
    file, folder = str(env.doc2path(docname)), os.path.join(env.srcdir, "")  # noqa: PTH118
    return file.removeprefix(folder).replace(os.sep, "/") if file.startswith(folder) else ""
