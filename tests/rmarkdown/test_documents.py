"""Documents of R Markdown: read as they are written, from the text that the lesson brings, or run by R."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from fake_rscript import PICTURE
from needed import absent

if TYPE_CHECKING:
    from built_lesson import BuiltLesson

CONFIG = """\
title: Counting sheep
carpentry: incubator
created: 2026-01-01
keywords: sheep
life_cycle: alpha
license: CC-BY 4.0
source: https://github.com/example/sheep
branch: main
contact: sheep@example.org
episodes:
- counting.Rmd
- drawing.Rmd
"""

COUNTING = """\
---
title: Counting
teaching: 5
exercises: 5
source: Rmd
---

```{r setup, include=FALSE}
knitr::opts_chunk$set(fig.height = 4)
```

::: questions
- How many are there?
:::

::: objectives
- Count them.
:::

There are `r 1 + 1` sheep in the field.

```{r count}
1 + 1
```

::: challenge

## Count the goats

1. Like this:

   ```{r goats, eval=FALSE}
   count("goats")
   ```

:::

```{r, child="files/wolves.Rmd"}
```

FIXME: cows

::: keypoints
- Count once.
:::
"""

WOLVES = "There are wolves.\n\n```{r wolves}\nwolves\n```\n"

DRAWING = """\
---
title: Drawing
teaching: 5
exercises: 0
---

```{r map, echo=FALSE, fig.alt="A field", fig.cap='Where *they* are'}
knitr::include_graphics("fig/field.png")
```

```{r drawn, echo=FALSE, fig.alt="Sheep, and \\"goats\\"", fig.cap="What we drew"}
plot sheep
```

