"""The sample lesson: what its readers see, and what its maintainers are told."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from built_lesson import LessonBuilder

from sphinx_lesson_ext.cli import main

EXAMPLE = Path(__file__).parents[1] / "example"
EPISODE = EXAMPLE / "episodes" / "34-mentoring.md"
TITLE = "3.4 Mentoring Session"

#: The lines of the episode that are marked FIXME, and what each says.
FIXMES = {
    number: line.removeprefix("FIXME: ")
    for number, line in enumerate(EPISODE.read_text(encoding="utf-8").splitlines(), start=1)
    if line.startswith("FIXME: ")
}

KEY_POINTS = [
    "A mentee (a team in this case) develops and drives the goals of the mentorship",
    "A mentor provides structure, guidance, and advice to assist the mentee to achieve their goals",
    (
        "Prior to beginning a mentorship, work to identify the areas in your work (or team) that you wish to improve "
        "or learn more about"
    ),
    "Work with a mentor to develop achievable goals that you (or team) will work towards",
]

PAGES = ("index", "overview", "key-points", "exercises", "fixmes")

#: Those that name the episode.
NAMING = ("index", "overview", "key-points", "fixmes", "episodes/34-mentoring")


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The sample lesson, built as ``make example`` builds it: any warning, and any reference to nowhere, fails."""
    return LessonBuilder(tmp_path_factory.mktemp("example"))(EXAMPLE, nitpicky=True)


def content(page):
    return page.select_one("[role=main], main")


def texts(page, selector):
    return [element.get_text(" ", strip=True) for element in content(page).select(selector)]


def test_the_episode_is_as_its_authors_left_it():
    assert (
        sha256(EPISODE.read_bytes()).hexdigest() == "f8f993498d9ab67875b754ee4914ade2a5a2bbbc77cd7d551aeee2e4de04c42b"
    )


def test_git_leaves_the_episode_alone():
    attributes = (EXAMPLE.parent / ".gitattributes").read_text(encoding="utf-8")
    assert "example/episodes/34-mentoring.md -text" in attributes.splitlines()


def test_the_episode_has_six_fixmes():
    assert list(FIXMES) == [37, 39, 41, 43, 45, 47]


def test_conf_is_short():
    assert len((EXAMPLE / "conf.py").read_text(encoding="utf-8").splitlines()) < 20


def test_the_title_is_the_only_first_heading(example):
    page = example.html("episodes/34-mentoring")
    (heading,) = page.select("h1:not(.logo)")
    assert heading.get_text().rstrip("¶") == TITLE
    assert page.title.get_text().startswith(TITLE)


@pytest.mark.parametrize("docname", NAMING)
def test_no_number_stands_before_the_episodes_own(example, docname):
    text = example.html(docname).get_text(" ")
    assert text.count(TITLE) > 0
    assert f". {TITLE}" not in text
    assert f"1 {TITLE}" not in text


def test_key_points_end_the_episode(example):
    section = content(example.html("episodes/34-mentoring")).select_one("section")
    last = section.find_all(recursive=False)[-1]
    assert "keypoints" in last["class"]
    assert [item.get_text(strip=True) for item in last.select("li")] == KEY_POINTS


def test_key_points_are_collected_with_a_link_back(example):
    page = example.html("key-points")
    assert texts(page, "li") == KEY_POINTS
    (link,) = content(page).select("h2 a:not(.headerlink)")
    assert link.get_text() == TITLE
    file, _, anchor = link["href"].partition("#")
    assert file == "episodes/34-mentoring.html"
    (target,) = example.html("episodes/34-mentoring").select(f"[id='{anchor}']")
    assert "keypoints" in target["class"]


def test_questions_and_objectives_are_collected(example):
    items = texts(example.html("overview"), "li")
    assert len(items) == 11
    assert items[0] == "Why is mentoring useful?"
    assert items[5] == "List the benefits of mentoring"


def test_an_empty_list_says_so(example):
    assert texts(example.html("exercises"), ".lesson-list-empty") == ["This lesson has no exercises yet."]


def test_no_minutes_are_shown_where_there_are_none(example):
    assert texts(example.html("index"), "th") == ["Episode", "Questions"]


def test_fixmes_are_shown_where_they_stand(example):
    blocks = content(example.html("episodes/34-mentoring")).select(".lesson-block.fixme")
    assert [block.select("p")[-1].get_text() for block in blocks] == list(FIXMES.values())


def test_fixmes_are_listed(example):
    assert texts(example.html("fixmes"), "li") == [
        f"episodes/34-mentoring.md:{line} : {text}" for line, text in FIXMES.items()
    ]


@pytest.mark.parametrize("docname", PAGES)
def test_every_page_says_what_it_is_for(example, docname):
    paragraph = content(example.html(docname)).select_one("h1 + p")
    assert paragraph.get_text().rstrip().endswith(".")


def test_the_build_ends_with_the_fixmes(example):
    report = example.status.partition("6 FIXMEs")[2]
    places = [line.split()[0] for line in report.splitlines() if line.startswith("    ")]
    assert places == [f"episodes/34-mentoring.md:{line}:" for line in FIXMES]


def test_the_full_report(monkeypatch, capsys):
    monkeypatch.chdir(EXAMPLE)
    assert main(["fixmes", str(EXAMPLE), "--max", "5"]) == 1
    report, error = capsys.readouterr()
    for line, text in FIXMES.items():
        assert f"\nepisodes/34-mentoring.md:{line}:1: {text}\n" in report
    assert error == "lesson: 6 FIXMEs in 1 file, but --max allows 5\n"


def test_a_build_that_changes_nothing_writes_no_page(example):
    pages = {f"{docname}.html" for docname in (*PAGES, "episodes/34-mentoring")}
    assert example.written >= pages
    assert example.again().written & pages == set()
