"""Each FIXME is told at the place in its author's file, whatever it stands in and however that was included."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from sphinx_lesson_ext.fixmes.places import Places
from sphinx_lesson_ext.lesson.domain import lesson_domain

#: What MyST does that Sphinx will not have any more.
pytestmark = pytest.mark.filterwarnings("ignore:'(sphinx.environment|myst_parser).*app' is deprecated")

FIXTURES = Path(__file__).parent / "fixtures"
PROJECT = FIXTURES / "places"
EXPECTED = (FIXTURES / "places-expected.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def records(build_once):
    """The records of both documents, of which one is reStructuredText and one Markdown."""
    built = build_once(
        PROJECT, "dummy", warnings=None, exclude_patterns=["included*", "deeper"], lesson_pages=[], root_doc="index"
    )
    return [lesson_domain(built.env).record(name) for name in ("index", "page")]


@pytest.fixture(scope="module")
def findings(records):
    return [finding for record in records for finding in record.fixmes]


def described(finding):
    owner = f" [{finding.owner} {finding.link}".rstrip() + "]" if finding.owner else ""
    return f"{finding.path}:{finding.line}:{finding.column}: {finding.context}: {finding.message}{owner}"


def test_every_place(findings):
    assert [described(finding) for finding in findings] == [line.replace(" ]", "]") for line in EXPECTED]


def test_the_marker_stands_there(findings):
    for finding in findings:
        line = (PROJECT / finding.path).read_text(encoding="utf-8").splitlines()[finding.line - 1]
        there = line[finding.column - 1 :]
        if finding.context == "link":
            assert there.startswith(finding.message.partition(" ")[0])
        else:
            # A block that its author wrote is at its name.
            assert there.startswith((finding.marker, "fixme"))


def test_no_place_is_told_twice(findings):
    places = [(finding.path, finding.line, finding.column) for finding in findings]
    assert len(set(places)) == len(places)


def test_no_marker_is_missed(findings):
    """Whatever stands in the files is told, but for what begins no block, or is code, or is left out."""
    told = {(finding.path, finding.line) for finding in findings}
    missed = [
        (path, line)
        for path, line in marked_lines(PROJECT)
        if (path, line) not in told and (path, line - 1) not in told
    ]
    assert missed == [("index.rst", 120)]


def marked_lines(folder):
    for file in sorted(folder.rglob("*.*")):
        if file.suffix in {".rst", ".md", ".txt"}:
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
                if "FIXME" in line:
                    yield file.relative_to(folder).as_posix(), number


@pytest.mark.parametrize("name", ["page.md", "page.rst"])
@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings(build, name, ending):
    heading = "# Page" if name.endswith("md") else "Page\n===="
    text = f"{heading}\n\nText.\n\nFIXME: one\n\n- text\n  (FIXME two)\n"
    built = build(
        {"index.rst": "Home\n====\n\n.. toctree::\n\n   page\n", name: text.replace("\n", ending).encode()}, "dummy"
    )
    lines = text.splitlines()
    found = lesson_domain(built.env).record("page").fixmes
    assert [finding.message for finding in found] == ["one", "two"]
    for finding in found:
        assert lines[finding.line - 1][finding.column - 1 :].startswith("FIXME")


def test_a_file_outside_the_source_folder(build, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "shared.txt").write_text("Text\n\nFIXME: shared\n", encoding="utf-8")
    built = build({"index.rst": "Home\n====\n\n.. include:: ../outside/shared.txt\n"}, "dummy")
    (finding,) = lesson_domain(built.env).record("index").fixmes
    assert (finding.path, finding.line, finding.column) == ("../outside/shared.txt", 3, 1)


def test_a_text_of_the_configuration(build):
    built = build({"index.rst": "Home\n====\n\nText.\n"}, "dummy", rst_epilog="FIXME: in the epilog")
    (finding,) = lesson_domain(built.env).record("index").fixmes
    assert (finding.path, finding.message) == ("index.rst", "in the epilog")


def test_a_substitution(build):
    text = "Home\n====\n\n.. |what| replace:: (FIXME what)\n\nThis\nis |what| and\nmore.\n"
    built = build({"index.rst": text}, "dummy")
    (finding,) = lesson_domain(built.env).record("index").fixmes
    assert (finding.line, finding.message) == (6, "what")


def test_a_place_is_given_once_as_long_as_there_is_another(tmp_path):
    file = tmp_path / "page.md"
    file.write_text("- FIXME\n- FIXME\n- FIXMEs\n", encoding="utf-8")
    places = Places(tmp_path, file)
    node = nodes.paragraph("FIXME", "FIXME")
    node.source, node.line = str(file), 1
    assert [places.find(node, "FIXME", 0).line for _ in range(3)] == [1, 2, 1]
