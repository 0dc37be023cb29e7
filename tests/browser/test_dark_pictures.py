"""Pictures that follow the colour scheme."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from theme_lesson import png

from browser.axe import violations

TEXT = """# L

![Plain](light.png){dark=dark.png}

```{image} light.png
:dark: dark.png
:alt: Centred
:align: center
```

```{figure} light.png
:dark: dark.png
:alt: Figure
:width: 50%

A caption
```

```{figure} dark.png
:alt: Dark figure
:class: only-dark

A caption in the dark
```

```{figure} light.png
:alt: Light figure
:figclass: only-light

A caption in the light
```
"""
LESSON = {
    "conf.py": 'extensions = ["sphinx_lesson_ext"]\nhtml_theme = "lesson"\n',
    "index.md": TEXT,
    "light.png": png(60, 40),
    "dark.png": png(60, 50),
}


@pytest.fixture(scope="module")
def sites(build_once, served):
    folder = build_once(LESSON).out
    return {"ltr": SimpleNamespace(folder=folder, address=served(folder))}


def shown(page):
    """The text alternative and the file of each picture that is seen."""
    images = [image for image in page.locator("main img").all() if image.is_visible()]
    return [(image.get_attribute("alt"), image.get_attribute("src").rpartition("/")[2]) for image in images]


def expected(scheme):
    pairs = [(name, f"{scheme}.png") for name in ("Plain", "Centred", "Figure")]
    return [*pairs, (f"{scheme.capitalize()} figure", f"{scheme}.png")]


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_they_follow_the_system(opened, scheme, scripted):
    page = opened("index.html", color_scheme=scheme, java_script_enabled=scripted)
    assert shown(page) == expected(scheme)
    captions = [caption.inner_text() for caption in page.locator(".caption-text").all() if caption.is_visible()]
    assert captions == ["A caption", f"A caption in the {scheme}"]


@pytest.mark.parametrize("system", ["light", "dark"])
def test_they_follow_the_button(opened, system):
    page = opened("index.html", color_scheme=system)
    for scheme in ("light", "dark", system):
        page.click(".scheme")
        assert shown(page) == expected(scheme)
        page.emulate_media(media="print")
        assert shown(page) == expected("light")
        page.emulate_media(media="screen")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_not_shown_is_not_loaded(browser, sites, scheme):
    page = browser.new_page(color_scheme=scheme)
    requests = []
    page.on("request", lambda request: requests.append(request.url.rpartition("/")[2]))
    page.goto(sites["ltr"].address + "index.html")
    page.wait_for_load_state("networkidle")
    assert {name for name in requests if name.endswith(".png")} == {f"{scheme}.png"}
    page.close()


def test_only_what_is_meant_for_the_dark_has_no_plate(opened):
    page = opened("index.html", color_scheme="dark")
    images = [image for image in page.locator("main img").all() if image.is_visible()]
    transparent = "rgba(0, 0, 0, 0)"
    assert {image.evaluate("image => getComputedStyle(image).backgroundColor") for image in images} == {transparent}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe(opened, axe, scheme):
    assert violations(opened("index.html", color_scheme=scheme), axe) == []


def test_no_shift(opened):
    page = opened("index.html", color_scheme="dark")
    page.evaluate(
        "new PerformanceObserver(list => { window.shift = list.getEntries().length; })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") is None
