"""Rules that the style sheets keep."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sphinx_lesson_ext.theme

CSS = sorted((Path(sphinx_lesson_ext.theme.__file__).parent / "lesson" / "css").glob("*.css"))
#: Properties that know left and right, which have no place where text may run either way.
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom|(?:min-|max-)?(?:width|height))\s*:"
)
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(")


def rules(path: Path) -> str:
    """Return a style sheet without comments and the conditions of media queries."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"@media[^{]*\{", "{", text)


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.stem)
def test_logical_properties_only(path):
    assert PHYSICAL.findall(rules(path)) == []


@pytest.mark.parametrize("path", [path for path in CSS if path.stem != "tokens"], ids=lambda path: path.stem)
def test_colours_are_tokens(path):
    # White paper under drawings, and shadows, are the same in every scheme.
    allowed = {"#fff", "rgb("}
    assert set(COLOUR.findall(rules(path))) <= allowed


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.stem)
def test_nothing_from_elsewhere(path):
    assert re.findall(r"url\(|@import|mask", rules(path)) == []


def test_every_token_is_known():
    known = set(re.findall(r"(--[\w-]+)\s*:", "".join(rules(path) for path in CSS)))
    used = set(re.findall(r"var\((--[\w-]+)", "".join(rules(path) for path in CSS)))
    assert used <= known


def test_both_schemes_have_every_colour():
    text = (CSS[0].parent / "tokens.css").read_text(encoding="utf-8")
    light, both = text.split("@supports", 1)
    colours = re.findall(r"(--[\w-]+): (#[0-9a-f]+|rgb\([^)]*\));", light)
    assert len(colours) > 10
    for name, value in colours:
        assert f"{name}: light-dark({value}, " in both
