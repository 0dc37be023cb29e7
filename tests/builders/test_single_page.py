"""The whole lesson on one page of HTML: each id once, and links that lead to it."""

from __future__ import annotations

from collections import Counter

import pytest
from book_lesson import CONF, FILES
from theme_lesson import png


@pytest.fixture(scope="module", params=["lesson", "basic"])
def single(request, build_once):
    files = {**FILES, "tree.png": png(60, 42)}
    index = files["index.md"].replace("```{toctree}", "```{toctree}\n:numbered:")
    return build_once({**files, "index.md": index}, "singlehtml", html_theme=request.param, **CONF)


def test_ids_and_links(single):
    page = single.html("index")
    ids = Counter(element["id"] for element in page.find_all(id=True))
    assert [identifier for identifier, count in ids.items() if count > 1] == []
    inside = [link["href"][1:] for link in page.select("a[href^='#']")]
    assert {target for target in inside if target and target not in ids} == set()
    assert page.select_one("#other--count-the-words")
    [link] = page.select("#other--count-the-words .reference.internal")
    assert link["href"] == "#count-the-words"


def test_sections_keep_their_numbers(single):
    numbers = [number.get_text() for number in single.html("index").select("h2 .section-number")]
    assert numbers == ["1. ", "2. ", "3. "]


def test_nothing_leads_to_pages_that_are_not_there(single):
    page = single.html("index")
    for link in page.select("a[href], link[href]"):
        address = link["href"].partition("#")[0].partition("?")[0]
        assert not address or "://" in address or (single.out / address).exists(), link
    assert "images" not in single.env.found_docs
