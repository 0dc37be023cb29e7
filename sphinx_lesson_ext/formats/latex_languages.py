"""LaTeX for each language: the program that knows its letters, and what that needs.

Sphinx takes pdfLaTeX for most languages, which knows Latin letters and what each installation has beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.config import is_set
from sphinx_lesson_ext.locales import is_in_latin_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Code runs from left to right, whatever is around it; words in its comments do not.
_CODE = (
    "\\AddToHook{env/sphinxVerbatim/before}{\\par\\begin{otherlanguage}{english}}\n"
    "\\AddToHook{env/sphinxVerbatim/after}{\\end{otherlanguage}}\n"
    "\\AtBeginDocument{\\let\\lessoncode\\sphinxcode"
    "\\protected\\def\\sphinxcode#1{\\foreignlanguage{english}{\\lessoncode{#1}}}}\n"
)
#: Where languages are as this package has them, the blank before a number is missing, for Sphinx's name had it.
_NUMBERS = (
    "\\makeatletter\\AtBeginDocument{\\def\\fnum@figure{\\figurename\\nobreakspace\\thefigure}"
    "\\def\\fnum@table{\\tablename\\nobreakspace\\thetable}}\\makeatother\n"
)


def _right_to_left(language: str, mono: str) -> Mapping[str, Any]:
    """Return what a language needs that runs from right to left.

    :param language: Its name in LaTeX.
    :param mono: A font for code with its letters.
    """
    # The slanted ones have none of these letters.
    fonts = "".join(
        f"\\babelfont{{{family}}}[ItalicFont={{{font}}},BoldItalicFont={{{font} Bold}}]{{{font}}}\n"
        for family, font in (("rm", "DejaVu Sans"), ("sf", "DejaVu Sans"), ("tt", mono))
    )
    return {
        "latex_engine": "lualatex",
        "latex_elements": {
            # The other package for languages, which Sphinx would take, cannot stand with Sphinx's own.
            "polyglossia": "",
            # A page may end within code: what is above and below it is in the language of the book.
            "fontpkg": f"\\usepackage[bidi=basic,layout=tabular.lists,headfoot={language}]{{babel}}\n"
            f"\\babelprovide[main,import,onchar=ids fonts]{{{language}}}\n"
            f"\\babelprovide[import]{{english}}\n{fonts}{_CODE}{_NUMBERS}",
        },
    }


#: What languages need in whose letters the most general program is not enough, by the first part of their code.
_NEEDS: Mapping[str, Mapping[str, Any]] = {
    "ja": {"latex_engine": "uplatex"},
    "ko": {"latex_elements": {"extrapackages": "\\usepackage{kotex}"}},
    "ar": _right_to_left("arabic", "DejaVu Sans Mono"),
    "fa": _right_to_left("persian", "DejaVu Sans Mono"),
    "he": _right_to_left("hebrew", "FreeMono"),
    "ur": _right_to_left("urdu", "DejaVu Sans Mono"),
}


def choose_program(_app: Sphinx, config: Config) -> None:
    """Choose it for languages in other letters than Latin, unless the author has (event ``config-inited``)."""
    if is_set(config, "latex_engine") or is_set(config, "latex_elements") or is_in_latin_letters(config.language):
        return
    # Not the program that sorts indexes for these, but that of every installation.
    values = {"latex_engine": "xelatex", "latex_use_xindy": False, **_NEEDS.get(config.language.partition("_")[0], {})}
    for name, value in values.items():
        config[name] = {**config.latex_elements, **value} if name == "latex_elements" else value


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    # Once it is settled which language it is in (600).
    app.connect("config-inited", choose_program, priority=650)
