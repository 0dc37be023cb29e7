"""Where links and images lead, as authors write them: pure, without a build."""

from __future__ import annotations

import time

import pytest

from sphinx_lesson_ext.destinations import Destination, Kind, Lesson, find, flattened, is_name, without_suffix

#: The documents of a lesson whose pages lie beside each other, by their files.
FLAT = {
    "index.md": "index",
    "episodes/01-intro.md": "01-intro",
    "episodes/02-maps.Rmd": "02-maps",
    "episodes/03-made.Rmd": "03-made",
    "learners/reference.md": "reference",
    "instructors/instructor-notes.md": "instructor-notes",
    "LICENSE.md": "LICENSE",
    "key-points.lesson-page": "key-points",
}
#: Those of a lesson whose pages lie in folders.
NESTED = {path: path.rpartition(".")[0] for path in FLAT}
FILES = {
    "episodes/fig/map.png", "episodes/data/towns.zip", "learners/data/own.csv", "README.md", "learners/setup.md",
    "episodes/a b.png", "CITATION", "episodes/03-made.md",
}  # fmt: skip
FOLDERS = {"episodes", "episodes/fig", "exercises", "learners"}


def lesson(documents: dict[str, str]) -> Lesson:
    names = set(documents.values())
    return Lesson(
        document_at=lambda path: documents.get(path, ""),
        is_document=names.__contains__,
        is_file=(FILES | documents.keys()).__contains__,
        is_folder=FOLDERS.__contains__,
        suffixes=(".md", ".Rmd"),
        place_of={"learners/setup": "index#setup", "aio": "all-in-one"}.get,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("written", "folder", "path", "fragment"),
    [
        # As seen from the file.
        ("02-maps.Rmd", "episodes", "episodes/02-maps.Rmd", ""),
        ("./02-maps.Rmd#top", "episodes", "episodes/02-maps.Rmd", "top"),
        ("../learners/reference.md#map", "episodes", "learners/reference.md", "map"),
        ("../index.md", "episodes", "index.md", ""),
        # In another format, or in none.
        ("02-maps.html", "episodes", "episodes/02-maps.Rmd", ""),
        ("02-maps.md", "episodes", "episodes/02-maps.Rmd", ""),
        ("02-maps", "episodes", "episodes/02-maps.Rmd", ""),
        ("02-maps/", "episodes", "episodes/02-maps.Rmd", ""),
        ("02-maps.RMD", "episodes", "episodes/02-maps.Rmd", ""),
        ("01-intro.MD", "episodes", "episodes/01-intro.md", ""),
        ("02-maps.html?lang=en#top", "episodes", "episodes/02-maps.Rmd", "top"),
        ("02%2dmaps.html#%C3%A9t%C3%A9", "episodes", "episodes/02-maps.Rmd", "été"),
        # What was made of it lies beside it, and is no page.
        ("03-made.md", "episodes", "episodes/03-made.Rmd", ""),
        ("../episodes/03-made.md#top", "learners", "episodes/03-made.Rmd", "top"),
        # As seen from the root.
        ("/episodes/01-intro.md", "learners", "episodes/01-intro.md", ""),
        ("/01-intro.md", "learners", "episodes/01-intro.md", ""),
        ("episodes/01-intro.md", "learners", "episodes/01-intro.md", ""),
        ("learners/reference.md", "", "learners/reference.md", ""),
        # As on the Workbench's site.
        ("reference.html#map", "episodes", "learners/reference.md", "map"),
        ("01-intro.html", "", "episodes/01-intro.md", ""),
        ("../01-intro.html", "instructors", "episodes/01-intro.md", ""),
        ("../../learners/reference.html", "episodes", "learners/reference.md", ""),
        ("instructor/01-intro.html", "learners", "episodes/01-intro.md", ""),
        ("../instructor/instructor-notes.html", "episodes", "instructors/instructor-notes.md", ""),
        ("index.html", "episodes", "index.md", ""),
        (".#more", "episodes", "index.md", "more"),
        ("../", "learners", "index.md", ""),
        ("LICENSE.html", "episodes", "LICENSE.md", ""),
        ("key-points.html", "episodes", "key-points.lesson-page", ""),
    ],
)
@pytest.mark.parametrize("documents", [FLAT, NESTED], ids=["flat", "nested"])
def test_pages(documents: dict[str, str], written: str, folder: str, path: str, fragment: str) -> None:
    assert find(written, folder, lesson(documents)) == Destination(Kind.DOCUMENT, documents[path], fragment)


