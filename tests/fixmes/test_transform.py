"""What becomes of a document that FIXMEs stand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from sphinx_lesson_ext.blocks.nodes import lesson_block
from sphinx_lesson_ext.findings import Finding, Severity
from sphinx_lesson_ext.fixmes.nodes import fixme_text
from sphinx_lesson_ext.fixmes.transform import collected
from sphinx_lesson_ext.lesson.domain import lesson_domain

pytestmark = pytest.mark.filterwarnings("ignore:'(sphinx.environment|myst_parser).*app' is deprecated")

SYNTAXES = ("index.rst", "index.md")


@pytest.fixture
def read(build):
    """Return a function that builds a home page with a text below its title, and returns its findings and its tree."""

    def read(text, name="index.md", **options):
        heading = "Home\n====\n\n" if name.endswith(".rst") else "# Home\n\n"
        built = build({name: heading + text}, "dummy", lesson_pages=[], **options)
        return lesson_domain(built.env).record("index").fixmes, built.doctree("index")

    return read


@pytest.fixture
def read_all(build):
    """Return a function that builds a document for each text, and returns the findings and the tree of each."""

    def read_all(texts, name, **options):
        suffix = Path(name).suffix
        heading = "Page\n====\n\n" if suffix == ".rst" else "# Page\n\n"
        pages = {f"page-{number}": text for number, text in enumerate(texts)}
        toctree = "".join(f"   {page}\n" for page in pages)
        sources = {f"{page}{suffix}": f"{heading}{text}\n" for page, text in pages.items()}
        home = {"index.rst": f"Home\n====\n\n.. toctree::\n\n{toctree}"}
        built = build({**home, **sources}, "dummy", lesson_pages=[], **options)
        return [(lesson_domain(built.env).record(page).fixmes, built.doctree(page)) for page in pages]

    return read_all


def blocks(document):
    return [block for block in document.findall(lesson_block) if block["kind"] == "fixme"]


def body(block):
    """Return the text of a block below its title."""
    return "\n".join(child.astext() for child in block.children[1:])


@pytest.mark.parametrize("name", SYNTAXES)
def test_a_paragraph_becomes_a_block(read, name):
    (finding,), document = read("Before.\n\nFIXME(@ana): draw *this* picture\nwith ``code``\n\nAfter.\n", name)
    assert finding == Finding(
        code="fixme",
        severity=Severity.WARNING,
        docname="index",
        path=name,
        line=6 if name.endswith("rst") else 5,
        column=1,
        message="draw this picture with code",
        marker="FIXME",
        context="block",
        owner="ana",
        anchor="fixme-0",
    )
    (block,) = blocks(document)
    assert block["owner"] == "ana"
    assert (block.line, Path(block.source).name) == (finding.line, name)
    assert "fixme" not in block.attributes
    (paragraph,) = block.children[1:]
    assert paragraph.astext() == "draw this picture\nwith code"
    marked_up = [child for child in paragraph if isinstance(child, nodes.Element)]
    assert [(child.tagname, child.astext()) for child in marked_up] == [("emphasis", "this"), ("literal", "code")]
    assert [child.astext() for child in block.parent.children] == ["Home", "Before.", block.astext(), "After."]


LEFT = {
    "FIXME": "",
    "FIXME:": "",
    "FIXME one": "one",
    "FIXME: one": "one",
    "FIXME - one": "one",
    "(FIXME one).": "one",
    "[FIXME: one]": "one",
    "TODO/leave out": "leave out",
    "FIXME\none": "one",
}


@pytest.mark.parametrize("name", SYNTAXES)
def test_what_is_left_of_a_paragraph(read_all, name):
    results = read_all(LEFT, name)
    found = {text: body(blocks(document)[0]) for text, (_, document) in zip(LEFT, results, strict=True)}
    assert found == LEFT
    assert [finding.message for findings, _ in results for finding in findings] == [
        left or "FIXME" for left in LEFT.values()
    ]
    assert [len(blocks(document)[0].children) for _, document in results] == [1 + bool(left) for left in LEFT.values()]


def test_a_paragraph_that_is_referred_to_keeps_its_id(read):
    _, document = read(".. _here:\n\nFIXME\n\nSee `here`_.\n", "index.rst")
    (block,) = blocks(document)
    assert [child["ids"] for child in block.children[1:]] == [["here"]]


@pytest.mark.parametrize("name", SYNTAXES)
def test_a_list_stays(read, name):
    findings, document = read("- FIXME: one\n\n  more of it\n\n  - deeper\n- two\n- FIXME\n", name)
    assert [finding.message for finding in findings] == ["one", "FIXME"]
    outer, _ = document.findall(nodes.bullet_list)
    assert [item.children[0].__class__ for item in outer] == [lesson_block, nodes.paragraph, lesson_block]
    assert [child.tagname for child in outer[0]] == ["lesson_block", "paragraph", "bullet_list"]
    assert outer[0][1].astext() == "more of it"


def test_a_task_keeps_its_box(read):
    _, document = read("- [ ] FIXME: one\n")
    (block,) = blocks(document)
    assert [child.tagname for child in block[1]] == ["task_checkbox", "#text"]
    assert body(block).endswith("one")


@pytest.mark.parametrize("name", SYNTAXES)
def test_quotes_tables_and_definitions(read, name):
    markdown = "> FIXME a\n\n| FIXME b | x |\n|---|---|\n| FIXME c | y |\n\nTerm\n: FIXME d\n"
    rst = "  FIXME a\n\n=======  ==\nFIXME b  x\n=======  ==\nFIXME c  y\n=======  ==\n\nTerm\n  FIXME d\n"
    findings, document = read(rst if name.endswith("rst") else markdown, name)
    assert [finding.message for finding in findings] == ["a", "b", "c", "d"]
    assert [block.parent.tagname for block in blocks(document)] == ["block_quote", "entry", "entry", "definition"]


def test_in_other_blocks(read):
    findings, document = read("::: keypoints\n- FIXME\n:::\n\n::: challenge\n## Loop\n\nFIXME: write it\n:::\n")
    assert [finding.message for finding in findings] == ["FIXME", "write it"]
    assert [block.parent.tagname for block in blocks(document)] == ["list_item", "lesson_block"]


PARTS = {
    "One (FIXME two) three.": (" (FIXME two)", "One three."),
    "One (FIXME two).": (" (FIXME two)", "One."),
    "One FIXME: two. Three.": (" FIXME: two.", "One Three."),
    "One FIXME: two": (" FIXME: two", "One"),
    "(FIXME one) two.": ("(FIXME one) ", "two."),
    "One\n(FIXME two) three.": ("\n(FIXME two)", "One three."),
    "One (FIXME *two* and ``three``) four.": (" (FIXME two and three)", "One four."),
    "One *two* FIXME: three *four*. Five.": (" FIXME: three four.", "One two Five."),
}


@pytest.mark.parametrize("name", SYNTAXES)
def test_a_part_of_a_text(read_all, name):
    found = {}
    for text, ((finding,), document) in zip(PARTS, read_all(PARTS, name), strict=True):
        assert (finding.context, finding.anchor) == ("text", "")
        (part,) = document.findall(fixme_text)
        assert part["classes"] == ["lesson-fixme"]
        marked = part.astext()
        part.parent.remove(part)
        found[text] = (marked, next(document.findall(nodes.paragraph)).astext())
    assert found == PARTS


def test_several_parts_of_a_text(read):
    findings, document = read("A (FIXME b) c FIXME: d *e*. F [g (FIXME h) i](https://example.com) j (TODO k).\n")
    assert [finding.message for finding in findings] == ["b", "d e.", "h", "k"]
    parts = list(document.findall(fixme_text))
    assert [part.astext() for part in parts] == [" (FIXME b)", " FIXME: d e.", " (FIXME h)", " (TODO k)"]
    assert parts[2].parent.tagname == "reference"
    paragraph = next(document.findall(nodes.paragraph))
    assert paragraph.astext() == "A (FIXME b) c FIXME: d e. F g (FIXME h) i j (TODO k)."


@pytest.mark.parametrize("name", SYNTAXES)
def test_a_part_may_begin_before_markup_and_end_in_it(read, name):
    link = "`three four <https://example.com>`_" if name.endswith("rst") else "[three four](https://example.com)"
    _, document = read(f"One FIXME: two {link}. Five.\n", name)
    (part,) = document.findall(fixme_text)
    assert part.astext() == " FIXME: two three four."
    assert len(list(part.findall(nodes.reference))) == 1


def test_captions_footnotes_and_lines(read):
    text = ".. figure:: a.png\n\n   FIXME a\n\nText [1]_\n\n.. [1] FIXME b\n\n| One\n| FIXME: c\n"
    findings, document = read(text, "index.rst", warnings=("not readable",))
    assert [(finding.context, finding.message) for finding in findings] == [("text", "a"), ("text", "b"), ("text", "c")]
    assert [part.parent.tagname for part in document.findall(fixme_text)] == ["caption", "paragraph", "line"]
    assert blocks(document) == []


NOT_COUNTED = {
    "index.rst": [
        "``FIXME: x``", "*FIXME: x*", "**FIXME: x**", "`FIXME: x`", ":math:`FIXME: x`", ":guilabel:`TODO` x",
        ":kbd:`FIXME`", ":term:`TODO` x\n\n.. glossary::\n\n   TODO\n      A word.", "::\n\n   FIXME: x",
        ".. code-block:: python\n\n   # FIXME: x", ">>> FIXME", ".. math::\n\n   FIXME",
        ".. |x| replace:: FIXME: never used", ".. py:function:: run(FIXME)", "“FIXME: x”", "FIXME is a word.",
        ".. raw:: latex\n\n   % FIXME: x", ".. raw:: html\n\n   <p>FIXME: x</p><script>// <!-- FIXME --></script>",
    ],
    "index.md": [
        "`FIXME: x`", "*FIXME: x*", "**FIXME: x**", "$FIXME: x$", "    FIXME: x", "```\nFIXME: x\n```",
        "```python\n# FIXME: x\n```", "$$\nFIXME\n$$", "<code>FIXME: x</code>", "<b>FIXME: x</b> y",
        "<div>\n\nText\n\n</div>", "“FIXME: x”", "search for FIXME: here", "![FIXME: x](a.png)",
        "<https://example.com/search?q=FIXME>", "<pre>FIXME: x</pre>",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", SYNTAXES)
def test_what_does_not_count(read_all, name):
    texts = NOT_COUNTED[name]
    results = read_all(texts, name, warnings=None)
    assert [text for text, (findings, _) in zip(texts, results, strict=True) if findings] == []
    assert [node for _, document in results for node in [*blocks(document), *document.findall(fixme_text)]] == []


@pytest.mark.parametrize("name", SYNTAXES)
def test_comments(read, name):
    text = (
        ".. FIXME: one\n\n.. a note\n   TODO two\n   (XXX three)\n"
        if name.endswith("rst")
        else "% FIXME: one\n\n<!-- a note\nTODO two\n(XXX three) -->\n"
    )
    findings, document = read(text, name)
    assert [(f.context, f.marker, f.message) for f in findings] == [
        ("comment", "FIXME", "one"),
        ("comment", "TODO", "two"),
        ("comment", "XXX", "three"),
    ]
    assert blocks(document) == []


@pytest.mark.parametrize("name", SYNTAXES)
def test_headings_are_told_and_left_as_they_are(read, name):
    text = "FIXME: more\n-----------\n\nText.\n" if name.endswith("rst") else "## FIXME: more\n\nText.\n"
    (finding,), document = read(text, name)
    assert (finding.context, finding.message) == ("heading", "more")
    assert [title.astext() for title in document.findall(nodes.title)] == ["Home", "FIXME: more"]


def test_front_matter_is_told_once(build):
    built = build({"index.md": "---\ntitle: FIXME\n---\n\n## FIXME\n\nText.\n"}, "dummy", lesson_pages=[])
    findings = lesson_domain(built.env).record("index").fixmes
    assert [(f.context, f.line, f.column, f.message) for f in findings] == [
        ("front matter", 2, 8, "title: FIXME"),
        ("heading", 5, 4, "FIXME"),
    ]


def test_fields_at_the_top_stay_what_they_are(build):
    built = build({"index.rst": ":author: FIXME\n:level: FIXME which\n\nHome\n====\n"}, "dummy", lesson_pages=[])
    findings = lesson_domain(built.env).record("index").fixmes
    assert [(f.context, f.line, f.message) for f in findings] == [
        ("front matter", 1, "author: FIXME"),
        ("front matter", 2, "level: FIXME which"),
    ]
    assert built.env.metadata["index"]["level"] == "FIXME which"


@pytest.mark.parametrize(
    "text",
    [
        "::: {.fixme owner=@ana issue=https://example.com/1}\n## Draw\n\nthis *picture*\n\n- FIXME: not told\n:::",
        (
            "```{fixme}\n:title: Draw\n:owner: '@ana'\n:issue: https://example.com/1\n\n"
            "this *picture*\n\n- FIXME: not told\n```"
        ),
    ],
)
def test_a_block_of_the_author(read, text):
    (finding,), document = read(text + "\n")
    assert (finding.context, finding.marker, finding.line) == ("block", "FIXME", 3)
    assert finding.message == "Draw this picture FIXME: not told"
    assert (finding.owner, finding.link) == ("ana", "https://example.com/1")
    (block,) = blocks(document)
    assert finding.anchor == block["ids"][0]
    assert body(block) == "this picture\nFIXME: not told"


@pytest.mark.parametrize("issue", ["javascript:alert(1)", "7"])
def test_an_issue_that_is_no_address_is_no_link(build, issue):
    built = build({"index.md": f"# Home\n\n::: {{.fixme issue={issue}}}\nDraw it\n:::\n"}, warnings=(repr(issue),))
    (finding,) = lesson_domain(built.env).record("index").fixmes
    assert (finding.message, finding.link) == ("Draw it", "")
    assert built.html("index").select(".lesson-block-issue") == []


def test_an_empty_block_of_the_author(read):
    (finding,), _ = read("::: fixme\n:::\n")
    assert finding.message == "FIXME"


def test_a_comment_in_a_block_of_the_author_is_told(read):
    findings, _ = read("::: fixme\nDraw it\n\n<!-- TODO ask Ana -->\n:::\n\nFIXME: one <!-- XXX two --> three\n")
    assert [(f.context, f.message, f.line) for f in findings] == [
        ("block", "Draw it", 3),
        ("comment", "ask Ana", 6),
        ("block", "one three", 9),
        ("comment", "two", 9),
    ]


LINKS = {
    "[a](https://example.com/FIXME)": "https://example.com/FIXME",
    "[a](FIXME)": "FIXME",
    "[a](#FIXME)": "#FIXME",
    '[a](https://example.com "FIXME which")': 'https://example.com "FIXME which"',
    "[a][b]\n\n[b]: https://example.com/FIXME/issues": "https://example.com/FIXME/issues",
    "![a](FIXME)": "FIXME",
}


def test_links(read_all):
    found = read_all([f"See {text}" for text in LINKS], "index.md", warnings=None)
    assert [(f.context, f.marker, f.message) for findings, _ in found for f in findings] == [
        ("link", "FIXME", message) for message in LINKS.values()
    ]


def test_a_link_in_a_block_belongs_to_it(read):
    (finding,), _ = read("FIXME: write [this](FIXME)\n", warnings=None)
    assert (finding.context, finding.message) == ("block", "write this")


def test_the_markers_are_those_of_the_configuration(read):
    findings, _ = read("NOTE: one\n\nFIXME: two\n\nÀ FAIRE : trois\n", lesson_fixme_markers=["NOTE", "À FAIRE"])
    assert [(f.marker, f.message) for f in findings] == [("NOTE", "one"), ("À FAIRE", "trois")]


def test_the_language_of_the_lesson_counts(read):
    findings, _ = read("TODO el mundo\n\nTODO: añadir\n", language="es")
    assert [f.message for f in findings] == ["añadir"]


def test_a_translation_is_told_at_the_line_of_the_source(build):
    catalogue = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    messages = {"FIXME: draw it": "FIXME: zeichne es", "Text (FIXME add it)": "Etwas Text (FIXME ergänzen)"}
    catalogue += "".join(f'msgid "{source}"\nmsgstr "{text}"\n\n' for source, text in messages.items())
    built = build(
        {
            "index.md": "# Home\n\nText.\n\nFIXME: draw it\n\nText (FIXME add it)\n",
            "locale/de/LC_MESSAGES/index.po": catalogue,
        },
        "dummy",
        language="de",
        locale_dirs=["locale"],
        lesson_pages=[],
    )
    findings = lesson_domain(built.env).record("index").fixmes
    assert [(f.line, f.column, f.message) for f in findings] == [(5, 1, "zeichne es"), (7, 7, "ergänzen")]


def test_what_translators_see_is_the_text_as_written(build):
    built = build({"index.md": "# Home\n\nFIXME: draw it\n\nText (FIXME add it)\n"}, "gettext", lesson_pages=[])
    catalogue = built.read("index.pot")
    assert 'msgid "FIXME: draw it"' in catalogue
    assert 'msgid "Text (FIXME add it)"' in catalogue


@pytest.mark.parametrize("builder", ["html", "text", "latex", "man", "texinfo", "xml", "pseudoxml"])
def test_every_builder_shows_it(build, builder):
    built = build({"index.md": "# Home\n\nFIXME: draw it\n\nText (FIXME add it) more.\n"}, builder, lesson_pages=[])
    text = "\n".join(file.read_text("utf-8") for file in built.out.iterdir() if file.suffix in {
        ".html", ".txt", ".tex", ".1", ".texi", ".xml", ".pseudoxml"})  # fmt: skip
    assert "draw it" in text
    assert "(FIXME add it)" in text


def test_the_class_of_a_part_in_html(build):
    built = build({"index.md": "# Home\n\nText (FIXME add it) more.\n"}, lesson_pages=[])
    assert built.html("index").select_one("span.lesson-fixme").text == " (FIXME add it)"


def test_nothing_is_kept_from_one_document_to_the_next(build):
    sources = {f"{name}.md": f"# {name}\n\nFIXME: {name}\n" for name in "bcd"}
    built = build({"index.md": "# Home\n\n```{toctree}\n:glob:\n*\n```\n", **sources}, "dummy", lesson_pages=[])
    domain = lesson_domain(built.env)
    assert [[f.message for f in domain.record(name).fixmes] for name in ("index", "b", "c", "d")] == [
        [], ["b"], ["c"], ["d"],
    ]  # fmt: skip
    assert collected(built.env) == []


SEED = Path(__file__).parents[2] / "example" / "episodes" / "34-mentoring.md"


def test_the_mentoring_episode(build):
    if not SEED.exists():
        pytest.skip("the example is not there")
    text = SEED.read_text(encoding="utf-8")
    built = build({"index.md": text}, "dummy", lesson_pages=[])
    findings = lesson_domain(built.env).record("index").fixmes
    lines = text.splitlines()
    assert [(f.line, f.column, f.context) for f in findings] == [(n, 1, "block") for n in (37, 39, 41, 43, 45, 47)]
    assert [f"FIXME: {f.message}" for f in findings] == [" ".join(lines[f.line - 1].split()) for f in findings]
    assert len(blocks(built.doctree("index"))) == 6
