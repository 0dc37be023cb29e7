"""Blocks of code: the button that copies, and what is wider than the page."""

from __future__ import annotations

import pytest
from needed import module

from browser.axe import violations

CODE = """Code
====

.. code-block:: console

   $ ls \\
       -l
   total 0
   $ pwd

.. code-block:: bash

   $ for x in a
   > do
   >     echo $x
   > done

.. code-block:: bash

   $ cd a
   ls

.. code-block:: perl

   $x = 1;

   print $x;

.. code-block:: python
   :linenos:
   :caption: With a caption
   :emphasize-lines: 2

   def f():
       return "<&>"  # comment

.. code-block:: pycon
   :linenos:

   >>> 1 + 1
   2

.. parsed-literal::

   $ cd *folder*
   there

.. literalinclude:: two.txt

>>> print("x")
x

.. code-block:: diff
   :emphasize-lines: 2

   - old
   + new

.. code-block:: output

   $ no

Words in a :code:`sentence`.

.. code-block:: text
   :caption: A long line

   {long}

.. code-block:: text
   :class: wrap

   {long}
""".replace("{long}", "long " * 60)
#: What is copied of each block, but for the last two.
TYPED = [
    "ls \\\n    -l\npwd",
    "for x in a\ndo\n    echo $x\ndone",
    "$ cd a\nls",
    "$x = 1;\n\nprint $x;",
    'def f():\n    return "<&>"  # comment',
    "1 + 1",
    "cd folder",
    "Line 1\n\n    Line 3",
    'print("x")',
    "- old\n+ new",
]
FILES = {"index.rst": CODE, "two.txt": "Line 1\n\n    Line 3\n"}
BASE = {"html_theme": "lesson", "html_baseurl": "https://example.org/"}


@pytest.fixture(scope="module", params=["inline", "table"])
def site(request, build_once, served):
    """The address of a page with code, for each way to write line numbers."""
    return served(build_once(FILES, html_codeblock_linenos_style=request.param, **BASE).out)


def copied(page):
    """Press each button; return what is on the clipboard each time."""
    texts = []
    for control in page.locator(".copy").all():
        page.evaluate("navigator.clipboard.writeText('')")
        control.click()
        page.locator("#lesson-announcements", has_text="Copied").wait_for(state="attached")
        texts.append(page.evaluate("navigator.clipboard.readText()"))
        page.evaluate("document.getElementById('lesson-announcements').textContent = ''")
    return texts


def test_copy_leaves_prompts_and_output_out(opened, site):
    page = opened("index.html", site=site, permissions=["clipboard-read", "clipboard-write"])
    assert copied(page)[:-2] == TYPED
    assert page.locator(".code-output .copy, code .copy, td .copy").count() == 0


@pytest.mark.parametrize(
    ("width", "options"),
    [(1280, {"color_scheme": "light"}), (390, {"color_scheme": "dark"}), (1280, {"forced_colors": "active"})],
    ids=["light", "dark", "forced-colours"],
)
def test_axe(opened, site, axe, width, options):
    page = opened("index.html", site=site, width=width, **options)
    page.wait_for_timeout(250)
    assert violations(page, axe) == []


def test_long_lines_scroll_by_the_keyboard(opened, site):
    page = opened("index.html", site=site, width=390)
    page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    long, wrapped = page.locator(".code-scroll").all()[-2:]
    assert long.get_attribute("tabindex") == "0"
    assert wrapped.get_attribute("tabindex") is None
    long.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert long.evaluate("scroller => scroller.scrollLeft") > 0


def test_highlighted_lines_are_told_apart_without_colour(opened, site):
    line = opened("index.html", site=site, forced_colors="active").locator(".hll").first
    assert line.evaluate("line => getComputedStyle(line).borderInlineStartStyle") == "solid"
    assert line.evaluate("line => parseFloat(getComputedStyle(line).borderInlineStartWidth)") >= 2


def test_numbers_stand_beside_their_lines(opened, site):
    page = opened("index.html", site=site)
    block = page.locator("div.code").nth(4)
    number, word = (
        block.get_by_text("1", exact=True).bounding_box(),
        block.get_by_text("def", exact=True).bounding_box(),
    )
    assert abs(number["y"] - word["y"]) < 2
    assert 16 < word["x"] - number["x"] < 40


@pytest.fixture(scope="module")
def other(build_once, served):
    """The address of the same page where an author loads sphinx-copybutton."""
    module("sphinx_copybutton", "sphinx-copybutton")
    return served(build_once(FILES, extensions=["sphinx_lesson_ext", "sphinx_copybutton"], **BASE).out)


class TestSphinxCopybutton:
    """Where an author loads sphinx-copybutton, its button stays alone."""

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_one_button_on_each_block(self, opened, other, axe, scheme):
        page = opened("index.html", site=other, color_scheme=scheme)
        page.wait_for_selector(".copybtn")
        assert page.locator(".copy").count() == 0
        blocks = page.locator("div.code .highlight")
        assert [block.locator(".copybtn").count() for block in blocks.all()] == [1] * blocks.count()
        assert violations(page, axe) == []

    def test_the_button_is_below_the_label_and_seen_with_the_focus(self, opened, other):
        page = opened("index.html", site=other)
        page.wait_for_selector(".copybtn")
        control, label = page.locator(".copybtn").first, page.locator(".code-label").first
        control.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        page.wait_for_timeout(400)
        assert control.evaluate("control => getComputedStyle(control).opacity") == "1"
        assert control.evaluate("control => getComputedStyle(control).outlineStyle") == "solid"
        below, above = control.bounding_box(), label.bounding_box()
        assert below["y"] >= above["y"] + above["height"]
        assert min(below["width"], below["height"]) >= 24

    def test_it_copies(self, opened, other):
        page = opened("index.html", site=other, permissions=["clipboard-read", "clipboard-write"])
        page.locator(".code .highlight").nth(3).hover()
        page.locator(".copybtn").nth(3).click()
        page.wait_for_selector(".copybtn.success")
        assert page.evaluate("navigator.clipboard.readText()").strip() == TYPED[3]
