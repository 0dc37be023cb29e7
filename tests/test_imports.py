"""Imports point one way: from the parts that do the work to the vocabulary that they share."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import sphinx_lesson_ext

PACKAGE = "sphinx_lesson_ext"
ROOT = Path(sphinx_lesson_ext.__file__).parent


def module_files() -> dict[str, Path]:
    """Return the file of each module, by its name without the package's; the package itself is ""."""
    files = {}
    for file in sorted(ROOT.rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return files


MODULES = module_files()

VOCABULARY = {
    "assembly",
    "clock",
    "config",
    "confinement",
    "destinations",
    "durations",
    "findings",
    "i18n",
    "identifiers",
    "kinds",
    "language_codes",
    "licences",
    "locales",
    "messages",
    "notebook_files",
    "programs",
    "settings_places",
    "pygments_names",
    "translatable",
    "web",
    "yaml_errors",
    "yaml_mapping",
}

#: What each part may import beside itself.  Only the package's ``__init__`` may import everything, and nothing but the
#: version is imported from there.
ARROWS = {
    "vocabulary": set(),
    "checkout": {"vocabulary"},
    "garbage": set(),
    "directives": set(),
    "blocks": {"vocabulary"},
    "companions": {"blocks", "vocabulary"},
    "markdown": {"blocks", "vocabulary"},
    "notebooks": {"markdown", "blocks", "vocabulary"},
    "rmarkdown": {"markdown", "vocabulary"},
    "fixmes": {"blocks", "checkout", "vocabulary"},
    "lesson": {"fixmes", "blocks", "checkout", "vocabulary"},
    "formats": {"theme", "lesson", "fixmes", "blocks", "vocabulary"},
    "translation": {"blocks", "vocabulary"},
    "checks": {"starter", "translation", "lesson", "fixmes", "checkout", "vocabulary"},
    "report": {"checks", "lesson", "fixmes", "checkout", "vocabulary"},
    "health": {"report", "checks", "theme", "lesson", "fixmes", "checkout", "vocabulary"},
    "theme": {"translation", "lesson", "blocks", "checkout", "vocabulary"},
    "printing": {"lesson", "blocks", "checkout", "vocabulary"},
    "workbench": {"lesson", "checkout", "vocabulary"},
    "starter": {"vocabulary"},
    "cli": {
        "health",
        "printing",
        "starter",
        "workbench",
        "report",
        "checks",
        "translation",
        "lesson",
        "checkout",
        "vocabulary",
    },
}

#: Modules that can be read, used and tested without Sphinx and docutils.
PURE = (
    "assembly",
    "checkout.citation",
    "checkout.git",
    "checkout.history",
    "checks.baseline",
    "checks.ignore_comments",
    "checks.locate",
    "checks.mend",
    "checks.rule",
    "checks.view",
    "checks.web_answers",
    "checks.web_links",
    "clock",
    "confinement",
    "destinations",
    "findings",
    "fixmes.blame",
    "fixmes.markers",
    "fixmes.passages",
    "fixmes.raw_html",
    "fixmes.wording",
    "formats.xhtml",
    "health.as_json",
    "health.base",
    "health.cards",
    "health.charts",
    "health.comment",
    "health.compare",
    "health.graphs",
    "health.lessons",
    "health.phrases",
    "health.records",
    "identifiers",
    "kinds",
    "language_codes",
    "lesson.answers",
    "lesson.facts",
    "lesson.plan",
    "lesson.raw_html",
    "lesson.records",
    "lesson.schedule",
    "licences",
    "locales",
    "markdown.attributes",
    "markdown.backslashes",
    "markdown.captions",
    "markdown.chunk_plugin",
    "markdown.chunks",
    "markdown.definition_list",
    "markdown.definitions",
    "markdown.emoji",
    "markdown.fenced_div",
    "markdown.html_blocks",
    "markdown.html_inline",
    "markdown.html_names",
    "markdown.html_tags",
    "markdown.image_sizes",
    "markdown.inline_attributes",
    "markdown.inline_notes",
    "markdown.inline_units",
    "markdown.leftovers",
    "markdown.line_block",
    "markdown.lists",
    "markdown.missed_front_matter",
    "markdown.missed_headings",
    "markdown.missed_links",
    "markdown.nested_links",
    "markdown.nested_text",
    "markdown.no_break_code",
    "markdown.pictures",
    "markdown.pipe_table",
    "markdown.problems",
    "markdown.quotations",
    "markdown.r_values",
    "markdown.scripts",
    "markdown.source_lines",
    "markdown.spaced_destinations",
    "notebook_files",
    "printing.browser",
    "printing.errors",
    "printing.kept",
    "printing.latex",
    "printing.names",
    "printing.served",
    "printing.ways",
    "programs",
    "pygments_names",
    "report.as_csv",
    "report.as_github",
    "report.as_json",
    "report.as_text",
    "report.cells",
    "report.columns",
    "report.identity",
    "report.in_markdown",
    "report.pages",
    "report.paint",
    "report.paths",
    "report.tally",
    "report.tool",
    "report.wording",
    "rmarkdown.align",
    "rmarkdown.built",
    "rmarkdown.cache",
    "rmarkdown.knitr",
    "starter.answers",
    "starter.file_names",
    "starter.insertions",
    "starter.languages",
    "translatable",
    "translation.catalogues",
    "web",
    "workbench.book",
    "workbench.files",
    "workbench.settings",
    "yaml_errors",
    "yaml_mapping",
    # Every rule.
    *sorted(module for module in MODULES if module.startswith("checks.rules")),
)


@dataclass(frozen=True)
class Import:
    """An import of one of the package's modules by another.

    :ivar importer: The module that imports, without the package's name.
    :ivar imported: The module that is imported, likewise; the package itself is "".
    :ivar names: What is imported from it, if it was asked for by name.
    :ivar for_types: Whether it stands under ``if TYPE_CHECKING``.
    """

    importer: str
    imported: str
    names: tuple[str, ...]
    for_types: bool


def imports_in(code: str, module: str, *, is_package: bool) -> list[Import]:
    """Return every import of the package's modules in the *code* of *module*, wherever it stands."""
    tree = ast.parse(code)
    for_types = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and ast.unparse(branch.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}
        for statement in branch.body
        for node in ast.walk(statement)
    }
    found = []
    for node in ast.walk(tree):
        for name, names in targets(node, module, is_package=is_package):
            if name == PACKAGE or name.startswith(f"{PACKAGE}."):
                imported = name.removeprefix(PACKAGE).removeprefix(".")
                found.append(Import(module, imported, names, id(node) in for_types))
    return found


