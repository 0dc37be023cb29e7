"""When each page was last changed, as git knows it."""

from __future__ import annotations

import json
import shutil
from xml.etree import ElementTree

import pytest
from theme_lesson import LESSON

from sphinx_lesson_ext.locales import format_day, territorial_locale

#: One episode includes a file, another shows a picture, and one page holds neither.
FILES = {
    **LESSON,
    "CITATION.cff": "title: Shell and Python\n",
    "episodes/03-rst.rst": LESSON["episodes/03-rst.rst"] + "\n.. include:: /shared/terms.txt\n",
    "shared/terms.txt": "Terms.\n",
}
SHELL, LOOPS = "episodes/01-shell", "episodes/02-loops"
#: Written by every build of Sphinx, changed or not.
ALWAYS = {"404.html", "genindex.html", "search.html"}


@pytest.fixture
def lesson(git, tmp_path):
    """Return the folder of a lesson in a repository, where the first episode was changed after all else."""
    folder = tmp_path / "source"
    folder.mkdir()
    git("init", "-q", folder=folder)
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    git.commit({}, folder=folder, date="2024-03-01T23:30:00-0500")
    git.commit({f"{SHELL}.md": FILES[f"{SHELL}.md"] + "\nMore.\n"}, folder=folder, date="2026-05-12T12:00:00+0000")
    return folder


def day_of(page):
    """Return the day in the line under the title, as machines and as readers see it."""
    times = page.select(".page-meta li time")
    return [(time["datetime"], time.get_text()) for time in times]


def pages(built):
    return {name for name in built.written if name.endswith(".html")} - ALWAYS


def data_of(page):
    return json.loads(page.select_one("script[type='application/ld+json']").string)


def days_in_site_map(built):
    names = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = ElementTree.parse(built.out / "sitemap.xml").getroot()
    found = {url.find("loc", names).text: url.findtext("lastmod", None, names) for url in root}
    return {address.removeprefix("https://example.org/lesson/"): day for address, day in found.items()}


def assert_clean(built):
    """Each page is what a build from nothing gives."""
    clean = built.clean_copy()
    for path in sorted(clean.out.rglob("*.html")):
        name = path.relative_to(clean.out).as_posix()
        assert built.read(name) == path.read_text(encoding="utf-8"), name
    assert built.read("sitemap.xml") == clean.read("sitemap.xml")


def test_readers_see_the_day(build, lesson):
    built = build(lesson, html_theme_options={"repository_url": "https://github.com/example/lesson"})
    page = built.html(SHELL)
    assert [item.get_text() for item in page.select(".page-meta li")] == [
        "Episode 1 of 3", "Teaching: 25 min", "Exercises: 15 min", "Changed May 12, 2026", "Edit this page"
    ]  # fmt: skip
    assert day_of(page) == [("2026-05-12", "May 12, 2026")]
    assert day_of(built.html("notes")) == [("2024-03-01", "March 1, 2024")]
    # Nobody wrote this page.
    assert day_of(built.html("key-points")) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "12 de mayo de 2026"), ("en_GB", "12 May 2026"), ("ja", "2026年5月12日"), ("tlh", "2026-05-12")],
)
def test_a_day_in_the_language_of_the_lesson(language, words):
    assert format_day("2026-05-12", language) == words


def test_machines_are_told_the_day(build, lesson):
    built = build(lesson)
    page, home = built.html(SHELL), built.html("index")
    assert [tag["content"] for tag in page.select("meta[property='article:modified_time']")] == ["2026-05-12"]
    assert data_of(page)["dateModified"] == "2026-05-12"
    # The lesson was changed when any of its pages was.
    assert data_of(home)["dateModified"] == "2026-05-12"
    assert home.select("meta[property='article:modified_time']") == []
    assert days_in_site_map(built) == {
        "episodes/01-shell.html": "2026-05-12",
        "episodes/02-loops.html": "2024-03-01",
        "episodes/03-rst.html": "2024-03-01",
        "exercises.html": "2024-03-01",
        "glossary.html": "2024-03-01",
        "index.html": "2024-03-01",
        "key-points.html": None,
        "notes.html": "2024-03-01",
    }


