"""A lesson in several languages: what translators are given, and what readers see."""

from __future__ import annotations

import io
import json
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from xml.etree import ElementTree

import pytest
from babel.messages.pofile import read_po, write_po
from bs4 import BeautifulSoup
from translated_lesson import LESSON, TEXTS

from sphinx_lesson_ext.cli import main

MARK = "É "
#: What translators have not done yet, what they have done otherwise, and what has changed since.
ONE = "One^[First *note*.] here, see [](#files-in-myst)."
LEFT = {"Quote your variables.", "Streets and a river", ONE}
OWN = {
    "Solution": "Solución",
    "FIXME: draw the loop": "FIXME: dibuja el bucle",
    "[loop]{#loop}": "bucle",
    "Three syntaxes": "Tres sintaxis",
    "(1) Browse": "(1) Mira",
    "Two^[Second.] and^[third.].": "Dos^[Segunda.] y^[tercera *nota*.].",
}
FUZZY = {"A loop repeats."}


def run(*arguments):
    """The exit status, and what the command says on both channels."""
    shown, told = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _channel in range(2))
    with redirect_stdout(shown), redirect_stderr(told):
        status = main([str(argument) for argument in arguments])
    return status, *(channel.buffer.getvalue().decode() for channel in (shown, told))


def catalogue(lesson, name, language="es"):
    return lesson / "locales" / language / "LC_MESSAGES" / f"{name}.po"


def read(file):
    with file.open("rb") as stream:
        return read_po(stream)


def write(file, messages):
    with file.open("wb") as stream:
        write_po(stream, messages, width=100)


def fill(file):
    messages = read(file)
    for message in messages:
        if message.id and message.id not in LEFT:
            message.string = OWN.get(message.id, MARK + message.id)
            if message.id in FUZZY:
                message.flags.add("fuzzy")
    write(file, messages)


def translate(file, text, translation):
    messages = read(file)
    messages[text].string = translation
    write(file, messages)
    return read(file)[text].lineno


def pages(folder):
    # Sphinx keeps the entries of the index for its search with what it has read, before it has written pages, which is
    # when it collects them: a build that does not write all pages forgets those of the others, in any project.
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "searchindex.js"
    }


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lesson")
    for name, content in LESSON.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture(scope="module")
def begun(lesson):
    """What the command says that makes the catalogues, and the catalogues as it makes them."""
    said = run("translate", lesson)
    assert said[0] == 0, said
    return said, {name: read(catalogue(lesson, name)) for name in TEXTS}


@pytest.fixture(scope="module")
def site(lesson, begun, tmp_path_factory):
    """The folder of the site in both languages, and what was said of it."""
    for name in TEXTS:
        fill(catalogue(lesson, name))
    out = tmp_path_factory.mktemp("out") / "html"
    return out, run("build", lesson, "-o", out)


@pytest.fixture(scope="module")
def page(site):
    def page(name, language="es"):
        folder = site[0] / ("" if language == "en" else language)
        return BeautifulSoup((folder / f"{name}.html").read_text("utf-8"), "html.parser")

    return page


def test_there_is_a_catalogue_for_each_document_and_no_other(lesson, begun):
    (status, said, told), _catalogues = begun
    assert (status, told) == (0, "")
    assert {file.stem for file in lesson.rglob("*.po")} == set(TEXTS)
    assert not list(lesson.rglob("*.mo"))
    assert said.endswith("es: 0 % translated, 0 of 61 texts; 4 of 4 files written\n")


@pytest.mark.parametrize("name", TEXTS)
def test_translators_are_given_what_authors_wrote_and_where(begun, name):
    found = {
        message.id: " ".join(f"{path}:{line}" for path, line in message.locations)
        for message in begun[1][name]
        if message.id
    }
    assert found == TEXTS[name]


def test_all_languages_are_built_without_a_warning(site):
    out, (status, said, told) = site
    assert (status, told) == (0, "")
    assert "es: 7 pages, 3 exercises, 1 FIXME, 0 warnings" in said
    assert (out / "work.html").is_file()
    assert (out / "es" / "work.html").is_file()


@pytest.mark.parametrize("name", [*TEXTS, "key-points", "exercises", "all-in-one"])
def test_links_hold_in_every_language(page, name):
    ids = [[element["id"] for element in page(name, code).main.find_all(id=True)] for code in ("en", "es")]
    # That of a term whose translator left it out stands at the term.
    assert sorted(ids[0]) == sorted(ids[1])


