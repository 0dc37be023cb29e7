"""Which file of a Workbench lesson is what."""

from __future__ import annotations

import pytest

from sphinx_lesson_ext.assembly import Assembly, Contents, FoldedFile, places_of_files
from sphinx_lesson_ext.workbench.files import Words, arrange, page_files
from sphinx_lesson_ext.workbench.settings import Listed, Settings

WORDS = Words(
    episodes="Episodes",
    learners="Learners",
    instructors="Instructors",
    lesson="Lesson",
    setup="Setup",
    profiles="Profiles",
    notes="Notes",
)


def layout(*files, drafts=False, **lists):
    listed = {name: tuple(Listed(entry, number) for number, entry in enumerate(entries, 2)) for name, entries in lists.items()}  # fmt: skip
    settings = Settings(title="T", lists=listed, list_lines=dict.fromkeys(lists, 1))
    return arrange(["index.md", *files], settings, WORDS, with_drafts=drafts)


def messages(found):
    return [(problem.code, problem.line, problem.text) for problem in found.problems]


def test_all_files_are_meant_by_an_empty_list():
    """They come in alphabetical order, whatever the case of their letters."""
    found = layout("episodes/b.md", "episodes/A.md", "episodes/c.Rmd", "learners/x.md")
    assert found.episodes == ("A", "b", "c")
    assert found.assemblies["c"] == Assembly(path="episodes/c.Rmd")
    assert not found.problems


def test_listed_files_come_in_the_order_of_the_list():
    found = layout("episodes/a.md", "episodes/b.md", episodes=["b.md", "./a.md"])
    assert found.episodes == ("b", "a")
    assert not found.problems


def test_files_that_are_not_listed_are_drafts():
    found = layout("episodes/a.md", "episodes/b.md", episodes=["a.md"])
    assert found.episodes == ("a",)
    assert found.drafts == ("episodes/b.md",)
    assert messages(found) == [
        ("workbench-draft", 1, "not listed under 'episodes:' and left out: b.md; list them, or see them with --draft")
    ]


def test_drafts_on_request():
    found = layout("episodes/a.md", "episodes/b.md", episodes=["a.md"], drafts=True)
    assert found.episodes == ("a", "b")
    assert found.assemblies["b"].is_draft
    assert not found.problems


def test_setup_counts_even_where_it_is_not_listed():
    found = layout("learners/setup.md", "learners/x.md", learners=["x.md"])
    assert found.assemblies["index"].folded == (FoldedFile("learners/setup.md", "setup", "Setup"),)
    assert "setup" not in found.assemblies
    assert not found.problems


def test_contents_lead_to_every_page():
    found = layout("episodes/a.md", "learners/b.md", "profiles/p.md", "instructors/c.md", "LICENSE.md", "README.md", "links.md")  # fmt: skip
    assert found.assemblies["index"].contents == (
        Contents("Episodes", ("a",)),
        Contents("Learners", ("b", "profiles")),
        Contents("Instructors", ("c",)),
        Contents("Lesson", ("LICENSE",)),
    )
    assert set(found.assemblies) == {"index", "a", "b", "c", "profiles", "LICENSE"}


def test_notes_are_followed_by_those_in_the_pages():
    notes = layout("instructors/instructor-notes.md").assemblies["instructor-notes"]
    assert (notes.lists, notes.default_title) == (("instructornotelist",), "Notes")


def test_profiles_are_one_page():
    one = layout("profiles/p.md").assemblies["profiles"]
    assert one == Assembly(path="profiles/p.md", title="Profiles")
    several = layout("profiles/q.md", "profiles/p.md").assemblies["profiles"]
    assert several.folded == (FoldedFile("profiles/p.md", "p"), FoldedFile("profiles/q.md", "q"))
    assert not several.shows_own_file


@pytest.mark.parametrize(
    ("entry", "part"),
    [
        ("c.md", "there is no file 'c.md' in episodes/: add the file to episodes/, or remove this line"),
        ("frist.md", "did you mean 'first.md'?"),
        ("first.Rmd", "did you mean 'first.md'?"),
        ("first", "did you mean 'first.md'?"),
        ("../secret.md", "'../secret.md' leads out of episodes/"),
        ("/etc/passwd", "'/etc/passwd' leads out of episodes/"),
        ("..\\secret.md", "leads out of episodes/"),
        ("notes.txt", "there is no file 'notes.txt'"),
    ],
)
def test_listed_files_that_cannot_be_used(entry, part):
    found = layout("episodes/first.md", "secret.md", episodes=["first.md", entry])
    [(code, line, text)] = messages(found)
    assert (code, line) == ("workbench-file", 3)
    assert part in text
    assert found.episodes == ("first",)


def test_a_file_that_was_renamed_is_one_that_nobody_lists():
    found = layout("episodes/06-variables.md", "episodes/03-vars.md", episodes=["03-variables.md", "06-variables.md"])
    assert "did you mean '03-vars.md'?" in messages(found)[0][2]


def test_a_file_that_is_listed_twice():
    found = layout("episodes/a.md", episodes=["a.md", "a.md"])
    assert messages(found) == [("workbench-file", 3, "'a.md' is listed twice; remove one of them")]


@pytest.mark.parametrize("name", ["reference", "index", "search", "404"])
def test_two_pages_with_the_same_address(name):
    """Neither is lost: the second lies in its folder."""
    found = layout("learners/reference.md", f"instructors/{name}.md")
    assert found.assemblies[f"instructors/{name}"].path == f"instructors/{name}.md"
    [problem] = found.problems
    assert (problem.code, problem.path, problem.line) == ("workbench-file", f"instructors/{name}.md", 1)
    assert f"it is at instructors/{name}.html" in problem.text


def test_hidden_files_are_no_pages():
    assert page_files([".hidden.md", "_draft.md", "a.md", "a.Rmd", "b.txt", "b.Rmd"]) == ["a.md", "b.Rmd"]


def test_every_file_has_its_place():
    assemblies = layout("learners/setup.md", "profiles/p.md", "profiles/q.md", "episodes/a.md").assemblies
    assert places_of_files(assemblies) == {
        "index.md": ("index", ""),
        "learners/setup.md": ("index", "setup"),
        "episodes/a.md": ("a", ""),
        "profiles/p.md": ("profiles", ""),
        "profiles/q.md": ("profiles", "q"),
    }


def test_titles_are_those_of_the_words():
    home = arrange(["index.md"], Settings(title="T"), WORDS._replace(setup="Instalación"), with_drafts=False)
    assert home.assemblies["index"].default_title == "T"
