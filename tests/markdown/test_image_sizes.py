from __future__ import annotations

import pytest

from sphinx_lesson_ext.markdown.image_sizes import usable


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"width": "50%"}, {"width": "50%"}),
        ({"width": "400"}, {"width": "400px"}),
        ({"width": " 400 PX "}, {"width": "400px"}),
        ({"width": ".5in", "height": "10rem"}, {"width": "0.5in", "height": "10em"}),
        ({"height": "50%"}, {}),
        ({"align": "Center"}, {"align": "center"}),
        ({"align": "middle"}, {"align": "center"}),
        ({"style": "width: 30%; border: 1px"}, {"width": "30%"}),
        ({"style": "max-width:20em"}, {"width": "20em"}),
        ({"style": "width: 30%", "width": "40%"}, {"width": "40%"}),
        ({"style": "float:right"}, {"align": "right"}),
        ({"style": "display: block; margin: 0 auto"}, {"align": "center"}),
        ({"style": "margin-left: auto; margin-right: auto"}, {"align": "center"}),
        ({"style": "margin: 1em"}, {}),
        ({"style": "margin: 0 auto 0 0"}, {}),
        ({"style": "url(javascript:x)"}, {}),
        ({}, {}),
    ],
)
def test_usable(values: dict[str, str], found: dict[str, str]) -> None:
    assert usable(values) == (found, [])


@pytest.mark.parametrize(
    "values", [{"width": "wide"}, {"height": "0"}, {"width": "-3px"}, {"width": "calc(1px)"}, {"align": "top"}]
)
def test_unusable(values: dict[str, str]) -> None:
    assert usable(values) == ({}, list(values))
