"""What the theme writes for machines, and for addresses that lead nowhere."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from theme_lesson import LESSON

NAMES = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def built(build_once):
    return build_once(LESSON)


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
    made = ("404", "search", "genindex")
    assert [address for address in addresses if any(name in address for name in made)] == []
    # The collected pages are among them.
    assert any("key-points" in address for address in addresses)
