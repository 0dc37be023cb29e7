"""A lesson of the Workbench for learners, for instructors, and before its solutions are released."""

from __future__ import annotations

import pytest

CONF = 'extensions = ["sphinx_lesson_ext"]\nlesson_workbench = True\nhtml_theme = "lesson"\n'
LESSON = {
    "conf.py": CONF,
    "config.yaml": "title: Sorting\nlesson_solutions: own-page\nlesson_solutions_release:\n"
    "  episodes/02-more.Rmd: 2026-12-01\nepisodes:\n- 01-first.md\n- 02-more.Rmd\ninstructors:\n- plan.md\n",
    "index.md": "Hello.\n",
    "episodes/01-first.md": """---
title: First
teaching: 10
exercises: 5
---

[The plan](../instructors/plan.md), [again](plan.html), [notes](../instructors/instructor-notes.md).

::: challenge
## Sort

::: solution
Seenanswer.
:::
:::

::: instructor
Hiddennote ![Hiddenalt](fig/hiddennote.svg) <img src="fig/hiddenraw.svg" alt="x">
:::
""",
    "episodes/02-more.Rmd": """---
title: More
teaching: 10
exercises: 5
---

::: challenge
## Sort more

::: solution
Hiddenanswer

![Hiddenalt](fig/hiddenanswer.svg)
:::
:::

![shown](fig/shown.svg){alt="shown"}
""",
    "instructors/plan.md": "---\ntitle: Hiddenplan\n---\n\nHiddenplan.\n",
    "instructors/instructor-notes.md": "---\ntitle: Hiddennotes\n---\n\nHiddennotes.\n",
    "instructors/data/hiddendata.csv": "Hiddendata\n",
    **{
        f"episodes/fig/{name}.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><title>{name}</title></svg>'
        for name in ("hiddennote", "hiddenraw", "hiddenanswer", "shown", "unused")
    },
}


@pytest.fixture
def november(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793448000")  # 31 October 2026


def names_and_texts(built) -> str:
    files = [path for path in built.out.rglob("*") if path.is_file() and path.suffix not in {".css", ".inv"}]
    return "\n".join(f"{path.relative_to(built.out)} {path.read_text(encoding='latin-1')}" for path in files)


@pytest.mark.usefixtures("november")
def test_learners_have_no_notes(build):
    built = build(LESSON, lesson_audience="learner")
    text = names_and_texts(built)
    for word in ("Hidden", "hiddennote", "hiddenraw", "hiddenanswer", "hiddendata", "Hiddenplan"):
        assert word not in text, word
    assert "Seenanswer" in built.html("solutions").get_text()
    assert (built.out / "fig" / "shown.svg").exists()
    assert (built.out / "fig" / "unused.svg").exists()
    assert not (built.out / "instructor" / "plan.html").exists()
    # Links to what is left out are words.
    assert built.html("01-first").find("main").find("p").select("a") == []
    assert "December 1, 2026" in built.html("02-more").get_text()


@pytest.mark.usefixtures("november")
def test_instructors_have_all(build):
    built = build(LESSON, lesson_audience="instructor")
    first = built.html("01-first")
    assert "open" not in first.select_one(".lesson-block.instructor").attrs
    assert first.select_one("div.lesson-block.instructor")
    assert not first.select("[data-set-view]")
    assert "Hiddenanswer" in built.html("solutions").get_text()
    assert (built.out / "plan.html").exists()
    assert (built.out / "data" / "hiddendata.csv").exists()
