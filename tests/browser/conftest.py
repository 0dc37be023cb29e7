"""A browser, and sites to open in it."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from built_lesson import LessonBuilder
from needed import absent, module
from theme_lesson import CHOSEN, FILES, LESSON

from browser.pages import EPISODE
from browser.serving import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

#: The site is the root of its server, as far as its pages know; a picture from elsewhere would wait for the network.
SITE = {
    **LESSON,
    "episodes/03-rst.rst": LESSON["episodes/03-rst.rst"].replace("https://example.org", ".."),
    "elsewhere.png": LESSON["tree.png"],
}
ROOT = {"html_baseurl": "https://example.org/", "lesson_pages": ["keypoints", "all-in-one"]}


#: No tab is shown at the start because of the machine that the tests run on.
SYSTEM = """
Object.defineProperty(navigator, "platform", { get: () => %s });
Object.defineProperty(navigator, "userAgentData", { get: () => undefined });
"""


class Site(NamedTuple):
    """What was built, and where it is served."""

    folder: Path
    address: str


@pytest.fixture(scope="package")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> LessonBuilder:
    """Build what several of these tests look at and none of them changes."""
    return LessonBuilder(tmp_path_factory.mktemp("once"))


@pytest.fixture(scope="package")
def served() -> Iterator[Callable[[Path], str]]:
    """Serve folders until the last of these tests is done; each call returns an address."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(serve(folder))


@pytest.fixture(scope="package")
def sites(build_once, served) -> dict[str, Site]:
    """The lesson from left to right and from right to left."""
    languages = {"ltr": "en", "rtl": "ar"}
    folders = {direction: build_once(SITE, language=language, **ROOT).out for direction, language in languages.items()}
    return {direction: Site(folder, served(folder)) for direction, folder in folders.items()}


@pytest.fixture(scope="package")
def chosen_site(build_once, served) -> str:
    """The address of the lesson with every option of the theme."""
    return served(build_once(FILES, html_theme_options=CHOSEN, html_logo="logo.png", **ROOT).out)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, of which every test opens windows of its own."""
    playwright = module("playwright.sync_api", "Playwright")
    if CHROMIUM is None:
        absent("Chromium")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield running
        running.close()


@pytest.fixture
def opened(browser, sites) -> Iterator[Callable[..., Page]]:
    """Open a page in a window of its own; the test fails if its console says anything.

    It is one of :func:`sites`, or of the *site* at another address; *system* is what the browser says it runs on.
    """
    said = []
    with ExitStack() as contexts:

        def opened(path=EPISODE, width=1280, height=900, direction="ltr", site="", system="", **options):
            context = browser.new_context(viewport={"width": width, "height": height}, **options)
            contexts.callback(context.close)
            context.add_init_script(SYSTEM % json.dumps(system))
            page = context.new_page()
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.goto((site or sites[direction].address) + path)
            return page

        yield opened
    assert said == []


@pytest.fixture(scope="package")
def axe() -> str:
    """The source of axe-core."""
    package = module("axe_playwright_python", "axe-playwright-python")
    return next(Path(package.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
