"""`lesson eject`: the conf.py that changes nothing."""

from __future__ import annotations

from sphinx_lesson_ext.cli import main
from sphinx_lesson_ext.cli.implicit import IMPLICIT_SETTINGS


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_lesson_is_built_with_it_as_without(workbench, capsys):
    output = workbench / "site" / "html"
    assert main(["build", "lesson", "-q", "-W"]) == 0
    before = contents(output)
    assert main(["eject", "lesson"]) == 0
    assert capsys.readouterr() == (
        "lesson/conf.py holds the settings now; config.yaml still says which episodes there are, and in which order.\n",
        "",
    )
    assert main(["build", "lesson", "-q", "-W"]) == 0
    assert contents(output) == before
    # It is really this file that the lesson was built with.
    with (workbench / "conf.py").open("a") as conf:
        conf.write('project = "By hand"\n')
    assert main(["build", "lesson", "-q"]) == 0
    assert b"By hand" in (output / "index.html").read_bytes()


def test_it_says_what_is_set_implicitly_and_why(workbench):
    assert main(["eject", "lesson"]) == 0
    text = (workbench / "conf.py").read_text("utf-8")
    values = {}
    exec(text, values)
    assert {name: values[name] for name in IMPLICIT_SETTINGS} == IMPLICIT_SETTINGS
    assert values["__doc__"].startswith("The settings of this lesson for Sphinx.\n")
    assert text.count("\n# ") >= len(IMPLICIT_SETTINGS)
    assert max(len(line) for line in text.splitlines() if "https://" not in line) <= 80


def test_nothing_is_overwritten(workbench, project, capsys):
    assert main(["eject", "project"]) == 2
    assert capsys.readouterr() == (
        "",
        "lesson: project/conf.py is already there, and is not overwritten; change it, or remove it first\n",
    )
    (workbench / "conf.py").symlink_to(workbench / "nowhere.py")
    assert main(["eject", "lesson"]) == 2
    assert capsys.readouterr() == ("", "lesson: lesson/conf.py cannot be written: File exists\n")
    assert not (workbench / "nowhere.py").exists()
