"""Collected pages that no author wrote: documents like any other, in every builder, without a file in the lesson.

A page that ``lesson_pages`` names is made where no document holds its list.  Whether any does is known once all were
read.  Until then the page counts as found, so that a toctree may name it, but is not read.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers import Parser
from sphinx import addnodes
from sphinx.builders.dummy import DummyBuilder
from sphinx.project import Project

from sphinx_lesson_ext.assembly import places_of_files
from sphinx_lesson_ext.blocks.contents import make_contents
from sphinx_lesson_ext.blocks.make import make_list
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.kinds import PAGES

from .builders import is_of_pages
from .domain import LessonDomain, lesson_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util._pathlib import _StrPath

    from sphinx_lesson_ext.assembly import Assembly
    from sphinx_lesson_ext.kinds import ListKind

#: The suffix of the files that stand for the pages; each is empty, since the page says what it holds by its name.
SUFFIX = ".lesson-page"

_FOLDER = Path(__file__).parent / "pages"
_NAMES = frozenset(kind.docname for kind in PAGES.values())


class LessonProject(Project):
    """A project that also has documents which are no files of its own, or have other names than their files.

    Where ``lesson_documents`` says what the documents are, no others are looked for.
    """

    #: What the documents are put together from, by their names.
    assemblies: Mapping[str, Assembly] = MappingProxyType({})

    #: The pages that are asked for, and those of them that have to be read (again).
    asked: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    #: Whether the build makes pages, so that one which shows others whole is of use.
    has_pages: bool = True
    #: Whether it makes nothing, and only looks whether all is well.
    is_only_read: bool = False

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find the author's files, and add the pages that are asked for; a file of the same name comes first."""
        if self.assemblies:
            self._take_assemblies()
        else:
            super().discover(exclude_paths, include_paths)
        for name in sorted(self.asked):
            if PAGES[name].docname not in self.docnames:
                self.add(PAGES[name])
        return self.docnames

    def _take_assemblies(self) -> None:
        self.docnames = set(self.assemblies)
        self._docname_to_path = {name: Path(assembly.path) for name, assembly in self.assemblies.items()}
        # A file that is a part of a document leads to it, too.
        self._path_to_docname = {
            Path(path): docname for path, (docname, _anchor) in places_of_files(self.assemblies).items()
        }

    def doc2path(self, docname: str, absolute: bool) -> _StrPath:
        """Return the path of a document's file; where that is ours, its relative path tells nothing of this machine."""
        path = super().doc2path(docname, absolute)
        is_ours = not absolute and docname in _NAMES and path.parent == _FOLDER
        return type(path)(path.name) if is_ours else path

    def add(self, kind: ListKind) -> None:
        """Add the page of a list."""
        path = _FOLDER / (kind.docname + SUFFIX)
        self.docnames.add(kind.docname)
        self._docname_to_path[kind.docname] = path
        self._path_to_docname[path] = kind.docname

    def drop(self, kind: ListKind) -> None:
        """Remove the page of a list."""
        self.docnames.discard(kind.docname)
        path = self._docname_to_path.pop(kind.docname, None)
        if path is not None:
            del self._path_to_docname[path]

    def has_made(self, kind: ListKind) -> bool:
        """Tell whether the page of a list is made, not an author's."""
        path = self._docname_to_path.get(kind.docname)
        return path is not None and path.parent == _FOLDER


