"""Bad input: told with its line and the remedy, never a traceback, and no text is lost.

Each file in ``tests/bad`` says inside what is to be said of it, in comments: ``expect: LINE CODE PART OF THE MESSAGE``,
where the line may be ``*``; and ``contains:`` with a part of the page.  Every word in it that begins with ``kept-`` must
be on the page.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

from sphinx_lesson_ext.lesson.domain import lesson_domain
from sphinx_lesson_ext.messages import TOLD_BY_CHECKS

FOLDER = Path(__file__).parent / "bad"
FILES = sorted(path.name for path in FOLDER.iterdir())


class Expected(NamedTuple):
    line: str
    code: str
    part: str


def expectations(text: str) -> list[Expected]:
    found = re.findall(r"^(?:<!--|\.\.) expect: (\d+|\*) (\S+) ?(.*?)(?: -->)?\r?$", text, re.MULTILINE)
    return [Expected(*parts) for parts in found]


@pytest.mark.parametrize("name", FILES)
def test_bad_input(build, name):
    data = (FOLDER / name).read_bytes()
    text = data.decode("utf-8", "replace")
    docname = Path(name).stem
    built = build({"index.md": f"# Lesson\n\n```{{toctree}}\n{docname}\n```\n", name: data}, warnings=None)

    shown = [re.fullmatch(r"([^:]+):(\d+): WARNING: (.*) \[(\S+)\]", line, re.DOTALL) for line in built.warnings]
    assert all(shown), built.warnings
    told = [match.groups() for match in shown]
    for warned in lesson_domain(built.env).warnings.get(docname, ()):
        finding = warned.finding
        assert warned.is_shown is (finding.code not in TOLD_BY_CHECKS)
        if not warned.is_shown:
            told.append((finding.path, str(finding.line), finding.message, f"lesson.{finding.code}"))
    expected = expectations(text)
    assert len(told) == len(expected), told
    for wanted in expected:
        assert any(
            path == name and wanted.line in {line, "*"} and wanted.code == code and wanted.part in message
            for path, line, message, code in told
        ), (wanted, told)

    page = unescape(built.read(f"{docname}.html"))
    kept = set(re.findall(r"\bkept-\w+", text))
    assert kept
    assert {word for word in kept if not re.search(rf"{word}\b", page)} == set()
    for part in re.findall(r"contains: (.*?) -->", text):
        assert part in page


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("nested-")])
def test_nested_deeply_as_plain_text(build, name):
    """Sphinx itself cannot write text that begins beyond its last column."""
    docname = Path(name).stem
    data = (FOLDER / name).read_bytes()
    built = build({"index.md": f"# Lesson\n\n```{{toctree}}\n{docname}\n```\n", name: data}, "text", warnings=None)
    text = built.read(f"{docname}.txt")
    assert set(re.findall(r"\bkept-\w+", text)) == set(re.findall(r"\bkept-\w+", data.decode()))


def test_nested_definitions_as_plain_text(build):
    text = "".join(f"{'    ' * level}Term{level}\n{'    ' * level}:   Meaning{level}\n\n" for level in range(25))
    built = build({"index.md": f"# Lesson\n\n{text}"}, "text", warnings=None)
    written = built.read("index.txt")
    for level in range(25):
        assert f"Meaning{level}" in written


def test_a_file_of_two_megabytes(build):
    text = "Some words of text that go on for a while. " * 200
    body = "".join(f"::: callout\n\nkept-{number}\n\n:::\n\n{text}\n\n" for number in range(240))
    assert len(body) > 2_000_000
    built = build({"index.md": "# Lesson\n\n```{toctree}\nbig\n```\n", "big.md": f"# Big\n\n{body}"}, "text")
    text = built.read("big.txt")
    assert text.count("kept-") == 240


def test_circular_contents(build):
    lesson = {
        "index.md": "# Lesson\n\n```{toctree}\na\n```\n",
        "a.md": "# A\n\n```{toctree}\nb\n```\n",
        "b.md": "# B\n\nText.\n\n```{toctree}\na\n```\n",
    }
    expected = ("b.md:5: WARNING: this toctree leads to 'a', which leads back here", "[toc.circular]")
    built = build(lesson, warnings=expected, lesson_pages=[])
    assert (built.out / "b.html").exists()
    # When another file breaks the circle, what was cut is back: the result is that of a clean build.
    (built.source / "a.md").write_text("# A\n", encoding="utf-8")
    (built.source / "index.md").write_text("# Lesson\n\n```{toctree}\nb\n```\n", encoding="utf-8")
    again, clean = built.again(), built.clean_copy()
    assert again.env.toctree_includes == clean.env.toctree_includes == {"index": ["b"], "b": ["a"]}
    assert again.read("b.html") == clean.read("b.html")


def test_list_outside_the_contents(build):
    lesson = {
        "index.md": "# Lesson\n",
        "alone.md": "# Alone\n\n::: keypointlist\n:::\n",
        "on-purpose.md": "---\norphan: true\n---\n\n# On purpose\n\n::: keypointlist\n:::\n",
    }
    expected = (
        "alone.md:3: WARNING: this keypointlist is in a document that no toctree leads to; add 'alone' to one",
        "alone.md: WARNING: document isn't included in any toctree",
    )
    build(lesson, warnings=expected)


def test_every_code_is_suppressible(build):
    """``lesson.<code>`` in ``suppress_warnings`` silences a warning, so that ``-W`` passes."""
    data = (FOLDER / "unknown-div.md").read_bytes()
    lesson = {"index.md": "# Lesson\n\n```{toctree}\nunknown-div\n```\n", "unknown-div.md": data}
    build(lesson, suppress_warnings=["lesson.div-unknown"])


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            {"lesson_solutions": "shut"},
            'lesson_solutions is \'shut\', but must be "closed", "open", "end-of-page", "own-page" or "omit"',
        ),
        ({"lesson_audience": "learners"}, "lesson_audience is 'learners', but must be"),
        ({"lesson_pages": ["keypoint"]}, "lesson_pages is ['keypoint'], but must be a list of names out of keypoints"),
        ({"lesson_fixme_markers": [""]}, "lesson_fixme_markers is [''], but must be a list of words"),
    ],
)
def test_configuration(build, value, message):
    built = build({"index.md": "# Lesson\n"}, warnings=(message,), **value)
    [name] = value
    assert getattr(built.app.config, name) != value[name]


def test_a_misspelt_setting_shows_nothing(build):
    """What was published cannot be taken back."""
    note = "\n\n::: instructor\nHidden.\n:::\n\n::: solution\nHidden.\n:::\n"
    lesson = {
        "index.md": f"# Lesson{note}",
        "conf.py": (
            'extensions = ["sphinx_lesson_ext"]\nlesson_solutions = "omitt"\nlesson_audience = "learners"\n'
            'lesson_solution_release = "2027-01-01"\nlesson_name = "mine"\n'
        ),
    }
    expected = (
        "conf.py:2: WARNING: lesson_solutions is 'omitt', but",
        "conf.py:3: WARNING: lesson_audience is 'learners', but",
        "conf.py:4: WARNING: lesson_solution_release is no setting, so it does nothing; did you mean lesson_solutions_",
    )
    assert "Hidden" not in build(lesson, "text", warnings=expected).read("index.txt")
