"""Pictures in words, where they cannot be shown."""

from __future__ import annotations

from docutils import nodes
from sphinx.locale import _


def describe(image: nodes.image) -> None:
    """Put the text alternative in the place of a picture; nothing, where that is empty: the picture says nothing."""
    place: nodes.Element = image
    if isinstance(image.parent, nodes.reference) and len(image.parent) == 1:
        place = image.parent
    words_of = {None: _("[image]"), "": ""}
    alternative = image.get("alt")
    text = words_of.get(alternative, _("[image: %s]") % alternative)
    words: nodes.Element = nodes.inline("", text, ids=image["ids"])
    if place is not image:
        # The link of the picture becomes that of its words.
        link = place.copy()
        link += words
        words = link
    place.replace_self(words if isinstance(place.parent, nodes.TextElement) else nodes.paragraph("", "", words))
