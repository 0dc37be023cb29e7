"""The options of the theme."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from theme_lesson import CHOSEN, FILES, LESSON

import sphinx_lesson_ext.theme
from sphinx_lesson_ext.licences import Licence, licence_of
from sphinx_lesson_ext.theme.accent import SCHEMES, readable_accent
from sphinx_lesson_ext.theme.colours import LEAST_CONTRAST, contrast, is_colour, mix, parse_colour
from sphinx_lesson_ext.theme.options import LIFE_CYCLES, OPTIONS, checked
from sphinx_lesson_ext.theme.repository import Repository
from sphinx_lesson_ext.web import outside_address

THEME = Path(sphinx_lesson_ext.theme.__file__).parent / "lesson"


@pytest.fixture(scope="module")
def built(build_once):
    return build_once(FILES, html_theme_options=CHOSEN, html_logo="logo.png", release="1.2")


@pytest.fixture(scope="module")
def page(built):
    return built.html("episodes/01-shell")


def warned(build, **options):
    """Build with options that cannot be used; return the page."""
    return build({"index.md": "# L\n\nText.\n"}, html_theme="lesson", html_theme_options=options, warnings=("[lesson.theme-option]",))  # fmt: skip


def test_every_option_is_declared():
    declared = tomllib.loads((THEME / "theme.toml").read_text(encoding="utf-8"))["options"]
    assert list(declared) == [option.name for option in OPTIONS]


def test_logos_have_a_size_and_a_scheme(built, page):
    logos = page.select(".brand img")
    assert [(logo["class"], logo["width"], logo["height"], logo["alt"]) for logo in logos] == [
        (["only-light"], "45", "30", ""),
        (["only-dark"], "45", "30", ""),
    ]
    for logo in logos:
        assert (built.out / "episodes" / logo["src"]).resolve().is_file()


def test_one_logo_is_for_both_schemes(build):
    logos = build(FILES, html_logo="logo.png").html("index").select(".brand img")
    assert [logo.get("class") for logo in logos] == [None]


def test_icon_of_dark_browsers(built, page):
    dark = page.select_one("link[rel=icon][media]")
    assert dark["media"] == "(prefers-color-scheme: dark)"
    assert (built.out / "episodes" / dark["href"]).resolve().is_file()


def test_accent_colours_are_custom_properties(built, build):
    css = built.read("_static/lesson.css")
    assert "--accent:light-dark(#0a6b4f,#7ce0bd)" in css
    assert css.index("--accent:light-dark(#0a6b4f") > css.index("--accent:light-dark(#1c4f9c")
    assert build(LESSON).read("_static/lesson.css").count("--accent:light-dark(") == 1


def test_links_of_the_page(page, built):
    edit = page.select_one(".page-meta li:last-child a")
    [report] = page.select(".footer .foot-links")[0].select("a")
    assert edit.get_text() == "Edit this page"
    assert edit["href"] == "https://github.com/example/lesson/edit/main/docs/episodes/01-shell.md"
    assert report["href"].startswith(
        "https://github.com/example/lesson/issues/new?title=Problem+with%3A+3.4+Files+%26+folders&"
    )
    assert "https%3A%2F%2Fexample.org%2Flesson%2Fepisodes%2F01-shell.html%0AVersion%3A+1.2" in report["href"]
    # Nobody wrote this page.
    assert [link.get_text() for link in built.html("key-points").select(".foot-links")[0].select("a")] == [
        "Report a problem with this page"
    ]
    assert built.html("key-points").select(".page-meta") == []


def test_links_of_the_lesson(page):
    assert [(link.get_text(), link["href"]) for link in page.select(".footer .foot-links")[1].select("a")] == [
        ("Contact", "mailto:team@example.org"),
        ("Code of conduct", "../glossary.html"),
        ("How to cite", "https://doi.org/10.1/x"),
        ("Source repository", "https://github.com/example/lesson"),
    ]


def test_licence_and_text(page):
    licence = page.select_one(".footer a[rel=license]")
    assert (licence.get_text(), licence["href"]) == ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    assert "Made by <volunteers>." in page.select_one(".footer").get_text()


def test_life_cycle(page):
    assert page.select_one(".life-cycle").get_text() == "State of this lesson: beta"


def test_languages(page):
    assert [(link.get_text(), link["lang"], link["hreflang"], link["href"], link.get("aria-current")) for link in page.select(".languages a")] == [
        ("English", "en", "en", "https://example.org/lesson/", "true"),
        ("Español", "es", "es", "https://example.org/es/", None),
    ]  # fmt: skip


def test_the_first_page_names_the_same_lesson_in_other_languages(built):
    def alternates(page):
        return [(link["hreflang"], link["href"]) for link in page.select("link[rel=alternate]")]

    assert alternates(built.html("index")) == [
        ("en", "https://example.org/lesson/"),
        ("es", "https://example.org/es/"),
    ]
    # Where another page is in another language is not known.
    assert alternates(built.html("glossary")) == []


def test_only_whole_addresses_are_alternates(build):
    languages = [{"name": "English", "code": "en", "url": "../en/"}]
    page = build(LESSON, html_theme_options={"languages": languages}).html("index")
    assert (len(page.select(".languages a")), page.select("link[rel=alternate]")) == (1, [])


def test_the_logo_is_the_picture_of_shared_links(built, build):
    def pictures(page):
        return [tag["content"] for tag in page.select("meta[property^='og:image']")]

    assert pictures(built.html("index")) == ["https://example.org/lesson/_static/logo.png", "Shell and Python"]
    files = {**FILES, "a logo.PNG": FILES["logo.png"], "logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    assert pictures(build(files, html_logo="a logo.PNG").html("index"))[0].endswith("/_static/a%20logo.PNG")
    assert pictures(build(files, html_logo="logo.svg").html("index")) == []
    assert pictures(build(files, html_logo="logo.png", html_baseurl="").html("index")) == []
    assert pictures(build(files, html_logo="https://example.net/l.png").html("index"))[0] == "https://example.net/l.png"


def test_fonts_come_before_those_of_the_theme(build):
    fonts = {"font_text": '"Atkinson Hyperlegible", Arial', "font_code": "'JetBrains Mono'"}
    css = build({"index.md": "# L\n\nText.\n"}, html_theme="lesson", html_theme_options=fonts).read(
        "_static/lesson.css"
    )
    assert '--sans:"Atkinson Hyperlegible",Arial,ui-sans-serif,' in css
    assert "--mono:'JetBrains Mono',ui-monospace," in css
    assert "--sans:ui-sans-serif," in build(LESSON).read("_static/lesson.css")


@pytest.mark.parametrize(("text", "right"), [
    ("Arial", True), ("Noto Sans, Arial", True), ('"3270 Nerd Font"', True), ("Übung", True), ("-apple-system", True),
    ("3270 Nerd Font", False), ("Arial,", False), ("", False), ('"Arial', False), ("Arial'", False), ("'a\"", False),
    ("'", False), ("''", False), ("a;}*{color:red", False), ("url(x)", False), ("a/*", False), ("a\nb", False),
    ("'a\\'", False), (["Arial"], False), ("var(--x)", False),
])  # fmt: skip
def test_names_of_fonts(text, right):
    accepts = next(option.accepts for option in OPTIONS if option.name == "font_text")
    assert accepts(text) is right


@pytest.mark.parametrize(
    ("value", "read"),
    [(True, True), (False, False), (0, False), (1, True), ("false", False), ("True", True), ("0", False), ("1", True)],
)
def test_switches(value, read):
    """What comes from the command line, as with ``-D html_theme_options.last_changed=0``, is a text."""
    assert checked({"last_changed": value}) == {"last_changed": read}


@pytest.mark.parametrize("value", ["no", "2", 2, [], 0.5])
def test_what_is_no_switch(build, value):
    assert "must be True or False" in warned(build, last_changed=value).warnings[0]


def test_a_mistake_on_the_command_line_is_told_once(tmp_path):
    (tmp_path / "conf.py").write_text('extensions = ["sphinx_lesson_ext"]\nhtml_theme = "lesson"\n', encoding="utf-8")
    (tmp_path / "index.md").write_text("# L\n\nText.\n", encoding="utf-8")
    options = {"accent_light": "#0a6b4f", "acent_dark": "#fff", "last_changed": "false", "font_code": "x;y"}
    defined = [part for name, value in options.items() for part in ("-D", f"html_theme_options.{name}={value}")]
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", *defined, str(tmp_path), str(tmp_path / "out")]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    said = run.stderr.splitlines()
    assert [line for line in said if "WARNING" in line] == said
    assert len(said) == 2
    assert "the theme has no option 'acent_dark'" in run.stderr
    assert "the theme option font_code is 'x;y', but must be names of fonts" in run.stderr
    assert "--accent:light-dark(#0a6b4f" in (tmp_path / "out" / "_static" / "lesson.css").read_text(encoding="utf-8")


def test_nothing_is_shown_unasked(build):
    page = build(LESSON).html("index")
    assert page.select(".life-cycle, .languages, .foot-links, [rel=license], .brand img") == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("acent_light", "#000", "the theme has no option 'acent_light'"),
        ("accent_light", "blue", "must be a colour such as #1c4f9c"),
        ("accent_light", 3, "must be a colour such as #1c4f9c"),
        ("repository_url", "github.com/example", "must be an address on the web"),
        ("repository_url", "http://[", "must be an address on the web"),
        ("font_text", "Arial; }", "must be names of fonts with commas between them"),
        ("life_cycle", "finished", "must be one of pre-alpha, alpha, beta, stable"),
        ("life_cycle", ["beta"], "must be one of pre-alpha, alpha, beta, stable"),
        ("languages", "es", "must be a list of mappings with a name, a code and a url"),
        ("languages", [{"name": "Español"}], "must be a list of mappings with a name, a code and a url"),
        ("logo_dark", "missing.svg", "which is no file"),
        ("contact", "nowhere", "which is no document, address or mail address"),
    ],
)
def test_wrong_options_are_told_and_left_out(build, name, value, said):
    built = warned(build, **{name: value})
    assert [said in warning for warning in built.warnings] == [True]
    assert built.html("index").select(".life-cycle, .languages, .foot-links, .brand img") == []


def test_an_accent_that_cannot_be_read(build):
    built = warned(build, accent_light="#4f9cff")
    used = re.search(r"the nearest colour with that, (#\w+), is used instead", built.warnings[0])[1]
    assert f"--accent:light-dark({used},#8ab4ff)" in built.read("_static/lesson.css")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("chosen", ["#f00", "#ff0", "#0f0", "#0ff", "#00f", "#f0f", "#000", "#fff", "#808080"])
def test_every_accent_becomes_readable_on_every_background(scheme, chosen):
    accent = parse_colour(readable_accent(SCHEMES[scheme], chosen))
    washes = [*backgrounds(scheme), mix(parse_colour(SCHEMES[scheme].paper), accent, 0.08)]
    assert min(contrast(accent, wash) for wash in washes) >= LEAST_CONTRAST


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_own_accent_is_readable(scheme):
    assert readable_accent(SCHEMES[scheme], SCHEMES[scheme].default) == SCHEMES[scheme].default


def backgrounds(scheme):
    """Return every background of text that the style sheet has."""
    tokens = (THEME / "css" / "tokens.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--(?:paper|sunk|raised|(?!accent)[a-z]+-wash): light-dark\((#\w+), (#\w+)\)", tokens)
    return [parse_colour(pair[scheme == "dark"]) for pair in pairs]


def test_all_backgrounds_are_found():
    assert len(backgrounds("light")) == 8


def test_contrast_is_that_of_the_standard():
    white, black, grey = parse_colour("#fff"), parse_colour("#000"), parse_colour("#767676")
    assert contrast(white, black) == contrast(black, white) == 21
    assert round(contrast(white, grey), 2) == 4.54


@pytest.mark.parametrize(("text", "right"), [("#fff", True), ("#A1b2C3", True), ("fff", False), ("#ffff", False)])
def test_colours(text, right):
    assert is_colour(text) is right
    if not right:
        with pytest.raises(ValueError, match=re.escape(text)):
            parse_colour(text)


@pytest.mark.parametrize(
    ("name", "url", "licence"),
    [
        ("CC-BY-SA-4.0", "", Licence("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/")),
        ("MIT", "", Licence("MIT License", "https://opensource.org/license/mit")),
        ("MIT", "https://example.org/l", Licence("MIT License", "https://example.org/l")),
        ("Our own", "", Licence("Our own", "")),
        ("CC-BY-9.0", "", Licence("CC-BY-9.0", "")),
        ("", "https://example.org/l", None),
    ],
)
def test_licences(name, url, licence):
    assert licence_of(name, url) == licence


@pytest.mark.parametrize(
    ("url", "edit", "report"),
    [
        ("https://github.com/a/b", "https://github.com/a/b/edit/main/d/x.md", "https://github.com/a/b/issues/new?title=T&body=B"),
        ("https://gitlab.org/a/b.git", "https://gitlab.org/a/b/-/edit/main/d/x.md", "https://gitlab.org/a/b/-/issues/new?issue%5Btitle%5D=T&issue%5Bdescription%5D=B"),
        ("https://codeberg.org/a/b/", "https://codeberg.org/a/b/_edit/main/d/x.md", "https://codeberg.org/a/b/issues/new?title=T&body=B"),
    ],
)  # fmt: skip
def test_addresses_in_repositories(url, edit, report):
    repository = Repository(url, "main", "/d/")
    assert (repository.edit_url("x.md"), repository.report_url("T", "B")) == (edit, report)
    assert repository.edit_url("ä b.md").endswith("/d/%C3%A4%20b.md")


@pytest.mark.parametrize(
    ("url", "view"),
    [
        ("https://github.com/a/b", "https://github.com/a/b/blob/main/d/x.md?plain=1#L7"),
        ("https://gitlab.org/a/b.git", "https://gitlab.org/a/b/-/blob/main/d/x.md?plain=1#L7"),
        ("https://codeberg.org/a/b/", "https://codeberg.org/a/b/src/branch/main/d/x.md?display=source#L7"),
    ],
)
def test_addresses_of_lines(url, view):
    repository = Repository(url, "main", "/d/")
    assert repository.view_url("x.md", 7) == view
    assert repository.view_url("x.md") == view.removesuffix("#L7")
    # Names that are not UTF-8 reach us as halves of characters.
    assert "/d/%FF%23.md?" in repository.view_url("\udcff#.md")


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://example.org/", "https://example.org/"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("a@b.org", "mailto:a@b.org"),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
        ("a b@c.org", ""),
        ("somewhere", ""),
    ],
)
def test_addresses_outside(target, address):
    assert outside_address(target) == address


def test_every_life_cycle_is_accepted():
    accepts = next(option.accepts for option in OPTIONS if option.name == "life_cycle")
    assert all(accepts(value) for value in LIFE_CYCLES)
