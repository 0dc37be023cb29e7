"""Every warning of the extension: its code, a sentence on what it means, and the one function that gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from docutils.nodes import Node

    from .findings import Finding

logger = logging.getLogger(__name__)

#: The type of every warning: ``suppress_warnings = ["lesson.<code>"]`` silences one code, ``["lesson"]`` all.
WARNING_TYPE = "lesson"
#: The attribute of a record of Python's logging that says that a finding is told by it.
IS_FINDING = "is_lesson_finding"

#: Each code with one sentence that says what it means.
WARNINGS: Mapping[str, str] = {
    "block-empty": "A lesson block has no content.",
    "block-list": "A block that is meant to hold a list of points holds none.",
    "block-time": "The minutes of a block are not a whole number of 0 or more.",
    "child": "A child document of R Markdown cannot be found, or lies outside of the lesson.",
    "citation": "CITATION.cff cannot be read, or a value in it cannot be used.",
    "code-fence": "Code stands behind a fence that only R Markdown reads.",
    "companion": "A lesson needs another extension, which is not installed or cannot be loaded.",
    "content-policy": "Something on a page is blocked by a strict policy; given only if strict_policy is set.",
    "config": "A value in conf.py cannot be used; another is used instead.",
    "div-attribute": "A fenced div has an attribute that its kind of block does not know.",
    "div-closer": "A line of colons closes nothing.",
    "div-colon": "A fenced div's name ends in a colon.",
    "div-foreign": "A fenced div has a name that only HackMD and HedgeDoc know.",
    "div-unclosed": "A fenced div is never closed.",
    "div-unknown": "A fenced div has a name that is no kind of block.",
    "duplicate-id": "Two elements of a document ask for the same id.",
    "encoding": "A file is not UTF-8, or holds NUL bytes.",
    "fence-unclosed": "A directive or a block of code is never closed.",
    "fixme": "A FIXME is open; given only if lesson_fixme_warnings is set.",
    "footnote": "A text refers to a footnote that the page does not have.",
    "front-matter": "A document's front matter cannot be read, or a value in it cannot be used.",
    "heading-form": "A heading is not written as it was meant.",
    "html-unbalanced": "A tag of raw HTML is never closed, or closes nothing.",
    "html-unknown-tag": "What looks like a tag of HTML is none.",
    "image-dark": "A picture for the dark colour scheme cannot be found in the lesson.",
    "image-format": "A picture is of a format that a book cannot show.",
    "image-missing": "An image cannot be found in the lesson.",
    "image-size": "The size or the alignment of an image cannot be used.",
    "link-file": "A file of shared link definitions cannot be used, or holds something else too.",
    "link-form": "A link is not written as it was meant.",
    "link-fragment": "A link leads to a place that is not on its page.",
    "link-label": "A link names a label that nothing defines.",
    "link-target": "A link leads to no page and no file of the lesson.",
    "knitr": "R Markdown was run, and something in it failed; or it cannot be run.",
    "kramdown": "What only kramdown read is left in a text.",
    "liquid": "What only Liquid read is left in a text.",
    "list-option": "A list directive's option selects nothing.",
    "list-unreachable": "A list stands in a document that no toctree reaches.",
    "maths": "A formula cannot be converted for the page as it is written.",
    "maths-form": "The backslashes of a formula are doubled; it is read as what it should be.",
    "not-run": "A file of R Markdown is shown without what its code makes, since that was not run.",
    "nesting": "Blocks are nested more deeply than can be shown.",
    "no-break-spaces": "Lines are indented with no-break spaces, which no Markdown takes for an indent.",
    "no-title": "A document has no title.",
    "notebook": "A notebook cannot be read, or its code is shown without what it makes.",
    "outside": "A path leads out of the lesson, and is not followed.",
    "role": "Text in braces stands before a backtick, and is no role.",
    "table-grid": "A grid table cannot be read, since its lines do not meet.",
    "theme-option": "An option of the theme is unknown, or its value cannot be used.",
    "toctree-cycle": "A table of contents leads back to where it came from.",
    "translation": "A translation, or a whole catalogue of them, cannot be used.",
    "reference": "A reference to a block leads nowhere.",
    "workbench-config": "A value in config.yaml cannot be used.",
    "workbench-draft": "Files of a Workbench lesson are not listed in its config.yaml.",
    "workbench-file": "A file that config.yaml lists is not there, or cannot have the address it should have.",
}

#: What ``lesson check`` tells and builds do not, but those of lessons of The Carpentries Workbench: a text that nobody
#: reads as it was meant, and that readers see as it is written; or a matter of form.  Sphinx and MyST-Parser pass over
#: these, and a lesson is to be built here with no more warnings than it had.
TOLD_BY_CHECKS = frozenset(
    {
        "block-empty",
        "block-list",
        "div-closer",
        "div-foreign",
        "footnote",
        "fence-unclosed",
        "heading-form",
        "html-unbalanced",
        "html-unknown-tag",
        "kramdown",
        "link-form",
        "link-label",
        "liquid",
        "maths-form",
        "no-break-spaces",
        "no-title",
        "table-grid",
    }
)


def warn(
    code: str,
    text: str,
    *args: object,
    location: Node | tuple[str, int | None] | str | None,
    old: str = "",
    new: str | None = None,
    once: bool = False,
) -> None:
    """Give a warning of the type ``lesson.<code>``; of some, :data:`TOLD_BY_CHECKS`, not every build tells.

    :param code: A key of :data:`WARNINGS`.
    :param text: What is wrong and how to mend it, with ``%s`` for each of *args*.
    :param location: A node, a document's name, or a name with a line (from 1).
    :param old: What stands in the author's file there, by which its column is found.
    :param new: What is to be written in its place, if that mends it without doubt.
    :param once: Whether it is given but once in a build, for the first place.
    :raises KeyError: If *code* is not in the table.
    """
    if code not in WARNINGS:
        raise KeyError(code)
    details: dict[str, Any] = {"type": WARNING_TYPE, "subtype": code, "location": location}
    details["extra"] = {"old": old, "new": new}
    if once:
        details["once"] = True
    logger.warning(text, *args, **details)


def warn_of(finding: Finding, folder: Path) -> None:
    """Give a warning of the type ``lesson.<code>`` that says what a rule has found.

    It is marked, so that it is no finding of its own.

    :param folder: The source folder.
    """
    details: dict[str, Any] = {
        "type": WARNING_TYPE,
        "subtype": finding.code,
        "location": f"{folder / finding.path}:{finding.line}",
        "extra": {IS_FINDING: True},
    }
    logger.warning("%s", f"{finding.message}. {finding.fix}" if finding.fix else finding.message, **details)
