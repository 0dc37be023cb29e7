"""Text that LaTeX cannot write as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Fonts for text have what comes before this character: arrows, signs of trade marks.
_FIRST_PICTURE = "\u2300"
#: What asks for a picture instead of a sign.
_PICTURE_SELECTOR = "\ufe0f"


class NameEmoji(SphinxPostTransform):
    """Put its name in the place of each emoji: the fonts of LaTeX have none, and would leave it out, or fail."""

    default_priority = 210
    formats = ("latex",)

    def run(self, **_kwargs: object) -> None:
        """Look at all text, code too."""
        if not any(character >= _FIRST_PICTURE for character in self.document.astext()):
            return
        # Loaded where it is needed: it has thousands of names.
        from emoji import replace_emoji

        for text in list(self.document.findall(nodes.Text)):
            named = replace_emoji(str(text), _name)
            if named != text:
                element = text.parent
                if isinstance(element, nodes.literal_block) and element.rawsource == element.astext():
                    # Sphinx writes what was written.
                    element.rawsource = named
                element.replace(text, nodes.Text(named))


def _name(found: str, data: dict[str, str]) -> str:
    is_picture = found[0] >= _FIRST_PICTURE or _PICTURE_SELECTOR in found
    return data["en"] if is_picture else found


class NumberFootnotes(SphinxPostTransform):
    """Give each footnote a number: Sphinx's LaTeX knows no signs for them."""

    default_priority = 210
    formats = ("latex",)

    def run(self, **_kwargs: object) -> None:
        """Give numbers to those that have a sign, after the others of their document."""
        footnotes = list(self.document.findall(nodes.footnote))
        signed = [footnote for footnote in footnotes if not footnote[0].astext().isdecimal()]
        if not signed:
            return
        numbers = [int(label) for footnote in footnotes if (label := footnote[0].astext()).isdecimal()]
        references = list(self.document.findall(nodes.footnote_reference))
        for number, footnote in enumerate(signed, start=max(numbers, default=0) + 1):
            footnote.replace(footnote[0], nodes.label("", str(number)))
            for reference in references:
                if reference.get("docname") == footnote.get("docname") and reference.get("refid") in footnote["ids"]:
                    reference[:] = [nodes.Text(str(number))]


class MarkPlaces(SphinxPostTransform):
    """Let references find words and paragraphs: Sphinx writes no place for these."""

    default_priority = 210
    formats = ("latex", "texinfo")

    def run(self, **_kwargs: object) -> None:
        """Put the ids of each into a place of its own, inside it."""
        for element in self.document.findall(nodes.TextElement):
            if element["ids"] and element.__class__ in {nodes.inline, nodes.paragraph}:
                element.insert(0, nodes.target("", "", ids=element["ids"]))
                element["ids"] = []


def setup(app: Sphinx) -> None:
    """Register all."""
    app.add_post_transform(NameEmoji)
    app.add_post_transform(NumberFootnotes)
    app.add_post_transform(MarkPlaces)
