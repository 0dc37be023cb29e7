"""``lesson new DIR``: what the author says, and the folder that comes of it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.checkout.git import ask as ask_git
from sphinx_lesson_ext.report.wording import visible
from sphinx_lesson_ext.starter.answers import READERS, AnswerError, Answers, read_person, read_title
from sphinx_lesson_ext.starter.languages import FALLBACK, language_of_text, languages, words_of
from sphinx_lesson_ext.starter.lesson import files_of, paths

from .new_folder import check_is_free, write_folder
from .output import say
from .questions import ask, ask_for_all, can_ask

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class _Question:
    """What an author is asked.

    :ivar name: The name of the answer in :class:`Answers` and of the option.
    :ivar prompt: The question on the terminal.
    :ivar default: The answer that is taken for none, given the folder of the lesson.
    :ivar another: The question for one more answer, where there may be several.
    """

    name: str
    prompt: str
    default: Callable[[Path], str]
    another: str = ""


def _title_of(folder: Path) -> str:
    words = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    try:
        return read_title(words[:1].upper() + words[1:])
    except AnswerError:
        return "A new lesson"


def _user(folder: Path) -> str:
    """Return the name that git knows the author by; the mail address that it knows is not to be published."""
    name = ask_git(folder if folder.is_dir() else folder.absolute().parent, "config", "user.name").strip()
    try:
        return read_person(name).name if name else ""
    except AnswerError:
        return ""


_QUESTIONS = (
    _Question("title", "Title of the lesson", _title_of),
    _Question("authors", "Author, as Name <mail>", _user, another="Another author, or nothing"),
    _Question("language", "Language, such as en, es or pt_BR", lambda _folder: "en"),
    _Question("license", "Licence", lambda _folder: "CC-BY-4.0"),
    _Question("repository", "Address of the repository, or nothing", lambda _folder: ""),
    _Question("contact", "Mail address for questions, or nothing", lambda _folder: ""),
)


def make_lesson(folder: Path, arguments: Namespace) -> None:
    """Ask what the options have not told, if somebody is there to answer, and write a new lesson into *folder*.

    :raises CommandError: If it cannot be written, or the questions were not answered.
    """
    check_is_free(folder, paths())
    asks = can_ask() and not arguments.yes
    answers = Answers(**{question.name: _answer(question, folder, arguments, asks=asks) for question in _QUESTIONS})
    files = files_of(answers)
    write_folder(files, folder)
    say(_report(folder, answers, len(files)))


def _answer(question: _Question, folder: Path, arguments: Namespace, *, asks: bool) -> Any:
    given = getattr(arguments, question.name)
    if given is not None:
        return tuple(given) if question.another else given
    read, default = READERS[question.name], question.default(folder)
    if asks and question.another:
        return ask_for_all(question.prompt, question.another, default, read)
    if asks:
        return ask(question.prompt, default, read)
    if question.another:
        return (read(default),) if default else ()
    return read(default)


def _report(folder: Path, answers: Answers, count: int) -> str:
    text_language = language_of_text(answers.language)
    language = words_of(text_language)["name"]
    lines = [f"{folder} holds a new lesson: {answers.title} ({count} files, text in {language})"]
    if text_language == FALLBACK and answers.language.partition("_")[0] != FALLBACK:
        known = ", ".join(languages())
        lines.append(f"There is no text in the language {answers.language} yet; there is in {known}.")
    steps = [] if folder.resolve() == Path.cwd() else [(f"cd {shlex.quote(str(folder))}", "go into it")]
    steps += [
        ("lesson serve .", "read it in a browser while you write"),
        ("lesson fixmes .", "list what is still to be written"),
    ]
    lines += ["", "What to do next:", *(f"  {command:<17}  {purpose}" for command, purpose in steps)]
    lines.append("README.md tells the rest, and how to publish the lesson.")
    return "".join(f"{visible(line)}\n" for line in lines)
