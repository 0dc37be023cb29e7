"""Pictures with a second file for the dark colour scheme."""

from __future__ import annotations

import pytest
from theme_lesson import png

CONF = 'extensions = ["sphinx_lesson_ext"]\nhtml_theme = "lesson"\nlesson_pages = []\n'
PICTURES = {"conf.py": CONF, "fig/light.png": png(60, 40), "fig/dark.png": png(60, 50)}

SYNTAXES = {
    "inline": ("md", '![A tree](fig/light.png){dark="fig/dark.png"}'),
    "without quotes": ("md", "![A tree](fig/light.png){dark=fig/dark.png}"),
    "from the source folder": ("md", "![A tree](fig/light.png){dark=/fig/dark.png}"),
    "myst": ("md", "```{image} fig/light.png\n:dark: fig/dark.png\n:alt: A tree\n```"),
    "myst figure": ("md", "```{figure} fig/light.png\n:dark: fig/dark.png\n:alt: A tree\n\nCaption\n```"),
    "markdown figure": ("md", '![Caption](fig/light.png){alt="A tree" dark="fig/dark.png"}'),
    "in a block": ("md", '::: callout\n![A tree](fig/light.png){dark="fig/dark.png"}\n:::'),
    "rst": ("rst", ".. image:: fig/light.png\n   :dark: fig/dark.png\n   :alt: A tree"),
    "rst figure": ("rst", ".. figure:: fig/light.png\n   :dark: fig/dark.png\n   :alt: A tree\n\n   Caption"),
    "rst substitution": (
        "rst",
        "A |tree|.\n\n.. |tree| image:: fig/light.png\n   :dark: fig/dark.png\n   :alt: A tree",
    ),
}


def lesson(syntax, text):
    title = "# L\n\n" if syntax == "md" else "L\n=\n\n"
    return {**PICTURES, f"index.{syntax}": f"{title}{text}\n"}


@pytest.mark.parametrize("name", SYNTAXES)
def test_two_pictures_of_their_own_size(build, name):
    built = build(lesson(*SYNTAXES[name]))
    light, dark = built.html("index").select("main img")
    assert (light["src"], light["width"], light["height"]) == ("_images/light.png", "60", "40")
    assert (dark["src"], dark["width"], dark["height"]) == ("_images/dark.png", "60", "50")
    assert light["alt"] == dark["alt"] == "A tree"
    assert "only-light" in light["class"]
    assert "only-dark" in dark["class"]
    assert light["loading"] == dark["loading"] == "lazy"
    assert (built.out / "_images" / "dark.png").read_bytes() == PICTURES["fig/dark.png"]


@pytest.mark.parametrize("name", ["myst figure", "rst figure", "markdown figure"])
def test_a_figure_has_one_caption(build, name):
    page = build(lesson(*SYNTAXES[name])).html("index")
    [figure] = page.select("figure")
    assert len(figure.select("img")) == 2
    assert [caption.p.find(string=True).strip() for caption in figure.select("figcaption")] == ["Caption"]
    assert {"only-light", "only-dark"}.isdisjoint(figure["class"])


def test_both_have_the_size_that_the_author_asked_for(build):
    page = build(lesson("md", "![A](fig/light.png){dark=fig/dark.png width=30px}")).html("index")
    assert [(image["width"], image["height"]) for image in page.select("main img")] == [("30", "20"), ("30", "25")]
    assert page.select("main a img") == []


def test_both_stand_in_one_link(build):
    text = (
        ".. image:: fig/light.png\n   :dark: fig/dark.png\n   :alt: A\n   :target: https://example.org\n   :name: here"
    )
    page = build(lesson("rst", text)).html("index")
    [link] = page.select("main a.image-reference")
    assert len(link.select("img")) == 2
    # A link to the picture leads there in both schemes.
    assert page.select_one("#here").name == "span"
    assert page.select_one("#here").find_next_sibling() is link


