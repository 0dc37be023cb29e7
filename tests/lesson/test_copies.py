"""Copies for lists belong to the page that they stand in alone."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document

from sphinx_lesson_ext.lesson.copies import copy_of


def test_a_copy_does_not_keep_the_document_that_it_was_copied_from():
    document = new_document("one.md")
    original = nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "A point.")))
    document += nodes.section("", original, ids=["one"])
    for node in original.findall():
        node.document = document  # as they have it when they are read again

    (copy,) = copy_of([original], "one", "key-points", "key-points-", {"one", "key-points"})

    assert copy.astext() == "A point."
    assert [node for node in copy.findall() if node.document is not None] == []