```{bash}
ls
```
"""

LESSON: dict[str, str | bytes] = {
    "config.yaml": CONFIG,
    "index.md": "---\nsite: sandpaper::sandpaper_site\n---\n\nA lesson.\n",
    "episodes/counting.Rmd": COUNTING,
    "episodes/drawing.Rmd": DRAWING,
    "episodes/files/wolves.Rmd": WOLVES,
    "episodes/fig/field.png": PICTURE,
    "episodes/data/sheep.txt": "Dolly",
}

BUILT_COUNTING = (
    COUNTING.replace("```{r setup, include=FALSE}\nknitr::opts_chunk$set(fig.height = 4)\n```\n", "\n")
    .replace("`r 1 + 1`", "2")
    .replace("```{r count}\n1 + 1\n```", "```r\n1 + 1\n```\n\n```output\n[1] 2\n```\n\n![](fig/other.png){alt='Other'}")
    .replace("{r goats, eval=FALSE}", "r")
    .replace('```{r, child="files/wolves.Rmd"}\n```', "There are wolves.\n\n::: nothing\n:::\n")
)


def workbench(build, files, **details) -> BuiltLesson:
    return build(files, lesson_workbench=True, html_theme="lesson", **details)


def code_of(page):
    """The language and the text of each block of code of a page."""
    blocks = page.select("div[class*=highlight-]")
    return [(block["class"][0].removeprefix("highlight-"), block.select_one("pre").get_text()) for block in blocks]


def output(built: BuiltLesson) -> dict[str, bytes]:
    return {file.relative_to(built.out).as_posix(): file.read_bytes() for file in sorted(built.out.rglob("*.html"))}


@pytest.fixture(scope="module")
def written(build_once):
    """The lesson as it is written; nothing is told but that code was not run, once for each file."""
    return workbench(
        build_once,
        LESSON,
        warnings=(
            "episodes/counting.Rmd:20: WARNING: 2 chunks and 1 piece of inline code were not run, so the results are missing",
            "episodes/drawing.Rmd:11: WARNING: 2 chunks were not run",
        ),
    )


def test_code_is_shown_and_its_results_are_not(written):
    page = written.html("counting")
    assert code_of(page) == [("r", "1 + 1\n"), ("r", 'count("goats")\n'), ("r", "wolves\n")]
    text = " ".join(page.select_one("main").get_text().split())
    assert "There are 1 + 1 sheep in the field." in text
    assert page.select_one("main li .highlight-r") is not None
    assert "There are wolves." in text
    assert "opts_chunk" not in text


def test_what_is_on_a_picture_is_not_lost(written):
    page = written.html("drawing")
    first, second = page.select("main figure")
    assert first.img["alt"] == "A field"
    assert first.figcaption.select_one("em").get_text() == "they"
    assert (second.img, " ".join(second.p.get_text().split())) == (
        None,
        "A picture that R draws, in words: Sheep, and “goats”",
    )
    assert second.figcaption.get_text(strip=True).startswith("What we drew")
    assert len(page.select("main img")) == 1
    assert page.select_one("link[href*=lesson-r-markdown]") is not None
    assert written.html("counting").select_one("link[href*=lesson-r-markdown]") is None


def test_the_rest_of_the_lesson_takes_part(written):
    assert "Count once." in written.html("key-points").get_text()
    assert [finding.path for finding in written.env.domains["lesson"].fixmes()] == ["episodes/counting.Rmd"]


def test_every_format_has_it(written):
    text = workbench_text(written)
    assert "A picture that R draws, in words" in text


def workbench_text(built):
    return built.doctree("drawing").astext()


def test_directives_stay_directives(build):
    text = "# A\n\n```{note}\nA note.\n```\n\n```{code-block} r\n1\n```\n\n```{unknown}\n```\n"
    built = build({"index.Rmd": text}, warnings=("index.Rmd:11: WARNING: Unknown directive type: 'unknown'",))
    assert built.html("index").select_one(".admonition.note") is not None


@pytest.mark.parametrize(
    ("child", "said"),
    [
        ("../../outside.md", "is no file in the lesson"),
        ("/etc/passwd", "is no file in the lesson"),
        ("nowhere.md", "is no file in the lesson"),
        ("long" * 100, "is no file in the lesson"),
        (".", "is no file in the lesson"),
        ("index.Rmd", "would hold itself"),
        ("circle.md", "would hold itself"),
    ],
)
def test_a_child_document_that_cannot_be_used_is_told(build, child, said):
    circle = "Round.\n\n```{r, child='circle.md'}\n```\n"
    text = f"# A\n\n```{{r, child='{child}'}}\n```\n\nAfter.\n"
    built = build({"index.Rmd": text, "circle.md": circle}, warnings=(said,), exclude_patterns=["circle.md"])
    assert "After." in built.html("index").get_text()


def test_child_documents_of_a_workbench_lesson_lie_beside_each_other(build):
    """As where the Workbench runs R: all its folders are one there."""
    counting = COUNTING.replace("files/wolves.Rmd", "dogs.md") + "\n```{r, child=c('cats.md')}\n```\n"
    cats = {"cats.md": "# Cats\n\nCats sleep.\n", "learners/dogs.md": "# Dogs\n\nDogs bark.\n"}
    built = workbench(build, {**LESSON, "episodes/counting.Rmd": counting, **cats}, warnings=("chunk", "chunk"))
    text = built.html("counting").get_text()
    assert "Cats sleep." in text
    assert "Dogs bark." in text


def test_child_documents_cannot_grow_without_end(build):
    names = [f"child-{number}.md" for number in range(30)]
    twice = {
        name: f"Text.\n\n```{{r, child=c('{after}', '{after}')}}\n```\n"
        for name, after in pairwise([*names, "none.md"])
    }
    files = {"index.Rmd": "# A\n\n```{r, child='child-0.md'}\n```\n", **twice}
    built = build(files, warnings=None, exclude_patterns=["child*"])
    assert built.html("index").get_text().count("Text.") == 200
    assert any("is one of more than 200 on this page" in warning for warning in built.warnings)


def test_the_page_of_a_changed_child_document_is_written_again(build):
    built = workbench(build, LESSON, warnings=None)
    (built.source / "episodes/files/wolves.Rmd").write_text("There are no wolves.\n")
    again = built.again(warnings=None)
    assert "no wolves" in again.read("counting.html")
    assert output(again) == output(built.clean_copy(warnings=None))


def table_for(files):
    rows = [
        f'"{name}" "{hashlib.md5(text.encode()).hexdigest()}" "site/built/x" "2026-01-01"'
        for name, text in files.items()
        if name.endswith(".Rmd")
    ]
    return "\n".join(['"file" "checksum" "built" "date"', *rows, ""])


def brought(**changes):
    files = {**LESSON, "site/built/counting.md": BUILT_COUNTING, "site/built/fig/other.png": PICTURE, **changes}
    return {**files, "site/built/md5sum.txt": table_for(files)}


def test_a_knitted_text_is_used_that_the_lesson_brings(build):
    files = brought()
    said = "drawing.Rmd:11: WARNING: 2 chunks"
    unknown = "episodes/counting.Rmd:38: WARNING: a div is named 'nothing'"
    built = workbench(build, files, warnings=(said, unknown))
    page = built.html("counting")
    assert ("output", "[1] 2\n") in code_of(page)
    assert page.select_one("main img")["src"] == "_images/other.png"
    [fixme] = built.env.domains["lesson"].fixmes()
    assert (fixme.path, fixme.line) == ("episodes/counting.Rmd", COUNTING.splitlines().index("FIXME: cows") + 1)


def test_pictures_that_the_lesson_does_not_bring_are_told_once(build):
    files = brought()
    lost = "\n![](fig/counting-rendered-one-1.png)\n\n![](fig/counting-rendered-two-1.png)\n"
    files["site/built/counting.md"] = files["site/built/counting.md"] + lost
    said = "pictures of this page that R drew are not beside the knitted text (2, such as 'fig/counting-rendered-one-1.png')"
    build_warnings = ("drawing.Rmd:11: WARNING: 2 chunks", "a div is named 'nothing'", said)
    built = workbench(build, files, warnings=build_warnings)
    for name in ("one", "two"):
        path = built.source / f"site/built/fig/counting-rendered-{name}-1.png"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(PICTURE)
    again = built.again(warnings=("a div is named 'nothing'",))
    assert again.html("counting").select("main img[src*=rendered-two]")


def test_a_part_of_a_page_is_read_from_its_knitted_text(build):
    setup = "---\ntitle: Setup\n---\n\n```{r}\n1\n```\n\n```{r, echo=FALSE, fig.alt='New'}\nplot\n```\n"
    files = {**LESSON, "learners/setup.Rmd": setup}
    built = workbench(
        build, files, warnings=("learners/setup.Rmd:5: WARNING: 2 chunks were not run", "counting", "drawing")
    )
    assert "in words: New" in built.html("index").get_text()
    (built.source / "site/built/fig").mkdir(parents=True)
    (built.source / "site/built/fig/new.png").write_bytes(PICTURE)
    text = '---\ntitle: Setup\n---\n\n```r\n1\n```\n\n```output\n7\n```\n\n<img src="fig/new.png" alt="New" />\n\n::: no\n:::\n'
    (built.source / "site/built/setup.md").write_text(text)
    again = built.again(warnings=("learners/setup.Rmd:9: WARNING: a div is named 'no'",))
    page = again.html("index")
    assert code_of(page) == [("r", "1\n"), ("output", "7\n")]
    assert page.select_one("main img")["src"] == "_images/new.png"
    assert output(again) == output(built.clean_copy(warnings=None))


def test_a_knitted_text_that_is_older_is_not_used_until_it_is_new(build):
    files = brought()
    built = workbench(build, files, warnings=None)
    (built.source / "episodes/counting.Rmd").write_text(COUNTING.replace("goats", "bears"))
    again = built.again(warnings=("(site/built/counting.md is older than this file, and is not used)",))
    assert "[1] 2" not in again.read("counting.html")
    (built.source / "episodes/counting.Rmd").write_text(COUNTING)
    new = again.again(warnings=None)
    assert output(new) == output(built.clean_copy(warnings=None))
    assert "[1] 2" in new.read("counting.html")


def test_another_folder_of_knitted_texts_can_be_named(build, tmp_path):
    (tmp_path / "knitted").mkdir()
    (tmp_path / "knitted/a.md").write_text("# A\n\n```output\n7\n```\n")
    built = build(
        {"index.md": "# I\n\n```{toctree}\na\n```\n", "a.Rmd": "# A\n\n```{r}\n```\n"},
        lesson_built=str(tmp_path / "knitted"),
    )
    assert code_of(built.html("a")) == [("output", "7\n")]


def test_a_folder_of_knitted_texts_does_not_lead_out_of_the_lesson(build, tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/index.md").write_text("# Secret\n")
    built = build({"index.Rmd": "# A\n"})
    (built.source / "site").mkdir()
    (built.source / "site/built").symlink_to(tmp_path / "secret")
    assert "Secret" not in built.clean_copy().read("index.html")


def test_a_file_is_run_once(build, fake_r):
    built = workbench(build, LESSON, lesson_run_r=True)
    assert fake_r.calls() == ["versions", "knit counting.Rmd", "knit drawing.Rmd"]
    assert "knitting episodes/counting.Rmd (1 of 2)" in built.status
    before = sorted(file for file in built.source.rglob("*"))
    assert ("output", "[1] 1 + 1\n") in code_of(built.html("counting"))
    images = built.html("drawing").select("main img")
    assert ("_images/drawing-rendered-drawn-1.png", "sheep") in [(image["src"], image["alt"]) for image in images]
    assert built.written >= {"_images/drawing-rendered-drawn-1.png"}

    again = built.again()
    assert fake_r.calls() == ["versions"]
    assert "counting.html" not in again.written
    assert sorted(file for file in built.source.rglob("*")) == before

    (built.source / "episodes/drawing.Rmd").write_text(DRAWING.replace("ls\n", "pwd\n"))
    again = again.again()
    assert fake_r.calls() == ["versions", "knit drawing.Rmd"]
    (built.source / "episodes/files/wolves.Rmd").write_text("No wolves.\n")
    again = again.again()
    assert fake_r.calls() == ["versions", "knit counting.Rmd", "knit drawing.Rmd"]
    (built.source / "episodes/data/sheep.txt").write_text("Shaun")
    again = again.again()
    assert fake_r.calls() == ["versions", "knit counting.Rmd", "knit drawing.Rmd"]
    fake_r.says("R 4.3.0\nknitr 1.45\n")
    again = again.again()
    assert fake_r.calls() == ["versions", "knit counting.Rmd", "knit drawing.Rmd"]
    assert output(again) == output(built.clean_copy(parallel=2))


def test_code_reads_the_files_of_the_lesson_and_writes_elsewhere(build, fake_r):
    text = "# A\n\n```{r}\nread data/sheep.txt\nwrite data/new.txt\nwrite sheep.csv\n```\n"
    files = {"index.md": "# I\n\n```{toctree}\nsub/a\n```\n", "sub/a.Rmd": text, "sub/data/sheep.txt": "Dolly"}
    built = build(files, lesson_run_r=True)
    assert ("output", "Dolly\n") in code_of(built.html("sub/a"))
    assert sorted(file.name for file in built.source.rglob("*") if file.is_file()) == [
        "a.Rmd",
        "conf.py",
        "index.md",
        "sheep.txt",
    ]
    (built.source / "sub/data/sheep.txt").unlink()
    assert "R could not go on" not in " ".join(built.again(warnings=None).warnings) or fake_r.calls()


def test_what_fails_is_told_where_it_is_written(build, fake_r):
    text = "# A\n\n```{r}\n1\n```\n\n```{r}\nstop no\n```\n\n```{r named, error=TRUE}\nstop as meant\n```\n\n```{r named-2}\nstop twice\nstop twice\n```\n"
    failed = ("index.Rmd:7: WARNING: R says: Error: no; mend", "index.Rmd:15: WARNING: R says: Error: twice")
    built = build({"index.Rmd": text}, lesson_run_r=True, warnings=failed)
    assert len(built.warnings) == 2
    assert [text for language, text in code_of(built.html("index")) if language == "error"] == [
        "Error: no\n",
        "Error: as meant\n",
        "Error: twice\n",
        "Error: twice\n",
    ]
    fake_r.calls()
    built.again()
    assert fake_r.calls() == ["versions"]


def test_what_fails_for_want_of_packages_is_told_once(build, fake_r):
    lack = "```{r}\nstop there is no package called 'dplyr'\n```\n\n```{r}\nstop could not find function\n```\n"
    built = build({"index.Rmd": f"# A\n\n{lack}"}, lesson_run_r=True, warnings=('install.packages(c("dplyr"))',))
    assert len(built.warnings) == 1


def test_where_r_stops_the_code_is_shown(build, fake_r):
    text = "# A\n\n```{r}\n1\n```\n\n```{r}\nquit\n```\n"
    told = (
        "index.Rmd:7: WARNING: R could not go on from here, so no results are shown; R says: Error in quit() : no more"
    )
    built = build({"index.Rmd": text}, lesson_run_r=True, warnings=(told,))
    assert len(built.warnings) == 1
    assert code_of(built.html("index")) == [("r", "1\n"), ("r", "quit\n")]
    (built.source / "index.Rmd").write_text(text.replace("quit", "2"))
    assert ("output", "[1] 2\n") in code_of(built.again().html("index"))


def test_without_r_the_code_is_shown(build, no_r):
    built = build({"index.Rmd": "# A\n\n```{r}\n1\n```\n"}, lesson_run_r=True, warnings=("R is not installed here",))
    assert len(built.warnings) == 1
    assert code_of(built.html("index")) == [("r", "1\n")]


@pytest.mark.parametrize(
    ("says", "status", "told"), [("R 4.2.2\nknitr \n", 0, "its package knitr is not"), ("", 1, "R cannot be started")]
)
def test_without_knitr_the_code_is_shown(build, fake_r, says, status, told):
    fake_r.says(says, status)
    built = build({"index.Rmd": "# A\n\n```{r}\n1\n```\n"}, lesson_run_r=True, warnings=(told,))
    assert len(built.warnings) == 1
    fake_r.says("R 4.2.2\nknitr 1.42\n")
    assert ("output", "[1] 1\n") in code_of(built.again().html("index"))


def test_nothing_is_run_unless_asked(build, fake_r):
    workbench(build, LESSON, warnings=None)
    assert fake_r.calls() == []


@pytest.fixture
def real_r():
    """R with knitr, as it is installed."""
    program = shutil.which("Rscript")
    if (
        program is None
        or subprocess.run([program, "-e", "library(knitr)"], capture_output=True, check=False).returncode
    ):
        absent("R with its package knitr")


REAL = """\
# Real