def test_copies_in_lists_have_both(build):
    files = {
        **lesson("md", "```{toctree}\none\nall\n```"),
        "one.md": "# One\n\n![A tree](fig/light.png){dark=fig/dark.png}\n\n::: keypoints\n- ![B](fig/light.png){dark=fig/dark.png}\n:::\n",
        "all.md": "# All\n\n```{imagelist}\n```\n\n```{keypointlist}\n```\n",
    }
    page = build(files).html("all")
    assert [image["src"].rpartition("/")[2] for image in page.select("main img")] == ["light.png", "dark.png"] * 3
    assert [len(figure.select("img")) for figure in page.select("figure")] == [2, 2]
    assert "Image 1 of 2" in page.select_one("figcaption").get_text()


def test_a_list_follows_a_change_of_the_variant(build):
    files = {
        **lesson("md", "```{toctree}\none\nall\n```"),
        "one.md": "# One\n\n![A tree](fig/light.png){dark=fig/dark.png}\n",
        "all.md": "# All\n\n```{imagelist}\n```\n",
        "fig/other.png": png(60, 45),
    }
    built = build(files)
    (built.source / "one.md").write_text(files["one.md"].replace("fig/dark", "fig/other"))
    again = built.again()
    assert again.html("all").select("main img")[1]["src"] == "_images/other.png"
    assert again.read("all.html") == built.clean_copy().read("all.html")


@pytest.mark.parametrize("builder", ["html", "latex", "text", "epub"])
def test_all_else_shows_the_light_one(build, builder):
    files = {**lesson("md", SYNTAXES["inline"][1]), "conf.py": CONF.replace('lesson"\n', 'alabaster"\n', 1)}
    built = build(files, builder, epub_show_urls="no", version="1", warnings=None)
    assert not [path.name for path in built.out.rglob("dark*.png")]
    if builder == "html":
        assert [image["src"] for image in built.html("index").select("div.body img")] == ["_images/light.png"]


@pytest.mark.parametrize(
    ("dark", "shown"),
    [
        ("fig/none.png", "fig/none.png"),
        ("../outside.png", "../outside.png"),
        ("https://example.org/a.png", "example.org"),
    ],
)
@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_a_file_that_is_not_there_is_told(build, dark, shown, syntax):
    text = {
        "md": f'Text.\n\n![A](fig/light.png){{dark="{dark}"}}',
        "rst": f".. image:: fig/light.png\n   :alt: A\n   :dark: {dark}",
    }[syntax]
    built = build(lesson(syntax, text), warnings=("[lesson.image-dark]",))
    [warning] = built.warnings
    assert warning.startswith(f"index.{syntax}:{5 if syntax == 'md' else 4}: WARNING: there is no file")
    assert shown in warning
    [image] = built.html("index").select("main img")
    assert "only-light" not in image["class"]


def test_a_file_that_comes_later_is_found(build):
    files = lesson("md", SYNTAXES["inline"][1])
    del files["fig/dark.png"]
    built = build(files, warnings=("[lesson.image-dark]",))
    (built.source / "fig" / "dark.png").write_bytes(PICTURES["fig/dark.png"])
    assert len(built.again().html("index").select("main img")) == 2


def test_parallel_is_serial(build):
    pages = {f"p{number}.md": f"# P{number}\n\n![A](fig/light.png){{dark=fig/dark.png}}\n" for number in range(10)}
    files = {**PICTURES, **pages, "index.md": "# L\n\n```{toctree}\n:glob:\np*\n```\n"}
    serial = build(files, parallel=1)
    parallel = serial.clean_copy(parallel=2)
    assert all(serial.read(f"p{number}.html") == parallel.read(f"p{number}.html") for number in range(10))
    assert (parallel.out / "_images" / "dark.png").exists()


@pytest.mark.parametrize("option", ["class", "figclass"])
def test_a_figure_for_one_scheme(build, option):
    text = f"```{{figure}} fig/light.png\n:alt: A\n:{option}: only-dark\n\nCaption\n```"
    assert "only-dark" in build(lesson("md", text)).html("index").figure["class"]
