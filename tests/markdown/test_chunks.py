from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_lesson_ext.markdown.chunk_plugin import NotRun, chunks_plugin, take_not_run
from sphinx_lesson_ext.markdown.chunks import chunks_in, engine_of, read_chunk
from sphinx_lesson_ext.markdown.fenced_div import fenced_div_plugin
from sphinx_lesson_ext.markdown.pictures import pictures_plugin

FENCE = "```"


def parser(*, knitted=()):
    md = MarkdownIt("commonmark").use(fenced_div_plugin)
    return md.use(chunks_plugin, {"highlight", "math"}.__contains__, knitted).use(pictures_plugin)


def seen(text, **details):
    """What is seen of a text: each code block, picture and child document, and what would have to be run."""
    env = {}
    tokens = parser(**details).parse(text, env)
    found = []
    for token in tokens:
        if token.type == "fence":
            found.append((token.info, token.content))
        elif token.type == "chunk_picture":
            found.append(("picture", token.meta["alternative"], token.content))
        elif token.type == "chunk_child":
            found.append(("child", token.content))
        images = [child for child in token.children or () if child.type == "image"]
        found += [("image", image.attrs["src"], image.attrs["alt"], image.content) for image in images]
    return found, take_not_run(env)


def chunk(header, code="plot(x)\n"):
    return f"{FENCE}{{{header}}}\n{code}{FENCE}\n"


@pytest.mark.parametrize(
    ("header", "engine"),
    [
        ("r", "r"),
        ("r plot, echo=FALSE", "r"),
        ("r,echo=FALSE", "r"),
        ("R", "r"),
        ("python", "python"),
        ("rust", "rust"),
        ("r-x", ""),
        (".r", ""),
        ("=html", ""),
        ("code-block} python", ""),
        ("", ""),
    ],
)
def test_engine(header, engine):
    assert engine_of(header) == engine


@pytest.mark.parametrize(
    ("header", "label", "options"),
    [
        ("r", "", {}),
        ("r ages", "ages", {}),
        ("r two words, echo=T", "two words", {"echo": True}),
        ("r 'quoted', eval=F", "quoted", {"eval": False}),
        ("r, label=ages", "ages", {}),
        ('r, fig.alt="a, \\"b\\"", fig.cap=\'c\'', "", {"fig.alt": 'a, "b"', "fig.cap": "c"}),
        ('r ages, fig.alt=c("a", "b")', "ages", {"fig.alt": ("a", "b")}),
        ('r, fig.alt="open', "", {}),
    ],
)
def test_header(header, label, options):
    found = read_chunk(header, "1\n")
    assert (found.label, found.options, found.code) == (label, options, "1\n")


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("#| label: ages\n#| echo: false\n1\n", {"echo": False}),
        (
            "#| fig-alt: |\n#|   Two\n#|   lines\n#| fig-cap: [a, b]\n1\n",
            {"fig.alt": "Two\nlines", "fig.cap": ("a", "b")},
        ),
        ('#| echo=FALSE, fig.alt="a: b"\n1\n', {"echo": False, "fig.alt": "a: b"}),
        ("#| fig-alt: !expr f(x)\n#| echo: true\n1\n", {"echo": True}),
        ("#| fig-alt: *alias\n1\n", {}),
        ("#| (\n1\n", {}),
    ],
)
def test_options_in_comments(code, options):
    found = read_chunk("r", code)
    assert (found.options, found.code) == (options, "1\n")


def test_options_in_comments_of_other_languages():
    assert read_chunk("sql", "--| echo: false\nSELECT 1\n").options == {"echo": False}
    assert read_chunk("css", "/*| echo: false */\na {}\n").options == {"echo": False}
    assert read_chunk("verbatim", "#| echo: false\n").code == "#| echo: false\n"


@pytest.mark.parametrize(
    ("header", "expected", "not_run"),
    [
        ("r", [("r", "plot(x)\n")], 1),
        ("r, include=FALSE", [], 0),
        ("r, echo=FALSE", [], 1),
        ("r, eval=FALSE", [("r", "plot(x)\n")], 0),
        ("r, eval=FALSE, fig.alt='a'", [("r", "plot(x)\n")], 0),
        ("r, eval=f(x)", [("r", "plot(x)\n")], 1),
        ("r, results='hide'", [("r", "plot(x)\n")], 1),
        ("r, fig.alt='a', fig.cap='*b*'", [("r", "plot(x)\n"), ("picture", "a", "*b*")], 1),
        ("r, echo=FALSE, fig.alt=c('a', 'b'), fig.cap='c'", [("picture", "a", "c"), ("picture", "b", "")], 1),
        ("r, fig.alt=paste(a)", [("r", "plot(x)\n")], 1),
        ("r, fig.alt='a', fig.show='hide'", [("r", "plot(x)\n")], 1),
        ("python", [("python", "plot(x)\n")], 1),
        ("r, engine='sh'", [("sh", "plot(x)\n")], 1),
        ("Rcpp", [("cpp", "plot(x)\n")], 1),
        ("verbatim", [("none", "plot(x)\n")], 0),
        ('verbatim, lang="markdown"', [("markdown", "plot(x)\n")], 0),
        ("comment", [], 0),
        ("r, child='files/a.Rmd'", [("child", "files/a.Rmd")], 0),
        ("r, child=c('a.md', 'b.md'), eval=TRUE", [("child", "a.md"), ("child", "b.md")], 0),
        ("r, child='a.md', eval=FALSE", [("r", "plot(x)\n")], 0),
        ("r, fig.alt='the `x` of it'", [("r", "plot(x)\n"), ("picture", "the `x` of it", "")], 1),
    ],
)
def test_what_is_seen_of_a_chunk(header, expected, not_run):
    found, missing = seen(chunk(header))
    assert found == expected
    assert (missing.chunks if missing else 0) == not_run