def test_search_does_not_find_the_day(build, lesson):
    index = json.loads(build(lesson).read("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")"))
    assert {"may", "2026", "chang"} & set(index["terms"]) == set()


def test_what_a_page_includes_and_shows_counts(build, lesson, git):
    built = build(lesson)
    git.commit({"shared/terms.txt": "More terms.\n"}, folder=built.source, date="2026-06-01T12:00:00+0000")
    again = built.again()
    assert day_of(again.html("episodes/03-rst"))[0][0] == "2026-06-01"
    (built.source / "tree.png").write_bytes(LESSON["tree.png"] + b"\n")
    git.commit({}, folder=built.source, date="2026-06-02T12:00:00+0000")
    again = built.again()
    assert day_of(again.html(LOOPS))[0][0] == "2026-06-02"
    assert_clean(again)


def test_a_commit_writes_the_pages_that_it_changes(build, lesson, git):
    """The text was there before, and only its day is new."""
    built = build(lesson)
    text = (built.source / f"{LOOPS}.md").read_text(encoding="utf-8")
    (built.source / f"{LOOPS}.md").write_text(text + "\nNot committed yet.\n", encoding="utf-8")
    edited = built.again()
    assert "Not committed yet." in edited.read(f"{LOOPS}.html")
    assert day_of(edited.html(LOOPS))[0][0] == "2024-03-01"
    git.commit({}, folder=built.source, date="2026-07-01T12:00:00+0000")
    committed = built.again()
    # The first page says when the lesson was last changed.
    assert pages(committed) == {f"{LOOPS}.html", "index.html"}
    assert day_of(committed.html(LOOPS))[0][0] == "2026-07-01"
    assert_clean(committed)
    assert pages(built.again()) == set()


def test_a_commit_writes_the_page_that_shows_all(build, lesson, git):
    built = build(lesson, lesson_pages=["all-in-one"])
    text = (built.source / f"{LOOPS}.md").read_text(encoding="utf-8")
    (built.source / f"{LOOPS}.md").write_text(text + "\nNot committed yet.\n", encoding="utf-8")
    built.again()
    git.commit({}, folder=built.source, date="2026-07-01T12:00:00+0000")
    committed = built.again()
    assert pages(committed) == {f"{LOOPS}.html", "index.html", "all-in-one.html"}
    days = [day for day, _words in day_of(committed.html("all-in-one"))]
    assert days == ["2026-05-12", "2026-07-01", "2024-03-01"]
    assert_clean(committed)


def test_a_commit_of_something_else_writes_nothing(build, lesson, git):
    built = build(lesson)
    git.commit({"README.txt": "Read me.\n"}, folder=built.source, date="2026-07-01T12:00:00+0000")
    assert pages(built.again()) == set()


def test_history_that_goes_away_takes_the_days_with_it(build, lesson):
    built = build(lesson)
    shutil.rmtree(built.source / ".git")
    # The folder is inside another repository, which does not hold it.
    again = built.again()
    assert day_of(again.html(SHELL)) == []
    assert_clean(again)


def test_git_is_asked_once_a_build(build, lesson, git, asked):
    built = build(lesson, parallel=2)
    assert [arguments[0] for arguments in asked] == ["rev-parse", "ls-tree", "log"]
    asked.clear()
    built.again()
    assert [arguments[0] for arguments in asked] == ["rev-parse"]


@pytest.mark.parametrize("builder", ["text", "gettext", "dummy", "lesson-report"])
def test_other_builders_ask_nothing(build, lesson, asked, builder):
    build(lesson, builder)
    assert asked == []


def test_another_theme_asks_nothing(build, lesson, asked):
    build(lesson, html_theme="alabaster", html_additional_pages={})
    assert asked == []


@pytest.mark.parametrize("value", [False, "false"])
def test_the_day_can_be_left_out(build, lesson, asked, value):
    built = build(lesson, html_theme_options={"last_changed": value})
    assert "2026" not in built.read(f"{SHELL}.html").replace("© 2026", "")
    assert set(days_in_site_map(built).values()) == {None}
    assert "dateModified" not in data_of(built.html("index"))
    assert asked == []


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_other_kinds_of_pages(build, lesson, builder):
    built = build(lesson, builder)
    assert day_of(built.html("index"))[0][0] == "2024-03-01"


def test_the_theme_alone(build, lesson, git, asked):
    (lesson / "conf.py").write_text('html_theme = "lesson"\nextensions = ["myst_parser"]\n', encoding="utf-8")
    git.commit({}, folder=lesson, date="2026-07-01T12:00:00+0000")
    built = build(lesson, warnings=None, parallel=2)
    assert day_of(built.html("episodes/03-rst"))[0][0] == "2024-03-01"
    assert [arguments[0] for arguments in asked] == ["rev-parse", "ls-tree", "log"]


def test_no_repository(build, asked):
    built = build(FILES)
    assert day_of(built.html(SHELL)) == []
    assert set(days_in_site_map(built).values()) == {None}
    assert asked == []


def test_a_git_that_takes_too_long_says_nothing(build, lesson, slow_git):
    assert day_of(build(lesson).html(SHELL)) == []


def test_a_shallow_clone_does_not_date_the_whole_lesson(build, lesson, git, tmp_path):
    git("clone", "-q", "--depth", "1", lesson.as_uri(), str(tmp_path / "shallow"))
    built = build(tmp_path / "shallow")
    assert day_of(built.html(SHELL)) == day_of(built.html(LOOPS)) == []
    git("fetch", "-q", "--unshallow", folder=built.source)
    whole = built.again()
    assert (day_of(whole.html(SHELL))[0][0], day_of(whole.html(LOOPS))[0][0]) == ("2026-05-12", "2024-03-01")


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("en", "en_US"),
        ("pt_BR", "pt_BR"),
        ("pt-BR", "pt_BR"),
        ("de", "de_DE"),
        ("zh_CN", "zh_CN"),
        ("tlh", ""),
        ("", ""),
    ],
)
def test_languages_with_their_countries(language, locale):
    assert territorial_locale(language) == locale
