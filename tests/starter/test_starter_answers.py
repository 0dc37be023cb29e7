"""What is taken for an answer, and what is not."""

from __future__ import annotations

import pytest

from sphinx_lesson_ext.starter.answers import (
    AnswerError,
    Answers,
    Person,
    read_contact,
    read_language,
    read_license,
    read_mail,
    read_person,
    read_repository,
    read_title,
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Loops", "Loops"),
        ("  Loops\n in \t loops\u2028", "Loops in loops"),
        ("نص \u200f عربي", "نص \u200f عربي"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("x" * 300, "x" * 300),
    ],
)
def test_titles(text, title):
    assert read_title(text) == title


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "a title is needed"),
        (" \n ", "a title is needed"),
        ("a\x00b", "the character U+0000 cannot be written"),
        ("\x1b[2J", "the character U+001B cannot be written"),
        ("a\udcffb", "the character U+DCFF cannot be written"),
        ("a\uffffb", "the character U+FFFF cannot be written"),
        ("x" * 301, "it has 301 characters; a title has at most 300"),
    ],
)
def test_no_titles(text, reason):
    with pytest.raises(AnswerError, match=reason.replace("+", r"\+")):
        read_title(text)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ada Lovelace", Person("Ada Lovelace", "Ada", "Lovelace", is_guess=True)),
        (
            "Ada King Lovelace <ada@example.org>",
            Person("Ada King Lovelace", "Ada King", "Lovelace", "ada@example.org", True),
        ),
        ("García Márquez, Gabriel", Person("Gabriel García Márquez", "Gabriel", "García Márquez")),
        ("Platon", Person("Platon")),
        ("Platon <platon@example.org>", Person("Platon", mail="platon@example.org")),
        ("山田, 太郎", Person("太郎 山田", "太郎", "山田")),
    ],
)
def test_authors(text, person):
    assert read_person(text) == person


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "an author has a name"),
        ("<ada@example.org>", "an author has a name"),
        ("Ada <ada", "an author is written like"),
        ("Ada <ada@example.org> Lovelace", "an author is written like"),
        ("Ada <>", "'' is no mail address"),
        ("Ada <ada at example.org>", "is no mail address"),
        (", Ada", "on each side of the comma stands a name"),
        ("Lovelace,", "on each side of the comma stands a name"),
    ],
)
def test_no_authors(text, reason):
    with pytest.raises(AnswerError, match=reason):
        read_person(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("es", "es"),
        (" ES ", "es"),
        ("pt-BR", "pt_BR"),
        ("pt_br", "pt_BR"),
        ("zh-hant-tw", "zh_Hant_TW"),
        ("gsw", "gsw"),
    ],
)
def test_languages(text, code):
    assert read_language(text) == code


@pytest.mark.parametrize("text", ["", "e", "español", "en_", "e1", "english", "en/..", "en_waytoolong"])
def test_no_languages(text):
    with pytest.raises(AnswerError, match="is no code of a language"):
        read_language(text)


def test_licences():
    assert read_license("CC-BY-4.0") == "CC-BY-4.0"
    assert read_license(" CC-BY-SA 4.0 ") == "CC-BY-SA-4.0"
    with pytest.raises(AnswerError, match="'GNU' is none of the licences known here"):
        read_license("GNU")


@pytest.mark.parametrize(
    ("text", "address", "site"),
    [
        ("", "", ""),
        ("https://github.com/Ada/loops", "https://github.com/Ada/loops", "https://ada.github.io/loops/"),
        ("https://github.com/ada/loops.git", "https://github.com/ada/loops", "https://ada.github.io/loops/"),
        ("https://github.com/ada/ada.github.io/", "https://github.com/ada/ada.github.io", "https://ada.github.io/"),
        ("https://gitlab.com/ada/loops", "https://gitlab.com/ada/loops", ""),
        ("https://github.com/ada", "https://github.com/ada", ""),
    ],
)
def test_repositories(text, address, site):
    assert read_repository(text) == address
    assert Answers(title="Loops", repository=address).site == site


@pytest.mark.parametrize(
    "text", ["ada/loops", "git@github.com:ada/loops", "https://", "https://a b", 'https://a/"', "https://a/>"]
)
def test_no_repositories(text):
    with pytest.raises(AnswerError, match="is no address that begins with https://"):
        read_repository(text)


def test_contacts():
    assert read_contact("") == ""
    assert read_contact(" ada@example.org ") == "ada@example.org"
    assert read_contact("https://example.org/ask") == "https://example.org/ask"
    assert read_mail("ada.o'hara+lessons@example.org") == "ada.o'hara+lessons@example.org"


@pytest.mark.parametrize(
    "text", ["ada", "ada@", "@example.org", "ada@example", "a@b@example.org", "ada@exa mple.org", "a<b@example.org"]
)
def test_no_contacts(text):
    with pytest.raises(AnswerError, match="is no mail address"):
        read_contact(text)