def test_a_page_is_in_its_language(page):
    work = page("work").main
    assert work.h1.get_text().startswith("É Loops in the shell")
    titles = [title.get_text() for title in work.select(".lesson-block-title")]
    assert "É Repeat ls twice" in titles
    assert "Solución" in titles
    assert page("myst").main.find(id="1-browse").parent.h2.get_text().startswith("(1) Mira")
    assert work.select_one("figcaption").get_text(strip=True).startswith("É A map of the town")
    assert [image["alt"] for image in work.find_all("img")] == [
        "Streets and a river",
        "É Only an alternative",
        "inside",
    ]
    assert work.caption.get_text().startswith("É Words of the shell")
    assert work.find("a", string="the guide")["href"] == "https://example.org/guide"
    assert work.find(id="loop").get_text() == "bucle"
    assert work.select_one("aside.footnote, .footnote").get_text(" ", strip=True).endswith("É The note has text .")
    assert page("index").find("a", string="home")["href"] == "https://example.org/"
    assert page("myst").find("a", href="#find-file").get_text() == "É Find the file"
    assert page("rest").find("a", href="#use-pipe").get_text() == "É Use a pipe"
    # A term is explained where it is used, whatever it is called.
    assert page("index").select_one("[aria-describedby=definition-myst-term-path]") is not None


def test_lists_and_all_that_is_around_the_page_are_in_its_language(page, site):
    exercises = page("exercises").main.get_text(" ", strip=True)
    for title in ("É Repeat ls twice", "É Find the file", "É Use a pipe", "Solución"):
        assert title in exercises
    assert page("work").title.get_text() == "É Loops in the shell · Tres sintaxis"
    contents = page("index").select_one(".left").get_text(" ", strip=True)
    assert "É The parts" in contents
    assert "É Pipes in reST" in contents
    index = (site[0] / "es" / "searchindex.js").read_text("utf-8")
    assert any(title.endswith("É Find the file") for title in json.loads(index[16:-1])["alltitles"])
    data = json.loads(page("work").find("script", type="application/ld+json").get_text())
    assert (data["name"], data["inLanguage"], data["teaches"]) == ("É Loops in the shell", "es", ["É Write a loop."])


def test_what_is_not_translated_says_its_language(page):
    work = page("work")
    assert work.html["lang"] == "es"
    marked = [element.get_text() for element in work.main.find_all(lang="en") if element.name != "img"]
    assert marked == ["Quote your variables.", "A loop repeats."]
    assert [image["alt"] for image in work.main.find_all("img", lang="en")] == ["Streets and a river"]
    assert page("rest").main.find(lang=True) is None
    assert page("work", "en").main.find(lang=True) is None


def test_notes_in_a_text_are_translated_with_it(page):
    notes = [note.p for note in page("myst").main.select(".footnote")]
    assert [note.get_text() for note in notes] == ["First note.", "Segunda.", "tercera nota."]
    assert [note.get("lang") for note in notes] == ["en", None, None]
    text = page("myst").main.find("p", string=None, lang="en")
    # A link has the words of the heading that it leads to.
    assert text.find("a", href="#files-in-myst").get_text() == "É Files in MyST"


def test_templates_are_those_of_the_original_and_name_files_from_where_they_are(lesson, begun, tmp_path):
    out = tmp_path / "out" / "pot"
    status, _said, told = run("build", lesson, "-o", out, "--builder", "gettext")
    assert (status, told) == (0, "")
    assert not list(out.glob("es/*"))
    [place] = read(out / "rest.pot")["Do it."].locations
    assert ((out / place[0]).resolve(), place[1]) == (lesson / "rest.rst", 9)


def test_a_page_tells_how_far_it_is_translated(page):
    line = page("work").select_one(".page-meta")
    [state] = [item for item in line.find_all("li") if "inglés" in item.get_text()]
    assert "88" in state.get_text()
    changed, original, wanted = state.find_next_siblings("li")
    assert "1" in changed.get_text()
    assert (original.a["href"].removeprefix("./"), original.a["hreflang"]) == ("../work.html", "en")
    assert wanted.a["href"].endswith("/edit/main/docs/locales/es/LC_MESSAGES/work.po")
    whole = page("rest").select_one(".page-meta")
    [state] = [item for item in whole.find_all("li") if "inglés" in item.get_text()]
    [original] = state.find_next_siblings("li")
    assert original.a["href"].removeprefix("./") == "../rest.html"
    assert page("work", "en").select_one(".page-meta").find(hreflang=True) is None


