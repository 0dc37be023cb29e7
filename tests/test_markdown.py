"""Lesson Markdown: what is set for MyST, what an author's own settings change, and front matter."""

from __future__ import annotations

import pytest

PAGE = """---
title: 'A *title* with `code`, {braces} & more'
teaching: 5
---

See https://example.org/a_b, but not script.py, www.example.org, me@example.org or //example.org.

Prices: $5 and $6. Maths: $a_1$ and $$b$$. Not: $ c $.

Term
:   Definition

- [ ] to do
- [x] done

A note[^1], a face :smile:, the time 12:30:45, and `:smile:`.

[span]{#term .big} and [link](https://example.org){.button title='It is'} and `code`{.python}

![caption](fig/dot.png){alt='It is a "dot"'
width="10px" .shadow}

{{ not_replaced }}

# Heading of the first level {#mine .marked}

Text with "quotes".

[^1]: The note.
"""


def main_of(built, docname="page"):
    return built.html(docname).find(attrs={"role": "main"})


def project(text: str) -> dict[str, str | bytes]:
    return {"index.md": "# Lesson\n\n```{toctree}\npage\n```\n", "page.md": text, "fig/dot.png": b""}


@pytest.fixture(scope="module")
def page(build_once):
    return main_of(build_once(project(PAGE)))


def test_title(page):
    [title] = page.find_all("h1")
    assert title.get_text().rstrip("¶") == "A title with code, {braces} & more"
    assert title.find("em").get_text() == "title"


def test_only_addresses_with_a_scheme_and_those_of_people_are_linked(page):
    paragraph = page.find("p")
    assert [link["href"] for link in paragraph.find_all("a")] == ["https://example.org/a_b", "mailto:me%40example.org"]


def test_maths_as_pandoc_reads_it(page):
    before, after = page.find_all("p")[1:3]
    assert [part.get_text(strip=True) for part in page.select(".math")] == [r"\(a_1\)", r"\[b\]"]
    assert "$5 and $6" in before.get_text()
    assert "$ c $" in after.get_text()


def test_what_lessons_need(page):
    assert page.find("dl").find("dt").get_text() == "Term"
    assert len(page.select("input[type=checkbox]")) == 2
    assert page.select("a.footnote-reference")
    text = page.get_text()
    assert "\N{GRINNING FACE WITH SMILING EYES}" in text or "\N{SMILING FACE WITH OPEN MOUTH AND SMILING EYES}" in text
    assert "12:30:45" in text
    assert ":smile:" in page.find("code", string=":smile:").get_text()
    assert "{{ not_replaced }}" in text


def test_attributes(page):
    assert page.find(id="term").get_text() == "span"
    assert page.select_one("a.button")["href"] == "https://example.org"
    assert page.select_one("img.shadow")["style"] == "width: 10px;"
    heading = page.find(id="mine").find(["h1", "h2"])
    assert heading.name == "h2"
    assert "marked" in page.find(id="mine")["class"]


def test_an_authors_option_is_taken_as_a_whole(build):
    text = "# Page\n\n::: callout\nStill a block, though https://example.org is no link.\n:::\n\nTerm\n:   Definition\n"
    main = main_of(build(project(text), myst_enable_extensions=["deflist"]))
    assert main.select_one(".lesson-block.callout")
    assert main.find("dl")
    assert main.find("a", class_="reference") is None


def test_an_authors_other_options_are_kept(build):
    text = "---\ntitle: From the front matter\n---\n\n# Page\n\n$ a $ https://example.org\n"
    main = main_of(build(project(text), myst_title_to_header=False, myst_dmath_allow_space=True))
    assert main.find("h1").get_text().rstrip("¶") == "Page"
    assert main.select_one(".math")
    assert main.find("a", href="https://example.org")


def test_myst_parser_may_be_listed_too(build):
    for extensions in (["myst_parser", "sphinx_lesson_ext"], ["sphinx_lesson_ext", "myst_parser"]):
        built = build(project("# Page\n\n::: callout\nText.\n:::\n"), extensions=extensions)
        assert main_of(built).select_one(".lesson-block.callout")


def test_sections_of_a_page_with_a_title_in_front_matter(build):
    built = build(project("---\ntitle: Page\n---\n\n## First\n\n### Inner\n\n## Second\n"))
    assert [heading.name for heading in main_of(built).find_all(["h1", "h2", "h3"])] == ["h1", "h2", "h3", "h2"]


def test_headings_in_blocks_stay_headings_without_gaps(build):
    text = """# Page

## Section

::: challenge
### Title

##### Part of it

::: solution
## In the solution
Text.

### And more
Text.
:::
:::

> ## Quoted
> Text.
"""
    main = main_of(build(project(text)))
    levels = [
        (int(heading.get("aria-level") or heading.name[1]), heading.get_text().rstrip("¶"))
        for heading in main.select("h1, h2, h3, h4, h5, h6, [role=heading]")
    ]
    assert levels == [
        (1, "Page"),
        (2, "Section"),
        (3, "Challenge: Title"),
        (4, "Part of it"),
        (4, "And more"),
        (3, "Quoted"),
    ]
    assert main.select_one("details.solution > summary .lesson-block-title").get_text() == "In the solution"


def test_divs_in_directives_and_directives_in_divs(build):
    text = """# Page

:::::{note}
Outer.

::: callout
Inner, at line 6. FIXME: look
:::
:::::

::: challenge
```{code-block} python
:caption: Name

1
:::
```

:::{tip}
Advice.
:::
:::
"""
    built = build(project(text))
    main = main_of(built)
    assert main.select_one(".admonition.note .lesson-block.callout")
    assert main.select_one(".challenge .admonition.tip")
    assert "\n:::" in main.select_one(".challenge .highlight").get_text()
    [finding] = built.env.get_domain("lesson").fixmes()
    assert (finding.line, finding.message) == (7, "look")


def test_text_alternative_and_caption(build):
    text = """# Page

![A *caption*](fig/dot.png){alt='What it shows'}

![No caption attribute](fig/dot.png)

![](fig/dot.png){alt="Only
shown"}

In a sentence ![small](fig/dot.png){alt='dot'} it is inline.
"""
    main = main_of(build(project(text)))
    [figure] = main.find_all("figure")
    assert figure.find("img")["alt"] == "What it shows"
    assert figure.find("figcaption").find("em").get_text() == "caption"
    assert [image["alt"] for image in main.find_all("img")] == [
        "What it shows",
        "No caption attribute",
        "Only shown",
        "dot",
    ]


def test_what_programs_say_is_no_code(build):
    text = "# Page\n\n" + "".join(f"```{name}\nNo such file: 'a'\n```\n\n" for name in ("output", "error", "warning"))
    main = main_of(build(project(text)))
    assert [block["class"][0] for block in main.select("div[class^=highlight-]")] == [
        "highlight-output",
        "highlight-error",
        "highlight-warning",
    ]


def test_boxes_of_tasks(build):
    built = build(project("# Page\n\n- [ ] to *do*\n- [x] done\n- plain\n"))
    boxes = main_of(built).select("li input[type=checkbox]")
    assert [(box["aria-label"], box.has_attr("checked"), box.has_attr("disabled")) for box in boxes] == [
        ("to do", False, True),
        ("done", True, True),
    ]
    text = built.again(builder="text").read("page.txt")
    assert "* [ ] to *do*" in text
    assert "* [x] done" in text
