"""What the theme writes for machines, and for addresses that lead nowhere."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from theme_lesson import LESSON

NAMES = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def built(build_once):
    return build_once(LESSON, html_theme_options={"license": "CC-BY-4.0"})


def data_of(page):
    return [json.loads(script.string) for script in page.select("script[type='application/ld+json']")]


def test_every_address_of_the_404_page_begins_at_the_root(built):
    page = built.html("404")
    addresses = [tag.get("href") or tag.get("src") for tag in page.select("a[href], link[href], script[src]")]
    own = [address for address in addresses if not address.startswith(("#", "https://"))]
    assert len(own) > 10
    assert [address for address in own if not address.startswith("/lesson/")] == []
    assert page.html["data-content_root"] == "/lesson/"
    for address in own:
        assert (built.out / address.removeprefix("/lesson/").partition("#")[0]).is_file(), address


def test_404_page_of_folders(build):
    built = build(LESSON, "dirhtml")
    page = built.html("404/index")
    assert page.select_one(".brand")["href"] == "/lesson/"
    assert page.select_one("link[rel=stylesheet]")["href"] == "/lesson/_static/lesson.css"


def test_no_404_page_without_an_address(build):
    built = build(LESSON, html_baseurl="")
    assert not (built.out / "404.html").exists()
    assert not (built.out / "sitemap.xml").exists()


def test_the_projects_own_404_page_is_kept(build):
    files = {**LESSON, "404.md": "---\norphan: true\n---\n# Lost\n\nText.\n"}
    assert build(files).html("404").h1.get_text().startswith("Lost")


@pytest.mark.parametrize(("builder", "first"), [("html", "episodes/01-shell.html"), ("dirhtml", "episodes/01-shell/")])
def test_site_map(build, builder, first):
    places = ElementTree.parse(build(LESSON, builder).out / "sitemap.xml").findall("map:url/map:loc", NAMES)
    addresses = [place.text for place in places]
    assert f"https://example.org/lesson/{first}" in addresses
    assert len(addresses) == 8
    assert [address for address in addresses if "404" in address or "search" in address] == []


def test_structured_data_of_an_episode(built):
    assert data_of(built.html("episodes/01-shell")) == [
        {
            "@context": "https://schema.org",
            "@type": "LearningResource",
            "name": "3.4 Files & folders",
            "description": "Text with code, Ctrl+C and E = mc^2.",
            "url": "https://example.org/lesson/episodes/01-shell.html",
            "inLanguage": "en",
            "learningResourceType": "lesson",
            "teaches": ["Move around"],
            "timeRequired": "PT40M",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "isPartOf": {
                "@type": "LearningResource",
                "name": "Shell and Python",
                "url": "https://example.org/lesson/",
            },
        }
    ]


def test_what_is_not_known_is_not_said(build):
    data = data_of(build(LESSON, html_baseurl="").html("episodes/03-rst"))[0]
    assert set(data) == {"@context", "@type", "name", "inLanguage", "learningResourceType", "isPartOf"}
    assert set(data["isPartOf"]) == {"@type", "name"}


def test_only_episodes_are_learning_resources(built):
    assert data_of(built.html("index")) == data_of(built.html("glossary")) == data_of(built.html("404")) == []


def test_no_text_of_an_author_ends_the_script(build):
    text = "# A `</script>`\n\n::: objectives\n- See `</script>` & `<!--`\n:::\n"
    files = {"index.md": "# L\n\n```{toctree}\ne\n```\n", "e.md": text}
    page = build(files, html_theme="lesson").html("e")
    assert data_of(page)[0]["teaches"] == ["See </script> & <!--"]
