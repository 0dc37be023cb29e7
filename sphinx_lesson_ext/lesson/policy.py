"""What a build shows: solutions in what place, and from what day; instructor notes or none; FIXMEs or none.

The documents that Sphinx stores hold everything; what readers are not to have is taken out when a page is written, in
every builder, and nothing else may bring it in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_lesson_ext.clock import today
from sphinx_lesson_ext.kinds import LISTS
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.settings_places import place_of

from .plan import is_match

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: The setting that says when solutions appear.
RELEASE = "lesson_solutions_release"
#: The day of what is not released: that of a setting which is no date.
NEVER = date.max

#: The kinds of blocks that some builds leave out.
WITHHELD = frozenset({"solution", "instructor", "fixme"})

#: Pages that instructors have in any case.
_FOR_INSTRUCTORS = ("schedule", "instructor-notes")


class Policy(NamedTuple):
    """What a build shows.

    :ivar solutions: A value of ``lesson_solutions``.
    :ivar audience: A value of ``lesson_audience``.
    :ivar shows_fixmes: Whether FIXMEs are shown.
    :ivar releases: Patterns of documents, each with the day on which their solutions appear; the first that matches
        counts.
    :ivar today: The day of the build.
    :ivar paths: The file of each document whose name tells it not, from the source folder.
    """

    solutions: str
    audience: str
    shows_fixmes: bool
    releases: tuple[tuple[str, date], ...]
    today: date
    paths: Mapping[str, str]

    def release_of(self, docname: str) -> date | None:
        """Return the day on which the solutions of a document appear; ``None``, if nothing is said of it."""
        return next((day for pattern, day in self.releases if self.names(docname, pattern)), None)

    def names(self, docname: str, pattern: str) -> bool:
        """Tell whether *pattern* matches the name of a document, or that of its file without its suffix."""
        file = self.paths.get(docname)
        return is_match(docname, [pattern]) or (
            file is not None and is_match(str(PurePosixPath(file).with_suffix("")), [pattern])
        )

    def held_until(self, docname: str) -> date | None:
        """Return the day until which the solutions of a document are held back; ``None``, if they are not."""
        if not self.releases or self.audience == "instructor" or self.solutions == "omit":
            return None
        day = self.release_of(docname)
        return day if day is not None and day > self.today else None

    def solutions_in(self, docname: str) -> str:
        """Return how the solutions of a document are shown: a value of ``lesson_solutions``.

        Instructors have them all, and have them open.
        """
        if self.audience == "instructor":
            return "open" if self.solutions in {"closed", "omit"} else self.solutions
        return "omit" if self.held_until(docname) else self.solutions

    def omits(self, kind: str, docname: str) -> bool:
        """Tell whether blocks of *kind* in a document are left out of the output."""
        return self.solutions_in(docname) == "omit" if kind == "solution" else self.omits_everywhere(kind)

    def omits_everywhere(self, kind: str) -> bool:
        """Tell whether blocks of *kind* are left out wherever they are."""
        if kind == "solution":
            return self.solutions == "omit" and self.audience != "instructor"
        return (kind == "instructor" and self.audience == "learner") or (kind == "fixme" and not self.shows_fixmes)

    def for_translators(self) -> Policy:
        """Return the policy of a build for translators, who are given the text of all others."""
        return self._replace(solutions="closed", audience="both", shows_fixmes=True, releases=())

    @property
    def may_omit(self) -> bool:
        """Whether anything but FIXMEs may be left out, now or on another day."""
        return self.audience == "learner" or self.solutions == "omit" or bool(self.releases)


def make_policy(config: Config) -> Policy:
    """Return what the configuration asks for, which was settled."""
    return Policy(
        config.lesson_solutions,
        config.lesson_audience,
        bool(config.lesson_show_fixmes),
        tuple((_without_suffix(name, config), _day(value) or NEVER) for name, value in config[RELEASE].items()),
        today(),
        {docname: assembly.path for docname, assembly in config.lesson_documents.items()},
    )


def _day(value: Any) -> date | None:
    """Return the day that an author has written; ``None``, if it is none."""
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        return None


def settle(app: Sphinx, config: Config) -> None:
    """Settle what depends on the build (event ``config-inited``)."""
    if config.lesson_show_fixmes == "draft":
        config["lesson_show_fixmes"] = "draft" in app.tags
    config[RELEASE] = _releases(app, config)
    pages = list(config.lesson_pages)
    if config.lesson_solutions == "own-page":
        pages.append(LISTS["solutionlist"].page)
    if config.lesson_audience == "instructor":
        pages += _FOR_INSTRUCTORS
    config["lesson_pages"] = list(dict.fromkeys(pages))
    if make_policy(config).may_omit:
        # The sources, which are copied beside the output, hold what readers are not to have.
        config["html_copy_source"] = False
        config["html_show_sourcelink"] = False


def _releases(app: Sphinx, config: Config) -> dict[str, str]:
    """Return the days of release by patterns, each as it is written, or an empty text for what is no date.

    Whoever sets a day wants solutions not to be seen: one that cannot be read does not release them.
    """
    value = config[RELEASE]
    given = value if isinstance(value, Mapping) else {"*": value} if value else {}
    releases = {}
    for pattern, day in given.items():
        if _day(day) is None:
            warn(
                "config",
                "%s is %r for %r, but must be a date such as 2026-12-01; until it is, those solutions are left out",
                RELEASE,
                day,
                str(pattern),
                location=place_of(app, RELEASE),
            )
        releases[str(pattern)] = str(day).strip() if _day(day) else ""
    return releases


def _without_suffix(pattern: str, config: Config) -> str:
    suffixes = (suffix for suffix in config.source_suffix if pattern.endswith(suffix))
    return pattern.removesuffix(next(suffixes, ""))


def setup(app: Sphinx) -> None:
    """Settle the configuration."""
    # After the values were checked.
    app.connect("config-inited", settle, priority=600)