@pytest.mark.parametrize(
    ("language", "addresses"), [("en", ["rest.html", "es/rest.html"]), ("es", ["../rest.html", "../es/rest.html"])]
)
def test_the_menu_leads_to_the_same_page_in_each_language(page, language, addresses):
    rest = page("rest", language)
    links = rest.select(".languages a")
    assert [link["href"].removeprefix("./") for link in links] == addresses
    assert [(link["lang"], link["hreflang"], link.get_text()) for link in links] == [
        ("en", "en", "English"),
        ("es", "es", "español"),
    ]
    assert [link["lang"] for link in links if "aria-current" in link.attrs] == [language]
    alternates = {link["hreflang"]: link["href"] for link in rest.find_all("link", rel="alternate", hreflang=True)}
    assert alternates == {
        "en": "https://example.org/lesson/rest.html",
        "es": "https://example.org/lesson/es/rest.html",
        "x-default": "https://example.org/lesson/rest.html",
    }
    assert rest.find("link", rel="canonical")["href"] == alternates[language]


def test_the_site_map_of_a_language_names_the_others(site):
    entries = ElementTree.parse(site[0] / "es" / "sitemap.xml").getroot()
    links = [link.get("href") for link in entries.iter("{http://www.w3.org/1999/xhtml}link")]
    assert "https://example.org/lesson/myst.html" in links
    assert "https://example.org/lesson/es/myst.html" in links


def test_what_translators_did_is_kept(lesson, site, tmp_path):
    copy = tmp_path / "lesson"
    shutil.copytree(lesson, copy)
    before = catalogue(copy, "work").read_bytes()
    _status, said, _told = run("translate", copy, "-l", "es")
    assert catalogue(copy, "work").read_bytes() == before
    assert re.search(r"^work +88 % +22 of 25 +1 to look through$", said, re.MULTILINE)
    text = (copy / "work.md").read_text("utf-8")
    (copy / "work.md").write_text(f"{text.replace('How often?', 'How often then?')}\nAt the end.\n", "utf-8")
    run("translate", copy, "-l", "es", "-l", "pt_BR")
    changed = read(catalogue(copy, "work"))
    assert changed["How often then?"].fuzzy
    assert changed["How often then?"].string == "É How often?"
    assert changed["Twice."].string == "É Twice."
    assert changed["At the end."].string == ""
    assert read(catalogue(copy, "rest", "pt_BR"))["Hidden."].string == ""


def test_a_bad_translation_is_told_where_it_stands_and_a_build_is_as_one_from_nothing(lesson, site, tmp_path):
    copy, out = tmp_path / "lesson", tmp_path / "out"
    shutil.copytree(lesson, copy)
    run("build", copy, "-o", out, "--language", "es")
    work, rest = catalogue(copy, "work"), catalogue(copy, "rest")
    bad = {
        translate(work, "How often?", "Ver [x](nowhere.md), {ref}`nothing` y **nada"): "nowhere.md",
        translate(work, "Twice.", "- Dos"): "this translation cannot be shown",
    }
    broken = translate(rest, "Do it.", "Haz `eso")
    status, _said, told = run("build", copy, "-o", out, "--language", "es")
    assert status == 0
    for line, part in bad.items():
        assert re.search(rf"^.*{re.escape(str(work))}:\d+: WARNING: .*{re.escape(part)}", told, re.MULTILINE), line
    assert f"{rest}:{broken}: WARNING: Inline interpreted text" in told
    assert "undefined label: 'nothing'" in told
    assert all(".po:" in line for line in told.splitlines())
    assert "Traceback" not in told
    page = BeautifulSoup((out / "es" / "work.html").read_text("utf-8"), "html.parser")
    assert page.main.find("p", string="Twice.")["lang"] == "en"
    clean = tmp_path / "clean"
    run("build", copy, "-o", clean, "--language", "es", "-j", "2")
    assert pages(clean / "es") == pages(out / "es")
    # What nobody can read any more is told, and the page is shown in the original.
    rest.write_text('msgid "broken\n', "utf-8")
    _status, _said, told = run("build", copy, "-o", out, "--language", "es")
    assert f"{rest}:1: WARNING: this catalogue cannot be read" in told
    assert '<h1><span lang="en">Pipes in reST' in (out / "es" / "rest.html").read_text("utf-8")


