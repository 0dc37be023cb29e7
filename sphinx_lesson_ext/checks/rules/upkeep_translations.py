"""Rules about translations that a lesson holds: catalogues of gettext, as Sphinx uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, lesson_rule
from sphinx_lesson_ext.confinement import files_below
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.lesson.facts import Spot
from sphinx_lesson_ext.translation.catalogues import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_lesson_ext.checks.view import Lesson


@lesson_rule("translation-behind", Severity.NOTE, Group.UPKEEP, opt_in=True)
def translation_behind(lesson: Lesson) -> Iterator[Problem]:
    r"""A translation keeps up with the text.

    What a catalogue of gettext (a file `.po`) does not translate is shown in the language of the source, and so is
    what it marks as fuzzy: the text has changed since it was translated.  Texts that are in no catalogue yet are not
    counted; `lesson translate` brings them in.

    Fix: Translate what has no translation, and look through what is marked fuzzy.

    Bad:
        === locales/es/LC_MESSAGES/index.po
        msgid ""
        msgstr "Content-Type: text/plain; charset=UTF-8\n"

        msgid "Learn to sort."
        msgstr ""

    Good:
        === locales/es/LC_MESSAGES/index.po
        msgid ""
        msgstr "Content-Type: text/plain; charset=UTF-8\n"

        msgid "Learn to sort."
        msgstr "Aprende a ordenar."
    """
    for folder in lesson.locale_folders:
        for file in files_below(lesson.folder, lesson.folder / folder):
            if file.suffix == ".po":
                yield from _behind(file, file.relative_to(lesson.folder).as_posix())


def _behind(file: Path, path: str) -> Iterator[Problem]:
    catalogue = read_file(file)
    if catalogue is None:
        yield Problem(
            "this catalogue cannot be read", Spot(path, 1), fix="Let 'msgfmt --check' tell what is wrong in it."
        )
        return
    messages = [message for message in catalogue if message.id]
    fuzzy = [message for message in messages if message.fuzzy]
    missing = [message for message in messages if not message.fuzzy and not all(_strings(message.string))]
    if fuzzy or missing:
        line = min(message.lineno or 1 for message in (*fuzzy, *missing))
        counts = f"of {len(messages)} texts, {len(missing)} without a translation and {len(fuzzy)} marked as fuzzy"
        yield Problem(counts, Spot(path, line))


def _strings(translation: object) -> tuple[object, ...]:
    """Return the translation of a text, or those of its singular and plural."""
    return tuple(translation) if isinstance(translation, tuple | list) else (translation,)


RULES = (translation_behind,)
