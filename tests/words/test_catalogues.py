"""The words of readers in every language: whole, in step with the sources, and well formed."""

from __future__ import annotations

import ast
import gettext
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import sphinx
from babel import Locale
from babel.messages.pofile import read_po

from sphinx_lesson_ext.i18n import CATALOG, LOCALE_DIR, OF_SPHINX
from sphinx_lesson_ext.kinds import KINDS, LISTS
from sphinx_lesson_ext.starter.languages import languages as languages_of_new_lessons
from translations.__main__ import file_of, languages, main, update
from translations.catalogue import Catalogue, compiled, load
from translations.extract import FUNCTIONS, PACKAGE, messages, source_files

LANGUAGES = languages()
TEMPLATE = messages()
CATALOGUES = {language: load(file_of(language), language) for language in LANGUAGES}

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}")
#: Those that may be left out: what is put in is found by its name.
NAMED = re.compile(r"%\(\w+\)[sd]")
#: The module of functions that hand messages on.
WRAPPERS = PACKAGE / "theme" / "wording.py"
#: What may come only where the English message has it: it means something in HTML.
MARKUP = re.compile(r"""[<>&"]""")


def key_of(message):
    return message.context, message.id


def text_of(message):
    return message.id if isinstance(message.id, str) else message.id[0]


