"""The theme in a browser: what can only be seen there.

Each test is skipped where Playwright or Chromium is absent.  Nothing is downloaded: the Chromium of the system is used.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from pathlib import Path

import pytest
from theme_lesson import CHOSEN, FILES, LESSON

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
if CHROMIUM is None:
    pytest.skip("no Chromium is installed", allow_module_level=True)

OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
EPISODE = "episodes/01-shell.html"
PAGES = ("index.html", EPISODE, "episodes/02-loops.html", "exercises.html", "notes.html", "glossary.html",
         "key-points.html", "genindex.html", "404.html", "search.html?q=loops")  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class StrictHandler(http.server.SimpleHTTPRequestHandler):
    """Serves with the policy that the theme promises to keep."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_message(self, *arguments):
        """Say nothing."""


def serve(folder):
    handler = functools.partial(StrictHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def sites(build_once):
    """The lesson from left to right and from right to left: the folder of each, and its address."""
    # A picture from elsewhere is the author's, and here it would only wait for the network.
    lesson = {
        **LESSON,
        "episodes/03-rst.rst": LESSON["episodes/03-rst.rst"].replace("https://example.org", ".."),
    }
    lesson["elsewhere.png"] = LESSON["tree.png"]
    root = {"html_baseurl": "https://example.org/"}
    built = {"ltr": build_once(lesson, **root), "rtl": build_once(lesson, language="ar", **root)}
    servers = {direction: serve(site.out) for direction, site in built.items()}
    yield {
        direction: (built[direction].out, f"http://127.0.0.1:{servers[direction].server_port}/") for direction in built
    }
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield running
        running.close()


@pytest.fixture
def opened(browser, sites):
    """Open a page; the test fails if its console says anything."""
    contexts, said = [], []

    def opened(path=EPISODE, width=1280, height=900, direction="ltr", **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(sites[direction][1] + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture(scope="module")
def axe():
    package = pytest.importorskip("axe_playwright_python", reason="axe is not installed")
    return next(Path(package.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")


def violations(page, axe):
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found]


def settle(page, *, instructor):
    """Show all that a page can show."""
    if instructor and page.locator("[data-set-view=instructor]").count():
        page.click("[data-set-view=instructor]")
        page.mouse.move(0, 0)
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    # What fades in has a colour of its own until it has.
    page.wait_for_timeout(250)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("direction", "width", "instructor", "options"),
    [
        ("ltr", 1280, False, {"color_scheme": "light"}),
        ("ltr", 390, True, {"color_scheme": "dark"}),
        ("rtl", 320, True, {"color_scheme": "light"}),
        ("rtl", 1280, False, {"color_scheme": "dark"}),
        ("ltr", 1280, True, {"forced_colors": "active"}),
    ],
    ids=["light", "narrow-dark", "narrowest-rtl", "rtl-dark", "forced-colours"],
)
def test_axe(opened, axe, path, direction, width, instructor, options):
    page = opened(path, width, direction=direction, **options)
    settle(page, instructor=instructor)
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_with_the_search_dialog(opened, axe, scheme):
    page = opened(color_scheme=scheme)
    page.keyboard.press("/")
    page.keyboard.type("loops")
    page.wait_for_selector(".search-results a")
    assert violations(page, axe) == []


@pytest.mark.parametrize("path", PAGES)
def test_requests_and_shifts(browser, sites, path):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(
        "window.shift = 0;"
        "new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shift += entry.value; })"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    page = context.new_page()
    requests, said = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(sites["ltr"][1] + path)
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") == 0
    assert [address for address in requests if not address.startswith(sites["ltr"][1])] == []
    assert "?q=" in path or len([address for address in requests if not address.endswith(".png")]) <= 10
    assert said == []
    context.close()


def test_weight_of_all_scripts(opened, sites):
    page = opened()
    loaded = page.evaluate(
        "[...document.scripts].filter(script => script.src).map(script => new URL(script.src).pathname)"
    )
    assert sum((sites["ltr"][0] / path.lstrip("/")).stat().st_size for path in loaded) < 30_000


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_page_never_scrolls_sideways(opened, width, direction):
    page = opened(width=width, direction=direction)
    for path in PAGES:
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/" + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_text_spacing_can_be_changed(opened):
    """WCAG 2.2, 1.4.12."""
    page = opened(width=320, bypass_csp=True)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
        "p { margin-block-end: 2em !important }"
    )
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_focus_is_never_covered(opened):
    """WCAG 2.2, 2.4.11; and there is no trap."""
    page = opened(height=640, reduced_motion="reduce")
    seen = []
    for _ in range(80):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => {
                const focused = document.activeElement;
                if (focused === document.body) return null;
                const box = focused.getBoundingClientRect();
                const x = Math.min(Math.max(box.left + Math.min(box.width, 12) / 2, 0), innerWidth - 1);
                const top = document.elementFromPoint(x, box.top + Math.min(box.height / 2, 12));
                const uncovered = focused.contains(top) || top?.contains(focused);
                return [focused.outerHTML.slice(0, 120), uncovered && box.bottom > 0 && box.top < innerHeight];
            }"""
        )
        if place is None:
            break
        seen.append(place)
    assert [element for element, visible in seen if not visible] == []
    assert len(seen) > 25
    assert place is None


def test_targets_are_large_enough(opened):
    """WCAG 2.2, 2.5.8: 24 pixels, but for links in sentences."""
    page = opened(width=390)
    page.click(".left summary")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, nav a, .button, input")]
            .filter(part => part.checkVisibility())
            .map(part => [part.outerHTML.slice(0, 100), part.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
            .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
    )
    assert small == []


def test_skip_link(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_search_dialog(opened, key):
    page = opened("episodes/02-loops.html")
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("absolute")
    page.wait_for_selector(".search-results a")
    assert page.inner_text(".search-status") != ""
    # Heading of a block, under the title of its episode.
    assert page.locator(".search-results small").first.inner_text() == "3.4 Files & folders"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/01-shell.html#absolute-or-relative")


def test_escape_closes_what_opens(opened):
    page = opened()
    page.focus(".search-link")
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.className").endswith("search-link")
    page.click(".header-links summary")
    assert page.locator(".header-links details[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".header-links details[open]").count() == 0
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_search_finds_nothing(opened):
    page = opened("search.html?q=xyzzy")
    page.wait_for_function("document.querySelector('.search-status').textContent")
    assert page.locator(".search-results li").count() == 0


@pytest.mark.parametrize("path", ["index.html", EPISODE])
def test_search_works_from_a_folder(browser, sites, path):
    page = browser.new_page()
    page.goto((sites["ltr"][0] / path).as_uri())
    page.keyboard.press("/")
    page.keyboard.type("loops")
    page.wait_for_selector(".search-results a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/02-loops.html*")
    page.close()


def test_colours_are_remembered(opened):
    page = opened(color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    label = page.get_attribute(".scheme", "aria-label")
    page.click(".scheme")
    assert page.evaluate(paper) == light
    page.click(".scheme")
    dark = page.evaluate(paper)
    assert dark != light
    assert page.get_attribute(".scheme", "aria-label") != label
    with page.expect_navigation():
        page.click(".pager .next")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert page.evaluate(paper) == dark
    page.emulate_media(media="print")
    assert page.evaluate(paper) == light


def test_views(opened):
    page = opened()
    note = page.locator("details.instructor")
    assert not note.is_visible()
    page.click("[data-set-view=instructor]")
    assert note.is_visible()
    assert note.get_attribute("open") is not None
    assert page.get_attribute("[data-set-view=instructor]", "aria-pressed") == "true"
    page.reload()
    assert note.is_visible()
    page.click("[data-set-view=learner]")
    assert not note.is_visible()


def test_the_page_of_notes_shows_them_to_everyone(opened):
    assert opened("notes.html").locator(".lesson-block.instructor").is_visible()


def test_a_deep_link_opens_what_hides_its_place(opened, sites):
    page = opened()
    anchor = page.locator("details.solution").nth(1).get_attribute("id")
    page.goto(f"{sites['ltr'][1]}{EPISODE}#{anchor}")
    assert page.locator("details.solution[open]").count() == 1
    note = page.locator("details.instructor").get_attribute("id")
    page.evaluate("anchor => { location.hash = anchor; }", note)
    page.wait_for_selector("details.instructor[open]")


def test_all_solutions_at_once(opened):
    page = opened()
    page.click(".open-all")
    assert page.locator("details.solution:not([open])").count() == 0
    page.click(".open-all")
    assert page.locator("details.solution[open]").count() == 0


def test_copy_leaves_prompts_and_output_out(browser, sites):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    for path, expected in ((EPISODE, "pwd"), ("episodes/03-rst.html", "1 + 1")):
        page.goto(sites["ltr"][1] + path)
        page.locator(".copy").first.click()
        page.wait_for_function("document.getElementById('lesson-announcements').textContent")
        assert page.evaluate("navigator.clipboard.readText()") == expected
    assert page.locator(".code-output .copy").count() == 0
    context.close()


def test_what_does_not_scroll_takes_no_focus(opened):
    page = opened()
    page.wait_for_timeout(100)
    assert page.locator(".code-scroll[tabindex]").count() == 0


class TestTabs:
    """The widget that WAI-ARIA's authoring practices describe, with a memory."""

    @pytest.fixture
    def page(self, opened):
        return opened("episodes/02-loops.html")

    @staticmethod
    def chosen(page):
        return page.locator("[role=tab][aria-selected=true]").all_inner_texts()

    @staticmethod
    def shown(page):
        panels = page.locator(".tab-panel").all()
        return [panel.locator("p").first.inner_text() for panel in panels if panel.get_attribute("hidden") is None]

    def test_the_first_is_shown(self, page):
        assert self.chosen(page) == ["Linux", "Windows", "Short"]
        assert self.shown(page) == ["Open the terminal.", "Type dir.", "One line."]
        assert not page.locator(".tab-panel > .rubric:first-child").first.is_visible()

    def test_a_choice_holds_for_the_whole_site(self, page, axe):
        page.get_by_role("tab", name="Windows").first.click()
        assert self.chosen(page) == ["Windows", "Windows", "Short"]
        page.reload()
        assert self.chosen(page) == ["Windows", "Windows", "Short"]
        page.get_by_role("tab", name="Linux").nth(1).click()
        assert self.chosen(page) == ["Linux", "Linux", "Short"]
        page.get_by_role("tab", name="Long").click()
        page.reload()
        assert self.chosen(page) == ["Linux", "Linux", "Short"]
        assert violations(page, axe) == []

    def test_keys(self, page):
        tab = page.get_by_role("tab", name="Linux").first
        tab.focus()
        for key, expected in (("ArrowRight", "Windows"), ("ArrowRight", "Linux"), ("ArrowLeft", "Windows"),
                              ("Home", "Linux"), ("End", "Windows")):  # fmt: skip
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.textContent") == expected
            assert self.chosen(page)[0] == expected
        page.keyboard.press("Tab")
        # The panels that are not shown are passed over.
        assert page.evaluate("document.activeElement.closest('.tab-panel')?.hidden ?? false") is False

    def test_keys_from_right_to_left(self, opened):
        page = opened("episodes/02-loops.html", direction="rtl")
        page.get_by_role("tab", name="Linux").first.focus()
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("document.activeElement.textContent") == "Windows"

    def test_a_deep_link_shows_its_panel(self, page):
        page.evaluate("location.hash = 'the-long-way'")
        page.wait_for_selector("[aria-selected=true] >> text=Long")
        assert self.shown(page)[-1] == "Many lines."

    def test_print_shows_all(self, page):
        page.emulate_media(media="print")
        assert [panel.is_visible() for panel in page.locator(".tab-panel > .rubric:first-child").all()] == [True] * 6
        assert all(panel.locator("p").first.is_visible() for panel in page.locator(".tab-panel").all())
        assert not page.locator(".tab-list").first.is_visible()

    def test_storage_may_hold_anything(self, page):
        page.evaluate("localStorage.setItem('lesson-tabs', '{')")
        page.reload()
        assert self.chosen(page) == ["Linux", "Windows", "Short"]


@pytest.fixture(scope="module")
def chosen_site(build_once):
    """The lesson with every option of the theme."""
    built = build_once(FILES, html_theme_options=CHOSEN, html_logo="logo.png", html_baseurl="https://example.org/")
    server = serve(built.out)
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light"), (1280, "dark")])
def test_options(browser, chosen_site, axe, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(chosen_site + EPISODE)
    page.click(".languages summary")
    menu = page.locator(".languages ul").bounding_box()
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    logos = [logo.is_visible() for logo in page.locator(".brand img").all()]
    assert logos == [scheme == "light", scheme == "dark"]
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    assert not page.locator(".languages ul").is_visible()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scripted", [True, False])
def test_pictures_for_one_scheme(browser, build_once, scheme, scripted):
    text = "# L\n\n```{image} a.png\n:alt: A\n:class: only-light\n```\n\n```{image} a.png\n:alt: B\n:class: only-dark\n```\n"
    built = build_once({"index.md": text, "a.png": LESSON["tree.png"]}, html_theme="lesson")
    page = browser.new_page(color_scheme=scheme, java_script_enabled=scripted)
    page.goto((built.out / "index.html").as_uri())
    shown = [picture.get_attribute("alt") for picture in page.locator("main img").all() if picture.is_visible()]
    assert shown == [{"light": "A", "dark": "B"}[scheme]]
    # On paper, every page is light.
    page.emulate_media(media="print")
    assert [picture.is_visible() for picture in page.locator("main img").all()] == [True, False]
    page.close()


def test_long_lines_wrap_by_choice(browser, build_once):
    text = f"# L\n\n```{{code-block}} text\n:class: wrap\n{'long ' * 99}\n```\n"
    page = browser.new_page(viewport={"width": 390, "height": 700})
    page.goto((build_once({"index.md": text}, html_theme="lesson").out / "index.html").as_uri())
    assert (
        page.evaluate(
            "(scroller => scroller.scrollWidth - scroller.clientWidth)(document.querySelector('.code-scroll'))"
        )
        == 0
    )
    page.close()


class TestWithoutScripts:
    """What JavaScript adds is not missed."""

    @pytest.fixture
    def page(self, opened):
        return opened(java_script_enabled=False)

    def test_contents_are_shown(self, page):
        assert page.locator(".contents a").first.is_visible()

    def test_contents_open_on_a_narrow_screen(self, opened):
        page = opened(width=390, java_script_enabled=False)
        assert not page.locator(".contents a").first.is_visible()
        page.click(".left summary")
        assert page.locator(".contents a").first.is_visible()

    def test_solutions_open(self, page):
        solution = page.locator("details.solution").first
        assert not solution.locator("p").is_visible()
        solution.locator("summary").click()
        assert solution.locator("p").is_visible()

    def test_instructor_notes_are_closed_notes(self, page):
        note = page.locator("details.instructor")
        assert note.locator("summary").is_visible()
        assert not note.locator("p").is_visible()

    def test_all_panels_are_shown(self, opened):
        page = opened("episodes/02-loops.html", java_script_enabled=False)
        assert [panel.is_visible() for panel in page.locator(".tab-panel > .rubric:first-child").all()] == [True] * 6
        assert not page.locator(".tab-list").first.is_visible()

    def test_no_control_is_dead(self, page):
        assert [part for part in page.locator("button").all() if part.is_visible()] == []

    def test_the_system_chooses_the_colours(self, opened):
        papers = {
            opened(java_script_enabled=False, color_scheme=scheme)
            .locator("body")
            .evaluate("body => getComputedStyle(body).backgroundColor")
            for scheme in ("light", "dark")
        }
        assert len(papers) == 2

    def test_search_says_so(self, opened):
        page = opened("search.html", java_script_enabled=False)
        assert page.locator("noscript .admonition").is_visible()
        assert not page.locator(".search-page").is_visible()


def test_long_contents(browser, build, axe):
    names = [f"e{number:02}" for number in range(50)]
    files = {f"{name}.md": f"# Topic {name}\n\nText.\n" for name in names}
    built = build({"index.md": "# L\n\n```{toctree}\n" + "\n".join(names) + "\n```\n", **files}, html_theme="lesson")
    page = browser.new_page(viewport={"width": 1280, "height": 700})
    page.goto((built.out / "e40.html").as_uri())
    box = page.locator(".left .current").bounding_box()
    assert 60 < box["y"] < 640
    assert violations(page, axe) == []
    page.close()
