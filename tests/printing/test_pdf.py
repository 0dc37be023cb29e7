"""The PDF that a browser prints, as its readers find it."""

from __future__ import annotations

import contextlib
import gc
import io
from typing import TYPE_CHECKING, Any

import pytest
from needed import absent, module
from printed_lesson import block_text, write_lesson

from sphinx_lesson_ext.cli import main
from sphinx_lesson_ext.kinds import KINDS
from sphinx_lesson_ext.printing.browser import find_browser

if TYPE_CHECKING:
    from pathlib import Path


class Printed:
    """The lesson, its PDF, and what was said as it was made."""

    def __init__(self, source: Path, said: str, reader: Any) -> None:
        self.source = source
        self.said = said
        self.reader = reader
        self.sheets = [" ".join(page.extract_text().split()) for page in reader.pages]

    @property
    def text(self) -> str:
        return " ".join(self.sheets)

    def sheet_with(self, words: str) -> int:
        return next(number for number, sheet in enumerate(self.sheets) if words in sheet)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    if find_browser() is None:
        absent("a browser that prints")
    pypdf = module("pypdf", "pypdf")
    source = write_lesson(tmp_path_factory.mktemp("printed") / "lesson")
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_COLOR", "1")
        patch.setenv("HOME", str(home))
        said = run("build", str(source), "--builder", "pdf")
    assert list(home.iterdir()) == []
    return Printed(source, said, pypdf.PdfReader(source / "_build" / "pdf" / "loops-more.pdf"))


def run(*words: str) -> str:
    """Run the command, which has to succeed, and return what it says."""
    said = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = main(list(words))
    gc.unfreeze()
    text = said.buffer.getvalue().decode()
    assert status == 0, text
    return text


def test_nothing_but_the_pdf_is_left(printed):
    folder = printed.source / "_build"
    assert sorted(path.name for path in folder.iterdir()) == [".pdf.lesson-cache", "pdf"]
    assert [path.name for path in (folder / "pdf").iterdir()] == ["loops-more.pdf"]
    assert f"{(folder / 'pdf' / 'loops-more.pdf').as_uri()}\nPrinted with {find_browser()}\n" in printed.said


def test_the_title_page_says_what_it_is(printed):
    first = printed.sheets[0]
    for words in (
        "Loops & more",
        "Ada Lovelace",
        "1.2",
        "2026-03-04",
        "CC BY 4.0",
        "https://doi.org/10.5281/zenodo.1234",
    ):
        assert words in first


def test_the_pdf_says_what_it_is(printed):
    root = printed.reader.trailer["/Root"]
    assert printed.reader.metadata.title == "Loops & more"
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root


def test_bookmarks_lead_to_documents_and_their_blocks(printed):
    titles = dict(bookmarks(printed.reader.outline, printed.reader))
    wanted = ("First things", "Second things", "A part", "Challenge 1.1", "Key points")
    assert [title for title in wanted if not any(title in known for known in titles)] == []
    sheet = next(sheet for title, sheet in titles.items() if "Second things" in title)
    assert sheet == printed.sheet_with("Maths:")


def bookmarks(outline: list[Any], reader: Any) -> list[tuple[str, int]]:
    found = []
    for item in outline:
        if isinstance(item, list):
            found += bookmarks(item, reader)
        else:
            found.append((item.title, reader.get_destination_page_number(item)))
    return found


def test_every_block_is_there_and_open(printed):
    hidden = [kind for kind in KINDS if block_text(kind) not in printed.text]
    assert hidden == []
    for words in ("Ten comes after nine.", "Folded by the author", "Words for Linux.", "Words for Windows.", "Windows"):
        assert words in printed.text


def test_no_script_of_the_text_runs(printed):
    assert "A script ran" not in printed.text
    # The one that conf.py names does, and the source that it drew is not shown.
    assert "Drawn by a script" in printed.text
    assert "flowchart" not in printed.text


def test_each_document_begins_a_sheet_with_its_title_at_the_head(printed):
    second = printed.sheet_with("Maths:")
    assert second > printed.sheet_with(block_text("output"))
    assert printed.sheets[second].startswith("Loops & more")
    assert printed.sheets[second].count("Second things") == 2
    assert str(second + 1) in printed.sheets[second].split()


def test_links_lead_inside_or_to_the_web(printed):
    links = [annotation.get_object() for page in printed.reader.pages for annotation in page.get("/Annots", ())]
    addresses = {link["/A"]["/URI"] for link in links if "/A" in link}
    assert any(address.startswith("https://example.org/lesson/_downloads/") for address in addresses)
    assert "https://example.org/lesson/episodes/elsewhere.html" in addresses
    assert not any("127.0.0.1" in address for address in addresses)
    assert {link["/Dest"] for link in links if "/Dest" in link} >= {"/episodes-two--a-part"}


def test_addresses_are_listed_once_behind_the_text(printed):
    assert printed.text.count("https://example.org/manual") == 1
    assert printed.text.count("https://example.org/plain") == 1


def test_a_lesson_that_has_not_changed_is_not_printed_again(printed):
    pdf = printed.source / "_build" / "pdf" / "loops-more.pdf"
    before = pdf.stat().st_mtime_ns
    said = run("build", str(printed.source), "--builder", "pdf")
    assert "printing" not in said
    assert pdf.stat().st_mtime_ns == before
