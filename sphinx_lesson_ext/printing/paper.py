"""The builder ``lesson-paper``: the whole lesson as one page in HTML that is made to be printed.

It shows the documents as the all-in-one page does, so that every id is there once and every link that can lead to a
place of the same page does.  Nothing of it is folded up, for paper cannot be opened, and it has no script but the
one that draws diagrams, if the author of ``conf.py`` has named that.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import new_document

from sphinx_lesson_ext.blocks.make import make_list
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.kinds import LISTS, PAGES
from sphinx_lesson_ext.lesson.digests import page_digests, site_digest
from sphinx_lesson_ext.lesson.domain import lesson_domain
from sphinx_lesson_ext.lesson.pages import LessonProject
from sphinx_lesson_ext.lesson.whole import LEADS_INSIDE
from sphinx_lesson_ext.locales import text_direction

from .contents import make_contents
from .headers import write_headers
from .names import PAGE, PAPER
from .title_page import make_title_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

_FOLDER = Path(__file__).parent / "theme"

#: What the page is called where documents have names; no author's document is called so.
_PAGE = "lesson-on-paper"

#: The theme that ours builds on.
_THEME = "lesson"
#: What ``conf.py`` may set for pages on a screen, and paper goes without.
_OF_SCREENS: Mapping[str, Any] = {"templates_path": [], "html_js_files": [], "html_style": None}
#: What it may set for another theme, which knows nothing of ours.
_OF_OTHER_THEMES: Mapping[str, Any] = {"html_theme": _THEME, "html_theme_options": {}, "html_css_files": []}

#: Counts the changes of what the page is made of, beside the lesson.
_VERSION = 1


class PaperBuilder(StandaloneHTMLBuilder):
    """Makes one page of the whole lesson."""

    name = PAPER
    epilog = "The page for printing is in %(outdir)s."
    #: Asks for documents to be shown whole (see :func:`~sphinx_lesson_ext.lesson.builders.is_of_pages`).
    shows_documents_whole = True
    allow_parallel = False
    copysource = False
    search = False
    add_permalinks = False
    html_scaled_image_link = False

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        # Sphinx keeps it under another name in each of its versions.
        self._sphinx = app
        foreign = {} if self.config.html_theme == _THEME else _OF_OTHER_THEMES
        # Every extension is to find the theme that is used.
        for name, value in {**_OF_SCREENS, **foreign}.items():
            self.config[name] = value

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """Return our theme, with the options of the one that it builds on."""
        return PAPER, self.config.html_theme_options

    def init_templates(self) -> None:
        """Load the theme that ours builds on, with all that it does to documents."""
        self._sphinx.setup_extension("sphinx_lesson_ext.theme")
        super().init_templates()

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Tell style sheets of the paper."""
        super().prepare_writing(docnames)
        self.globalcontext["lesson_paper"] = self.config.lesson_paper
        self.globalcontext["lesson_direction"] = text_direction(self.config.language)

    def get_outdated_docs(self) -> str:  # type: ignore[override]  # as in Sphinx's own builder of one page
        """Return what is to be written: the one page, if anything of it changed, which is looked at later."""
        return "all documents"

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Write the page, unless it is there as it would be."""
        digest, stamp = self._digest(), Path(self.doctreedir, f"{PAPER}.json")
        page = Path(self.outdir, PAGE)
        if page.is_file() and stamp.is_file() and json.loads(stamp.read_text(encoding="utf-8")) == digest:
            return
        stamp.unlink(missing_ok=True)
        document = self._assemble()
        self._contents = make_contents(document)
        self.imgpath = "_images"
        self.post_process_images(document)
        write_headers(self, document)
        self.write_doc(_PAGE, document)
        stamp.write_text(json.dumps(digest), encoding="utf-8")

    def copy_download_files(self) -> None:
        """Copy none: nobody can click on paper, and who reads it on a screen gets them from the web."""

    def finish(self) -> None:
        """Copy what the page shows."""
        self.copy_image_files()
        self.write_buildinfo()

    def get_doc_context(self, _docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Return what the template shows of the document."""
        return {
            "title": self.config.project,
            "body": body,
            "metatags": metatags,
            "meta": None,
            "sourcename": "",
            "parents": [],
            "prev": None,
            "next": None,
            "rellinks": [],
            "paper": make_title_page(self),
            "paper_contents": self._contents,
            "paper_scripts": self._scripts(),
        }

    def handle_page(self, pagename: str, addctx: dict[str, Any], templatename: str = "page.html", **how: Any) -> None:
        """Write the one page; those that extensions and ``conf.py`` add are for readers at a screen."""
        if pagename == _PAGE:
            super().handle_page(pagename, addctx, templatename, **{**how, "outfilename": self.outdir / PAGE})

    def _assemble(self) -> nodes.document:
        document = new_document(_PAGE, self.env.get_doctree(self.config.root_doc).settings)
        title = nodes.title("", self.config.project)
        section = nodes.section("", title, ids=["lesson"])
        for position, (name, options) in enumerate(self._lists(), start=1):
            place = make_list(name, options, document=document, source=_PAGE, line=1)
            place["docname"], place["position"] = _PAGE, position
            section += self._headed(place) if LISTS[name].name == "schedule" else place
        document += section
        self.env.resolve_references(document, _PAGE, self)
        return document

    def _lists(self) -> Iterator[tuple[str, dict[str, str]]]:
        if self.config.lesson_audience == "instructor" and lesson_domain(self.env).plan.episodes:
            yield "schedule", {}
        yield "all-in-one", {"documents": f"{' '.join(self._written_by_authors())} *"}

    def _written_by_authors(self) -> list[str]:
        """Return the documents that are shown even if they hold a list; pages that were made only repeat others."""
        project = self.env.project
        assert isinstance(project, LessonProject)
        made = {kind.docname for kind in PAGES.values() if project.has_made(kind)}
        return [name for name in lesson_domain(self.env).plan.order if name not in made]

    @staticmethod
    def _headed(place: nodes.Element) -> nodes.section:
        section = nodes.section("", nodes.title("", _("Schedule")), place, ids=["lesson-schedule"])
        section[LEADS_INSIDE] = True
        return section

    def _scripts(self) -> tuple[str, ...]:
        """Return what draws diagrams, where ``conf.py`` names it; no other script runs."""
        name = Path(self.config.lesson_mermaid).name
        return ("_static/lesson-diagrams.js", f"_static/{name}") if name else ()

    def _digest(self) -> str:
        parts = [
            _VERSION,
            str(self.outdir),
            site_digest(self._sphinx, self.env),
            sorted(page_digests(self._sphinx, self.env).items()),
        ]
        return sha256(repr(parts).encode()).hexdigest()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its theme."""
    app.add_builder(PaperBuilder)
    app.add_html_theme(PAPER, str(_FOLDER))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
