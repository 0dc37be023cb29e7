"""What can be wrong with a list directive, or a day of release, which only the whole lesson shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.kinds import LISTS
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.settings_places import place_of

from .domain import LessonDomain, lesson_domain
from .list_context import chosen_documents
from .policy import RELEASE
from .schedule import minutes_of_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.kinds import ListKind

_SOLUTIONS = ("closed", "open", "omit")


def check_lists(_app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about lists whose options cannot be used or that nobody can reach (event ``env-check-consistency``)."""
    domain = lesson_domain(env)
    for docname, record in sorted(domain.documents.items()):
        for place in record.lists:
            location = f"{env.srcdir / place.path}:{place.line}"
            for text, *args in _faults(domain, LISTS[place.name], dict(place.options)):
                warn("list-option", text, *args, location=location)
            if docname not in domain.plan.depth and "orphan" not in env.metadata[docname]:
                warn(
                    "list-unreachable",
                    "this %s is in a document that no toctree leads to; add '%s' to one, so that readers can find it",
                    place.name,
                    docname,
                    location=location,
                )


def _faults(domain: LessonDomain, kind: ListKind, options: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    if "depth" in options and not options["depth"].isdecimal():
        yield "':depth:' is %r, but must be a whole number; documents at every depth are shown", options["depth"]
    if "start" in options and minutes_of_day(options["start"]) is None:
        yield "':start:' is %r, but must be a time such as 9:00; no times are shown", options["start"]
    if "solutions" in options and options["solutions"] not in _SOLUTIONS:
        yield "':solutions:' is %r, but must be one of closed, open, omit; they are shown closed", options["solutions"]
    if options.keys() & {"documents", "exclude", "depth"} and not chosen_documents(domain, kind, options):
        yield ("these options choose no document of the lesson; the list stays empty",)


def check_releases(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about days of release that are said of no document (event ``env-check-consistency``)."""
    domain = lesson_domain(env)
    for pattern, _day in domain.policy.releases:
        if not any(domain.policy.names(docname, pattern) for docname in domain.documents):
            text = "%s: no document of the lesson matches %r; write the name of its file, or a pattern of names"
            warn("config", text, RELEASE, pattern, location=place_of(app, RELEASE))


def setup(app: Sphinx) -> None:
    """Check lists once all documents were read."""
    app.connect("env-check-consistency", check_lists)
    app.connect("env-check-consistency", check_releases)
