"""What rules are given to know of a document: the same text as docutils tells, and the blocks around it."""

from __future__ import annotations

from docutils import nodes

from sphinx_lesson_ext.blocks.nodes import plain_text
from sphinx_lesson_ext.checks.run import page_of

PAGE = """\
Sorting
=======

Some *emphasised ``text``*, `a link <https://example.org>`__, :kbd:`Ctrl`, \\*no\\* emphasis, |pic|
and :ref:`more <sorting>` in ``code \\n``.

.. |pic| image:: pic.png
   :alt: a picture

.. challenge:: Sort

   Outside.

   .. solution::

      * Inside.

   | a line
   | another

======  =====
head    *two*
======  =====
a       b
======  =====
"""


def test_texts_are_those_that_docutils_tells(build):
    built = build({"index.rst": PAGE, "pic.png": b""}, "dummy", warnings=None)
    document = built.env.get_doctree("index")
    elements = list(document.findall(nodes.TextElement))
    assert len(elements) > 15
    assert [plain_text(element) for element in elements] == [element.astext() for element in elements]


def test_what_is_around_a_text(build):
    built = build({"index.rst": PAGE, "pic.png": b""}, "dummy", warnings=None)
    facts = page_of(built.env, "index").facts
    within = {passage.text: passage.within for passage in facts.passages}
    assert within["Outside."] == ("challenge",)
    assert within["Inside."] == ("challenge", "solution")
    assert within["a line"] == ("challenge",)
    assert within["b"] == ()
