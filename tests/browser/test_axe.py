"""What axe-core finds: nothing, on any kind of page in any setting.

The tests try each two values of the settings together; ``make test-grid`` tries all combinations.
"""

from __future__ import annotations

from itertools import product

import pytest

from browser.axe import RULES, violations
from browser.pages import PAGE_KINDS, PageKind
from browser.pairwise import pairwise

SCHEMES = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced-colours": {"color_scheme": "light", "forced_colors": "active"},
}
AUDIENCES = ("learner", "instructor")
WIDTHS = (320, 390, 1280)
DIRECTIONS = ("ltr", "rtl")
FACTORS = (tuple(PAGE_KINDS), DIRECTIONS, AUDIENCES, tuple(SCHEMES), WIDTHS)


def grouped(combinations, *marks):
    """Put what can be tried on a page that is open already into one test."""
    groups = {}
    for kind, direction, audience, scheme, width in combinations:
        groups.setdefault((kind, direction, audience), []).append((scheme, width))
    return [
        pytest.param(*group, settings, id="-".join(group), marks=marks) for group, settings in sorted(groups.items())
    ]


def found_in(settings, page, axe, kind, audience):
    """Return what the open page breaks in each setting where it breaks anything."""
    page.click(f"[data-set-view={audience}]")
    page.mouse.move(0, 0)
    kind.arrange(page)
    found = {}
    for scheme, width in settings:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(**SCHEMES[scheme])
        found[scheme, width] = violations(page, axe)
    return {setting: broken for setting, broken in found.items() if broken}


@pytest.mark.parametrize(
    ("kind", "direction", "audience", "settings"),
    [*grouped(pairwise(*FACTORS)), *grouped(product(*FACTORS), pytest.mark.grid)],
)
def test_axe(opened, axe, kind, direction, audience, settings):
    page = opened(PAGE_KINDS[kind].path, direction=direction)
    assert found_in(settings, page, axe, PAGE_KINDS[kind], audience) == {}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("path", ["kitchen-sink/markdown.html", "kitchen-sink/restructuredtext.html"])
def test_axe_with_all_that_authors_can_write(opened, axe, manual, path, audience):
    settings = (("light", 1280), ("dark", 390), ("forced-colours", 320))
    assert found_in(settings, opened(path, site=manual.address), axe, PageKind(path), audience) == {}


def test_axe_would_find_something(opened, axe):
    page = opened(bypass_csp=True)
    page.evaluate("document.querySelector('main').append(new Image())")
    page.add_style_tag(content="main p { color: #999 !important }")
    assert {"image-alt", "color-contrast"} <= {rule for rule, _places in violations(page, axe)}


def test_no_rule_is_left_out(opened, axe):
    page = opened()
    page.evaluate(axe)
    rules = page.evaluate("rules => axe.getRules(rules).map(rule => rule.ruleId)", RULES)
    assert len(rules) > 85
    # It is off unless it is asked for by the tag of its level, as it is here.
    assert "target-size" in rules
