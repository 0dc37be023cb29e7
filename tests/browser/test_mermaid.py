"""Diagrams, drawn by a small stand-in for Mermaid."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from browser.axe import violations

#: It draws a text in the colours that it was given, into the place that it was given; some sources are wrong.
STAND_IN = """
let settings;
window.said = [];
window.mermaid = {
  initialize(given) { settings = given; window.said.push(given); },
  async render(id, source, place) {
    place.innerHTML = "<p>being drawn</p>";
    window.direction = getComputedStyle(place).direction;
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (source.includes("wrong")) throw new Error("cannot be read");
    const { background, primaryTextColor } = settings.themeVariables;
    const link = source.includes("click") ? '<a href="https://example.org/">' : "<a>";
    return { svg: `<svg id="${id}" viewBox="0 0 100 20" width="100%" style="max-width: 300px" role="graphics-document document">
      <rect width="100" height="20" fill="${background}"/>${link}<text y="15" fill="${primaryTextColor}">drawn</text></a></svg>` };
  },
};
"""
TEXT = """# L

```mermaid
flowchart LR
  accTitle: From A to B
  accDescr: One arrow
  A --> B
```

```mermaid
wrong
```

```mermaid
flowchart LR
  A --> C
  click A href "https://example.org/"
```

Text.
"""
CONF = 'extensions = ["sphinx_lesson_ext"]\nhtml_theme = "lesson"\nlesson_mermaid = "mermaid.min.js"\n'
LESSON = {"conf.py": CONF, "index.md": TEXT, "mermaid.min.js": STAND_IN}
PAPERS = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 27)"}


@pytest.fixture(scope="module")
def folder(build_once):
    return build_once(LESSON).out


@pytest.fixture
def opened(browser, folder):
    """Open the page from its folder: no server says which styles may be there."""
    contexts = []

    def opened(width=1280, site=folder, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto((site / "index.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def wait_until_drawn(page, number=4):
    page.wait_for_function(f"document.querySelectorAll('.diagram-picture svg').length === {number}")
    page.wait_for_selector(".diagram-studio", state="detached")


def papers(page):
    """The background of each drawing that is seen."""
    return [
        drawing.evaluate("svg => getComputedStyle(svg.querySelector('rect')).fill")
        for drawing in page.locator(".diagram-picture svg").all()
        if drawing.is_visible()
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_scheme_is_followed(opened, scheme):
    page = opened(color_scheme=scheme)
    wait_until_drawn(page)
    assert papers(page) == [PAPERS[scheme]] * 2
    page.click(".scheme")
    page.click(".scheme")
    assert papers(page) == [PAPERS["dark"]] * 2
    page.emulate_media(media="print")
    assert papers(page) == [PAPERS["light"]] * 2
    # What is seen first is drawn first.
    assert page.evaluate("said[0].themeVariables.background") == {"light": "#ffffff", "dark": "#14171b"}[scheme]


def test_how_mermaid_is_set_up(opened):
    page = opened()
    wait_until_drawn(page)
    settings = page.evaluate("said[0]")
    assert settings["securityLevel"] == "strict"
    assert settings["startOnLoad"] is False
    values = [value for name, value in settings["themeVariables"].items() if "Color" in name]
    assert all(len(value) == 7 and value.startswith("#") for value in values)
    assert page.evaluate("direction") == "ltr"


def test_the_picture_is_named_and_described(opened):
    page = opened()
    wait_until_drawn(page)
    first, second = page.locator(".diagram-picture").all()
    assert (first.get_attribute("role"), first.get_attribute("aria-label")) == ("img", "From A to B")
    described = first.get_attribute("aria-describedby")
    assert page.locator(f"#{described}").inner_text() == "One arrow"
    # With a link in it, it is no mere picture.
    assert (second.get_attribute("role"), second.get_attribute("aria-label")) == ("group", "Diagram")
    assert second.get_attribute("aria-describedby") is None


def test_the_source_stays_at_hand(opened):
    page = opened()
    wait_until_drawn(page)
    source = page.locator(".diagram-source").first
    assert not source.locator("pre").is_visible()
    source.locator("summary").click()
    assert source.locator("pre").inner_text().startswith("flowchart LR")
    assert source.locator("summary").bounding_box()["height"] >= 24
    page.emulate_media(media="print")
    assert not source.is_visible()


def test_a_wrong_source_stays_code(opened):
    page = opened()
    wait_until_drawn(page)
    wrong = page.locator(".diagram").nth(1)
    assert wrong.locator("pre").is_visible()
    assert wrong.locator(".diagram-picture, .diagram-source").count() == 0
    assert page.said == ["Diagram 2: cannot be read"] * 2
    assert "being drawn" not in page.inner_text("body")


@pytest.mark.parametrize("options", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_axe(opened, axe, options):
    page = opened(**options)
    wait_until_drawn(page)
    assert violations(page, axe) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_does_not_scroll_sideways(opened, width):
    page = opened(width)
    wait_until_drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_colours_that_mermaid_cannot_read(opened, build_once):
    """A chosen accent makes its wash a mixture of colours."""
    options = {"accent_light": "#0a6b4f", "accent_dark": "#7ce0bd"}
    page = opened(site=build_once(LESSON, html_theme_options=options).out)
    wait_until_drawn(page)
    colours = page.evaluate("said[0].themeVariables")
    assert colours["primaryBorderColor"] == "#0a6b4f"
    assert colours["primaryColor"].startswith("#")


def test_without_scripts(opened):
    page = opened(java_script_enabled=False)
    assert [code.is_visible() for code in page.locator(".diagram pre").all()] == [True] * 3


def test_a_script_that_is_no_mermaid(opened, build_once):
    page = opened(site=build_once({**LESSON, "mermaid.min.js": "// nothing\n"}).out)
    assert [code.is_visible() for code in page.locator(".diagram pre").all()] == [True] * 3
    assert page.said == []


def test_where_styles_are_forbidden_the_source_is_shown(browser, folder, served):
    site = SimpleNamespace(address=served(folder))
    page = browser.new_page()
    page.goto(site.address + "index.html")
    page.wait_for_load_state("networkidle")
    assert [code.is_visible() for code in page.locator(".diagram pre").all()] == [True] * 3
    page.close()
