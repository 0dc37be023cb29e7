"""What translators are given of a document, and what is made of their work.

Sphinx takes the texts of a document one by one, and puts the translation of each in its place (its transform
``Locale``, 20).  Here it is told before what is a text, and after it what has to stay as it was: the ids, for links
hold in every language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from docutils.utils.smartquotes import smartyPants
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import LITERAL_TYPE_NODES, extract_messages, is_translatable

from sphinx_lesson_ext.blocks.anchors import DOCUMENT_TITLE, TITLE, is_in_markdown, words_of_title
from sphinx_lesson_ext.blocks.contents import MADE
from sphinx_lesson_ext.blocks.make import authored_titles
from sphinx_lesson_ext.blocks.nodes import WRITTEN, ancestors, lesson_block
from sphinx_lesson_ext.language_codes import tag_of
from sphinx_lesson_ext.messages import warn

from .catalogues import Catalogue, Message, catalogue_of
from .inline_notes import leave_out_notes, note_names, number_notes, translate_notes
from .languages import languages_of, source_language
from .places import catalogue_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Where the texts of the document that is being read are kept; Sphinx clears that place after each document.
STORE = "lesson_translation"
#: The attribute of a document that says how far it is translated.
PROGRESS = "lesson-translation"
#: What Sphinx's metadata of a document have, if nothing of it is translated.
UNTRANSLATED = "lesson-untranslated"

#: The class that makes docutils name the language of an element of HTML.
_LANGUAGE = "language-"


class Progress(NamedTuple):
    """How far a document is translated.

    :ivar texts: How many texts it has.
    :ivar translated: How many of them are shown in the language of the build.
    :ivar changed: How many of the others were translated once, before their author changed them.
    :ivar has_obsolete: Whether there are translations of texts that it no longer has.
    """

    texts: int
    translated: int
    changed: int
    has_obsolete: bool

    @property
    def is_whole(self) -> bool:
        """Whether all of it is shown in the language of the build."""
        return self.translated == self.texts

    @property
    def percent(self) -> int:
        """How much of it is translated; 100 only if all is."""
        return self.translated * 100 // self.texts if self.texts else 100


@dataclass(slots=True)
class Passage:
    """A text of a document.

    :ivar node: Where it stands.
    :ivar text: As its author wrote it.
    :ivar ids: The ids of what is in it.
    :ivar is_shown: Whether its translation is what is shown.
    """

    node: nodes.Element
    text: str
    ids: list[str]
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class Translation:
    """The texts of a document, and the catalogue with their translations.

    :ivar said: The places and the words of the warnings that were given of these.
    """

    file: str
    catalogue: Catalogue
    passages: list[Passage]
    said: set[tuple[str, str]] = field(default_factory=set)

    def message_of(self, passage: Passage) -> Message | None:
        """Return what the catalogue says of a text."""
        return self.catalogue.messages.get(passage.text)

    def words_of(self, passage: Passage) -> str:
        """Return the translation of a text; nothing, if it has none."""
        message = self.message_of(passage)
        return message.translation if message is not None else ""


class BeginTranslation(SphinxTransform):
    """Settle what is a text, and keep what translations must not change."""

    # After Sphinx has kept the texts of its own nodes (10), before it translates (20).
    default_priority = 12

    def apply(self, **_kwargs: object) -> None:
        """Go through the document, if it is to be translated or its texts are asked for."""
        if _is_for_translators(self):
            _settle_texts(self.document)
            return
        file = catalogue_file(self.config, Path(self.env.srcdir), self.env.current_document.docname)
        catalogue = None if file is None else catalogue_of(file)
        if file is not None:
            self.env.note_dependency(file)
        if catalogue is None:
            if not _is_translation(self.config):
                return
            # All of it is in another language than the page says.
            catalogue = Catalogue({})
        _settle_texts(self.document)
        _keep_titles(self.document)
        if (title := self.document.next_node(nodes.title)) is not None:
            self.env.metadata[self.env.current_document.docname][DOCUMENT_TITLE] = title.astext()
        passages = [
            Passage(node, text, _ids_in(node)) for node, text in extract_messages(self.document) if not _is_within(node)
        ]
        self.env.current_document[STORE] = translation = Translation(str(file or ""), catalogue, passages)
        number_notes(self.env, ((passage.node, translation.words_of(passage)) for passage in passages))


class EndTranslation(SphinxTransform):
    """Mend what translating broke, and note how far the document is translated."""

    # After Sphinx has translated (20), before it counts (25).
    default_priority = 22

    def apply(self, **_kwargs: object) -> None:
        """Look at each text."""
        translation = self.env.current_document.get(STORE)
        if not isinstance(translation, Translation):
            return
        language = source_language(self.config)
        known = language if language != tag_of(str(self.config.language)) else ""
        for passage in translation.passages:
            self._settle(passage, translation, known)
        shown = {name for passage in translation.passages if passage.is_shown for name in note_names(passage.node)}
        translate_notes(self.env, self.document, shown, f"{_LANGUAGE}{known}" if known else "")
        for image in self.document.findall(nodes.image):
            if _is_within(image):
                # It is counted with the text around it.
                image.attributes.pop("translated", None)
        for title in authored_titles(self.document):
            # Sphinx would take the marked element apart.
            title.attributes.pop("translatable", None)
        for block in self.document.findall(lesson_block):
            _renew_heading(block)
        for contents in self.document.findall(addnodes.toctree):
            if contents.get("caption"):
                # Sphinx asks for it, where it was taken away before.
                contents.attributes.setdefault("rawcaption", contents["caption"])
        if translation.passages:
            self.document[PROGRESS] = progress = _progress_of(translation)
            if known and not progress.translated:
                self.env.metadata[self.env.current_document.docname][UNTRANSLATED] = True
        del self.env.current_document[STORE]

    def _settle(self, passage: Passage, translation: Translation, language: str) -> None:
        node, message = passage.node, translation.message_of(passage)
        place = f"{translation.file}:{message.line}" if message is not None else ""
        is_usable = message is not None and bool(message.translation) and not message.is_fuzzy
        if isinstance(node, nodes.image | addnodes.toctree):
            # Sphinx does not note it.
            node["translated"] = is_usable
        passage.is_shown = bool(node.get("translated"))
        if passage.is_shown:
            for inner in node.findall(nodes.Element):
                if inner is not node and message is not None:
                    inner.source, inner.line = translation.file, message.line
                for identifier in inner["ids"]:
                    self.document.ids[identifier] = inner
            self._restore_ids(passage)
            return
        if is_usable:
            text = (
                "this translation cannot be shown, and the original is: it begins like a list, a heading, a table or "
                "code; begin it like the original"
            )
            warn("translation", text, location=place)
        if language and not isinstance(node, LITERAL_TYPE_NODES):
            _mark_language(node, language)

    def _restore_ids(self, passage: Passage) -> None:
        """Let the element have the ids that its translation has left out."""
        left = {identifier for inner in passage.node.findall(nodes.Element) for identifier in inner["ids"]}
        for identifier in passage.ids:
            if identifier not in left:
                passage.node["ids"].append(identifier)
                self.document.ids[identifier] = passage.node


def language_of(title: nodes.Node) -> str:
    """Return the language of a title, as HTML names it, if that is not the language of the build."""
    element = title
    while isinstance(element, nodes.Element):
        for name in element["classes"]:
            if name.startswith(_LANGUAGE):
                return str(name.removeprefix(_LANGUAGE))
        # Links and marks are of all of it, or of a part.
        element = element[0] if len(element.children) == 1 else nodes.Text("")
    return ""


class LeaveOutInner(SphinxTransform):
    """Give translators no text twice: what is said of an image stands in the text around it, too."""

    # Once ids are given (880), which say what translators are given.
    default_priority = 890

    def apply(self, **_kwargs: object) -> None:
        """Take those ids away."""
        if _is_for_translators(self):
            for image in self.document.findall(nodes.image):
                if _is_within(image) and hasattr(image, "uid"):
                    del image.uid


def _mark_language(node: nodes.Element, language: str) -> None:
    name = f"{_LANGUAGE}{language}"
    if isinstance(node, nodes.title):
        # What is in a title is in contents, too.
        words = nodes.inline("", "", *node.children, classes=[name])
        node.clear()
        node += words
    else:
        node["classes"].append(name)


def _is_translation(config: Config) -> bool:
    language = tag_of(str(config.language))
    return language in languages_of(config) and language != source_language(config)


def _is_for_translators(transform: SphinxTransform) -> bool:
    # Sphinx has no way to ask for the builder that is the same in all its versions; only translators' counts these.
    return transform.env.versioning_condition is is_translatable


def _settle_texts(document: nodes.document) -> None:
    """Mark what is a text of the author's: titles of blocks; and what is none.

    That are front matter, paragraphs that only hold pictures, whose text alternatives are texts of their own, and what
    contents are called that no author wrote.
    """
    for element in _front_matter(document):
        element["translatable"] = False
    for title in authored_titles(document):
        title["translatable"] = True
    for item in document.findall(nodes.definition_list_item):
        _number_terms(item)
    for contents in document.findall(addnodes.toctree):
        if MADE in contents:
            contents.attributes.pop("rawcaption", None)
    for paragraph in document.findall(nodes.paragraph):
        if _is_of_images(paragraph):
            paragraph["translatable"] = False
    leave_out_notes(document)


def _front_matter(document: nodes.document) -> Iterator[nodes.TextElement]:
    """Yield what stands in the fields that a document begins with: docutils takes them out of its text later."""
    shown = (child for child in document.children if not isinstance(child, nodes.Invisible | nodes.Titular))
    first = next(shown, None)
    if isinstance(first, nodes.field_list):
        yield from first.findall(nodes.TextElement)


def _number_terms(item: nodes.definition_list_item) -> None:
    """Give the terms of an item their lines, where the parser knows none: MyST does not in its glossaries."""
    terms = [term for term in item.findall(nodes.term) if not term.line]
    explanation = next(item.findall(nodes.paragraph), None)
    if terms and explanation is not None and explanation.line:
        for back, term in enumerate(reversed(terms), start=1):
            term.line = explanation.line - back


def _is_of_images(paragraph: nodes.paragraph) -> bool:
    has_image = next(paragraph.findall(nodes.image), None) is not None
    return has_image and not any(str(text).strip() for text in paragraph.findall(nodes.Text))


def _is_within(node: nodes.Element) -> bool:
    """Tell whether an image stands in a text: what translators write of that says what it is of, too."""
    if not isinstance(node, nodes.image):
        return False
    around = takewhile(lambda element: isinstance(element, nodes.TextElement), ancestors(node))
    return any(not isinstance(element, nodes.Inline) and element.get("translatable", True) for element in around)


def _ids_in(node: nodes.Element) -> list[str]:
    return [
        identifier
        for inner in node.findall(nodes.Element)
        if inner is not node and not isinstance(inner, nodes.footnote_reference)
        for identifier in inner["ids"]
    ]


def _keep_titles(document: nodes.document) -> None:
    """Keep what ids are made of: the titles that the author wrote, typographic as they would be without translation."""
    in_markdown = is_in_markdown(document)
    for term in document.findall(nodes.term):
        term[WRITTEN] = term.astext()
    for node in document.findall(nodes.Element):
        if (title := words_of_title(node, in_markdown=in_markdown)) is not None:
            node[TITLE] = smartyPants(title, "De") if document.settings.smart_quotes else title


def _renew_heading(block: lesson_block) -> None:
    title = next(authored_titles(block), None)
    if block["heading"] and title is not None:
        block["heading"] = title.astext().strip()


def _progress_of(translation: Translation) -> Progress:
    passages = translation.passages
    messages = [(passage, translation.message_of(passage)) for passage in passages]
    left = [message for passage, message in messages if not passage.is_shown]
    changed = sum(message is not None and message.is_fuzzy for message in left)
    return Progress(len(passages), len(passages) - len(left), changed, translation.catalogue.obsolete > 0)


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    for transform in (BeginTranslation, EndTranslation, LeaveOutInner):
        app.add_transform(transform)
