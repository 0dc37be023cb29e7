"""The package as users get it: what is in its archives, its version, its entry points."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import distribution, entry_points
from pathlib import Path

import pytest

import sphinx_lesson_ext
from sphinx_lesson_ext.cli import main

PROJECT = Path(__file__).parents[1]
PACKAGE = PROJECT / "sphinx_lesson_ext"


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """The folder of a wheel and a source archive, built from this project."""
    folder = tmp_path_factory.mktemp("archives")
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    return folder


def package_files():
    """Each file of the package, as archives name it."""
    files = (file for file in PACKAGE.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return {file.relative_to(PROJECT).as_posix() for file in files}


def test_the_wheel_holds_the_package_and_nothing_else(archives):
    (wheel,) = archives.glob("*.whl")
    assert wheel.name == f"sphinx_lesson_ext-{sphinx_lesson_ext.__version__}-py3-none-any.whl"
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name for name in names if ".dist-info/" not in name} == package_files()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_package_has_more_than_modules():
    # What the wheel is compared with above: it would be as empty as they are.
    assert package_files() >= {
        "sphinx_lesson_ext/py.typed",
        "sphinx_lesson_ext/checks/baseline.schema.json",
        "sphinx_lesson_ext/report/findings.schema.json",
        "sphinx_lesson_ext/health/health.schema.json",
        "sphinx_lesson_ext/health/templates/report.css",
        "sphinx_lesson_ext/lesson/pages/key-points.lesson-page",
        "sphinx_lesson_ext/starter/lesson/dot-github/workflows/lesson.yml",
        "sphinx_lesson_ext/starter/lesson/dot-gitignore",
        "sphinx_lesson_ext/starter/lesson-parts/mit.md.jinja",
        "sphinx_lesson_ext/starter/languages/es/index.md.jinja",
    }


def test_the_source_archive_holds_what_its_makefile_needs(archives):
    (archive,) = archives.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    assert names >= package_files() | {
        "pyproject.toml",
        "Makefile",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        ".ci/oldest.txt",
        "example/conf.py",
        "example/episodes/34-mentoring.md",
        "tests/conftest.py",
    }
    folders = {folder for name in names for folder in name.split("/")[:-1]}
    assert folders & {"_build", "__pycache__", ".venv"} == set()


def test_version_is_said_once():
    holders = [file for file in [PROJECT / "pyproject.toml", *PACKAGE.rglob("*.py")] if says_version(file)]
    assert holders == [PACKAGE / "__init__.py"]
    assert distribution("sphinx-lesson-ext").version == sphinx_lesson_ext.__version__


def says_version(file):
    return f'"{sphinx_lesson_ext.__version__}"' in file.read_text(encoding="utf-8")


def test_version_is_in_the_changelog():
    changelog = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{sphinx_lesson_ext.__version__}]" in changelog


def test_command_tells_its_version(capsys):
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"lesson {sphinx_lesson_ext.__version__}\n"


def test_asking_for_the_version_does_not_load_sphinx():
    code = "import sys, sphinx_lesson_ext; sys.exit('sphinx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("group", "name"),
    [("console_scripts", "lesson"), ("sphinx.builders", "lesson-report"), ("sphinx.html_themes", "lesson")],
)
def test_entry_points_lead_somewhere(group, name):
    (entry_point,) = (e for e in entry_points(group=group, name=name) if e.dist.name == "sphinx-lesson-ext")
    assert entry_point.load() is not None


def test_builder_needs_no_extension_in_conf(build):
    built = build({"conf.py": "", "index.rst": "Lesson\n======\n\nFIXME: draw\n"}, "lesson-report")
    assert "index.rst:4:1: draw" in built.read("report.txt")
