"""Who loads myst-nb, and when: it takes long to load, and most lessons have no notebook.

It is loaded by ``extensions`` in ``conf.py``, by another extension, or from here, if the lesson has notebooks that
Sphinx would take for documents.  What was loaded for an author who did not ask for it runs no code by itself.
"""

from __future__ import annotations

import os
from copy import copy
from importlib.util import find_spec
from pathlib import PurePath
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

from sphinx_lesson_ext.config import is_set
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.notebook_files import SUFFIX

from . import unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

#: The extension that reads notebooks.
MYST_NB = "myst_nb"
#: What an output may be, the plainest first.
_OUTPUTS = (
    "text/plain",
    "text/markdown",
    "text/latex",
    "text/html",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/svg+xml",
    "application/pdf",
    "application/javascript",
    "application/vnd.jupyter.widget-view+json",
)
#: Builders that show no output or that of text alone; myst-nb does not know the first, and warns of what others lack.
_PLAIN_BUILDERS = ("lesson-report", "dummy", "gettext", "linkcheck", "text", "man")

#: The folder of the notebooks that myst-nb writes.
_COPIES = ("jupyter_execute", "**/jupyter_execute")
#: What is not looked at: what Jupyter, Sphinx and Python keep for themselves, such as what was built before.
_KEPT = (".", "_")


def load_for_notebooks(app: Sphinx) -> None:
    """Load myst-nb, if the lesson has notebooks and ``conf.py`` does not load it; say so, if it is not installed."""
    # A lesson of The Carpentries Workbench has no page that is a notebook, and its code is not run.
    if app.config.lesson_workbench or MYST_NB in app.extensions or MYST_NB in app.config.extensions:
        return
    notebook = next(_notebooks(app), "")
    if not notebook:
        return
    if find_spec(MYST_NB) is None:
        app.connect("builder-inited", lambda app: _tell_missing(app, notebook))
        return
    app.setup_extension(MYST_NB)
    app.connect("config-inited", _run_nothing, priority=400)


def read_as_lesson(app: Sphinx, config: Config) -> None:
    """Let the text of notebooks be read as lesson Markdown, whoever loaded myst-nb (event ``config-inited``)."""
    # Sphinx adds to it, and what it is by default is shared by all builds of a process.
    config["source_suffix"] = copy(config.source_suffix)
    if MYST_NB not in app.extensions:
        unread.setup(app)
        return
    # Loaded here: it takes long, and only lessons with notebooks need it.
    from .copies import SelectOutputs
    from .parser import NotebookParser

    unread.setup(app, unread.MisplacedCell)
    app.add_source_parser(NotebookParser, override=True)
    app.add_post_transform(SelectOutputs)
    # The same whichever of both was loaded last.
    app.add_source_suffix(".md", "markdown", override=True)
    plain = [(name, kind, rank) for name in _PLAIN_BUILDERS for rank, kind in enumerate(_OUTPUTS, start=100)]
    # The author's come last, and so count.
    config["nb_mime_priority_overrides"] = [*plain, *config.nb_mime_priority_overrides]
    # Copies of notebooks, which myst-nb writes beside the output, often within the lesson.
    config["exclude_patterns"] = [*config.exclude_patterns, *_COPIES]


def _notebooks(app: Sphinx) -> Iterator[str]:
    """Yield the notebooks that Sphinx would take for documents, by their paths from the source folder."""
    config = app.config
    excluded = (config.exclude_patterns, config.templates_path, config.html_static_path, config.html_extra_path)
    patterns = [pattern for patterns in excluded for pattern in patterns]
    is_included, is_excluded = Matcher(config.include_patterns), Matcher(patterns)
    for folder, folders, names in os.walk(app.srcdir):
        place = PurePath(folder).relative_to(app.srcdir)
        folders[:] = sorted(
            name for name in folders if not name.startswith(_KEPT) and not is_excluded((place / name).as_posix())
        )
        # Most files are none, and every build asks.
        for name in sorted(name for name in names if name.endswith(SUFFIX)):
            path = (place / name).as_posix()
            if is_included(path) and not is_excluded(path):
                yield path


def _run_nothing(_app: Sphinx, config: Config) -> None:
    if not is_set(config, "nb_execution_mode"):
        config["nb_execution_mode"] = "off"


def _tell_missing(app: Sphinx, notebook: str) -> None:
    text = (
        "this notebook cannot be read without myst-nb, and is no page of the lesson: run '%s', or name it in "
        "exclude_patterns if it is to be none"
    )
    warn("notebook", text, unread.INSTALL, location=f"{app.srcdir / notebook}:1")


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    load_for_notebooks(app)
    # Before Sphinx takes over which file is read by what.
    app.connect("config-inited", read_as_lesson, priority=700)
