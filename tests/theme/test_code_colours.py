"""The colours of code can be read on everything that code stands on (WCAG 2.2, 1.4.3), in both colour schemes."""

from __future__ import annotations

import re

import pytest
from test_style_sheets import CSS, rules

from sphinx_lesson_ext.theme.colours import LEAST_CONTRAST, contrast, parse_colour

SHEETS = {path.stem: rules(path) for path in CSS}
#: Code, output, and lines that are highlighted in either.
GROUNDS = ("--sunk", "--paper", "--mark")
SCHEMES = ("light", "dark")


def tokens(scheme):
    """Return each colour of a scheme."""
    both = SHEETS["tokens"].split("@supports", 1)[1]
    pairs = re.findall(r"(--[\w-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)", both)
    return {name: values[SCHEMES.index(scheme)] for name, *values in pairs}


def colours_of_code():
    """Return each colour that some part of code has."""
    rules_of_code = re.findall(r"\.(?:highlight|linenos)[^{}]*\{([^}]*)\}", SHEETS["code"])
    return {name for rule in rules_of_code for name in re.findall(r"(?<![-\w])color: var\((--[\w-]+)\)", rule)} | {
        "--ink"
    }


@pytest.mark.parametrize("scheme", SCHEMES)
def test_contrast(scheme):
    known = tokens(scheme)
    assert len(colours_of_code()) >= 7
    low = {
        f"{colour} on {ground}": round(ratio, 2)
        for colour in sorted(colours_of_code())
        for ground in GROUNDS
        if (ratio := contrast(parse_colour(known[colour]), parse_colour(known[ground]))) < LEAST_CONTRAST
    }
    assert low == {}
