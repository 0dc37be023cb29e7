"""A browser, and sites to open in it."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from built_lesson import LessonBuilder
from needed import absent, module
from theme_lesson import CHOSEN, FILES

from browser.lesson import ROOT, SITE
from browser.pages import EPISODE
from browser.serving import Site, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

REPOSITORY = Path(__file__).parents[2]
#: The first that is there; that without a window of its own takes half the time.
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None
)
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

#: No tab is shown at the start because of the machine that the tests run on.
SYSTEM = """
Object.defineProperty(navigator, "platform", { get: () => %s });
Object.defineProperty(navigator, "userAgentData", { get: () => undefined });
"""


#: Pages run this first: what breaks the policy is heard even where the browser would say nothing.
LISTEN = """addEventListener("securitypolicyviolation",
    event => console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));"""


@pytest.fixture(scope="package")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> LessonBuilder:
    """Build what several of these tests look at and none of them changes."""
    return LessonBuilder(tmp_path_factory.mktemp("once"))


@pytest.fixture(scope="package")
def served() -> Iterator[Callable[[Path], str]]:
    """Serve folders until the last of these tests is done; each call returns an address."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(serve(folder)).address


@pytest.fixture(scope="package")
def built_site(build_once, served) -> Callable[..., Site]:
    """Build a site, as the fixture ``build`` does, and serve it as the root of its server."""

    def built_site(source, **confoverrides):
        folder = build_once(source, **ROOT, **confoverrides).out
        return Site(folder, served(folder))

    return built_site


@pytest.fixture(scope="package")
def sites(built_site) -> dict[str, Site]:
    """The lesson from left to right and from right to left."""
    return {
        direction: built_site(SITE, language=language) for direction, language in {"ltr": "en", "rtl": "ar"}.items()
    }


@pytest.fixture(scope="package")
def manual(built_site) -> Site:
    """The manual, which has pages with everything that authors can write."""
    return built_site(REPOSITORY / "docs")


@pytest.fixture(scope="package")
def example(built_site) -> Site:
    """The sample lesson."""
    return built_site(REPOSITORY / "example")


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
            context.add_init_script(LISTEN)
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
