"""What a book of a lesson says of itself, and how LaTeX makes it: values of ``conf.py`` for a lesson without one.

Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_lesson_ext.checkout.citation import Citation

    from .settings import Settings

#: Fonts with the letters of languages that run from right to left.  Their slanted ones have none of these.
_FONTS = "".join(
    f"\\babelfont{{{family}}}[ItalicFont={{{font}}},BoldItalicFont={{{font} Bold}}]{{{font}}}\n"
    for family, font in (("rm", "DejaVu Sans"), ("sf", "DejaVu Sans"), ("tt", "FreeMono"))
)
#: Code runs from left to right, whatever is around it.
_CODE = (
    "\\AddToHook{env/sphinxVerbatim/before}{\\par\\begingroup\\bodydir TLT\\pardir TLT\\textdir TLT}\n"
    "\\AddToHook{env/sphinxVerbatim/after}{\\endgroup}\n"
)


def _right_to_left(language: str) -> Mapping[str, Any]:
    """Return what a language needs that runs from right to left, by its name in LaTeX."""
    return {
        "latex_engine": "lualatex",
        "latex_elements": {
            # The other package for languages, which Sphinx would take, cannot stand with Sphinx's own.
            "polyglossia": "",
            "fontpkg": f"\\usepackage[bidi=basic]{{babel}}\n\\babelprovide[main,import]{{{language}}}\n{_FONTS}{_CODE}",
        },
    }


#: What each language needs that Sphinx's settings for the most general program of LaTeX do not do, by the first part of
#: its code; ``None`` where Sphinx knows a better program.
_NEEDS: Mapping[str, Mapping[str, Any] | None] = {
    "ja": None,
    "ko": {"latex_elements": {"extrapackages": "\\usepackage{kotex}"}},
    "ar": _right_to_left("arabic"),
    "fa": _right_to_left("persian"),
    "he": _right_to_left("hebrew"),
    "ur": _right_to_left("urdu"),
}


def book_values(settings: Settings, citation: Citation, author: str, language: str) -> dict[str, Any]:
    """Return the values of ``conf.py`` that make a book; what is not known is empty.

    :param author: Who has written it, in words, where neither of the two says so.
    :param language: Its language, as Sphinx writes it.
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
        **_latex_values(language),
    }


def _latex_values(language: str) -> dict[str, Any]:
    """Return the values for LaTeX: the program that knows the letters of all alphabets, as lessons have them."""
    needs = _NEEDS.get(language.partition("_")[0], {})
    elements = {"papersize": "a4paper", "extraclassoptions": "openany,oneside"}
    if needs is None:
        return {"latex_elements": elements}
    # Not the program that sorts indexes for it, but that of every installation.
    values = {"latex_engine": "xelatex", "latex_use_xindy": False, **needs}
    return {**values, "latex_elements": {**elements, **needs.get("latex_elements", {})}}
