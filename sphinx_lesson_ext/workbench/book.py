"""What a book of a lesson says of itself, and how LaTeX makes it: values of ``conf.py`` for a lesson without one.

Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx_lesson_ext.checkout.citation import Citation

    from .settings import Settings


def book_values(settings: Settings, citation: Citation, author: str) -> dict[str, Any]:
    """Return the values of ``conf.py`` that make a book; what is not known is empty.

    :param author: Who has written it, in words, where neither of the two says so.
    """
    people = ", ".join(person.name for person in citation.authors) or settings.carpentry or author
    address = citation.doi_url or citation.url or settings.url
    rights = settings.license or ", ".join(citation.licenses)
    return {
        "author": people,
        # Sphinx asks for one in every electronic book.
        "version": citation.version or citation.released or settings.created or "1",
        "epub_publisher": settings.carpentry or people,
        "epub_contributor": settings.carpentry or people,
        "epub_copyright": f"{people}, {rights}" if rights else people,
        "epub_description": citation.abstract or settings.title,
        "epub_identifier": address,
        "epub_scheme": "URL" if address else "",
        # A reader follows a link; on paper its address is to be seen.
        "epub_show_urls": "no",
        "latex_show_urls": "footnote",
        # The program that knows the letters of all alphabets, as lessons have them; and not the one that sorts indexes
        # for it, but that of every installation.
        "latex_engine": "xelatex",
        "latex_use_xindy": False,
        "latex_elements": {"papersize": "a4paper", "extraclassoptions": "openany,oneside"},
    }
