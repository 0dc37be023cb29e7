"""The numbers that Sphinx gives to sections, figures and the like, for copies of these on other pages.

Sphinx keeps them by document and id.  What is added here for a page is needed until that is written, and is not kept:
the environment was stored before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: The number of a section, its last part at the end; empty where it has none.
SectionNumber = tuple[int, ...]


def carry_numbers(env: BuildEnvironment, origin: str, page: str, prefix: str) -> None:
    """Let copies on *page* have the numbers that they have in the document *origin*.

    :param prefix: What the ids of the copies begin with.
    """
    figures = env.toc_fignumbers.setdefault(page, {})
    for kind, numbers in env.toc_fignumbers.get(origin, {}).items():
        figures.setdefault(kind, {}).update({prefix + anchor: number for anchor, number in numbers.items()})
    if origin not in env.toc_secnumbers and page not in env.toc_secnumbers:
        return
    for reference in env.tocs[origin].findall(nodes.reference):
        anchor = reference["anchorname"]
        number_section(env, page, prefix + anchor.removeprefix("#"), section_number(env, origin, anchor))


def number_section(env: BuildEnvironment, page: str, anchor: str, number: SectionNumber) -> None:
    """Let a section of *page* have a number, or none; Sphinx gives one that it does not know that of the page."""
    env.toc_secnumbers.setdefault(page, {})[f"#{anchor}"] = number


def section_number(env: BuildEnvironment, docname: str, anchor: str = "") -> SectionNumber:
    """Return the number that Sphinx has given to a document, or to its section whose *anchor* begins with ``#``."""
    return env.toc_secnumbers.get(docname, {}).get(anchor) or ()


def numbers_of(env: BuildEnvironment, docname: str) -> object:
    """Return all numbers of a document, as something whose ``repr`` changes when one of them does."""
    return env.toc_secnumbers.get(docname), env.toc_fignumbers.get(docname)


def numbers_by_place(env: BuildEnvironment) -> dict[tuple[str, str], SectionNumber]:
    """Return the number of each section and figure of the lesson that has one, by its document and id."""
    sections = {
        (docname, anchor.removeprefix("#")): number
        for docname, numbers in env.toc_secnumbers.items()
        for anchor, number in numbers.items()
    }
    figures = {
        (docname, anchor): number
        for docname, kinds in env.toc_fignumbers.items()
        for numbers in kinds.values()
        for anchor, number in numbers.items()
    }
    return sections | figures
