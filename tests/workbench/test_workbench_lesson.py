"""A whole Workbench lesson, built as it is."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest
from docutils import nodes
from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver
from sphinx.errors import ConfigError
from workbench_lesson import CONFIG, DRAFT_WARNING, EPISODE, FILES, SETTINGS

import sphinx_lesson_ext

#: What the Workbench makes of such a lesson: the names of its pages for learners and for instructors.
WORKBENCH_PAGES = [
    *("index", "01-first", "second", "reference", "profiles", "key-points", "images", "instructor-notes", "aio"),
    *("LICENSE", "CODE_OF_CONDUCT", "citation"),
]


@pytest.fixture(scope="module")
def built(build_once):
    return build_once(FILES, warnings=(DRAFT_WARNING,), **SETTINGS)


def headings(page):
    return [(heading.name, heading.get_text().removesuffix("¶")) for heading in page.select("main :is(h1, h2, h3)")]


def captions(page):
    return [caption.get_text() for caption in page.select(".sidebar h2, .contents h2, nav h2")]


# --- pages -----------------------------------------------------------------------------------------------------------


def test_home_page(built):
    """It has the lesson's title, its own text, the schedule and the setup, in this order."""
    page = built.html("index")
    assert headings(page) == [
        ("h1", "Sorting & searching"),
        ("h2", "Who it is for"),
        ("h2", "Schedule"),
        ("h2", "Setup"),
        ("h2", "Software"),
    ]
    assert page.find(id="setup").find("em").get_text() == "it"
    rows = page.select("table.lesson-schedule tbody tr td:first-child")
    assert [row.get_text().strip() for row in rows] == ["bubble sort", "merge sort", "Finish"]


def test_pages_say_what_nobody_wrote(built):
    """What a page shows beside its author's text is marked."""
    page = built.html("index")
    assert [heading.get_text().removesuffix("¶") for heading in page.select("main h2.lesson-chrome")] == [
        "Schedule",
        "Setup",
    ]
    assert "lesson-chrome" in page.select_one("table.lesson-schedule")["class"]


def test_pages_lie_at_the_root(built):
    assert Path(built.env.doc2path("01-first", base=False)) == Path("episodes/01-first.md")
    assert {path.name for path in built.out.glob("*.html")} >= {"01-first.html", "second.html", "reference.html"}
    assert not built.html("second").select("main .lesson-draft")


def test_a_page_without_a_title_has_its_first_heading(build):
    files = {**FILES, "learners/reference.md": "---\n{}\n---\n\n## Glossary\n\nTerms.\n\n## Figures\n"}
    said = "learners/reference.md:5: WARNING: this file has no title, so its first heading is; give it one"
    page = build(files, warnings=(DRAFT_WARNING, said), **SETTINGS).html("reference")
    assert headings(page) == [("h1", "Glossary"), ("h2", "Figures")]


def test_files_that_are_no_pages_are_not_looked_at(build):
    build({**FILES, "README.md": "# R\n", "README.Rmd": "# R\n"}, warnings=(DRAFT_WARNING,), **SETTINGS)


def test_labels_belong_to_their_file(build):
    files = {**FILES}
    files["index.md"] += "\n[Own], [own]\n\n[own]: https://home.example\n"
    files["learners/setup.md"] += "\n[there][own]\n\n[own]: https://setup.example\n"
    page = build(files, warnings=(DRAFT_WARNING,), **SETTINGS).html("index")
    found = [link["href"] for link in page.select("main a[href^=https]") if link["href"].endswith(".example")]
    assert found == ["https://home.example", "https://home.example", "https://setup.example"]


def test_contents(built):
    shown = built.html("second").select("nav h2, nav .contents-title, nav p")
    assert [text for part in shown if (text := part.get_text(strip=True)) in {"Episodes", "For learners"}] == [
        "Episodes",
        "For learners",
    ]
    contents = [part.docnames for part in built.app.config.lesson_documents["index"].contents]
    assert contents == [
        ("second", "01-first"),
        ("reference", "profiles"),
        ("instructor-notes",),
        ("CODE_OF_CONDUCT", "LICENSE"),
    ]


def test_profiles(built):
    page = built.html("profiles")
    assert headings(page) == [("h1", "Learner profiles"), ("h2", "Ada"), ("h2", "Bob")]
    assert "Bob sorts nothing." in page.select_one("#bob").get_text()


def test_instructor_notes(built):
    """The file comes first, then every note of the pages, with a link to where it stands."""
    page = built.html("instructor-notes")
    assert headings(page)[:3] == [("h1", "Instructor Notes"), ("h2", "Before"), ("h2", "bubble sort")]
    assert "Say merge sort slowly." in page.get_text()
    assert page.select_one('main a[href^="01-first.html#"]') is not None


