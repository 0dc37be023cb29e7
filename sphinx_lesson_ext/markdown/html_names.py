"""The elements of HTML, by how Markdown treats them; the names are those of the HTML Standard, and obsolete ones."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Elements that stand between blocks; Markdown in them is read.
BLOCKS = _names(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup "
    "option p section summary table tbody td tfoot th thead tr ul"
)
#: Of these, those that a page has once, and has already: their tags are left out, not what they hold.
ONCE = _names("body head html main")
#: Elements that are passed on as they are, with all that they hold.
OPAQUE = _names(
    "audio canvas datalist iframe map math noscript object picture pre script select style svg template textarea video"
)
#: Elements that have no end tag.
VOID = _names("area base br col embed hr img input link meta param source track wbr")
#: Of these, those that show something without an attribute.
VISIBLE_VOID = _names("br hr img wbr")
#: Elements whose end tag may be left out, and the start tags that mean it.
OPTIONAL_END = {
    **dict.fromkeys(("dt", "dd"), _names("dt dd")),
    "li": _names("li"),
    "optgroup": _names("optgroup"),
    "option": _names("option optgroup"),
    **dict.fromkeys(("td", "th"), _names("td th tr tbody tfoot")),
    "tr": _names("tr tbody tfoot"),
    **dict.fromkeys(("thead", "tbody", "tfoot", "colgroup"), _names("thead tbody tfoot")),
    "p": BLOCKS - VOID | _names("hr"),
}
#: Elements that hold text, but no paragraphs.
TEXT_ONLY = _names("caption h1 h2 h3 h4 h5 h6 legend p summary")
#: Elements that may hold a text alone, which is then no paragraph.
TEXT_OR_BLOCKS = _names("dd dt figcaption li option td th")
#: Elements within a text that say how it looks or what it is; browsers end them with the text.
FORMATTING = _names(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup "
    "tt u var"
)
#: All other elements within a text.
OTHERS = _names(
    "button data embed input label link meta meter output param progress rp rt ruby slot source time title track"
)

KNOWN = BLOCKS | OPAQUE | VOID | FORMATTING | OTHERS
