"""What is told of lessons that were read."""

from __future__ import annotations

import pytest
from workbench.workbench_lesson import CONFIG

from sphinx_lesson_ext.cli.implicit import IMPLICIT_SETTINGS
from sphinx_lesson_ext.clock import now
from sphinx_lesson_ext.health.measure import health_of
from sphinx_lesson_ext.health.records import Content, Minutes

EPISODE = """---
title: For loops
teaching: 20
exercises: 10
break: 5
---

One two three.

![A loop](loop.png)

::: challenge
## In it
Four.

::: solution
Five.
:::
:::

## A section

::: challenge
## After it
Six.
:::

::: solution
Seven.
:::

::: challenge
## None
Eight.
:::

## Another section

::: solution
No exercise is meant.
:::

::: instructor
Nine.
:::

FIXME(@ann): ten
"""
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"
FILES = {
    "conf.py": 'extensions = ["sphinx_lesson_ext"]\nproject = "Loops"\nlanguage = "de"\n'
    'html_theme_options = {"repository_url": "https://github.com/example/loops", "life_cycle": "beta",'
    ' "license": "CC-BY-4.0", "sidebar": 3}\nhtml_baseurl = "https://example.org/loops"\n',
    "index.md": "# Home\n\n```{toctree}\nloops\n```\n",
    "loops.md": EPISODE,
    "loop.png": PNG,
    "alone.md": "---\norphan: true\n---\n\n# Alone\n\nTwo words.\n",
}


@pytest.fixture
def measured(build):
    """The health of a lesson that is built for it."""
    return lambda files, **settings: health_of(build(files, "lesson-report", warnings=None, **settings).env)


def test_what_an_episode_holds(measured):
    health = measured(FILES)
    index, loops, alone = health.documents
    assert (index.docname, loops.docname, alone.docname) == ("index", "loops", "alone")
    assert (loops.title, loops.path, loops.number, loops.is_episode) == ("For loops", "loops.md", "1", True)
    assert loops.url == "https://example.org/loops/loops.html"
    assert not index.is_episode
    assert loops.content == Content(
        minutes=Minutes(20, 10, 5),
        words=loops.content.words,
        exercises=3,
        unsolved=1,
        solutions=3,
        notes=1,
        figures=1,
    )
    assert loops.content.words >= 14
    assert alone.content.words == 2
    assert health.totals.content.words == sum(document.content.words for document in health.documents)
    assert (health.totals.documents, health.totals.episodes) == (3, 1)


def test_what_a_lesson_says_of_itself(measured):
    about = measured(FILES).about
    assert (about.title, about.language, about.url) == ("Loops", "de", "https://example.org/loops")
    assert (about.source, about.branch) == ("https://github.com/example/loops", "main")
    assert (about.life_cycle, about.license, about.commit, about.date) == ("beta", "CC BY 4.0", "", "")


def test_addresses_that_are_none_are_left_out(measured):
    conf = FILES["conf.py"].replace("https://github.com/example/loops", "javascript:alert(1)")
    about = measured({**FILES, "conf.py": conf.replace("https://example.org", "file:///etc")}).about
    assert (about.source, about.branch, about.url) == ("", "", "")


def test_findings_are_counted_where_they_belong(measured):
    health = measured({**FILES, "loops.md": f"{EPISODE}\nSee [there](nowhere.md).\n"})
    (loops,) = (document for document in health.documents if document.is_episode)
    assert loops.tally.fixmes == 1
    assert loops.tally.codes["fixme"] == 1
    assert loops.tally.codes["link-target"] == 1
    assert loops.tally.findings == sum(loops.tally.codes.values())
    assert health.totals.tally.severities == {"error": 1, "warning": 1, "note": 0}
    (fixme,) = (found for found in health.findings if found.finding.code == "fixme")
    assert (fixme.finding.owner, fixme.age, health.totals.tally.oldest) == ("ann", None, None)


def test_a_lesson_of_the_workbench(measured):
    files = {
        "conf.py": "".join(f"{name} = {value!r}\n" for name, value in IMPLICIT_SETTINGS.items()),
        "config.yaml": CONFIG,
        "index.md": "---\nsite: x\n---\n\nWords.\n",
        "episodes/01-first.md": EPISODE.replace("loop.png", "fig/loop.png"),
        "episodes/second.md": EPISODE.replace("For loops", "Second").replace("loop.png", "fig/loop.png"),
        "episodes/fig/loop.png": PNG,
    }
    health = measured(files)
    assert health.about.title == "Sorting & searching"
    assert health.about.source == "https://github.com/Some-Org/sorting"
    assert (health.about.life_cycle, health.about.license) == ("beta", "CC BY 4.0")
    episodes = [document for document in health.documents if document.is_episode]
    assert [(one.number, one.path) for one in episodes] == [("1", "episodes/second.md"), ("2", "episodes/01-first.md")]
    assert episodes[0].url == "https://some-org.github.io/sorting/second.html"
    # Pages that are made of others are no work of the authors.
    assert "key-points" not in [document.docname for document in health.documents]


@pytest.mark.parametrize("files", [{"index.md": ""}, {"index.md": "# Home\n"}, {"index.md": "Text without a title\n"}])
def test_an_empty_lesson(measured, files):
    health = measured(files)
    assert (health.totals.documents, health.totals.episodes, health.totals.content.minutes.total) == (1, 0, 0)
    assert health.about.title == ("Home" if "Home" in files["index.md"] else health.documents[0].title)


def test_the_age_of_what_is_unfinished(measured, git, monkeypatch, tmp_path):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717200000")  # 2024-06-01
    git.commit({f"lesson-1/{name}": text for name, text in FILES.items() if isinstance(text, str)}, author="Bo")
    health = measured(FILES)
    assert health.made == "2024-06-01T00:00:00Z"
    (fixme,) = (found for found in health.findings if found.finding.code == "fixme")
    assert (fixme.finding.author, fixme.finding.date, fixme.age) == ("Bo", "2024-03-01", 92)
    assert health.totals.tally.oldest == 92
    assert health.about.date == "2024-03-01"
    assert health.about.commit == git("rev-parse", "HEAD").strip()


def test_git_that_takes_too_long_is_no_failure(measured, git, slow_git):
    health = measured(FILES)
    assert health.about.commit == ""
    assert health.totals.tally.fixmes == 1


@pytest.mark.parametrize("epoch", ["", "soon", "9" * 30])
def test_a_time_that_is_none_is_not_used(monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert now().year >= 2026