def forms_of(message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


def translated():
    """Each message in each language, with its name for pytest."""
    for language, catalogue in CATALOGUES.items():
        for message in catalogue.messages:
            yield language, message


def test_who_can_begin_a_lesson_in_a_language_can_read_it_in_that_language():
    assert {*LANGUAGES, "en"} >= set(languages_of_new_lessons())


def test_the_template_is_up_to_date():
    """If not: ``make messages``."""
    template = load(LOCALE_DIR / f"{CATALOG}.pot", "en")
    assert {key_of(message) for message in template.messages} == {key_of(message) for message in TEMPLATE.messages}


def calls_of(file):
    """The calls of a module that have a message, each with its function."""
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in FUNCTIONS:
            yield call.func.id, call


def test_every_message_of_the_modules_is_found():
    """Depending on the version of Python, messages within f-strings are not: they cannot stand there."""
    found = {
        text for message in TEMPLATE.messages for text in ([message.id] if isinstance(message.id, str) else message.id)
    }
    for file in source_files():
        if file.suffix != ".py" or file == WRAPPERS:
            continue
        for function, call in calls_of(file):
            texts = [value.value for value in call.args if isinstance(value, ast.Constant)]
            assert {text for text in texts[-1:] if isinstance(text, str)} <= found, file
            # A table has messages that are marked; these two are given theirs where they are called.
            assert len(texts) >= 2 or function not in {"translate_in", "translate_number"}, file


def test_sphinx_still_says_what_we_say_for_it():
    """Each of these messages is one of Sphinx's, whose catalogues have it, if only to be translated one day."""
    with (Path(sphinx.__file__).parent / "locale" / "sphinx.pot").open("rb") as stream:
        known = {message.id for message in read_po(stream)}
    assert set(OF_SPHINX) <= known


def test_every_word_of_the_vocabulary_is_found():
    found = {message.id for message in TEMPLATE.messages}
    assert {label for kind in KINDS.values() for label in (kind.label, *kind.spellings.values())} <= found
    assert {text for kind in LISTS.values() for text in (kind.title, kind.empty)} <= found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    catalogue = CATALOGUES[language]
    assert {key_of(message) for message in catalogue.messages} == {key_of(message) for message in TEMPLATE.messages}
    assert [message.id for message in catalogue.untranslated] == []
    assert [message.id for message in catalogue.doubtful] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_programs_read_is_what_translators_wrote(language):
    file = file_of(language).with_suffix(".mo")
    assert file.read_bytes() == compiled(CATALOGUES[language])
    with file.open("rb") as stream:
        program = gettext.GNUTranslations(stream)
    for message in CATALOGUES[language].messages:
        if message.context is None and isinstance(message.id, str):
            assert program.gettext(message.id) == message.string


def test_placeholders_are_kept():
    for language, message in translated():
        wanted = Counter(PLACEHOLDER.findall(text_of(message)))
        forms = forms_of(message)
        for index, form in enumerate(forms):
            is_named = all(map(NAMED.fullmatch, wanted))
            if is_named and len(forms) > 1 and len(numbers_of(language, index)) == 1 and not PLACEHOLDER.search(form):
                continue  # one number alone has this form, and it is said in words
            assert Counter(PLACEHOLDER.findall(form)) == wanted, (language, form)


def test_spaces_and_markup_are_kept():
    for language, message in translated():
        text = text_of(message)
        for form in forms_of(message):
            assert Counter(MARKUP.findall(form)) == Counter(MARKUP.findall(text)), (language, form)
            assert "\n" not in form
            if text.strip(": "):
                assert form == form.strip(), (language, form)


def numbers_of(language, index):
    """The whole numbers up to 200 that have a form of a language's plurals."""
    plural = gettext.c2py(CATALOGUES[language].plural_expr)
    return [number for number in range(201) if plural(number) == index]


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_are_those_of_the_language(language):
    """Scripts ask for a number's category in CLDR, and what gettext has for one number of it holds for all."""
    catalogue = CATALOGUES[language]
    rule, plural = Locale.parse(language).plural_form, gettext.c2py(catalogue.plural_expr)
    forms = {}
    for number in (*range(1001), 1_000_000, 1_000_001):
        forms.setdefault(rule(number), set()).add(plural(number))
    assert all(len(found) == 1 for found in forms.values())
    assert {index for found in forms.values() for index in found} == set(range(catalogue.num_plurals))
    for message in catalogue.messages:
        assert isinstance(message.id, str) or len(forms_of(message)) == catalogue.num_plurals


def test_french_has_narrow_spaces_before_marks_of_two_parts():
    for message in CATALOGUES["fr"].messages:
        for form in forms_of(message):
            assert not re.search(r"[^\u202f][:;!?»]|«[^\u202f]", form), form


@pytest.mark.parametrize("language", [name for name in LANGUAGES if Locale.parse(name).text_direction == "rtl"])
def test_what_stands_in_text_from_right_to_left_is_isolated(language):
    """Each isolate is ended, and a name within a sentence, whose direction nobody knows, has one."""
    for message in CATALOGUES[language].messages:
        for form in forms_of(message):
            assert form.count("\u2068") == form.count("\u2069")
            named = re.search(r"%\((block|document)\)s", form)
            assert named is None or f"\u2068{named.group()}\u2069" in form, form


@pytest.fixture
def folder(tmp_path):
    """A copy of the catalogues."""
    return Path(shutil.copytree(LOCALE_DIR, tmp_path / "locale"))


def content_of(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_what_is_up_to_date_stays_as_it_is(folder, capsys):
    before = content_of(folder)
    assert main([], folder) == 0
    assert content_of(folder) == before
    number = sum(1 for _message in TEMPLATE.messages)
    assert capsys.readouterr().out.splitlines() == [
        f"{language}: all of {number} messages are translated" for language in LANGUAGES
    ]


def test_another_language_is_begun(folder, capsys):
    assert main(["--add", "nl"], folder) == 0
    number = sum(1 for _message in TEMPLATE.messages)
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("nl: ")]
    assert line.startswith(f"nl: {number} not translated: ")
    begun = load(file_of("nl", folder), "nl")
    assert (begun.num_plurals, begun.header_comment) == (2, "# What readers of a lesson see, in Dutch.")
    with file_of("nl", folder).with_suffix(".mo").open("rb") as stream:
        assert (
            gettext.GNUTranslations(stream).ngettext("%(number)d result", "%(number)d results", 2)
            == "%(number)d results"
        )


def test_what_is_no_language_is_not_begun(folder, capsys):
    with pytest.raises(SystemExit):
        main(["--add", "klingonese"], folder)
    assert "'klingonese' is no language" in capsys.readouterr().err
    assert not file_of("klingonese", folder).exists()


def test_no_work_is_lost(tmp_path):
    """What was translated is offered for a message that is similar, for somebody to look at, and else kept at the end."""
    file = tmp_path / "de.po"
    file.write_text(
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n\n# a remark\nmsgid "Open all solutions"\nmsgstr "Alle Lösungen anzeigen"\n\n'
        'msgid "Gone for ever"\nmsgstr "Fort für immer"\n',
        encoding="utf-8",
    )
    template = Catalogue()
    template.add("Open all the solutions")
    updated = update(file, "de", template)
    assert [(message.id, message.string) for message in updated.doubtful] == [
        ("Open all the solutions", "Alle Lösungen anzeigen")
    ]
    text = file.read_text(encoding="utf-8")
    assert '#~ msgstr "Fort für immer"' in text
    assert "# a remark" in text
    # Nobody is shown what is doubtful.
    with file.with_suffix(".mo").open("rb") as stream:
        assert gettext.GNUTranslations(stream).gettext("Open all the solutions") == "Open all the solutions"
    update(file, "de", template)
    assert file.read_text(encoding="utf-8") == text
    # What is back has its translation again.
    template.add("Gone for ever")
    assert update(file, "de", template)["Gone for ever"].string == "Fort für immer"
    assert "#~" not in file.read_text(encoding="utf-8")
