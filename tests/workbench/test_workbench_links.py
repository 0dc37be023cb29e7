"""Links of a Workbench lesson, whose pages lie beside each other and whose files are shown in other pages."""

from __future__ import annotations

import urllib.request
from typing import TYPE_CHECKING

import pytest
from workbench_lesson import CONFIG, DRAFT_WARNING, FILES, SETTINGS, SVG

from sphinx_lesson_ext.workbench.raw_addresses import flat_address

if TYPE_CHECKING:
    from built_lesson import BuiltLesson, LessonBuilder

LESSON = {
    **FILES,
    "links.md": "<!-- Shared. -->\n\n[set-up]: ../learners/setup.md#software\n[{r}]: https://r.example\n",
    "episodes/01-first.md": """---
title: First
---

[flat](second.html) [source](second.md) [none](second) [root](/second.md) [up](../learners/reference.md#key)
[setup](../learners/setup.md) [part](setup.html#software) [shared][set-up] [{r}] [ada](../profiles/ada.md)
[profiles](profiles.html) [points](key-points.html) [aio](aio.html) [view](../instructor/second.html#a-section)
[notes](../instructors/instructor-notes.md#before) [images](images.html) [licence](../LICENSE.md) [home](../index.md)
[script](script.py) [data](data/numbers.csv) [draft](draft.md) [readme](../README.md) [self](01-first.html#here)

## Here

[key]{#key}, of which there are others in the lesson.

### Numbers in [a file](data/numbers.csv)

![](fig/shape.svg){alt='in episodes'}

![Alone in its paragraph](../episodes/fig/shape.svg)

<a href="../learners/reference.md#key">html</a>
""",
    "episodes/second.md": "---\ntitle: Second\n---\n\n## A section\n\n![](https://example.org/far.png){alt='Far'}\n\n[lost](#nowhere)\n",
    "learners/setup.md": "---\ntitle: Setup\n---\n\n[first](../episodes/01-first.md) [own](data/own.csv) [here](#software)\n"
    "[flat](reference.html#key)\n\n![](fig/shape.svg){alt='flat'}\n\n![](fig/own.svg){alt='own'}\n\n## Software\n\n"
    "```{nonsense}\nshown\n```\n",
    "learners/data/own.csv": "1\n",
    "learners/fig/own.svg": SVG,
    "instructors/instructor-notes.md": "---\ntitle: Notes\n---\n\n[setup](../learners/setup.md)\n\n## Before\n",
}
EXPECTED = (
    DRAFT_WARNING,
    "learners/setup.md:14: WARNING: Unknown directive type: 'nonsense'",
    # Its page is written after that of the whole lesson, which shows it, too.
    "episodes/second.md:9: WARNING: nothing on this page has the id 'nowhere'",
    "episodes/01-first.md:5: WARNING: 'draft.md' is a file that is not part of the lesson's pages; list it",
    "episodes/01-first.md:5: WARNING: '../README.md' is a file that is not part of the lesson's pages; list it",
)


@pytest.fixture(scope="module")
def built(build_once: LessonBuilder) -> BuiltLesson:
    return build_once(LESSON, warnings=EXPECTED, **SETTINGS)


def links(built: BuiltLesson, docname: str) -> dict[str, str]:
    content = built.html(docname).select("main a[href]")
    written = [link for link in content if link.find_parent(class_="lesson-chrome") is None]
    return {link.get_text(): link["href"] for link in written if link.get_text() not in {"¶", ""}}


@pytest.mark.parametrize(
    ("written", "flat"),
    [
        ("../learners/setup.html", "setup.html"),
        ("../learners/reference.md#map", "reference.html#map"),
        ("02-maps.Rmd", "02-maps.html"),
        ("../episodes/fig/map.png?raw=true", "fig/map.png?raw=true"),
        ("fig/map.png", "fig/map.png"),
        ("../", "."),
        ("#here", "#here"),
        ("/robots.txt", "/robots.txt"),
        ("//example.org/a.md", "//example.org/a.md"),
        ("https://example.org/../a.md", "https://example.org/../a.md"),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
        ("http://[", "http://["),
    ],
)
def test_addresses_in_html(written: str, flat: str) -> None:
    assert flat_address(written) == flat


