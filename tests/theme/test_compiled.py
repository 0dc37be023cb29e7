"""Templates are compiled once, and again when they change."""

from __future__ import annotations

import jinja2
import pytest
from sphinx.application import TemplateBridge
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_lesson_ext.theme.compiled import FILE

LESSON = {"index.md": "# Lesson\n\nText.\n"}
OWN = '{% extends "!layout.html" %}{% block footer %}<p id="own">WORD</p>{% endblock %}'


@pytest.fixture
def compiled(monkeypatch):
    """Return the list of the templates that are compiled from now on; those of style sheets and scripts have no names."""
    names = []
    compile_ = jinja2.Environment.compile

    def note(self, source, name=None, *args, **details):
        names.append(name)
        return compile_(self, source, name, *args, **details)

    monkeypatch.setattr(jinja2.Environment, "compile", note)
    return names


def test_templates_are_compiled_in_the_first_build_alone(build, compiled):
    built = build(LESSON, html_theme="lesson")
    assert {"page.html", "layout.html", "partials/footer.html", None} <= set(compiled)
    compiled.clear()
    first = [built.read(name) for name in ("index.html", "_static/lesson.css", "_static/lesson.js")]
    (built.source / "index.md").write_text("# Lesson\n\nText.\n\n")

    again = built.again()

    assert "index.html" in again.written
    assert [again.read(name) for name in ("index.html", "_static/lesson.css", "_static/lesson.js")] == first
    assert compiled == []


def test_a_template_that_changed_is_compiled_again(build, compiled):
    built = build(
        {**LESSON, "_templates/layout.html": OWN.replace("WORD", "old")},
        html_theme="lesson",
        templates_path=["_templates"],
    )
    compiled.clear()
    (built.source / "_templates" / "layout.html").write_text(OWN.replace("WORD", "new"))

    again = built.again()

    assert again.html("index").find(id="own").string == "new"
    assert compiled == ["layout.html"]


def test_a_damaged_file_is_written_anew(build, compiled):
    built = build(LESSON, html_theme="lesson")
    (built.app.doctreedir / FILE).write_bytes(b"damaged")
    compiled.clear()

    again = built.again()

    assert "search.html" in compiled
    compiled.clear()
    again.again()
    assert compiled == []


class Bridge(TemplateBridge):
    """What a project may bring instead of Sphinx's templates."""

    def __init__(self):
        self._inner = BuiltinTemplateLoader()

    def __getattr__(self, name):
        return getattr(self._inner, name)

    def init(self, *details):
        self._inner.init(*details)

    def newest_template_mtime(self):
        return self._inner.newest_template_mtime()

    def newest_template_name(self):
        return self._inner.newest_template_name()

    def render(self, *details):
        return self._inner.render(*details)

    def render_string(self, *details):
        return self._inner.render_string(*details)


def test_templates_of_another_kind_are_left_alone(build):
    built = build(LESSON, html_theme="lesson", template_bridge=f"{__name__}.Bridge")

    assert built.html("index").h1.get_text().startswith("Lesson")
    assert not (built.app.doctreedir / FILE).exists()