def test_how_to_cite(built):
    page = built.html("citation")
    text = page.select_one("main").get_text()
    assert "Ada Müller, The Team (2025). Sorting & searching." in text
    assert "author = {Müller, Ada and {The Team}}" in text
    assert "title = {{Sorting \\& searching}}" in text
    assert built.html("second").select_one('footer a[href="citation.html"]').get_text() == "How to cite"


def test_key_points_and_images(built):
    assert "bubble sort works" in built.html("key-points").get_text()
    assert len(built.html("images").select("main img")) == 2


# --- config.yaml -----------------------------------------------------------------------------------------------------


def test_the_settings_have_their_effect(built):
    page = built.html("index")
    text = page.select_one("footer").get_text(" ", strip=True)
    assert "CC BY 4.0" in text
    assert "Software Carpentry" in text
    links = {link.get_text(): link["href"] for link in page.select("footer a")}
    assert links["Contact"] == "mailto:sorting@example.org"
    assert links["Code of conduct"] == "CODE_OF_CONDUCT.html"
    assert links["Peer review"] == "https://doi.org/10.1234/sorting"
    assert links["Source repository"] == "https://github.com/Some-Org/sorting"
    assert page.select_one(".life-cycle").get_text(strip=True).endswith("beta")
    assert page.select_one('link[rel="canonical"]')["href"] == "https://some-org.github.io/sorting/index.html"
    assert [link["hreflang"] for link in page.select('link[rel="alternate"][hreflang]')] == ["en", "es"]
    data = json.loads(page.select_one('script[type="application/ld+json"]').get_text())
    assert data["dateCreated"] == "2024-03-01"
    assert data["provider"] == {"@type": "Organization", "name": "Software Carpentry"}
    assert data["keywords"] == ["sorting", "search", "lesson"]


def test_a_page_is_edited_where_its_file_is(built):
    link = built.html("second").select_one('main a[href*="/edit/"]')
    assert link["href"] == "https://github.com/Some-Org/sorting/edit/main/episodes/second.md"


def test_conf_py_comes_first(build):
    built = build(FILES, warnings=(DRAFT_WARNING,), project="Mine", **SETTINGS)
    assert built.html("index").select_one(".brand").get_text(strip=True).startswith("Mine")


def test_language_and_numbers(build):
    config = CONFIG.replace("lang: en", "lang: pt-BR\ndisable_sidebar_numbering: true")
    page = build({**FILES, "config.yaml": config}, warnings=(DRAFT_WARNING,), **SETTINGS).html("second")
    assert page.html["lang"] == "pt-BR"
    assert not [number for number in page.select(".number") if number.get_text(strip=True)]


def test_drafts_are_marked(build):
    page = build(FILES, tags=("draft",), **SETTINGS).html("draft")
    assert page.select_one("main .admonition-draft.lesson-chrome") is not None
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"config.yaml": "title: a: b\n", "index.md": "# A\n"}, "config.yaml, line 1, cannot be read: mapping values"),
        (
            {"config.yaml": "title: \xe9".encode("latin-1"), "index.md": "# A\n"},
            "config.yaml cannot be read: it is not UTF-8",
        ),
        ({"index.md": "# A\n"}, "config.yaml cannot be read: No such file"),
        ({"config.yaml": "title: A\n"}, "the lesson has no index.md; write one"),
    ],
)
def test_a_folder_that_is_no_lesson(build, files, reason):
    with pytest.raises(ConfigError, match=re.escape(reason)):
        build(files, **SETTINGS)


# --- addresses -------------------------------------------------------------------------------------------------------


def followed(built, address):
    """Return the page that an address leads to."""
    page = built.html(address.removesuffix(".html"))
    for _step in range(3):
        refresh = page.select_one('meta[http-equiv="refresh"]')
        if refresh is None:
            return page
        target = refresh["content"].partition("url=")[2]
        assert page.select_one("a")["href"] == target
        address = urljoin(address, target).partition("#")[0]
        page = built.html(address.removesuffix(".html"))
    raise AssertionError(address)


@pytest.mark.parametrize("folder", ["", "instructor/"])
@pytest.mark.parametrize("name", WORKBENCH_PAGES)
def test_every_address_of_the_workbench_answers(built, folder, name):
    assert followed(built, f"{folder}{name}.html").select_one("main h1") is not None


def test_setup_is_on_the_home_page(built):
    for address in ("setup.html", "instructor/setup.html"):
        refresh = built.html(address.removesuffix(".html")).select_one('meta[http-equiv="refresh"]')
        assert refresh["content"].endswith("index.html#setup")


