"""Tabs, and other things, of sphinx-design and sphinx-tabs, which the theme draws in its own way."""

from __future__ import annotations

import pytest
from needed import module

from browser.axe import violations

CONF = """
extensions = ["sphinx_lesson_ext", "sphinx_design", "sphinx_tabs.tabs"]
html_theme = "lesson"
html_baseurl = "https://example.org/"
"""
INDEX = """# L

```{toctree}
other
design
```

````{tab-set}
```{tab-item} In a **window**
:sync: windows
:name: by-sync
Sync.
```
```{tab-item} Linux
:sync: linux
Other.
```
````

::: challenge

````{tabs}
```{group-tab} macOS
Mac.
```
```{group-tab} Linux
Other.
```
```{group-tab} Windows
Group.

## Inside
```
````

::: solution

::: group-tab
### Linux
Other.
### Windows (WSL)
Div.
:::
:::
:::

- Item

  ````{tab-set}
  ```{tab-item} Left
  Left.
  ```
  ```{tab-item} Right
  :selected:
  Right.
  ```
  ````
"""
OTHER = """# Other

````{tabs}
```{group-tab} Linux
Other.
```
```{code-tab} bash Windows
echo Code
```
````

````{tab-set}
:sync-group: first
```{tab-item} Yes
:sync: yes
Yes.
```
```{tab-item} No
:sync: no
No.
```
````

````{tab-set}
:sync-group: second
```{tab-item} No
:sync: no
No.
```
```{tab-item} Yes
:sync: yes
Yes.
```
````

````{tab-set}
```{tab-item} Windows
:sync: w
W.
```
```{tab-item} Linux
:sync: l
:selected:
L.
```
````

::::{tabs}
:::{tab} Outer A
A.
:::
:::{tab} Outer B

````{tab-set}
```{tab-item} Inner A
A.
```
```{tab-item} Inner B
:name: innermost
B.
```
````
:::
::::
"""
DESIGN = """# Design

::::{grid} 1 2 2 2
:::{grid-item-card} Title `x`
:link: https://example.org
Content {bdg-primary}`new`
:::
:::{grid-item-card} Second
:class-header: sd-bg-light
[Link](index.md)
:::
::::

:::{dropdown} Closed
:icon: info
- a
:::

:::{dropdown} Open
:open:
:color: warning
Content
:::

{bdg}`a` {bdg-primary}`a` {bdg-secondary}`a` {bdg-success}`a` {bdg-info}`a` {bdg-warning}`a` {bdg-danger}`a`
{bdg-light}`a` {bdg-dark}`a` {bdg-muted}`a`

{bdg-primary-line}`a` {bdg-secondary-line}`a` {bdg-success-line}`a` {bdg-info-line}`a` {bdg-warning-line}`a`
{bdg-danger-line}`a` {bdg-light-line}`a` {bdg-dark-line}`a`

```{button-ref} index
:color: primary
A button
```

```{button-link} https://example.org
:color: secondary
:outline:
Another
```
"""
#: The page's three groups, in this order.
WINDOWS = ["In a window", "Windows", "Windows (WSL)", "Right"]
LINUX = ["Linux", "Linux", "Linux", "Right"]


@pytest.fixture(scope="module")
def site(build_once, served):
    """The address of a lesson with tabs in every syntax."""
    module("sphinx_design", "sphinx-design")
    module("sphinx_tabs.tabs", "sphinx-tabs")
    return served(build_once({"conf.py": CONF, "index.md": INDEX, "other.md": OTHER, "design.md": DESIGN}).out)


@pytest.fixture
def page_of(opened, site):
    """Open a page of the lesson."""
    return lambda path="index.html", **options: opened(path, site=site, **options)


def chosen(page):
    return page.locator("[role=tab][aria-selected=true]").all_text_contents()


def shown(page):
    """Return what begins each panel that is not hidden."""
    panels = page.locator(".tab-panel:not([hidden]) > .tab-title + *").all()
    return [panel.text_content().strip() for panel in panels]


def test_one_choice_in_every_syntax(page_of):
    page = page_of()
    assert chosen(page) == ["In a window", "macOS", "Linux", "Right"]
    page.get_by_role("tab", name="Windows", exact=True).click()
    assert chosen(page) == WINDOWS
    assert shown(page) == ["Sync.", "Group.", "Div.", "Right."]
    page.locator("summary", has_text="Solution").click()
    page.get_by_role("tab", name="Linux").nth(2).click()
    assert chosen(page) == LINUX


