"""Electronic books: valid, with blocks that look like blocks, and nothing that asks for a script or the network."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

import needed
import pytest
from book_lesson import CONF, FILES
from bs4 import BeautifulSoup
from built_lesson import DEFAULT_CONF
from theme_lesson import png

from sphinx_lesson_ext.formats.xhtml import to_xhtml

RAW = "\n<div><b>Raw<br>text &nbsp; & more</b></div>\n\n[nowhere](missing.zip)\n"
ROOT = Path(__file__).parents[2]
#: What Sphinx writes and EPUBCheck does not like: a role of citations that is out of use.
KNOWN = "doc-biblioentry"


@pytest.fixture(scope="module")
def book(build_once):
    files = {**FILES, "loops.md": FILES["loops.md"] + RAW, "tree.png": png(60, 42)}
    return build_once(files, "epub", warnings=("no page and no file 'missing.zip'",), **CONF)


def page(book, name: str) -> BeautifulSoup:
    return BeautifulSoup(book.read(f"{name}.xhtml"), "html.parser")


def problems_of(folder: Path) -> list[str]:
    """Return what EPUBCheck says of the book in a folder."""
    checker = needed.module("epubcheck", "epubcheck")
    if shutil.which("java") is None:
        needed.absent("Java")
    [file] = folder.glob("*.epub")
    told = checker.EpubCheck(str(file)).messages
    return [str(message) for message in told if KNOWN not in str(message)]


def test_nothing_is_closed(book):
    loops = page(book, "loops")
    assert not loops.select("details")
    block = loops.select_one("div.challenge")
    assert block.select_one("p.admonition-title").get_text() == "Challenge 1.1: Count the words (10 min)"
    assert block.select_one("div.solution div.callout")
    assert (book.out / "_static" / "lesson-book.css").is_file()
    assert loops.select_one("link[href='_static/lesson-book.css']")


def test_formulas_and_frames(book):
    loops = page(book, "loops")
    assert loops.select_one(".math math msup")
    assert loops.select_one("a[href='https://example.org/film']").get_text() == "A film"
    assert not loops.select("iframe, script")
    assert loops.select_one("b").get_text() == "Rawtext \xa0 & more"
    assert loops.find(string="nowhere").find_parent("a") is None


def test_links_lead_to_the_site(book):
    public = book.clean_copy(html_baseurl="https://example.org/lesson/", warnings=None)
    loops = page(public, "loops")
    assert loops.find("a", string="nowhere")["href"] == "https://example.org/lesson/missing.zip"


def test_the_list_of_files(book):
    package = book.read("content.opf")
    assert 'href="loops.xhtml" id' in package or 'properties="mathml"' in package
    assert "images.xhtml" not in package
    [file] = book.out.glob("*.epub")
    with ZipFile(file) as archive:
        assert 'properties="mathml"' in archive.read("content.opf").decode()


@pytest.mark.once
def test_books_are_valid(build):
    """One book with all that pages can have: the kitchen sink, and what is above."""
    folder = ROOT / "docs"
    paths = [*(folder / "kitchen-sink").iterdir(), *(folder / "images").glob("*.svg")]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}
    more = {**FILES, "loops.md": FILES["loops.md"] + RAW, "tree.png": png(60, 42)}
    more["index.md"] = FILES["index.md"].replace("loops\n", "loops\nblocks\nkitchen-sink/index\n")
    # The kitchen sink shows lines of this file, and refers to what the manual explains.
    more["conf.py"] = (folder / "conf.py").read_text(encoding="utf-8").partition("extensions")[0] + DEFAULT_CONF
    more["blocks.md"] = "# Blocks\n"
    built = build({**files, **more}, "epub", warnings=None, **CONF)
    expected = ("term not in glossary", "missing.zip")
    assert [warning for warning in built.warnings if not any(part in warning for part in expected)] == []
    assert problems_of(built.out) == []


def test_what_a_book_says_of_itself(build):
    files = {
        "config.yaml": 'title: "Lesson"\ncarpentry: swc\nlicense: CC-BY 4.0\nurl: https://example.org/lesson/\nlang: ar_EG\n',
        "index.md": "---\nsite: x\n---\n\nWelcome.\n",
        "episodes/one.md": "---\ntitle: One\nteaching: 5\nexercises: 5\n---\n\nText `a -b`.\n\n```bash\nls\n```\n",
    }
    built = build(files, "epub", lesson_workbench=True)
    package = built.read("content.opf")
    assert "<dc:creator>Software Carpentry</dc:creator>" in package
    assert "<dc:rights>Software Carpentry, CC-BY 4.0</dc:rights>" in package
    assert ">https://example.org/lesson/</dc:identifier>" in package
    assert 'content="https://example.org/lesson/"' in built.read("toc.ncx")
    # All pages are in its contents, though no page shows them.
    for contents in ("nav.xhtml", "toc.ncx"):
        assert 'one.xhtml"' in built.read(contents)
    # How it is read; style sheets of books must not say so.
    assert "<dc:language>ar-EG</dc:language>" in package
    assert 'page-progression-direction="rtl"' in package
    one, contents = page(built, "one"), page(built, "nav")
    assert [(each.html["lang"], each.html["dir"]) for each in (one, contents)] == [("ar-EG", "rtl")] * 2
    assert contents.h1.get_text() == "المحتويات"
    assert [element["dir"] for element in (one.code.parent, one.find(class_="highlight-bash").parent)] == ["ltr"] * 2


@pytest.mark.parametrize(
    ("html", "xhtml"),
    [
        ("a<br>b", "a<br />b"),
        ("<img src=x.png alt='A \"b\"'>", '<img src="x.png" alt="A &quot;b&quot;" />'),
        ("<p hidden>", '<p hidden="hidden">'),
        ("&nbsp;&lt;&amp;", "\xa0&lt;&amp;"),
        ("</p></br>", "</p>"),
        ("<!-- note -->text<script>alert(1)</script>", "text"),
        ("<b id=1 id=2 <x>", '<b id="1">'),
    ],
)
def test_xhtml(html, xhtml):
    assert to_xhtml(html) == xhtml
