"""Notes that are written in the text that they belong to: they are translated with it, and shown elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_lesson_ext.blocks.inline_notes import NUMBERS, PREFIX, TRANSLATED, inline_notes, name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sphinx.environment import BuildEnvironment


def leave_out_notes(document: nodes.document) -> None:
    """Give translators no note by itself: it is in the text that it belongs to."""
    for note in inline_notes(document):
        for paragraph in note.findall(nodes.paragraph):
            paragraph["translatable"] = False


def number_notes(env: BuildEnvironment, texts: Iterable[tuple[nodes.Element, str]]) -> None:
    """Let the notes in translations have the names of those in the original.

    :param texts: The elements with a text, and its translation.
    """
    numbers: dict[tuple[str, str], int] = {}
    for element, translation in texts:
        if names := note_names(element):
            numbers[str(element.line), translation.strip()] = int(names[0].removeprefix(PREFIX)) - 1
    env.current_document[NUMBERS], env.current_document[TRANSLATED] = numbers, {}


def note_names(element: nodes.Element) -> list[str]:
    """Return the names of the notes in a text, in order."""
    names = (str(reference.get("refname", "")) for reference in element.findall(nodes.footnote_reference))
    return [name for name in names if name.removeprefix(PREFIX).isdecimal() and name.startswith(PREFIX)]


def translate_notes(env: BuildEnvironment, document: nodes.document, shown: Collection[str], mark: str) -> None:
    """Show the translated notes in the place of the original ones.

    :param shown: The names of the notes in translations that are shown.
    :param mark: The class of what is in the original language; nothing, if that is not to be told.
    """
    translated: Mapping[str, list[nodes.Node]] = env.current_document.get(TRANSLATED) or {}
    for note in inline_notes(document):
        words = translated.get(name_of(note), [])
        # One in another is noted in the document that it was read into.
        has_inner = any(next(node.findall(nodes.footnote_reference), None) is not None for node in words)
        if words and not has_inner and name_of(note) in shown:
            note[:] = words
        elif mark:
            for paragraph in note.findall(nodes.paragraph):
                paragraph["classes"].append(mark)
