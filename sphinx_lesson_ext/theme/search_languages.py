"""Search in languages that put no blanks between words.

Sphinx splits Chinese only with a package that it does not bring along, and Japanese into words that a reader who asks
for a part of one does not find.  Here, such text is known by each of its characters and by each two that follow one
another, in the index and in what readers ask for: whatever part of a sentence they type is found.  (So do Lucene's
``CJKAnalyzer`` and SQLite's trigrams, with two and three characters.)
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import SearchLanguage

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The characters of such writing, as both Python and JavaScript write them between brackets: Chinese and Japanese (with
#: the sign for a long vowel, and that for a repeated character), Thai, Lao, Burmese and Khmer.
_UNDIVIDED = (
    r"\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    r"\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"
)
# Patterns that are compiled when they are first used: few lessons are in such a language.
_PART = rf"[{_UNDIVIDED}]+|[^\W{_UNDIVIDED}]+"
_IS_UNDIVIDED = rf"[{_UNDIVIDED}]"


class _Undivided(SearchLanguage):
    """A language whose words cannot be told apart by blanks."""

    js_splitter_code = rf"""
var splitQuery = (query) =>
  (query.match(/[{_UNDIVIDED}]+|(?:(?![{_UNDIVIDED}])[\p{{Letter}}\p{{Mark}}\p{{Number}}_])+/gu) ?? [])
    .flatMap((part) =>
    part.length > 1 && /[{_UNDIVIDED}]/.test(part) ? [...part.slice(1)].map((after, at) => part[at] + after) : part);
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 (Sphinx calls it so)
        """Return what a text is known by."""
        found = []
        for part in re.findall(_PART, input):
            if re.match(_IS_UNDIVIDED, part):
                found += [*part, *(one + other for one, other in pairwise(part))]
            else:
                found.append(part)
        return found


#: The languages, by the codes that Sphinx knows them by.
_LANGUAGES = {"ja": "Japanese", "km": "Khmer", "lo": "Lao", "my": "Burmese", "th": "Thai", "zh": "Chinese"}


def use_languages(app: Sphinx) -> None:
    """Let Sphinx split such languages so, unless the author has chosen how (event ``builder-inited``)."""
    if isinstance(app.builder, StandaloneHTMLBuilder) and not app.config.html_search_options:
        for code, name in _LANGUAGES.items():
            # Sphinx asks the class which language it is of.
            app.add_search_language(type(name, (_Undivided,), {"lang": code, "language_name": name}))


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.connect("builder-inited", use_languages)
