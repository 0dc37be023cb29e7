"""What the first sheet says of the lesson, and what the paper has beside its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_lesson_ext.config import is_set
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.lesson.citation_page import citation_sentence
from sphinx_lesson_ext.lesson.domain import lesson_domain
from sphinx_lesson_ext.translatable import translatable

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.checkout.citation import Citation

#: What is said of whom the printed lesson is for, untranslated.
_AUDIENCES = {"learner": translatable("For learners"), "instructor": translatable("For instructors")}


class TitlePage(NamedTuple):
    """The first sheet; what is not known is empty.

    :ivar audience: Whom it is for.
    :ivar released: The day of the release, as YYYY-MM-DD, or the year alone.
    :ivar citation: How to cite the lesson, as HTML.
    :ivar address: Where it is on the web.
    :ivar has_room: Whether there is room to write below each exercise.
    """

    audience: str
    authors: tuple[str, ...]
    version: str
    released: str
    citation: str
    address: str
    has_room: bool


def make_title_page(builder: StandaloneHTMLBuilder) -> TitlePage:
    """Return what the sheet says: what ``CITATION.cff`` knows, or else ``conf.py``."""
    env = builder.env
    lesson = lesson_domain(env).citation
    cited = lesson.preferred or lesson
    has_citation = bool(cited.title or cited.authors)
    return TitlePage(
        audience=_(_AUDIENCES[audience]) if (audience := env.config.lesson_audience) in _AUDIENCES else "",
        authors=_authors(env, lesson),
        version=lesson.version or env.config.release,
        released=lesson.released,
        citation=builder.render_partial(citation_sentence(cited))["fragment"] if has_citation else "",
        address=env.config.html_baseurl or lesson.url,
        has_room=env.config.lesson_audience == "learner" and env.config.lesson_solutions == "omit",
    )


def _authors(env: BuildEnvironment, lesson: Citation) -> tuple[str, ...]:
    if lesson.authors:
        return tuple(author.name for author in lesson.authors)
    # Unless it is set, Sphinx's own value says in many words that nobody is known.
    return (env.config.author,) if is_set(env.config, "author") and env.config.author else ()
