"""The files that authors wrote, as opposed to pages that are made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def source_of(env: BuildEnvironment, docname: str) -> str:
    """Return the path of the file that an author wrote for a page, from the source folder; nothing, if it is made."""
    if docname not in env.found_docs:
        return ""
    file, folder = Path(env.doc2path(docname)), Path(env.srcdir)
    return file.relative_to(folder).as_posix() if folder in file.parents else ""
