"""What the theme makes of a document's content."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from theme_lesson import LESSON

from sphinx_lesson_ext.locales import language_name, language_tag, own_name, text_direction
from sphinx_lesson_ext.theme.frames import language_label
from sphinx_lesson_ext.theme.maths import to_mathml
from sphinx_lesson_ext.theme.sizes import WIDTHS, percent, pixels


@pytest.fixture(scope="module")
def built(build_once):
    return build_once(LESSON)


@pytest.fixture(scope="module")
def episode(built):
    return built.html("episodes/01-shell")


def classes(elements):
    return [element["class"] for element in elements]


def test_overview_card(episode):
    cards = episode.select(".overview")
    assert len(cards) == 1
    # The author wrote the objectives first.
    kinds = [block["class"] for block in cards[0].find_all(recursive=False)]
    assert [("questions" in kind, "objectives" in kind) for kind in kinds] == [(True, False), (False, True)]


def test_overview_card_of_one_block(built):
    card = built.html("episodes/02-loops").select_one(".overview")
    assert len(card.find_all(recursive=False)) == 1


def test_blocks_that_stand_apart_have_cards_of_their_own(build):
    text = "# L\n\n::: questions\n- Q\n:::\n\nText.\n\n::: objectives\n- O\n:::\n"
    page = build({"index.md": text}, html_theme="lesson").html("index")
    assert [len(card.find_all(recursive=False)) for card in page.select(".overview")] == [1, 1]
    assert page.select_one(".overview").find_next_sibling().get_text() == "Text."


def test_every_block_has_its_icon(episode):
    for block in episode.select(".lesson-block"):
        kind = block["class"][2 if "exercise" in block["class"] else 1 :][0]
        title = block.find(class_="admonition-title")
        assert title.svg.use["href"].startswith("#icon-"), kind
        assert title.find(True).name == "svg"
    assert episode.select_one(".challenge > .admonition-title use")["href"] == "#icon-challenge"


def test_fixmes_say_where_they_are_written(episode, built):
    source = (built.source / "episodes/01-shell.md").read_text(encoding="utf-8").splitlines()
    lines = [number for number, line in enumerate(source, 1) if line.startswith("FIXME")]
    places = episode.select(".fixme > .admonition-title > .fixme-place:last-child")
    assert [place.get_text() for place in places] == [f"episodes/01-shell.md:{line}" for line in lines]
    assert [place["dir"] for place in places] == ["ltr"] * 2


def test_copies_of_fixmes_do_not_say_where(built):
    page = built.html("exercises")
    assert len(page.select(".fixme")) == 1
    assert page.select(".fixme-place") == []


def test_fixmes_in_a_text_are_marked(episode, built):
    assert episode.select_one("span.lesson-fixme").get_text(strip=True) == "(FIXME: by whom?)"
    assert ".lesson-fixme{text-decoration:underline dashed" in built.read("_static/lesson.css")


def test_blocks_that_open_show_it(episode):
    summaries = episode.select("details.lesson-block > summary")
    assert {summary.find_all("use")[-1]["href"] for summary in summaries} == {"#icon-down"}
    assert len(summaries) == 4


def test_admonitions_of_docutils(episode):
    note = episode.select_one(".admonition.note")
    assert note.select_one(".admonition-title").get_text() == "Note"
    assert note.select_one("use")["href"] == "#icon-note"
    own = episode.select_one(".admonition-plain")
    assert own.select_one(".admonition-title").get_text() == "Own title"
    assert own.select("use") == []


def test_code_says_its_language(episode, built):
    frames = episode.select(".code")
    assert [frame.select_one(".code-label").get_text() for frame in frames] == ["Bash", "Output"]
    assert classes(frames) == [["code"], ["code", "code-output"]]
    assert [frame.select_one("[class^=highlight-]")["class"][0] for frame in frames] == [
        "highlight-bash",
        "highlight-output",
    ]
    assert built.html("episodes/03-rst").select_one(".code-label").get_text() == "Python"


def test_what_scrolls_can_be_reached(episode):
    scrollers = episode.select(".code-scroll, .table-scroll, .math-scroll")
    assert [(part["tabindex"], part["role"]) for part in scrollers] == [("0", "group")] * 4
    assert [part["aria-label"] for part in scrollers] == ["Bash", "Output", "Formula", "Table"]


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("python", "Python"),
        ("r", "R"),
        ("output", "Output"),
        ("error", "Error"),
        ("default", ""),
        ("text", ""),
        ("yaml", "YAML"),
        ("nothing-known", "nothing-known"),
    ],
)
def test_language_labels(language, label):
    assert language_label(language) == label


def test_images_have_a_size(built):
    images = built.html("episodes/02-loops").select("main img")
    assert [(image["width"], image["height"], image.get("loading")) for image in images] == [
        ("60", "42", None),
        ("60", "42", "lazy"),
    ]
    assert "width-50" in images[0]["class"]
    # A size that the author did not ask for makes no link to the full picture.
    assert images[1].find_parent("a") is None


def test_sizes_in_proportion(built):
    page = built.html("episodes/03-rst")
    local, remote = page.select("main img")
    assert (local["width"], local["height"]) == ("30", "21")
    assert not remote.has_attr("width")
    assert "width-45" in page.figure["class"]


def test_widths_of_tables(built):
    table = built.html("episodes/03-rst").select_one("table.docutils")
    assert "width-67" in table["class"]
    assert [cell["class"][-1] for cell in table.select("thead th")] == ["width-20", "width-30", "width-50"]
    assert table.select("colgroup, [style]") == []


def test_widths_have_their_classes(built):
    css = built.read("_static/lesson-widths.css")
    assert [width for width in WIDTHS if f".width-{width}{{" not in css] == []


@pytest.mark.parametrize(
    ("length", "share", "absolute"),
    [
        ("50%", 50, None),
        ("66%", 65, None),
        ("68%", 67, None),
        ("1%", 5, None),
        ("300px", 45, 300),
        ("300", 45, 300),
        ("10em", 25, 160),
        ("1in", 15, 96),
        ("2000px", 100, 2000),
        ("wide", None, None),
        ("", None, None),
    ],
)
def test_lengths(length, share, absolute):
    assert percent(length) == share
    assert pixels(length) == absolute


def test_captions_of_contents_are_headings_of_a_level(built):
    page = built.html("index")
    heading = page.select_one("main .caption")
    assert (heading.name, heading.get_text()) == ("h2", "Part one")
    assert page.select("main [role=heading]:not([aria-level])") == []


def test_maths_is_mathml(episode):
    assert [formula.get("display") for formula in episode.select("math")] == [None, "block"]
    assert episode.select("script[src*=mathjax]") == []


def test_lines_of_a_formula_are_aligned():
    assert "<mtable" in to_mathml("a &= b \\\\ c &= d", block=True)


@given(st.lists(st.sampled_from([r"\left", r"(", r"\right", r")", r"\begin{matrix}", r"\end{matrix}", r"&", r"\\", r"^", r"_", r"{", r"}", r"\frac", r"\sqrt", r"\limits", r"\sum", r"a", r"1", r"\not", r"\middle"]), max_size=6))  # fmt: skip
def test_no_formula_ends_a_build(parts):
    """The converter fails on many a formula in ways of its own."""
    shown = to_mathml(" ".join(parts), block=True)
    assert shown is None or shown.startswith("<math")


def test_a_formula_that_cannot_be_converted_is_shown_as_written(build):
    built = build(
        {"index.md": "# L\n\nSee $\\nosuch{x}$.\n"}, html_theme="lesson", warnings=("cannot be shown as MathML",)
    )
    assert built.html("index").select_one("code.math").get_text() == "\\nosuch{x}"


def test_numbered_formulas(build):
    built = build({"index.rst": "T\n=\n\n.. math:: x\n   :label: eq\n\nSee :eq:`eq`.\n"}, html_theme="lesson")
    assert built.html("index").select_one(".eqno").get_text().startswith("(1)")


def test_another_renderer_of_maths_can_be_chosen(build):
    page = build(LESSON, html_math_renderer="mathjax").html("episodes/01-shell")
    assert page.select("math") == []
    assert len(page.select("script[src*=mathjax]")) == 1


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        *((name, Locale.parse(name).text_direction) for name in ("ar", "en", "fa", "he", "ja", "pt_BR", "zh_CN")),
        ("ckb", "rtl"),
        ("pa_PK", "rtl"),
        ("ur", "rtl"),
        ("uz_Arab", "rtl"),
        # From top to bottom, which HTML has no word for.
        ("mn_Mong", "ltr"),
        ("zz-unknown", "ltr"),
    ],
)
def test_text_direction(language, direction):
    assert text_direction(language) == direction


@pytest.mark.parametrize(
    ("language", "tag", "name"),
    [
        ("en", "en", "English"),
        ("pt_BR", "pt-BR", "Portuguese (Brazil)"),
        ("zh-Hans", "zh-Hans", "Chinese (Simplified)"),
        ("zz-unknown", "", ""),
        ('"><b>', "", ""),
        ("", "", ""),
    ],
)
def test_how_languages_are_called(language, tag, name):
    assert (language_tag(language), language_name(language)) == (tag, name)


@pytest.mark.parametrize(("language", "name"), [("zh-CN", "简体中文"), ("pt_BR", "português (Brasil)"), ("zz", "zz")])
def test_how_languages_call_themselves(language, name):
    assert own_name(language) == name


def test_code_wraps_by_choice(build):
    text = "# L\n\n```{code-block} python\n:class: wrap\nprint(1)\n```\n"
    built = build({"index.md": text}, html_theme="lesson")
    assert len(built.html("index").select(".code .wrap pre")) == 1
    assert ".code:has(.wrap) pre{min-inline-size:0;white-space:pre-wrap" in built.read("_static/lesson.css")


def test_print_has_a_running_title(build):
    css = build({"index.md": "# L\n"}, html_theme="lesson", project='A "b" \\ c').read("_static/lesson.css")
    assert '@top-left{content:"A \\"b\\" \\\\ c"' in css


def test_citations_are_a_list(build):
    text = "L\n=\n\nSee [One]_ and [Two]_.\n\n.. [One] First.\n.. [Two] Second.\n\nText.\n\n.. [Three] Third.\n\n[Three]_\n"
    page = build({"index.rst": text}, html_theme="lesson").html("index")
    lists = page.select("main .citation-list")
    assert [entry["role"] for entry in lists] == ["list", "list"]
    assert [[item["id"] for item in entry.find_all(role="listitem", recursive=False)] for entry in lists] == [
        ["one", "two"],
        ["three"],
    ]
    assert page.select_one("a[href='#one']") is not None
    assert page.select("[role=doc-biblioentry]") == []


def test_what_is_embedded_is_no_wider_than_the_page(build):
    frame = '<iframe src="https://example.org/" width="700" title="A film"></iframe>'
    lesson = {"index.md": f"# Lesson\n\n{frame}\n\n```{{toctree}}\nother\n```\n", "other.md": "# Other\n"}
    built = build(lesson, html_theme="lesson")
    sheet = "_static/lesson-embedded.css"
    assert "iframe{max-inline-size:100%}" in built.read(sheet).replace(" ", "").replace(";", "")
    assert [f'href="{sheet}' in built.read(f"{name}.html") for name in ("index", "other")] == [True, False]