def test_redirects_are_no_pages(built):
    page = built.html("aio")
    assert page.select_one("main, script") is None
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    assert "aio" not in built.read("searchindex.js")
    assert "aio" not in built.read("sitemap.xml")


def test_redirects_with_addresses_that_are_folders(build):
    built = build(FILES, "dirhtml", warnings=(DRAFT_WARNING,), **SETTINGS)
    refresh = built.html("instructor/second").select_one('meta[http-equiv="refresh"]')
    assert refresh["content"] == "0; url=../second/"
    assert (built.out / "second" / "index.html").is_file()


def test_files_keep_their_addresses(built):
    assert built.read("data/numbers.csv") == "1\n2\n"
    assert built.read("fig/shape.svg").startswith("<svg")
    assert built.read("script.py") == "print(1)\n"


# --- under change ----------------------------------------------------------------------------------------------------


def contents_of(built):
    files = (
        path for path in built.out.rglob("*") if path.is_file() and path.suffix in {".html", ".csv", ".svg", ".xml"}
    )
    return {path.relative_to(built.out).as_posix(): path.read_bytes() for path in files}


def test_an_incremental_build_is_like_a_clean_one(build):
    built = build(FILES, warnings=(DRAFT_WARNING,), **SETTINGS)
    source = built.source
    source.joinpath("episodes/third.md").write_text(EPISODE.format(title="heap sort"), encoding="utf-8")
    source.joinpath("episodes/second.md").unlink()
    source.joinpath("episodes/data/numbers.csv").unlink()
    source.joinpath("profiles/ada.md").unlink()
    source.joinpath("learners/setup.md").write_text("## New\n\nText.\n", encoding="utf-8")
    config = CONFIG.replace("- second.md", "- third.md").replace("Sorting & searching", "Sorting")
    source.joinpath("config.yaml").write_text(config, encoding="utf-8")
    assert contents_of(built.again(warnings=(DRAFT_WARNING,))) == contents_of(
        built.clean_copy(warnings=(DRAFT_WARNING,))
    )


def test_two_processes_build_what_one_builds(build):
    built = build(FILES, warnings=(DRAFT_WARNING,), **SETTINGS)
    assert contents_of(built) == contents_of(built.clean_copy(parallel=2, warnings=(DRAFT_WARNING,)))


def test_an_edit_writes_only_the_pages_that_change(build):
    built = build(FILES, warnings=(DRAFT_WARNING,), **SETTINGS)
    file = built.source / "learners/reference.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("What is compared.", "What is sorted by."), encoding="utf-8"
    )
    written = {name for name in built.again(warnings=(DRAFT_WARNING,)).written if name.endswith(".html")}
    assert written - {"genindex.html", "search.html", "404.html"} == {"reference.html"}


# --- lessons that somebody else wrote --------------------------------------------------------------------------------


def test_links_to_files_outside_are_refused(build, tmp_path):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "passwords.md").write_text("# Secret words\n", encoding="utf-8")
    (secret / "key.csv").write_text("secret\n", encoding="utf-8")
    (secret / "key.svg").write_text("<svg>secret</svg>", encoding="utf-8")
    files = {name: text for name, text in FILES.items() if name != "episodes/draft.md"}
    text = "# A\n\n![out](../../secret/key.svg)\n\n![linked](fig/linked.svg)\n\n![absolute](//etc/passwd)\n\n{download}`the key <../../secret/key.csv>` {download}`hosts <file:///etc/hosts>`\n"
    lesson = build({**files, "episodes/01-first.md": text}, warnings=None, **SETTINGS)
    folder = lesson.source
    (folder / "learners/passwords.md").symlink_to(secret / "passwords.md")
    (folder / "episodes/data/key.csv").symlink_to(secret / "key.csv")
    (folder / "episodes/fig/linked.svg").symlink_to(secret / "key.svg")
    (folder / "episodes/files").symlink_to(secret)
    # These lead to the lesson itself and to all of the disk, which nobody goes through.
    (folder / "learners/files").symlink_to("..")
    (folder / "instructors/data").symlink_to("/")
    (folder / "nowhere.md").symlink_to("nothing.md")
    (folder / "circle.md").symlink_to("circle.md")
    expected = ("learners/passwords.md:1: WARNING: this file is a link to somewhere outside of the lesson",)
    built = lesson.clean_copy(warnings=None)
    assert [part for part in expected if not any(part in warning for warning in built.warnings)] == []
    assert sum("[lesson.outside]" in warning for warning in built.warnings) >= 4
    assert not [warning for warning in built.warnings if "unreadable" in warning]
    assert not built.html("01-first").select("a[href^='file:']")
    assert not list(built.out.rglob("config.yaml"))
    for path in built.out.rglob("*"):
        assert path.is_dir() or (b"ecret words" not in path.read_bytes() and b"<svg>secret" not in path.read_bytes()), (
            path
        )
        assert path.is_dir() or path.read_bytes() != b"secret\n", path