```{r setup, include=FALSE}
sheep <- readLines("data/sheep.txt")
```

There are `r 1 + 1` sheep.

```{r, fig.alt="One `point`", fig.cap='A *point*'}
plot(1)
```

::: challenge

1. Print it:

   ```{r}
   sheep
   ```

:::

```{r}
stop("not meant")
```

```{r, error=TRUE}
stop("meant")
```

```{r, child="files/kid.Rmd"}
```

::: nothing
:::
"""


def test_real_r_runs_the_code(build, real_r):
    files = {
        "index.md": "# I\n\n```{toctree}\nsub/real\nsub/other\n```\n",
        "sub/real.Rmd": REAL,
        "sub/other.Rmd": "# Other\n\n```{r}\n1\n```\n\n`r unknown`\n",
        "sub/files/kid.Rmd": "```{r, echo=FALSE}\n6 * 7\n```\n",
        "sub/data/sheep.txt": "Dolly\n",
    }
    told = (
        "sub/real.Rmd:23: WARNING: R says: Error",
        "sub/real.Rmd:34: WARNING: a div is named 'nothing'",
        "sub/other.Rmd:7: WARNING: R could not go on from here, so no results are shown; R says: Error",
    )
    built = build(files, lesson_run_r=True, exclude_patterns=["sub/files"], warnings=told)
    assert len(built.warnings) == len(told)
    page = built.html("sub/real")
    assert "There are 2 sheep." in page.get_text()
    image = page.select_one("main figure img, [role=main] figure img, figure img")
    assert (image["src"], image["alt"]) == ("../_images/real-rendered-unnamed-chunk-1-1.png", "One `point`")
    assert page.select_one("figcaption em").get_text() == "point"
    shown = [text.strip() for _language, text in code_of(page)]
    assert shown[:4] == ["plot(1)", "sheep", '[1] "Dolly"', 'stop("not meant")']
    assert "[1] 42" in shown
    assert built.again().written.isdisjoint({"sub/real.html", "sub/other.html"})