def targets(node: ast.AST, module: str, *, is_package: bool) -> list[tuple[str, tuple[str, ...]]]:
    """Return the whole name of each module that *node* imports, with the names that it takes from it."""
    if isinstance(node, ast.Import):
        return [(alias.name, ()) for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = node.module or ""
    if node.level:
        here = [PACKAGE, *filter(None, module.split("."))]
        here = here[: len(here) - node.level + is_package]
        base = ".".join([*here, *filter(None, [node.module])])
    found: list[tuple[str, tuple[str, ...]]] = []
    for alias in node.names:
        whole = f"{base}.{alias.name}"
        is_module = whole.startswith(f"{PACKAGE}.") and whole.removeprefix(f"{PACKAGE}.") in MODULES
        found.append((whole, ()) if is_module else (base, (alias.name,)))
    return found


def imports_of(module: str) -> list[Import]:
    """Return every import of the package's modules in *module*."""
    file = MODULES[module]
    return imports_in(file.read_text(encoding="utf-8"), module, is_package=file.name == "__init__.py")


def part_of(module: str) -> str:
    """Return the part of the package that *module* belongs to."""
    top = module.partition(".")[0]
    return "vocabulary" if top in VOCABULARY else top


def is_version(import_: Import) -> bool:
    return import_.imported == "" and import_.names == ("__version__",)


IMPORTS = [import_ for module in MODULES for import_ in imports_of(module) if not is_version(import_)]


def test_every_module_belongs_to_a_part():
    assert {part_of(module) for module in MODULES if module} == set(ARROWS)


@pytest.mark.parametrize("part", ARROWS)
def test_arrows(part):
    wrong = [
        f"{i.importer} imports {i.imported or PACKAGE}"
        for i in IMPORTS
        if i.importer and part_of(i.importer) == part and part_of(i.imported) not in {part, *ARROWS[part]}
    ]
    assert wrong == []


def test_imports_are_seen_wherever_they_stand():
    code = """
import os, sphinx_lesson_ext.kinds
from sphinx_lesson_ext.report.wording import counted
from sphinx_lesson_ext import config, __version__
from .formats import FORMATS
from ..lesson import domain
if TYPE_CHECKING:
    from . import paths
def later():
    from .. import i18n
"""
    assert {(i.imported, i.names, i.for_types) for i in imports_in(code, "report.builder", is_package=False)} == {
        ("kinds", (), False),
        ("report.wording", ("counted",), False),
        ("config", (), False),
        ("", ("__version__",), False),
        ("report.formats", ("FORMATS",), False),
        ("lesson.domain", (), False),
        ("report.paths", (), True),
        ("i18n", (), False),
    }
    assert imports_in("from .builder import ReportBuilder", "report", is_package=True) == [
        Import("report", "report.builder", ("ReportBuilder",), for_types=False)
    ]
    assert imports_in("from . import config", "", is_package=True) == [Import("", "config", (), for_types=False)]


def test_no_cycles():
    graph: dict[str, set[str]] = {}
    for i in IMPORTS:
        same_part = part_of(i.importer) == part_of(i.imported)
        if i.importer and not (i.for_types and same_part):
            graph.setdefault(i.importer, set()).add(i.imported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("A cycle of imports: " + " ← ".join(error.args[1]), pytrace=False)


def test_pure_modules_exist():
    assert [module for module in PURE if module not in MODULES] == []


def test_pure_modules_load_neither_sphinx_nor_docutils():
    names = ", ".join(f"{PACKAGE}.{module}" for module in PURE if module in MODULES)
    code = f"import sys, {names}; print(*sorted({{'sphinx', 'docutils'}} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.split() == []


@pytest.mark.parametrize("module", [module for module in PURE if module in MODULES])
def test_pure_modules_name_neither_sphinx_nor_docutils(module):
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    roots = {
        alias.name.partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    roots |= {(node.module or "").partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert roots & {"sphinx", "docutils", "myst_parser"} == set()


def test_the_table_for_contributors_is_that_of_this_test():
    text = (ROOT.parent / "CONTRIBUTING.md").read_text(encoding="utf-8").split("```")[1]
    rows = [line.split("→") for line in text.splitlines() if "→" in line]
    told = {part.strip(): set(named.split("  ")[0].replace(",", " ").split()) for part, named in rows}

    assert told == {part: named for part, named in ARROWS.items() if named} | {"__init__": {"all"}}
    assert set(text.split()) >= VOCABULARY
