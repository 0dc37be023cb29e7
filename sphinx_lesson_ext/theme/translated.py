"""What the line under a page's title says of its translation."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util.osutil import relative_uri

from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.i18n import translate_number
from sphinx_lesson_ext.locales import name_in
from sphinx_lesson_ext.translation.languages import source_language
from sphinx_lesson_ext.translation.places import catalogue_file

from .languages import source_address
from .repository import repository_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sphinx.builders import Builder

    from sphinx_lesson_ext.translation.passages import Progress


class Told(NamedTuple):
    """What is said of the translation of a page.

    :ivar state: How far it is translated, in words.
    :ivar changed: What has changed since, in words; empty, if nothing has.
    :ivar source: The language that it is written in, as HTML names it.
    :ivar original: Where the page is in that language; empty, if that is not known.
    :ivar help: Where to help to translate it; empty, if all is, or that is not known.
    """

    state: str
    changed: str
    source: str
    original: str
    help: str


def translation_of(builder: Builder, docname: str, progress: Progress, options: Mapping[str, Any]) -> Told:
    """Return what the page of a document says of its translation.

    :param options: The theme's options.
    """
    config = builder.config
    source = source_language(config)
    name = name_in(str(config.language), source)
    if progress.is_whole:
        state = _("Translated from the original (%s)") % name
    elif progress.translated:
        state = _("%(percent)d %% translated; the rest is in the original language (%(language)s)") % {
            "percent": progress.percent,
            "language": name,
        }
    else:
        state = _("Not translated yet; shown in the original language (%s)") % name
    changed = ""
    if progress.changed:
        # L10n: they are shown in the original language until they are translated anew
        changed = translate_number(
            "%(count)d passage has changed since it was translated",
            "%(count)d passages have changed since they were translated",
            progress.changed,
        ) % {"count": progress.changed}
    if not changed and progress.has_obsolete and not progress.is_whole:
        changed = _("The original has changed since it was translated")
    root = relative_uri(builder.get_target_uri(docname), "")
    original = source_address(builder, docname, root)
    return Told(state, changed, source, original, "" if progress.is_whole else _help(builder, docname, options))


def _help(builder: Builder, docname: str, options: Mapping[str, Any]) -> str:
    """Return where the catalogue of a page can be edited; nothing, if it is not in the repository that is named."""
    repository, folder = repository_of(options), Path(builder.srcdir)
    file = catalogue_file(builder.config, folder, docname)
    if repository is None or file is None:
        return ""
    path = os.path.normpath(os.path.join(repository.folder, os.path.relpath(file, folder)))  # noqa: PTH118
    if path.startswith(".."):
        return ""
    return repository._replace(folder="").edit_url(path.replace(os.sep, "/"))
