"""Links and images of a lesson lead where their authors meant, or one warning says that they do not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from built_lesson import BuiltLesson, LessonBuilder

CONTENTS = "# Lesson\n\n```{toctree}\nepisodes/maps\nepisodes/towns\nlearners/reference\nintro\n```\n"

REFERENCE = """# Reference

[legend]{#legend}
:   What signs mean.

## Where to go. {#Where.To}

## At last.

## Up vs. down

## Before<br>behind

## Use <code>map.make_all</code>

<p id="by-hand">Text.</p>

::: callout
## One more thing?
Text.
:::
"""

MAPS = """# Maps

[flat](towns.html) [root](episodes/towns.md) [none](towns) [up](../learners/reference.md#legend)
[explicit](reference.html#Where.To) [pandoc](../learners/reference#at-last.) [workbench](reference.html#at-last-)
[hyphens](reference.html#up-vs--down)
[block](/learners/reference.md#one-more-thing) [html](reference.md#by-hand) [break](reference.md#before-behind) [tag](reference.md#use-map.make_all) [self](maps.html) [here](#by-me)
[label](intro-label) [name](intro) [file](../learners/data/towns.csv) [flat file](data/towns.csv)
[query](towns.html?view=all#scale) [encoded](a%20map.csv) [doi](doi:10.1234/abc) [tel](tel:123) [](towns.md)
[title](towns.md "All of them")

<span id="by-me"></span>
"""

PAGES = {
    "index.md": CONTENTS,
    "episodes/maps.md": MAPS,
    "episodes/towns.md": "# Towns\n\n## Scale\n\n![A town](fig/town.png) ![flat](learners/fig/plan.png){alt='plan'}\n",
    "episodes/fig/town.png": b"",
    "episodes/a map.csv": "a,b\n",
    "learners/reference.md": REFERENCE + "\n![](fig/town.png){alt='from another folder'}\n",
    "learners/data/towns.csv": "a,b\n",
    "learners/fig/plan.png": b"",
    "intro.md": "# Intro\n\n(intro-label)=\n\n## Labelled\n",
}


@pytest.fixture(scope="module")
def built(build_once: LessonBuilder) -> BuiltLesson:
    return build_once(PAGES, lesson_pages=[])


def links(built: BuiltLesson, docname: str) -> dict[str, str]:
    main = built.html(docname).find(attrs={"role": "main"})
    return {link.get_text(): link["href"] for link in main.select("a[href]") if link.get_text() != "¶"}


def test_links(built: BuiltLesson) -> None:
    found = links(built, "episodes/maps")
    for name in ("flat", "root", "none", "title"):
        assert found.pop(name) == "towns.html"
    for name in ("file", "flat file"):
        assert found.pop(name).endswith("/towns.csv")
    assert found.pop("encoded").endswith("/a%20map.csv")
    assert found == {
        "up": "../learners/reference.html#legend",
        "explicit": "../learners/reference.html#Where.To",
        "pandoc": "../learners/reference.html#at-last.",
        "workbench": "../learners/reference.html#at-last-",
        "hyphens": "../learners/reference.html#up-vs--down",
        "block": "../learners/reference.html#one-more-thing",
        "html": "../learners/reference.html#by-hand",
        "break": "../learners/reference.html#before-behind",
        "tag": "../learners/reference.html#use-map.make_all",
        "self": "maps.html",
        "here": "#by-me",
        "label": "../intro.html#intro-label",
        "name": "../intro.html",
        "query": "towns.html#scale",
        "doi": "https://doi.org/10.1234/abc",
        "tel": "tel:123",
        "Towns": "towns.html",
    }
    main = built.html("episodes/maps").find(attrs={"role": "main"})
    assert [link["title"] for link in main.select("a[title]") if link.get_text() == "title"] == ["All of them"]


def test_every_place_that_is_linked_is_there(built: BuiltLesson) -> None:
    for docname in ("episodes/maps", "learners/reference"):
        for address in links(built, docname).values():
            path, _mark, anchor = address.partition("#")
            if ":" not in address and anchor:
                page = (built.out / f"{docname}.html").parent / path if path else built.out / f"{docname}.html"
                assert f'id="{anchor}"' in page.read_text(encoding="utf-8"), address


def test_images(built: BuiltLesson) -> None:
    pictures = [
        image["src"] for name in ("episodes/towns", "learners/reference") for image in built.html(name).select("img")
    ]
    assert pictures == ["../_images/town.png", "../_images/plan.png", "../_images/town.png"]


def test_folders_and_files_that_are_no_pages(build: LessonBuilder) -> None:
    lesson = {
        "index.md": "# Lesson\n\n[folder](data) and [readme](README.md) and [data](data/fil.txt) and [other](../a.md)\n",
        "README.md": "# Read me\n",
        "data/file.txt": "x",
    }
    expected = (
        "index.md:3: WARNING: 'data' is a folder, which has no page; link to a page or a file in it",
        "index.md:3: WARNING: 'README.md' is a file that is not part of the lesson's pages; list it",
        "index.md:3: WARNING: the lesson has no page and no file 'data/fil.txt'; did you mean 'data/file.txt'?",
        "index.md:3: WARNING: '../a.md' leads out of the lesson, so it is no link",
    )
    built = build(lesson, warnings=expected, exclude_patterns=["README.md"])
    assert len(built.warnings) == 4
    # What is missing may come later: the address stays, but not one that leads out.
    assert links(built, "index") == {"folder": "data", "readme": "README.html", "data": "data/fil.txt"}
    assert "other" in built.html("index").get_text()


def test_authors_can_ask_for_silence(build: LessonBuilder) -> None:
    text = "# Lesson\n\n[a](no-such.html) [b](#nowhere) [c](not-this)\n"
    for silence in (
        {"suppress_warnings": ["myst.xref_missing"]},
        {"suppress_warnings": ["lesson.link-target", "lesson.link-fragment"]},
        {"nitpick_ignore": [("myst", "no-such.html"), ("myst", "nowhere"), ("myst", "not-this")]},
        {"nitpick_ignore_regex": [("myst", ".*")]},
    ):
        build({"index.md": text}, **silence)


def test_a_new_page_takes_over_links_that_mean_it(build: LessonBuilder) -> None:
    """After any change of what pages there are, all links are those of a clean build."""
    lesson = {
        "index.md": "# Lesson\n\n```{toctree}\n:glob:\nepisodes/*\nlearners/*\n```\n",
        "episodes/a.md": "# A\n\n[b](b.html) and [b by name](b)\n",
        "learners/b.md": "# B\n",
    }
    built = build(lesson, lesson_pages=[])
    assert set(links(built, "episodes/a").values()) == {"../learners/b.html"}
    nearer = built.source / "episodes/b.md"
    nearer.write_text("# B\n", encoding="utf-8")
    again = built.again()
    assert set(links(again, "episodes/a").values()) == {"b.html"}
    assert again.read("episodes/a.html") == again.clean_copy().read("episodes/a.html")
    nearer.unlink()
    again = again.again()
    assert set(links(again, "episodes/a").values()) == {"../learners/b.html"}
    assert again.read("episodes/a.html") == again.clean_copy().read("episodes/a.html")


def test_links_of_what_other_pages_show(build: LessonBuilder) -> None:
    lesson = {
        "index.md": "# Lesson\n\n```{toctree}\nepisodes/a\nepisodes/b\nall\n```\n",
        "episodes/a.md": "# A\n\n::: keypoints\n- [b](b.html), [name](b), [id](b.md#part), [own](#mine), [x](no.html)\n:::\n"
        "\n## Mine\n",
        "episodes/b.md": "# B\n\n## Part\n",
        "all.md": "# All\n\n::: keypointlist\n:::\n",
    }
    built = build(lesson, warnings=("episodes/a.md:4: WARNING: the lesson has no page and no file 'no.html'",))
    found = links(built, "all")
    assert {name: found[name] for name in ("b", "name", "id", "own")} == {
        "b": "episodes/b.html",
        "name": "episodes/b.html",
        "id": "episodes/b.html#part",
        "own": "episodes/a.html#mine",
    }
    assert len(built.warnings) == 1


def test_symbolic_links_that_lead_outside(build: LessonBuilder, tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    built = build({"index.md": "# Lesson\n"})
    (built.source / "data.txt").symlink_to(secret)
    (built.source / "picture.png").symlink_to(secret)
    (built.source / "index.md").write_text("# Lesson\n\n[a](data.txt) ![b](picture.png)\n", encoding="utf-8")
    expected = ("the lesson has no page and no file 'data.txt'", "the lesson has no image 'picture.png'")
    again = built.again(warnings=expected)
    assert "secret" not in "".join(
        file.read_text(encoding="utf-8", errors="replace") for file in again.out.rglob("*") if file.is_file()
    )


def test_what_was_missing_is_taken_once_it_is_there(build: LessonBuilder) -> None:
    text = "# Lesson\n\n[zip](data/a.zip)\n\n![picture](fig/a.png)\n"
    missing = ("no page and no file 'data/a.zip'", "no image 'fig/a.png'")
    built = build({"index.md": text}, warnings=missing)
    built = built.again(warnings=missing)
    for name in ("data/a.zip", "fig/a.png"):
        file = built.source / name
        file.parent.mkdir()
        file.write_bytes(b"")
    again = built.again()
    assert links(again, "index")["zip"].endswith("/a.zip")
    assert again.html("index").find("img")["src"] == "_images/a.png"
    assert again.read("index.html") == again.clean_copy().read("index.html")


def test_strange_addresses_break_nothing(build: LessonBuilder) -> None:
    long = "a" * 300
    text = f"# Lesson\n\n[a]({long}.zip) [b](%00.zip) [c](aio.html) [d](?x=1) [e](b.md\\c) ![f]({long}.png) ![g](%00.png)\n"
    built = build({"index.md": text}, warnings=None)
    assert [code for _rest, _mark, code in (warning.rpartition("[lesson.") for warning in built.warnings)] == [
        *["image-missing]"] * 2,
        *["link-target]"] * 5,
    ]
    assert [link.get_text() for link in built.html("index").select("p a")] == ["a", "b", "c", "d", "e"]
    assert [image["alt"] for image in built.html("index").select("img")] == ["f", "g"]
