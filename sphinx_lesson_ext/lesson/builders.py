"""What matters here of Sphinx's builders."""

from __future__ import annotations

from sphinx.builders import Builder


def writes_pages(builder: Builder) -> bool:
    """Tell whether a builder writes a file for each document; others write all of them anew each time."""
    return type(builder).write_documents is Builder.write_documents and builder.format != ""


def is_of_pages(builder: Builder) -> bool:
    """Tell whether readers of the output go from page to page; who has a book has the whole lesson in one piece.

    A builder that puts the lesson together as one page with our own lists says so by ``shows_documents_whole``.
    """
    return (writes_pages(builder) and builder.name != "epub") or getattr(builder, "shows_documents_whole", False)
