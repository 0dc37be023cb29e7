"""The page that says how to cite the lesson: in a sentence, and as an entry for BibTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_lesson_ext.i18n import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checkout.citation import Author, Citation

    from .list_context import ListContext

#: The types of BibTeX for types of ``CITATION.cff``; all others are ``misc``.
_ENTRY_TYPES = {"article": "article", "book": "book", "conference-paper": "inproceedings", "report": "techreport"}
#: What has a meaning of its own in a field of BibTeX.
_SPECIAL = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_"}
    | {"{": "\\{", "}": "\\}", "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
)


def show_citation(context: ListContext) -> list[nodes.Element]:
    """Return what is to be cited, as text, for BibTeX, and whom the lesson is by; nothing, where nobody said it."""
    lesson = context.domain.citation
    cited = lesson.preferred or lesson
    if not (cited.title or cited.authors):
        return []
    shown: list[nodes.Element] = [citation_sentence(cited)]
    if lesson.abstract:
        shown.append(nodes.paragraph(lesson.abstract, lesson.abstract))
    entry = bibtex(cited)
    shown.append(nodes.literal_block(entry, entry, language="bibtex", classes=["lesson-bibtex"]))
    people = [_person(author) for author in lesson.authors]
    if any(author.orcid or author.affiliation for author in lesson.authors):
        shown += [nodes.rubric("", _("Authors"), level=0), nodes.bullet_list("", *people)]
    return shown


def citation_sentence(work: Citation) -> nodes.paragraph:
    """Return the work as a list of references has it: authors (year). Title. Where it was published. Its address."""
    paragraph = nodes.paragraph()
    authors = ", ".join(author.name for author in work.authors)
    year = f" ({work.released[:4]})" if work.released else ""
    if authors or year:
        paragraph += nodes.Text(f"{authors}{year}. ".lstrip())
    if work.title:
        paragraph += nodes.emphasis(work.title, work.title)
        version = _("version %s") % work.version
        paragraph += nodes.Text(f" ({version}). " if work.version else ". ")
    if work.journal:
        paragraph += nodes.Text(f"{work.journal}. ")
    if address := work.doi_url or work.url or work.repository:
        paragraph += nodes.reference(address, address, refuri=address)
    return paragraph


def _person(author: Author) -> nodes.list_item:
    paragraph = nodes.paragraph()
    if author.orcid:
        paragraph += nodes.reference(author.name, author.name, refuri=author.orcid)
    else:
        paragraph += nodes.Text(author.name)
    if author.affiliation:
        paragraph += nodes.Text(f", {author.affiliation}")
    return nodes.list_item("", paragraph)


def bibtex(work: Citation) -> str:
    """Return a work as an entry for BibTeX."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(work) if value)
    return f"@{_ENTRY_TYPES.get(work.kind, 'misc')}{{{_key(work)},\n{fields}}}\n"


def _fields(work: Citation) -> Iterator[tuple[str, str]]:
    yield "author", " and ".join(_bibtex_name(author) for author in work.authors)
    # In braces a title keeps its capitals.
    yield "title", f"{{{_escaped(work.title)}}}" if work.title else ""
    yield "journal", _escaped(work.journal)
    yield "year", work.released[:4]
    yield "version", _escaped(work.version)
    yield "doi", work.doi
    yield "url", work.url or work.repository


def _bibtex_name(author: Author) -> str:
    if author.family:
        return ", ".join(_escaped(part) for part in (author.family, author.given) if part)
    # The name of an organization is one word, whatever it holds.
    return f"{{{_escaped(author.name)}}}"


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)


def _key(work: Citation) -> str:
    first = work.authors[0] if work.authors else None
    name = (first.family or first.name) if first is not None else "lesson"
    letters = "".join(character for character in name if character.isascii() and character.isalnum()) or "lesson"
    return letters.lower() + work.released[:4]