def test_links_of_a_page(built: BuiltLesson) -> None:
    found = links(built, "01-first")
    assert {found.pop(name) for name in ("flat", "source", "none", "root")} == {"second.html"}
    assert found.pop("script").endswith("/script.py")
    assert {found.pop(name).rpartition("/")[2] for name in ("data", "a file")} == {"numbers.csv"}
    assert found == {
        "up": "reference.html#key",
        "setup": "index.html#setup",
        "part": "index.html#software",
        "shared": "index.html#software",
        "{r}": "https://r.example",
        "ada": "profiles.html",
        "profiles": "profiles.html",
        "points": "key-points.html",
        "aio": "all-in-one.html",
        "view": "second.html#a-section",
        "notes": "instructor-notes.html#before",
        "images": "images.html",
        "licence": "LICENSE.html",
        "home": "index.html",
        "draft": "draft.html",
        "readme": "README.html",
        "self": "01-first.html#here",
        "html": "reference.html#key",
    }


def test_a_heading_may_hold_a_link_to_a_file(built: BuiltLesson) -> None:
    """In the contents of the page it is text."""
    assert built.html("01-first").select_one("h3 a[download]")["href"].endswith("/numbers.csv")
    [entry] = [link for link in built.html("01-first").select("nav a") if link["href"] == "#numbers-in-a-file"]
    assert entry.get_text(strip=True) == "Numbers in a file"


def test_links_of_what_is_shown_in_another_page(built: BuiltLesson) -> None:
    found = links(built, "index")
    assert found["first"] == "01-first.html"
    assert found["here"] == "#software"
    assert found["flat"] == "reference.html#key"
    assert found["own"].endswith("/own.csv")
    assert links(built, "instructor-notes")["setup"] == "index.html#setup"
    assert [image["src"] for image in built.html("index").select("main img")] == [
        "_images/shape.svg",
        "_images/own.svg",
    ]


def test_links_of_all_in_one_page_stay_on_it(built: BuiltLesson) -> None:
    found = links(built, "all-in-one")
    for name in ("flat", "view", "self"):
        assert found[name].startswith("#"), name
    assert found["setup"] == "index.html#setup"


def test_every_place_that_is_linked_is_there(built: BuiltLesson) -> None:
    for page in sorted(built.out.glob("*.html")):
        for address in links(built, page.stem).values() if "<main" in page.read_text(encoding="utf-8") else ():
            path, _mark, anchor = address.partition("#")
            if (
                ":" not in address
                and not path.startswith("/")
                and path not in {"draft.html", "README.html"}
                and anchor != "nowhere"
            ):
                target = built.out / (path or page.name)
                assert target.exists(), address
                assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), address


def test_an_image_alone_is_a_figure(built: BuiltLesson) -> None:
    [figure] = built.html("01-first").select("main figure")
    assert figure.find("img")["alt"] == "Alone in its paragraph"
    assert figure.find("figcaption").find(attrs={"aria-hidden": "true"}).get_text() == "Alone in its paragraph"


@pytest.mark.parametrize("builder", ["epub", "latex"])
def test_books_need_no_network(build: LessonBuilder, builder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_details: object, **_more: object) -> None:
        pytest.fail("the network was asked")

    monkeypatch.setattr("sphinx.util.requests.get", refuse)
    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    lesson = {
        "config.yaml": CONFIG.replace("- 01-first.md\n", ""),
        "index.md": "---\ntitle: Home\n---\n\nGo [on](on.md).\n\nText ![](https://example.org/a.png){alt='near'} here.\n",
        "episodes/second.md": "---\ntitle: Second\n---\n\n![Caption](https://example.org/far.png){alt='Far'}\n\n"
        "[![](https://example.org/far.png){alt='Linked'}](https://example.org)\n",
    }
    details = {"epub_copyright": "Ours", "version": "1", "copyright": "Ours"}
    built = build(lesson, builder, warnings=None, **SETTINGS, **details)
    assert [warning for warning in built.warnings if "image" in warning] == []
    assert len([warning for warning in built.warnings if "on.md" in warning]) == 1
    texts = "".join(
        file.read_text(encoding="utf-8") for file in built.out.rglob("*") if file.suffix in {".tex", ".xhtml"}
    )
    for words in ("near", "Far", "Linked", "https://example.org/far.png"):
        assert words in texts
