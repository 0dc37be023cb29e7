"""The text of a new episode."""

from __future__ import annotations

from typing import Literal

from .languages import language_of_text, words_of
from .templates import render

#: The syntaxes that an episode can be written in, as the endings of its templates.
Syntax = Literal[".md", ".rst"]


def text_of_episode(title: str, language: str, syntax: Syntax) -> str:
    """Return the text of a new episode, which says what is to be written.

    :param title: As :func:`.answers.read_title` has read it.
    :param language: The code of the lesson's language.
    """
    words = words_of(language_of_text(language))["episode"]
    return render(f"episode/episode{syntax}.jinja", {"title": title, "words": words})
