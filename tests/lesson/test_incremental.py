"""An incremental build gives, byte for byte, what a clean one gives; parallel builds what serial ones give."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

if TYPE_CHECKING:
    from built_lesson import BuiltLesson

LESSON = {
    "conf.py": 'extensions = ["sphinx_lesson_ext"]\nlesson_pages = ["keypoints", "all-in-one"]\n',
    "index.md": "# Lesson\n\n```{schedule}\n```\n\n```{toctree}\nepisodes/one\nepisodes/two\nlast\nlists\n```\n",
    "episodes/one.md": (
        "---\ntitle: One\nteaching: 10\nexercises: 5\n---\n\n"
        "::: questions\n- What is [two](two.md)?\n:::\n\n"
        "## First\n\n::: challenge\n### Do it\nNow. See {lesson:challenge}`last#find-it`.\n\n::: solution\nLike this.\n:::\n:::\n\n"
        "FIXME: a figure\n\n::: keypoints\n- One is **one**\n:::\n"
    ),
    "episodes/two.md": "---\ntitle: 4.2 Two\nteaching: 7\n---\n\n::: objectives\n- See {doc}`one`\n:::\n\nText.\n",
    "last.rst": (
        "Last\n====\n\nSee :doc:`episodes/one` and :ref:`named`.\n\n.. keypoints::\n\n   - The last\n\n"
        ".. exercise:: Find it\n   :name: named\n\n   Text.\n"
    ),
    "lists.md": "# Lists\n\n```{exerciselist}\n```\n\n## Questions\n\n::: questionlist\n:::\n\n```{objectivelist}\n```\n\n```{fixmelist}\n```\n",
}

THEMES = ("alabaster", "lesson")
#: Written by every build of Sphinx, changed or not.
ALWAYS = {"genindex.html", "search.html", "objects.inv", "searchindex.js"}


def output(built: BuiltLesson) -> dict[str, bytes]:
    """Return every page and the inventory; what packing adds to the inventory is taken off."""
    files = {path.relative_to(built.out).as_posix(): path for path in built.out.rglob("*.html")}
    found = {name: path.read_bytes() for name, path in sorted(files.items())}
    inventory = (built.out / "objects.inv").read_bytes()
    header, _newline, packed = inventory.partition(b"using zlib.\n")
    return {**found, "objects.inv": header + zlib.decompress(packed)}


def searchable(built: BuiltLesson) -> str:
    return built.read("searchindex.js")


def assert_same(built: BuiltLesson, other: BuiltLesson) -> None:
    first, second = output(built), output(other)
    assert first.keys() == second.keys()
    for name, content in first.items():
        assert content == second[name], name


def pages(built: BuiltLesson) -> set[str]:
    """Return the pages that a build wrote, but for those that each build writes."""
    return {name for name in built.written if name.endswith(".html")} - ALWAYS


def edit(name: str, old: str, new: str):
    def change(built: BuiltLesson) -> None:
        path = built.source / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def add(built: BuiltLesson) -> None:
    text = "---\ntitle: New\nteaching: 3\n---\n\n::: keypoints\n- New\n:::\n\n::: challenge\nNew.\n:::\n"
    (built.source / "episodes/new.md").write_text(text, encoding="utf-8")
    edit("index.md", "episodes/two\n", "episodes/new\nepisodes/two\n")(built)


def delete(built: BuiltLesson) -> None:
    (built.source / "episodes/two.md").unlink()
    edit("index.md", "episodes/two\n", "")(built)
    edit("episodes/one.md", "What is [two](two.md)?", "What?")(built)


def rename(built: BuiltLesson) -> None:
    (built.source / "last.rst").rename(built.source / "end.rst")
    edit("index.md", "\nlast\n", "\nend\n")(built)
    edit("episodes/one.md", "last#find-it", "end#find-it")(built)


CHANGES = {
    "nothing": lambda built: None,
    "text": edit("episodes/two.md", "Text.", "Other text."),
    "exercise": edit("episodes/one.md", "Now.", "At once."),
    "solution": edit("episodes/one.md", "Like this.", "Like that."),
    "title of a block": edit("last.rst", "Find it\n", "Find them\n   :class: x\n"),
    "title": edit("episodes/two.md", "4.2 Two", "4.3 Second"),
    "heading": edit("episodes/one.md", "## First", "## Start"),
    "minutes": edit("episodes/one.md", "teaching: 10", "teaching: 30"),
    "key points": edit("last.rst", "The last", "The very last"),
    "no key points": edit("last.rst", ".. keypoints::\n\n   - The last\n", ""),
    "first block of an episode": edit("lists.md", "# Lists\n", "# Lists\n\n::: questions\n- Which?\n:::\n"),
    "FIXME": edit("episodes/one.md", "FIXME: a figure", "FIXME: two figures"),
    "list of one's own": edit("lists.md", "# Lists\n", "# Lists\n\n```{keypointlist}\n```\n"),
    "order": edit("index.md", "episodes/one\nepisodes/two\n", "episodes/two\nepisodes/one\n"),
    "add": add,
    "delete": delete,
    "rename": rename,
}
#: Changes after which a reference, which the change broke on purpose, is told.
BROKEN = {"title of a block": ("lesson.reference",)}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("change", CHANGES)
def test_incremental_is_clean(build, theme, change):
    """What a change leads to is also undone by taking it back."""
    built = build(LESSON, html_theme=theme)
    before = {path: path.read_bytes() for path in built.source.rglob("*") if path.is_file()}
    first = output(built)

    CHANGES[change](built)
    warnings = BROKEN.get(change, ())
    changed = built.again(warnings=None)
    clean = built.clean_copy(warnings=warnings)
    assert_same(changed, clean)
    if change != "nothing":
        assert output(changed) != first

    for path in built.source.rglob("*"):
        if path.is_file() and path not in before:
            path.unlink()
    for path, content in before.items():
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
    restored = changed.again()
    assert output(restored) == first


def test_numbers_of_other_documents(build):
    """A figure more in one episode changes the numbers in the next, which are also shown elsewhere."""
    figure = "\n:::{figure} dot.png\n:name: dot\nA dot.\n:::\n\n$$a$$ (named)\n"
    lesson = {
        "index.md": "# Lesson\n\n```{toctree}\none\ntwo\nshown\nrefers\nexercises\n```\n",
        "one.md": "---\nteaching: 1\n---\n# One\n\nText.\n",
        "two.md": f"---\nteaching: 1\n---\n# Two\n\n::::: challenge\n{figure}\n:::::\n",
        "exercises.md": "# Exercises\n\n```{exerciselist}\n```\n",
        "shown.md": "# Shown\n\n```{all-in-one}\n:documents: two\n```\n",
        "refers.md": "# Refers\n\n{numref}`dot` {eq}`named`\n",
        "dot.png": b"",
    }
    built = build(lesson, html_theme="alabaster", numfig=True, lesson_pages=[])
    assert "Fig. 1" in built.read("shown.html")
    edit("one.md", "Text.", figure.replace(": dot", ": first").replace("named", "other"))(built)
    again = built.again()
    for name in ("two", "shown", "refers", "exercises"):
        assert "Fig. 2" in again.read(f"{name}.html")
    assert_same(again, built.clean_copy())


def test_nothing_is_written_when_nothing_changed(build):
    built = build(LESSON, html_theme="alabaster")
    assert pages(built) >= {"index.html", "episodes/one.html", "key-points.html", "lists.html", "all-in-one.html"}
    again = built.again()
    assert pages(again) == set()
    assert built.read("searchindex.js") == again.read("searchindex.js")


def test_no_document_is_condensed_when_nothing_changed(build, monkeypatch):
    built = build(LESSON, html_theme="lesson")

    def fail(*_details):
        raise AssertionError("a document was condensed that was not read")

    monkeypatch.setattr("docutils.nodes.Element.pformat", fail)
    monkeypatch.setattr("docutils.nodes.Text.pformat", fail)
    assert pages(built.again()) == set()


def test_new_section_numbers_are_settled_in_one_build(build):
    numbered = LESSON["index.md"].replace("```{toctree}\n", "```{toctree}\n:numbered:\n\n")
    built = build({**LESSON, "index.md": numbered}, html_theme="lesson")

    add(built)
    changed = built.again()

    assert_same(changed, built.clean_copy())
    assert pages(changed.again()) == set()


@pytest.mark.parametrize(
    ("change", "written"),
    [
        ("text", {"episodes/two", "index", "all-in-one"}),
        ("solution", {"episodes/one", "index", "lists", "all-in-one"}),
        ("key points", {"last", "index", "key-points", "all-in-one"}),
        ("FIXME", {"episodes/one", "index", "lists", "all-in-one"}),
        ("minutes", {"episodes/one", "index", "all-in-one"}),
    ],
)
def test_only_what_shows_a_change_is_written(build, change, written):
    """The home page is written with each of the documents in its toctree by Sphinx itself."""
    built = build(LESSON, html_theme="alabaster")
    CHANGES[change](built)
    assert pages(built.again()) == {f"{name}.html" for name in written}


@pytest.mark.parametrize("theme", THEMES)
def test_parallel_is_serial(build, theme):
    many = {
        f"episodes/n{i}.md": f"---\ntitle: N{i}\nteaching: {i}\n---\n\n::: challenge\n## Task {i}\nDo.\n:::\n"
        for i in range(12)
    }
    toctree = "".join(f"episodes/n{i}\n" for i in range(12))
    lesson = {**LESSON, **many, "index.md": LESSON["index.md"].replace("last\n", f"{toctree}last\n")}
    serial = build(lesson, html_theme=theme, parallel=1)
    parallel = serial.clean_copy(parallel=2)
    assert_same(serial, parallel)
    assert serial.read("searchindex.js") == parallel.read("searchindex.js")
    assert serial.env.get_domain("lesson").data == parallel.env.get_domain("lesson").data


def test_another_builder_in_between(build):
    """Builders share what was read; the pages of each are still brought up to date."""
    built = build(LESSON, html_theme="alabaster")
    edit("last.rst", "Last\n====", "Ultimate\n========")(built)
    built.again(builder="text")
    assert_same(built.again(), built.clean_copy())


def test_a_deleted_document_leaves_no_page(build):
    built = build(LESSON, builder="text")
    assert (built.out / "episodes/two.txt").exists()
    delete(built)
    again = built.again()
    assert not (again.out / "episodes/two.txt").exists()
    assert (again.out / "episodes/one.txt").exists()


def test_some_files_only(build):
    """After a build of a few files that were named, the others are still known to be out of date."""
    built = build(LESSON, html_theme="alabaster")
    edit("last.rst", "Last\n====", "Ultimate\n========")(built)
    app = built.app
    with docutils_namespace():
        again = Sphinx(
            app.srcdir, app.confdir, app.outdir, app.doctreedir, "html", {"html_theme": "alabaster"}, None, None
        )
        again.build(filenames=[str(built.source / "last.rst")])
    assert_same(built.again(), built.clean_copy())