class PageParser(Parser):
    """Make the document of a collected page: its title, and the place of its list."""

    supported = ("lesson-page",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Build the page that the file's name says."""
        self.setup_parse(inputstring, document)
        docname = Path(document["source"]).name.removesuffix(SUFFIX)
        kind = next(kind for kind in PAGES.values() if kind.docname == docname)
        title = _(kind.title)
        # Its id is the same in every language, so that links hold.
        heading = nodes.title(title, title, translatable=False)
        section = nodes.section("", heading, names=[nodes.fully_normalize_name(kind.title)])
        section += make_list(kind.name, {}, document=document, source=document["source"], line=1)
        document += section
        document.note_implicit_target(section, section)
        self.finish_parse()


def adopt_project(app: Sphinx) -> None:
    """Let the project know of the pages that are asked for (event ``builder-inited``)."""
    project = LessonProject(app.project.srcdir, app.project.source_suffix)
    project.restore(app.project)
    project.asked = frozenset(app.config.lesson_pages)
    project.assemblies = app.config.lesson_documents
    project.has_pages = is_of_pages(app.builder)
    project.is_only_read = isinstance(app.builder, DummyBuilder)
    app.project = app.env.project = project


def has_pages(env: BuildEnvironment) -> bool:
    """Tell whether the output of this build is made of pages."""
    assert isinstance(env.project, LessonProject)
    return env.project.has_pages


def changed_assemblies(
    _app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Return the documents that are put together from other files than before (event ``env-get-outdated``)."""
    documents = lesson_domain(env).documents
    assemblies = env.config.lesson_documents
    return [name for name in env.found_docs & documents.keys() if documents[name].assembly != assemblies.get(name)]


def put_off(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the pages only when all else was (event ``env-before-read-docs``)."""
    project = env.project
    assert isinstance(project, LessonProject)
    made = {kind.docname for kind in PAGES.values() if project.has_made(kind)}
    project.unread = frozenset(made.intersection(docnames))
    docnames[:] = [name for name in docnames if name not in made]


def settle_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Read the pages that are needed, forget those that are not, and hang them into the contents (``env-updated``)."""
    project, domain = env.project, lesson_domain(env)
    assert isinstance(project, LessonProject)
    changed = []
    # In the order in which the author has named them.
    kinds = [PAGES[name] for name in dict.fromkeys(app.config.lesson_pages) if project.has_made(PAGES[name])]
    unneeded = [kind for kind in kinds if not _is_needed(env, project, domain, kind)]
    for kind in kinds:
        if kind in unneeded:
            app.emit("env-purge-doc", env, kind.docname)
            env.clear_doc(kind.docname)
        elif kind.docname in project.unread:
            app.emit("env-purge-doc", env, kind.docname)
            env.clear_doc(kind.docname)
            app.builder.read_doc(kind.docname)
            changed.append(kind.docname)
    for kind in unneeded:
        project.drop(kind)
    if _hang_into_contents(app, env, [kind.docname for kind in kinds if kind not in unneeded]):
        changed.append(env.config.root_doc)
    return changed


def leave_first_page(_app: Sphinx, env: BuildEnvironment) -> None:
    """Write the first page only where it changes, not for each page of its contents (``env-check-consistency``).

    They are not shown on it; what is shown of others is compared.
    """
    if env.config.lesson_documents:
        for holders in env.files_to_rebuild.values():
            holders.discard(env.config.root_doc)


def _is_needed(env: BuildEnvironment, project: LessonProject, domain: LessonDomain, kind: ListKind) -> bool:
    """Tell whether no document of the author's holds the list, and the page has a use in this build."""
    if kind.collects and domain.policy.omits_everywhere(kind.collects):
        # There is nothing to be seen on it.
        return _is_named(env, kind.docname) or _is_linked(domain, kind.docname)
    made = {other.docname for other in PAGES.values() if project.has_made(other)}
    if any(docname not in made for docname in domain.documents_with(kind.name)):
        return False
    # What names the page must find it; and whoever only looks whether links lead somewhere, every page.
    is_named = _is_named(env, kind.docname) or _is_linked(domain, kind.docname)
    return project.has_pages or project.is_only_read or kind.in_books or is_named


def _is_named(env: BuildEnvironment, docname: str) -> bool:
    """Tell whether a table of contents of the author's holds a document."""
    ours = _ours(env.tocs[env.config.root_doc]) if env.config.root_doc in env.tocs else []
    holders = [root for root, names in env.toctree_includes.items() for name in names if name == docname]
    return len(holders) > sum(docname in node["includefiles"] for node in ours)


def _is_linked(domain: LessonDomain, docname: str) -> bool:
    """Tell whether a document of the author's refers to another, which must be found then."""
    return any(
        docname in record.references or any(led_to == docname for _written, _folder, led_to in record.links)
        for record in domain.documents.values()
    )


def _hang_into_contents(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> bool:
    """Let the first document lead to the pages that no other does; return whether that changed anything."""
    root = env.config.root_doc
    if root not in env.all_docs:
        return False
    document = env.get_doctree(root)
    ours = _ours(document)
    before = [name for node in ours for name in node["includefiles"]]
    held = {name for includes in env.toctree_includes.values() for name in includes}
    wanted = [name for name in docnames if name in before or name not in held]
    if wanted == before:
        return False
    for node in ours:
        node.parent.remove(node)
    if wanted:
        _last_section(document).append(make_contents(root, wanted, lesson_pages=True))
    _store(app, env, root, document, before, wanted)
    return True


def _ours(tree: nodes.Element) -> list[addnodes.toctree]:
    """Return the tables of contents of a document, or of what Sphinx keeps of it, that were put there."""
    return [node for node in tree.findall(addnodes.toctree) if node.get("lesson_pages")]


def _last_section(document: nodes.document) -> nodes.Element:
    return next((node for node in document.children if isinstance(node, nodes.section)), document)


def _store(
    app: Sphinx, env: BuildEnvironment, root: str, document: nodes.document, before: list[str], wanted: list[str]
) -> None:
    """Store the changed document, and tell Sphinx what reading it would have told."""
    app.builder.write_doctree(root, document)
    # Sphinx keeps what it has loaded, and has no public way to say that it changed.
    env._pickled_doctree_cache.pop(root, None)  # noqa: SLF001
    for name in before:
        env.files_to_rebuild.get(name, set()).discard(root)
    for name in wanted:
        env.files_to_rebuild.setdefault(name, set()).add(root)
    kept = [name for name in env.toctree_includes.get(root, []) if name not in before]
    env.toctree_includes[root] = [*kept, *wanted]
    contents = env.tocs[root]
    for node in _ours(contents):
        node.parent.remove(node)
    if wanted:
        _below(contents).append(make_contents(root, wanted, lesson_pages=True))


def _below(contents: nodes.bullet_list) -> nodes.Element:
    """Return the list of what stands below the first heading of a document's contents; where there is none, those."""
    item = next((item for item in contents.children if isinstance(item, nodes.list_item)), None)
    if item is None:
        return contents
    if not isinstance(item[-1], nodes.bullet_list):
        item += nodes.bullet_list("")
    below = item[-1]
    assert isinstance(below, nodes.bullet_list)
    return below


def hide_source(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _document: nodes.document | None
) -> None:
    """Neither publish nor link the empty file that a page is made from (event ``html-page-context``)."""
    project = app.env.project
    assert isinstance(project, LessonProject)
    if any(kind.docname == pagename and project.has_made(kind) for kind in PAGES.values()):
        context["sourcename"] = ""


def setup(app: Sphinx) -> None:
    """Register the pages' parser, and what makes and forgets them."""
    app.add_source_suffix(SUFFIX, "lesson-page", override=True)
    app.add_source_parser(PageParser, override=True)
    app.connect("builder-inited", adopt_project, priority=400)
    app.connect("env-get-outdated", changed_assemblies)
    app.connect("env-before-read-docs", put_off)
    app.connect("env-updated", settle_pages, priority=400)
    # After Sphinx has looked for documents that no contents lead to.
    app.connect("env-check-consistency", leave_first_page)
    app.connect("html-page-context", hide_source)