def test_a_workbench_lesson_is_translated_as_it_is(tmp_path):
    lesson, out = tmp_path / "lesson", tmp_path / "out"
    for name, text in {
        "config.yaml": "title: Loops\nlesson_languages: [en, ar]\nurl: https://example.org/loops\n",
        "index.md": "Welcome.\n",
        "episodes/one.md": "---\ntitle: One\n---\n\n::: challenge\n## Try it\nRepeat.\n:::\n",
        "profiles/ada.md": "---\ntitle: Ada\n---\n\nAda counts, see [](../index.md#schedule).\n",
        "learners/setup.md": "---\ntitle: Setup\n---\n\nInstall [it][guide].\n\n[guide]: https://example.org/x\n",
    }.items():
        (lesson / name).parent.mkdir(parents=True, exist_ok=True)
        (lesson / name).write_text(text, "utf-8")
    run("translate", lesson)
    assert {file.stem for file in lesson.rglob("*.po")} == {"index", "one", "profiles"}
    assert {message.id for message in read(catalogue(lesson, "index", "ar")) if message.id} == {
        "Loops",
        "Welcome.",
        "Setup",
        "Install [it][guide].",
    }
    translate(catalogue(lesson, "index", "ar"), "Loops", "الحلقات")
    translate(catalogue(lesson, "index", "ar"), "Install [it][guide].", "ثبته [هنا][guide].")
    status, _said, told = run("build", lesson, "-o", out)
    assert (status, told) == (0, "")
    index = BeautifulSoup((out / "ar" / "index.html").read_text("utf-8"), "html.parser")
    assert (index.html["lang"], index.html["dir"]) == ("ar", "rtl")
    assert index.select_one(".brand").get_text(strip=True) == "الحلقات"
    assert index.find("a", string="هنا")["href"] == "https://example.org/x"
    assert [link.get("dir") for link in index.select(".languages a")] == ["ltr", None]
    # What is called otherwise in each language is found at the same place, as links to the Workbench's pages want it.
    schedule = index.find(id="schedule")
    assert schedule.h2.get_text().startswith("الجدول الزمني")
    assert [element["id"] for element in schedule.find_all(id=True)] == []
    profiles = BeautifulSoup((out / "ar" / "profiles.html").read_text("utf-8"), "html.parser").main
    assert profiles.find(id="learner-profiles").h1.get_text().startswith("نماذج المتعلمين")
    assert profiles.find("a", href="index.html#schedule").get_text() == "الجدول الزمني"
    one = BeautifulSoup((out / "ar" / "one.html").read_text("utf-8"), "html.parser")
    assert "lesson-translated.css" in str(one.head)
    for place in (".contents a[href$='one.html']", ".pager", "#schedule"):
        assert index.select_one(f"{place} [lang=en]").get_text() == "One"
    assert one.select_one(".right [lang=en]").get_text() == "Try it"
    # Search engines are told where it is from, for nothing of it is translated.
    assert one.find("link", rel="canonical")["href"] == "https://example.org/loops/one.html"
    assert one.find("link", rel="alternate", hreflang=True) is None
    places = ElementTree.parse(out / "ar" / "sitemap.xml").getroot().iter("{*}loc")
    assert [place.text.removeprefix("https://example.org/loops/") for place in places if "one" in place.text] == []
    assert not (out / "ar" / "ar").exists()

    # A book of it has contents whose titles nobody wrote.
    status, _said, _told = run("build", lesson, "-o", tmp_path / "book", "--builder", "epub", "-l", "ar", "-W")
    assert status == 0
    assert "الحلقات" in (tmp_path / "book" / "ar" / "toc.ncx").read_text("utf-8")

    # The language is given up: what was made of it goes, and nothing else.
    (out / "ar" / "ours.txt").write_text("ours", "utf-8")
    config = (lesson / "config.yaml").read_text("utf-8")
    (lesson / "config.yaml").write_text(config.replace("[en, ar]", "[en, es]"), "utf-8")
    run("build", lesson, "-o", out)
    assert [path.name for path in (out / "ar").iterdir()] == ["ours.txt"]
    assert (out / "es" / "one.html").is_file()
    (lesson / "config.yaml").write_text(config.replace("[en, ar]", "[en]"), "utf-8")
    run("build", lesson, "-o", out, "--language", "fr")
    run("build", lesson, "-o", out)
    # Somebody asked for that one.
    assert ((out / "es").exists(), (out / "fr" / "one.html").exists()) == (False, True)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("translate", "{lesson}", "-l", "../x"), "'../x' is no code of a language"),
        (("build", "{lesson}", "-l", "en"), "the lesson is written in en; build it without --language"),
        (("build", "{lesson}", "-l", "es", "--builder", "gettext"), "leave out --language"),
    ],
)
def test_what_cannot_be_is_said(lesson, arguments, problem):
    status, _said, told = run(*(argument.format(lesson=lesson) for argument in arguments))
    assert status == 2
    assert problem in told


def test_a_lesson_that_says_two_languages_of_its_original_is_told(tmp_path):
    text = 'extensions = ["sphinx_lesson_ext"]\nlanguage = "es"\nlesson_languages = ["en", "es"]\n'
    (tmp_path / "conf.py").write_text(text, "utf-8")
    (tmp_path / "index.md").write_text("# Lesson\n\nText.\n", "utf-8")
    _status, _said, told = run("build", tmp_path)
    [warning] = told.splitlines()
    assert "conf.py:3: WARNING: language is 'es', but lesson_languages begins with 'en'" in warning
