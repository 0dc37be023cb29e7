"""The fixture ``build``: what other tests rest on."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.parsers.rst import directives, roles

PROJECT = {
    "index.rst": "Home\n====\n\n.. toctree::\n\n   one\n   two\n",
    "one.rst": "One\n===\n\nFirst.\n",
    "two.rst": "Two\n===\n\nSecond.\n",
}
BROKEN = {"index.rst": "Home\n====\n\nSee :ref:`nowhere` and `open\n"}
UNDEFINED, UNCLOSED = "index.rst:4: WARNING: undefined label", "index.rst:4: WARNING: Inline interpreted text"


def test_what_is_built_can_be_read(build):
    built = build(PROJECT)
    assert built.html("one").select_one("h1").get_text() == "One¶"
    assert built.doctree("two").astext() == "Two\n\nSecond."
    assert built.status.count("build succeeded") == 1
    assert built.warnings == []
    assert "one.html" in built.written


def test_a_surprising_warning_fails(build):
    with pytest.raises(pytest.fail.Exception, match=r"not expected: .*: undefined label"):
        build(BROKEN, warnings=(UNCLOSED,))


def test_a_missing_warning_fails(build):
    with pytest.raises(pytest.fail.Exception, match="did not come: nothing like it"):
        build(BROKEN, warnings=(UNDEFINED, UNCLOSED, "nothing like it"))


def test_expected_warnings_pass(build):
    assert len(build(BROKEN, warnings=(UNDEFINED, UNCLOSED)).warnings) == 2
    assert len(build(BROKEN, warnings=None).warnings) == 2


@pytest.mark.parametrize("parallel", [0, 2])
def test_an_edit_is_built(build, parallel):
    built = build(PROJECT, parallel=parallel)
    (built.source / "two.rst").write_text("Two\n===\n\nChanged.\n", encoding="utf-8")
    again = built.again()
    assert "Changed." in again.html("two").get_text()
    assert "two.html" in again.written
    assert "one.html" not in again.written
    clean = built.clean_copy()
    assert clean.out != again.out
    assert clean.read("two.html") == again.read("two.html")
    assert clean.written >= {"index.html", "one.html", "two.html"}


def test_settings_stay_unless_changed(build):
    built = build(PROJECT, html_title="A")
    assert built.again(builder="text").read("one.txt") == "One\n***\n\nFirst.\n"
    assert built.again().html("one").title.get_text() == "One — A"
    assert built.again(html_title="B").html("one").title.get_text() == "One — B"


def test_a_build_leaves_nothing_behind(build):
    before = dict(directives._directives), dict(roles._roles), set(vars(nodes.GenericNodeVisitor))
    spanish = build({"conf.py": 'extensions = ["sphinx_lesson_ext"]\nlanguage = "es"\n', **PROJECT})
    assert spanish.html("one").html["lang"] == "es"
    assert (directives._directives, roles._roles, set(vars(nodes.GenericNodeVisitor))) == before
    assert "Search" in build(PROJECT).read("search.html")


def test_a_build_changes_no_default_for_the_next(build):
    """Some themes add a folder of templates to the list that is Sphinx's default."""
    conf = "def setup(app):\n    app.config.templates_path.append('t')\n    assert app.config.templates_path == ['t']\n"
    for _ in range(2):
        build({"conf.py": conf, "index.rst": "T\n=\n"})