def test_a_choice_holds_on_the_next_page(page_of):
    page = page_of()
    page.get_by_role("tab", name="In a window").click()
    page.goto(page.url.replace("index", "other"))
    assert chosen(page)[:1] == ["Windows"]
    # It counts more than what the author selected.
    assert chosen(page)[3] == "Windows"


def test_groups_that_are_kept_apart(page_of):
    page = page_of("other.html")
    page.get_by_role("tab", name="No").nth(0).click()
    page.get_by_role("tab", name="Yes").nth(1).click()
    assert chosen(page)[1:3] == ["No", "Yes"]
    page.reload()
    assert chosen(page)[1:3] == ["No", "Yes"]


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        ("Win32", WINDOWS),
        ("Linux x86_64", LINUX),
        ("MacIntel", ["In a window", "macOS", "Linux", "Right"]),
        ("iPhone", ["In a window", "macOS", "Linux", "Right"]),
    ],
)
def test_the_readers_system_is_shown_at_the_start(page_of, system, expected):
    page = page_of(system=system)
    assert chosen(page) == expected
    # That was no choice.
    assert page.evaluate("localStorage.getItem('lesson-tabs')") is None


def test_the_newer_name_of_the_system_comes_first(browser, site):
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(navigator, 'userAgentData', {get: () => ({platform: 'Windows'})});"
        "Object.defineProperty(navigator, 'platform', {get: () => 'Linux'});"
    )
    page = context.new_page()
    page.goto(site)
    assert chosen(page) == WINDOWS
    context.close()


def test_a_telephone_has_no_system_of_a_lesson(page_of):
    page = page_of(system="Linux armv8l", user_agent="Mozilla/5.0 (Android 15; Mobile)")
    assert chosen(page)[1] == "macOS"


def test_what_the_author_selected_comes_before_the_readers_system(page_of):
    assert chosen(page_of("other.html", system="Win32"))[3] == "Linux"


def test_nothing_jumps(browser, site):
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(navigator, 'userAgentData', {get: () => undefined});"
        "Object.defineProperty(navigator, 'platform', {get: () => 'Linux'});"
        "window.shift = 0;"
        "new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shift += entry.value; })"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    page = context.new_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site)
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") == 0
    assert len(requests) <= 10
    context.close()


@pytest.mark.parametrize(
    ("path", "tabs"),
    [
        ("index.html#by-sync", ["In a window"]),
        ("index.html#inside", ["Windows"]),
        ("other.html#innermost", ["Outer B", "Inner B"]),
    ],
)
def test_a_deep_link_opens_its_panel(page_of, path, tabs):
    page = page_of(path, system="Linux x86_64")
    for tab in tabs:
        assert page.get_by_role("tab", name=tab, exact=True).get_attribute("aria-selected") == "true"
    target = page.locator("#" + path.split("#")[1])
    assert target.is_visible()
    # The tabs stand above it, in view.
    assert target.locator("xpath=ancestor-or-self::div[@class='tab-panel'][1]/../div[1]").is_visible()


def test_without_scripts_each_panel_stands_under_its_heading(page_of):
    page = page_of(java_script_enabled=False, system="Win32")
    assert all(heading.is_visible() for heading in page.locator("main > section > .tabs .tab-title").all())
    assert page.locator(".tab-title").all_text_contents()[:2] == ["In a window", "Linux"]
    assert not page.locator(".tab-list").first.is_visible()


def test_on_paper_each_panel_stands_under_its_heading(page_of):
    page = page_of(system="Win32")
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    page.emulate_media(media="print")
    assert all(part.is_visible() for part in page.locator(".tab-title, .tab-title + p").all())
    assert not page.locator(".tab-list").first.is_visible()


@pytest.mark.parametrize("path", ["index.html", "other.html", "design.html"])
@pytest.mark.parametrize(
    ("width", "options"),
    [(1280, {"color_scheme": "light"}), (390, {"color_scheme": "dark"}), (1280, {"forced_colors": "active"})],
    ids=["light", "dark", "forced-colours"],
)
def test_axe(page_of, axe, path, width, options):
    page = page_of(path, width=width, **options)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    page.wait_for_timeout(250)
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_cards_follow_the_colour_scheme(page_of):
    def ground(scheme):
        card = page_of("design.html", color_scheme=scheme).locator(".sd-card").first
        return card.evaluate("card => getComputedStyle(card).backgroundColor")

    assert ground("light") != ground("dark")