def test_a_chunk_may_stand_in_a_list_a_quotation_and_a_div():
    text = f"- a\n\n  {FENCE}{{r}}\n  x <- 1\n    y\n  {FENCE}\n\n> {FENCE}{{r}}\n> 2\n> {FENCE}\n\n::: challenge\n{FENCE}{{r}}\n3\n{FENCE}\n:::\n"
    found, missing = seen(text)
    assert found == [("r", "x <- 1\n  y\n"), ("r", "2\n"), ("r", "3\n")]
    assert missing == NotRun(2, 3, 0)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("::: solution\n{}:::\n", 1),
        ("::: solution\n## Output\n\n{}{}:::\n", 1),
        ("::: solution\nText.\n\n{}:::\n", 0),
        ("::: solution\n{}\nText.\n:::\n", 0),
        ("{}", 0),
        ("## Heading\n\n{}", 0),
    ],
)
def test_no_block_is_empty_because_a_result_is_missing(text, places):
    tokens = parser().parse(text.replace("{}", chunk("r, echo=FALSE")))
    assert [token.type for token in tokens].count("chunk_result") == places


def test_a_header_may_be_broken_into_lines():
    found, _missing = seen(f'{FENCE}{{r ages, fig.alt="a,\n  b",\n  echo=TRUE}}\nplot(x)\n{FENCE}\n')
    assert found == [("r", "plot(x)\n"), ("picture", "a, b", "")]


def test_code_that_only_shows_files_is_not_missed():
    code = 'knitr::include_graphics(c("fig/a b.png", "fig/b.png"))\n'
    found, missing = seen(chunk("r, echo=FALSE, fig.alt='A', fig.cap=c('one', 'two'), out.width='50%'", code))
    assert found == [("image", "fig/a%20b.png", "A", "one"), ("image", "fig/b.png", "A", "two")]
    assert missing is None


def test_defaults_hold_for_the_chunks_that_follow():
    setup = chunk("r setup, include=FALSE", "knitr::opts_chunk$set(echo = FALSE, fig.alt = f(x))\n")
    found, _missing = seen(chunk("r", "1\n") + setup + chunk("r", "2\n") + chunk("r, echo=TRUE", "3\n"))
    assert found == [("r", "1\n"), ("r", "3\n")]


def test_text_of_an_engine_for_text_is_markdown():
    tokens = parser().parse(f"a\n\n{FENCE}{{asis}}\n## Heading\n\n- item\n{FENCE}\n\nb\n")
    assert [token.type for token in tokens if token.nesting >= 0 and token.type != "inline"] == [
        "paragraph_open",
        "heading_open",
        "bullet_list_open",
        "list_item_open",
        "paragraph_open",
        "paragraph_open",
    ]
    assert tokens[3].map == [3, 4]


@pytest.mark.parametrize("info", ["{math}", "{highlight} r", "{note}", "{code-block} r", "r", "{=html}", "{r-x}"])
def test_directives_and_code_are_no_chunks(info):
    found, missing = seen(f"{FENCE}{info}\n1\n{FENCE}\n")
    assert (found, missing) == ([(info, "1\n")], None)


def test_a_class_of_knitr_is_the_language():
    assert seen(f"{FENCE}{{.output}}\n1\n{FENCE}\n") == ([("output", "1\n")], None)


def test_chunks_in_code_are_code():
    text = f'{FENCE}`markdown\n{FENCE}{{r}}`r ""`\n1\n{FENCE}\n{FENCE}`\n'
    assert seen(text) == ([("markdown", f"{FENCE}{{r}}\n1\n{FENCE}\n")], None)


@pytest.mark.parametrize(
    ("text", "shown", "count"),
    [
        ("`r nrow(x)`", ("code_inline", "nrow(x)"), 1),
        ("`r 'a'`", ("text", "a"), 0),
        ("`r`", ("code_inline", "r"), 0),
        ("``r x``", ("code_inline", "r x"), 0),
        ("`result x`", ("code_inline", "result x"), 0),
    ],
)
def test_inline_code(text, shown, count):
    env = {}
    [token] = parser().parse(f"# {text}\n", env)[1].children
    assert (token.type, token.content) == shown
    assert (env["chunks_not_run"].inline if count else 0) == count


def test_in_knitted_text_inline_code_is_no_more_r():
    text = "`r x`\n"
    env = {}
    [token] = parser(knitted={text}).parse(text, env)[1].children
    assert (token.content, env) == ("r x", {})


def test_chunks_of_a_file_are_found_as_knitr_finds_them():
    text = f'{FENCE}{{r a}}\n1\n{FENCE}\n> {FENCE}`{{r, child="b.md"}}\n> {FENCE}\n> {FENCE}`\n{FENCE}r\n{FENCE}\n{FENCE}{{r c}}'
    assert [(line, found.label, found.code) for line, found in chunks_in(text)] == [
        (1, "a", "1\n"),
        (4, "", f"> {FENCE}\n"),
    ]


@given(st.text(alphabet="`{}r ,='\"#|:\n-~>a[", max_size=80))
def test_any_text_can_be_read(text):
    seen(text)
    list(chunks_in(text))
