"""Diagrams as they are in the page, before a script draws them."""

from __future__ import annotations

import pytest

SOURCE = 'flowchart LR\n  accTitle: From A to <B>\n  accDescr: One "arrow"\n  A --> B'
SYNTAXES = {
    "fence": ("md", f"```mermaid\n{SOURCE}\n```"),
    "fence of tildes": ("md", f"~~~mermaid\n{SOURCE}\n~~~"),
    "in a block": ("md", f"::: challenge\n```mermaid\n{SOURCE}\n```\n:::"),
    "directive of MyST": ("md", f"```{{mermaid}}\n{SOURCE}\n```"),
    "div of MyST": ("md", f":::{{mermaid}}\n{SOURCE}\n:::"),
    "directive": ("rst", ".. mermaid::\n\n" + "".join(f"   {line}\n" for line in SOURCE.splitlines())),
}
CONF = 'extensions = ["sphinx_lesson_ext"]\nhtml_theme = "lesson"\nlesson_pages = []\n'
SCRIPT = "window.mermaid = {};\n"


def lesson(syntax, text, mermaid="mermaid.min.js"):
    title = "# L\n\n" if syntax == "md" else "L\n=\n\n"
    toctree = "```{toctree}\nother\n```\n" if syntax == "md" else ".. toctree::\n\n   other\n"
    return {
        "conf.py": f"{CONF}lesson_mermaid = {mermaid!r}\n",
        "mermaid.min.js": SCRIPT,
        f"index.{syntax}": f"{title}{text}\n\n{toctree}",
        "other.md": "# Other\n\n```python\nprint()\n```\n",
    }


def scripts(page):
    names = [script["src"].partition("?")[0] for script in page.select("script[src]")]
    return [name.rpartition("/")[2] for name in names]


@pytest.mark.parametrize("name", SYNTAXES)
def test_every_syntax_gives_the_same(build, name):
    [place] = build(lesson(*SYNTAXES[name])).html("index").select("main .diagram")
    assert place["data-name"] == "From A to <B>"
    assert place["data-description"] == 'One "arrow"'
    assert place["data-source"] == "Source of the diagram"
    [code] = place.find_all(recursive=False)
    assert code["class"] == ["code"]
    assert code.select_one(".code-label").get_text() == "Mermaid"
    assert (code.select_one(".code-scroll")["tabindex"], code.select_one(".code-scroll")["role"]) == ("0", "group")
    assert code.pre.get_text().rstrip("\n") == SOURCE


def test_without_words_of_the_author(build):
    [place] = build(lesson("md", "```mermaid\nflowchart LR\n```")).html("index").select(".diagram")
    assert place["data-name"] == "Diagram"
    assert not place.has_attr("data-description")


def test_lines_like_options_belong_to_the_source(build):
    source = "---\ntitle: A flow\n---\nflowchart LR\n  A --> B"
    page = build(lesson("md", f"```mermaid\n{source}\n```\n\n```{{mermaid}}\n:a: b\nflowchart LR\n```")).html("index")
    assert [code.get_text().rstrip("\n") for code in page.select(".diagram pre")] == [source, ":a: b\nflowchart LR"]


def test_only_pages_with_diagrams_load_the_script(build):
    built = build(lesson(*SYNTAXES["fence"]))
    assert scripts(built.html("index")) == ["preferences.js", "lesson.js", "mermaid.min.js", "lesson-diagrams.js"]
    assert [script.get("blocking") for script in built.html("index").select("script[src]")] == [None] * 4
    assert [script.get("type") for script in built.html("index").select("script[src]")] == [None] * 4
    assert scripts(built.html("other")) == ["preferences.js", "lesson.js"]
    assert len(built.html("index").select("link[href*='lesson-diagrams.css']")) == 1
    assert built.html("other").select("link[href*=diagrams]") == []
    assert built.read("_static/mermaid.min.js") == SCRIPT


def test_what_the_page_waits_for_comes_before_it(build):
    page = build(lesson("md", f"{SYNTAXES['fence'][1]}\n\n::: tab\n### A\nOne.\n\n### B\nTwo.\n:::")).html("index")
    assert scripts(page)[-3:] == ["lesson-tabs.js", "mermaid.min.js", "lesson-diagrams.js"]


