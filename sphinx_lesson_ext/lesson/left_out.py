"""What is left out of pages is not written beside them either: in indexes, inventories, files to download, pictures.

Sphinx makes these of all that it has read.  While it writes, it is told of less; what it keeps for the next build is
stored by then.
"""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from .domain import LessonDomain, lesson_domain
from .shown import remove
from .withheld import withheld_files

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    from .withheld import Whereabouts

#: What Sphinx's domains tell of an object: its name, its name for readers, its type, its document, its id, its weight.
Listed = tuple[str, str, str, str, str, int]


def leave_out(app: Sphinx, builder: Builder) -> None:
    """Tell Sphinx of what this build shows alone (event ``write-started``)."""
    env = app.env
    domain = lesson_domain(env)
    known = domain.whereabouts
    if not known:
        return
    for other in env.domains.sorted():
        if not isinstance(other, LessonDomain):
            # Nobody but the domain is asked what there is.
            other.get_objects = partial(_shown, other.get_objects, known)  # type: ignore[method-assign]
    if "todo" in env.domains:
        _leave_out_todos(env.domains["todo"], known)
    index = env.domains.index_domain
    shown: dict[str, list[Any]] = {docname: [] for docname in index.entries}
    for docname, entries in index.entries.items():
        for entry in entries:
            kind, value, anchor, *rest = entry
            place = known.get((docname, anchor))
            if place is None:
                shown[docname].append(entry)
            elif place.docname:
                shown.setdefault(place.docname, []).append((kind, value, place.anchor, *rest))
    # Not the dictionary of the environment, which is shared with the build that comes next.
    index.data = {**index.data, "entries": shown}
    # Objects that are described there are in the contents, too.
    anchors: dict[str, set[str]] = {}
    for docname, anchor in known:
        anchors.setdefault(docname, set()).add(anchor)
    env.tocs = {docname: _without(contents, anchors.get(docname)) for docname, contents in env.tocs.items()}
    hidden = withheld_files(domain)
    if isinstance(builder, StandaloneHTMLBuilder):
        _remove_files(builder, env, hidden)
    files = type(env.dlfiles)()
    files.update({name: entry for name, entry in env.dlfiles.items() if str(env.srcdir / name) not in hidden})
    env.dlfiles = files


def _remove_files(builder: Builder, env: BuildEnvironment, hidden: Collection[str]) -> None:
    """Remove what an earlier build, which showed more, has put beside the pages."""
    output = Path(builder.outdir)
    shutil.rmtree(output / "_sources", ignore_errors=True)
    for folder, files in (("_images", env.images), ("_downloads", env.dlfiles)):
        for name, (_docnames, written) in files.items():
            if str(env.srcdir / name) in hidden:
                (output / folder / written).unlink(missing_ok=True)


def _shown(objects: Callable[[], Iterable[Listed]], known: Mapping[tuple[str, str], Whereabouts]) -> list[Listed]:
    """Return those objects that a build shows, where it shows them."""
    found = []
    for entry in objects():
        name, words, kind, docname, anchor, weight = entry
        place = known.get((docname, anchor))
        if place is None:
            found.append(entry)
        elif place.docname:
            found.append((name, words, kind, place.docname, place.anchor, weight))
    return found


def _leave_out_todos(domain: Domain, known: Mapping[tuple[str, str], Whereabouts]) -> None:
    """Let ``todolist`` of Sphinx's own extension, which copies what it lists, find what a build shows alone."""
    shown = {
        docname: [todo for todo in todos if _is_shown(known.get((docname, todo["ids"][0])))]
        for docname, todos in domain.data["todos"].items()
    }
    domain.data = {**domain.data, "todos": shown}


def _without(contents: nodes.bullet_list, anchors: Collection[str] | None) -> nodes.bullet_list:
    """Return the contents of a document without the places of *anchors*."""
    if not anchors:
        return contents
    copy = contents.deepcopy()
    for reference in list(copy.findall(nodes.reference)):
        if reference["anchorname"].removeprefix("#") in anchors:
            # It stands in a paragraph in an item.
            remove(reference.parent.parent)
    return copy


def _is_shown(place: Whereabouts | None) -> bool:
    return place is None or bool(place.docname)


def forget_words(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Take words out of the search index that no page has any more (event ``html-collect-pages``).

    Sphinx has taken over the index of the build before, in which they were found.
    """
    indexer = getattr(app.builder, "indexer", None)
    # Sphinx has no public way to ask for the words.
    for name in ("_mapping", "_title_mapping") if indexer is not None else ():
        words = getattr(indexer, name)
        for word in [word for word, docnames in words.items() if not docnames]:
            del words[word]
    return []


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.connect("write-started", leave_out)
    app.connect("html-collect-pages", forget_words)
