"""Python looks for garbage less often during a build, and as before after it."""

from __future__ import annotations

import gc

import pytest

from sphinx_lesson_ext.garbage import OBJECTS

LESSON = {"index.md": "# Lesson\n\n```{toctree}\none\n```\n", "one.md": "# One\n\n::: keypoints\n- A point.\n:::\n"}
USUAL = (700, 10, 10)


@pytest.fixture(autouse=True)
def _usual():
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


def watched(*events):
    """Return a ``conf.py`` that adds the threshold at each of *events* to ``seen``."""
    lines = [f"    app.connect({event!r}, lambda *_: seen.append(gc.get_threshold()[0]))" for event in events]
    return "\n".join(
        ["import gc", "", "extensions = ['sphinx_lesson_ext']", "seen = []", "def setup(app):", *lines, ""]
    )


def seen_by(built):
    return built.app.config._raw_config["seen"]


def test_the_threshold_is_raised_while_documents_are_read_and_written(build):
    built = build({**LESSON, "conf.py": watched("source-read", "doctree-resolved")})

    assert seen_by(built)
    assert set(seen_by(built)) == {OBJECTS}
    assert gc.get_threshold() == USUAL


def test_the_threshold_is_raised_while_what_sphinx_knows_is_loaded(build):
    built = build({**LESSON, "conf.py": watched("config-inited", "builder-inited", "env-before-read-docs")}).again()

    assert seen_by(built) == [OBJECTS] * 3


def test_a_lesson_that_is_loaded_but_not_built_leaves_the_threshold(build, make_app):
    built = build(LESSON)

    make_app(srcdir=built.source)

    assert gc.get_threshold() == USUAL


def test_a_threshold_that_somebody_chose_stays(build):
    gc.set_threshold(5_000, 5, 5)

    built = build({**LESSON, "conf.py": watched("source-read")})

    assert set(seen_by(built)) == {5_000}
    assert gc.get_threshold() == (5_000, 5, 5)


def test_a_threshold_that_somebody_chooses_during_the_build_stays(build):
    chosen = watched() + "    app.connect('source-read', lambda *_: gc.set_threshold(9_000, 9, 9))\n"

    build({**LESSON, "conf.py": chosen})

    assert gc.get_threshold() == (9_000, 9, 9)


def test_a_build_that_fails_restores_the_threshold(build):
    failing = watched() + "    app.connect('doctree-resolved', lambda *_: 1 / 0)\n"

    with pytest.raises(Exception, match="division by zero"):
        build({**LESSON, "conf.py": failing})

    assert gc.get_threshold() == USUAL