@pytest.mark.parametrize(
    ("written", "folder", "expected"),
    [
        ("setup.html", "episodes", ("index", "setup")),
        ("../learners/setup.md#software", "episodes", ("index", "software")),
        ("../learners/setup.md", "", ("index", "setup")),
        ("setup.md", "learners", ("index", "setup")),
        ("instructor/setup.html", "", ("index", "setup")),
        ("aio.html#maps", "episodes", ("all-in-one", "maps")),
    ],
)
def test_pages_that_are_shown_in_others(written: str, folder: str, expected: tuple[str, str]) -> None:
    assert find(written, folder, lesson(FLAT)) == Destination(Kind.DOCUMENT, *expected)


@pytest.mark.parametrize(
    ("written", "folder", "path"),
    [
        ("fig/map.png", "episodes", "episodes/fig/map.png"),
        ("fig/map.png", "learners", "episodes/fig/map.png"),
        ("episodes/fig/map.png", "", "episodes/fig/map.png"),
        ("episodes/fig/map.png", "learners", "episodes/fig/map.png"),
        ("../fig/map.png", "learners", "episodes/fig/map.png"),
        ("/fig/map.png", "learners", "episodes/fig/map.png"),
        ("data/own.csv", "episodes", "learners/data/own.csv"),
        ("../episodes/data/towns.zip?raw=true", "learners", "episodes/data/towns.zip"),
        ("a%20b.png", "episodes", "episodes/a b.png"),
        ("a b.png", "episodes", "episodes/a b.png"),
        ("../CITATION", "learners", "CITATION"),
    ],
)
def test_files(written: str, folder: str, path: str) -> None:
    assert find(written, folder, lesson(FLAT)) == Destination(Kind.FILE, path)


@pytest.mark.parametrize(
    ("written", "folder", "kind"),
    [
        ("../exercises/", "learners", Kind.FOLDER),
        ("fig", "episodes", Kind.FOLDER),
        ("README.md", "", Kind.SOURCE),
        ("no-such.html", "episodes", Kind.NOTHING),
        ("Fig/map.png", "episodes", Kind.NOTHING),
        ("map\0.png", "episodes", Kind.NOTHING),
        (r"fig\map.png", "episodes", Kind.NOTHING),
        ("", "episodes", Kind.NOTHING),
        ("../../../etc/passwd", "episodes", Kind.OUTSIDE),
        ("..", "", Kind.OUTSIDE),
        ("%2e%2e/%2e%2e/etc/passwd", "episodes", Kind.OUTSIDE),
        ("/etc/passwd", "episodes", Kind.NOTHING),
        ("/../../etc/passwd", "episodes", Kind.OUTSIDE),
    ],
)
def test_what_is_no_page_and_no_file(written: str, folder: str, kind: Kind) -> None:
    assert find(written, folder, lesson(FLAT)).kind is kind


def test_what_is_nearer_comes_first() -> None:
    documents = {
        "episodes/index.md": "episodes/index",
        "index.md": "index",
        "learners/episodes.md": "learners/episodes",
    }
    assert find("index.md", "episodes", lesson(documents)).name == "episodes/index"
    assert find("index.md", "learners", lesson(documents)).name == "index"
    assert find("episodes.html", "learners", lesson(documents)).name == "learners/episodes"
    assert find("episodes", "", lesson(documents)).name == "episodes/index"


def test_names_without_what_depends_on_the_system() -> None:
    assert flattened("../learners/fig/a.png") == "fig/a.png"
    assert flattened("episodes") == "episodes"
    assert without_suffix("a.b.html") == "a.b"
    assert without_suffix("a.py") == "a.py"
    assert without_suffix("a.ipynb", (".ipynb",)) == "a"
    assert [is_name(written) for written in ("maps", "a.b", "maps.md", "a/b", "a#b")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_many_links_take_no_time() -> None:
    known = lesson(FLAT)
    start = time.process_time()
    for number in range(10_000):
        find(f"../nowhere-{number}.html#x", "episodes", known)
    assert time.process_time() - start < 5
