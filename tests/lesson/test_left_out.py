"""No byte of what readers are not to have is in any file of the output."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib

import pytest

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
#: What a block that is left out can hold; each word that begins with "Hidden" or "hidden" stands in such blocks alone.
HIDDEN = """
Hiddentext with a note[^{0}], {{download}}`Hiddenload <hidden{0}.csv>` and [](#hiddenfigure{0}).

![Hiddenalt](fig/hidden{0}.png){{alt="Hiddenpicture"}}

```{{figure}} fig/hidden{0}.png
:name: hiddenfigure{0}

Hiddencaption
```

```{{index}} Hiddenindex
```

```{{py:function}} hidden{0}()
```

```{{todo}} Hiddentodo
```

```{{glossary}}
hiddenterm{0}
  Hiddenexplanation
```

### Hiddenheading {{#hiddenheading{0}}}

FIXME: Hiddenfixme

Some (TODO: Hiddenaside) more.

<!-- FIXME: Hiddencomment -->

::: keypoints
- Hiddenpoint
:::
"""
LESSON = {
    "conf.py": (
        'extensions = ["sphinx_lesson_ext", "sphinx.ext.todo"]\ntodo_include_todos = True\n'
        'lesson_pages = ["keypoints", "exercises", "solutions", "instructor-notes", "fixmes", "images", "all-in-one"]\n'
        'project = "Lesson"\ncopyright = "2026"\nversion = "1"\nhtml_baseurl = "https://example.org/"\nnumfig = True\n'
        'latex_elements = {"preamble": ""}\nsuppress_warnings = ["epub.unknown_project_files"]\n'
    ),
    "index.md": "# Lesson\n\n```{toctree}\nepisode\nother\n```\n",
    "episode.md": f"""---
title: Episode
teaching: 5
---

```{{questions}}
- Why?
```

``````{{exercise}} Task

Do it.

`````{{solution}} Hiddentitle
:name: hiddensolution
{HIDDEN.format("s")}
`````
``````

`````{{instructor-note}} Hiddentitle
:name: hiddennote
{HIDDEN.format("i")}
`````

![shown](fig/seen.png) {{download}}`Seen <seen.csv>` {{ref}}`hiddenfigurei`

[^s]: Hiddenfootnote
[^i]: Hiddenfootnote
""",
    "other.md": """# Other

{ref}`hiddensolution`, {ref}`hiddennote`, {solution}`hiddensolution`, {instructor}`hiddennote`, [one](#hiddensolution),
[](#hiddennote), [two](episode.md#hiddenheadings), {ref}`hiddenfigures`, {numref}`hiddenfigurei`, [](#hiddenfigures).

Its mark[^s] has the id of one that is left out of the other page.

```{todolist}
```

[^s]: Shownfootnote
""".replace("{solution}", "{lesson:solution}").replace("{instructor}", "{lesson:instructor}"),
    "fig/hiddens.png": PIXEL,
    "fig/hiddeni.png": PIXEL,
    "fig/seen.png": PIXEL,
    "hiddens.csv": "Hiddendata\n",
    "hiddeni.csv": "Hiddendata\n",
    "seen.csv": "Seendata\n",
}
NOTHING = {"lesson_solutions": "omit", "lesson_audience": "learner"}
BUILDERS = ("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml")


def files_of(built) -> dict[str, str]:
    """Return the text of each file of the output, what is packed unpacked."""
    texts = {}
    for path in sorted(path for path in built.out.rglob("*") if path.is_file()):
        name, content = path.relative_to(built.out).as_posix(), path.read_bytes()
        if path.suffix == ".epub":
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                texts |= {f"{name}/{part}": book.read(part).decode("latin-1") for part in book.namelist()}
        elif path.name == "objects.inv":
            texts[name] = zlib.decompress(content.partition(b"using zlib.\n")[2]).decode()
        else:
            texts[name] = content.decode("latin-1")
    return texts


def leaks(built) -> list[str]:
    """Return the files that hold a word of what is hidden, or are called by one, with the places."""
    found = []
    for name, text in files_of(built).items():
        # The style sheets hide things, too, and authors may write names of their own.
        for word in ("Hidden", "hiddens", "hiddeni", "hiddenterm", "hiddenfig", "hiddenhead", "hiddenindex"):
            if word in name or word in text.replace("hiddenInput", ""):
                place = max(text.find(word) - 40, 0)
                found.append(f"{name}: {text[place : place + 100]!r}")
    return found


@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_is_left_of_it(build, builder):
    theme = {"html_theme": "lesson"} if builder in {"html", "dirhtml"} else {}
    built = build(LESSON, builder, **NOTHING, **theme)
    assert leaks(built) == []
    shown = " ".join(files_of(built).values())
    assert "Why?" in shown
    assert "Shownfootnote" in shown
    if builder in {"html", "dirhtml"}:
        assert "_images/seen.png" in files_of(built)
        assert any(name.endswith("/seen.csv") for name in files_of(built))


def test_an_earlier_build_leaves_nothing(build):
    built = build(LESSON)
    assert len(leaks(built)) > 10
    again = built.again(**NOTHING)
    assert leaks(again) == []
    clean = again.clean_copy()
    assert set(files_of(again)) - {".buildinfo.bak"} == set(files_of(clean))
    # And all is back when it is asked for.
    back = again.again(lesson_solutions="closed", lesson_audience="both")
    assert set(files_of(back)) - {".buildinfo.bak"} == set(files_of(built.clean_copy()))


def test_translators_have_it_all(build):
    built = build(LESSON, "gettext", **NOTHING)
    assert "Hiddentext" in "".join(files_of(built).values())


def test_held_solutions_are_left_out(build, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    built = build(LESSON, lesson_solutions_release="2026-12-01", lesson_audience="learner", html_theme="lesson")
    assert leaks(built) == []


def test_pages_are_written_alike_by_several_processes(build):
    serial, parallel = build(LESSON, **NOTHING), build(LESSON, parallel=2, **NOTHING)
    for path in serial.out.rglob("*.html"):
        name = path.relative_to(serial.out).as_posix()
        assert serial.read(name) == parallel.read(name), name