def test_a_script_in_another_folder(build):
    files = lesson(*SYNTAXES["fence"], mermaid="vendor/mermaid-11.min.js")
    files["vendor/mermaid-11.min.js"] = files.pop("mermaid.min.js")
    assert "mermaid-11.min.js" in scripts(build(files).html("index"))


def test_without_the_option_nothing_is_loaded(build):
    page = build(lesson(*SYNTAXES["fence"], mermaid="")).html("index")
    assert scripts(page) == ["preferences.js", "lesson.js"]
    assert page.select("link[href*=diagrams]") == []
    assert page.select_one(".code-label").get_text() == "Mermaid"


def test_a_script_that_is_not_there_is_told(build):
    built = build(lesson(*SYNTAXES["fence"], mermaid="lost.js"), warnings=("there is no such file",))
    assert "lesson_mermaid is 'lost.js'" in built.warnings[0]
    assert built.warnings[0].endswith("[lesson.config]")
    assert scripts(built.html("index")) == ["preferences.js", "lesson.js"]


@pytest.mark.parametrize("value", ["mermaid.esm.mjs", 1, True, None])
def test_a_value_that_cannot_be_used_is_told(build, value):
    built = build(lesson(*SYNTAXES["fence"], mermaid=value), warnings=("lesson_mermaid is",))
    assert "must be the path of a file that ends in .js" in built.warnings[0]


def test_an_empty_directive_is_told(build):
    built = build(lesson("rst", ".. mermaid::\n\nText."), warnings=("mermaid",))
    assert built.warnings[0].startswith("index.rst:4: ")


def test_code_of_that_language_is_code(build):
    page = build(lesson("md", f"```{{code-block}} mermaid\n{SOURCE}\n```")).html("index")
    assert page.select(".diagram") == []
    assert page.select_one(".code-label").get_text() == "Mermaid"


def test_another_extension_that_draws_is_left_alone(build):
    files = lesson("md", f"{SYNTAXES['fence'][1]}\n\n{SYNTAXES['directive of MyST'][1]}")
    files["conf.py"] += (
        "from docutils import nodes\n"
        "from docutils.parsers.rst import Directive\n"
        "class Theirs(Directive):\n"
        "    has_content = True\n"
        "    def run(self):\n"
        "        return [nodes.paragraph('', 'Theirs')]\n"
        "def setup(app):\n"
        "    app.add_directive('mermaid', Theirs)\n"
    )
    page = build(files).html("index")
    assert [text.get_text() for text in page.select("main p")][:2] == ["Theirs", "Theirs"]
    assert page.select(".diagram") == []


@pytest.mark.parametrize(
    ("builder", "file"), [("text", "index.txt"), ("latex", "projectnamenotset.tex"), ("html", "index.html")]
)
def test_all_else_shows_code(build, builder, file):
    files = lesson(*SYNTAXES["fence"])
    files["conf.py"] = files["conf.py"].replace('"lesson"', '"alabaster"')
    built = build(files, builder)
    text = built.html("index").pre.get_text() if builder == "html" else built.read(file)
    assert "accTitle: From A to" in text
    assert not (built.out / "_static" / "mermaid.min.js").exists()


def test_another_version_of_the_script_is_published(build):
    """Its address holds a number that is made of its content, so pages are written again."""
    built = build(lesson(*SYNTAXES["fence"]))
    assert "index.html" not in built.again().written
    (built.source / "mermaid.min.js").write_text("window.mermaid = 2;\n")
    again = built.again()
    assert "index.html" in again.written
    assert again.read("_static/mermaid.min.js") == "window.mermaid = 2;\n"


def test_parallel_is_serial(build):
    files = lesson(*SYNTAXES["fence"])
    files |= {f"p{number}.md": f"# P{number}\n\n{SYNTAXES['fence'][1]}\n" for number in range(10)}
    files["index.md"] = "# L\n\n```{toctree}\n:glob:\n*\n```\n"
    serial = build(files, parallel=1)
    parallel = serial.clean_copy(parallel=2)
    assert all(serial.read(f"p{number}.html") == parallel.read(f"p{number}.html") for number in range(10))