def test_nothing_of_a_lesson_is_run(build):
    """Templates, files that directives ask for, and settings in the front matter are data."""
    files = {name: text for name, text in FILES.items() if name != "episodes/draft.md"}
    text = (
        "---\ntitle: A <script>alert(1)</script> & *b*\nmyst:\n  enable_extensions: [substitution]\n  substitutions:\n    a: 1\n---\n\n"
        "{{ 6 * 7 }} {{ env.app }}\n\n```{include} ../config.yaml\n```\n\n```{literalinclude} ../config.yaml\n```\n\n"
        "```{csv-table}\n:url: http://127.0.0.1:9/table.csv\n```\n\n```{eval-rst}\n.. raw:: html\n   :file: ../config.yaml\n```\n"
    )
    built = build({**files, "episodes/01-first.md": text}, warnings=None, **SETTINGS)
    page = built.html("01-first")
    shown = page.select_one("main").get_text()
    assert "{{ 6 * 7 }} {{ env.app }}" in shown
    assert "carpentry: 'swc'" not in shown
    assert page.select_one("title").get_text().startswith("A ")
    assert page.select_one("title script") is None
    assert any("disabled" in warning for warning in built.warnings)


def test_long_front_matter_is_not_read(build):
    """Front matter of megabytes, which takes a parser of YAML minutes, is told of and left out."""
    big = "---\ntitle: Big\nx: " + "[a, " * 400_000 + "\n---\n\nText.\n"
    built = build({**FILES, "episodes/01-first.md": big}, warnings=None, **SETTINGS)
    assert any(
        "episodes/01-first.md:2: WARNING: the front matter cannot be read: it is longer" in warning
        for warning in built.warnings
    )


def test_time_for_links_is_in_proportion(build, monkeypatch):
    """Of very many links of a paragraph none is looked for among the others, nor one name twice in a document."""
    kinds = ["#nothing{}", "gone{}.md", "second.md#b", "#b", "01-first.md"]
    count = 600
    looked_at = domains_asked = 0
    index, resolve = nodes.Element.index, MystReferenceResolver.resolve_myst_ref_any

    def counted_index(self, *details):
        nonlocal looked_at
        looked_at += len(self)
        return index(self, *details)

    def counted_resolve(*details):
        nonlocal domains_asked
        domains_asked += 1
        return resolve(*details)

    monkeypatch.setattr(nodes.Element, "index", counted_index)
    monkeypatch.setattr(MystReferenceResolver, "resolve_myst_ref_any", counted_resolve)
    links = [" ".join(f"[a{number}]({kind.format(number % 7)})" for number in range(count)) for kind in kinds]
    files = {name: text for name, text in FILES.items() if name != "episodes/draft.md"}
    # Without Sphinx's typographic quotation marks: docutils looks for each piece of text.
    settings = {**SETTINGS, "smartquotes": False}
    built = build({**files, "episodes/second.md": "\n\n".join(["# B", *links])}, warnings=None, **settings)

    assert len(built.html("second").find_all("a", string=f"a{count - 1}")) == len(kinds)
    # Each stands on the page of all episodes, too; some more are in the rest of the lesson.
    shown = 2 * count * len(kinds)
    assert looked_at < 20 * shown
    assert domains_asked < shown / 20


def test_headings_follow_each_other(built):
    """No level is left out where files are put together."""
    for name in ("index", "profiles", "instructor-notes"):
        levels = [int(level[1]) for level, _text in headings(built.html(name))]
        assert all(after - before <= 1 for before, after in pairwise(levels)), name


def test_nothing_tells_where_this_package_is_installed(built):
    """The index of search names the file of each page, those that are made among them."""
    assert '"key-points.lesson-page"' in built.read("searchindex.js")
    assert str(Path(sphinx_lesson_ext.__file__).parent) not in built.read("searchindex.js")


def test_folders_that_are_links_are_not_looked_through(build):
    """One leads to the root of the machine, which would take minutes, another in a circle."""
    built = build(FILES, warnings=(DRAFT_WARNING,), **SETTINGS)
    built.source.joinpath("everything").symlink_to("/")
    built.source.joinpath("code").mkdir()
    built.source.joinpath("code/again").symlink_to("..")
    outside = "everything:1: WARNING: this folder is a link to somewhere outside of the lesson, and is not used"
    assert len(built.clean_copy(warnings=(DRAFT_WARNING, outside)).env.found_docs) == len(built.env.found_docs)
