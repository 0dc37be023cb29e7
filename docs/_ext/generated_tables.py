"""The directives ``generated-…``: what the manual shows of the code itself, so that nothing is written twice."""

from __future__ import annotations

import gettext
import io
import json
import os
import tomllib
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_lesson_ext.blocks.make import COMMON_OPTIONS, options_of
from sphinx_lesson_ext.checks.rules import RULES
from sphinx_lesson_ext.cli import COMMANDS, command_of, make_parser
from sphinx_lesson_ext.config import OPTIONS
from sphinx_lesson_ext.i18n import CATALOG, LOCALE_DIR
from sphinx_lesson_ext.kinds import KINDS, LISTS
from sphinx_lesson_ext.markdown.parser import MYST_DEFAULTS
from sphinx_lesson_ext.messages import TOLD_BY_CHECKS, WARNING_TYPE, WARNINGS
from sphinx_lesson_ext.report.formats import FORMATS
from sphinx_lesson_ext.report.in_markdown import in_markdown
from sphinx_lesson_ext.starter.languages import languages, words_of
from sphinx_lesson_ext.theme.options import OPTIONS as THEME_OPTIONS
from sphinx_lesson_ext.workbench.settings import KEYS, WITHOUT_EFFECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_PACKAGE = files("sphinx_lesson_ext")


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each cell is text in the markup of the page that shows it.

    :ivar empty: What is said where there is no row.
    """

    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    empty: str = "There are none."


def block_table() -> Table:
    """Return every kind of block, with the options that not all of them take."""
    return Table(
        ("Block", "Also written", "Readers see", "More options"),
        [
            (
                _code(kind.name),
                _codes(kind.spellings),
                f"*{kind.label}*",
                _codes(_as_options(options_of(kind) - COMMON_OPTIONS)),
            )
            for kind in KINDS.values()
        ],
    )


def list_table() -> Table:
    """Return every list, with the options that not all of them take."""
    return Table(
        ("Directive", "Name in {confval}`lesson_pages`", "Document that is made", "More options"),
        [
            (_code(kind.name), _code(kind.page), _code(kind.docname), _codes(_as_options(kind.options)))
            for kind in LISTS.values()
        ],
    )


def warning_table() -> Table:
    """Return every warning of the extension."""
    rows = [
        (_code(f"{WARNING_TYPE}.{code}"), meaning, "checks" if code in TOLD_BY_CHECKS else "builds")
        for code, meaning in sorted(WARNINGS.items())
    ]
    return Table(("Warning", "What it means", "Told by"), rows)


def rule_table() -> Table:
    """Return every rule of ``lesson check``."""
    return Table(
        ("Rule", "Group", "Severity", "Asked", "Mends", "What it tells"),
        [
            (
                f"[`{rule.code}`](#{rule.code})",
                _code(rule.group),
                rule.severity.value,
                "always" if rule.is_default else "on request",
                "some" if rule.mends else "",
                in_markdown(rule.summary),
            )
            for rule in RULES.values()
        ],
    )


def config_key_table() -> Table:
    """Return every key of a Workbench lesson's ``config.yaml`` that has an effect."""
    return Table(("Key", "What it does"), [(_code(key), meaning.replace("``", "`")) for key, meaning in KEYS.items()])


def unused_key_table() -> Table:
    """Return every key that is known and has none."""
    return Table(("Without effect", "Why"), [(_code(key), reason) for key, reason in WITHOUT_EFFECT.items()])


def format_table() -> Table:
    """Return every format of the report."""
    return Table(
        ("Format", "File of `-b lesson-report`", "Read by", "Paths begin at"),
        [
            (
                _code(report_format.name),
                _code(f"report.{report_format.suffix}"),
                report_format.reader,
                "the top of the repository" if report_format.from_repository else "the lesson's folder",
            )
            for report_format in FORMATS.values()
        ],
    )


def report_table() -> Table:
    """Return what the report in JSON holds at its top, as its schema says."""
    return _schema_table(_schema("report/findings"))


def finding_table() -> Table:
    """Return what the report in JSON says of each finding."""
    return _schema_table(_schema("report/findings")["$defs"]["finding"])


def health_table() -> Table:
    """Return what the report on a lesson's health holds at its top."""
    return _schema_table(_schema("health/health"))


def health_figure_table() -> Table:
    """Return the figures of a page, a lesson or several."""
    return _schema_table(_schema("health/health")["$defs"]["figures"])


def health_document_table() -> Table:
    """Return what that report says of each page beside its figures."""
    return _schema_table(_schema("health/health")["$defs"]["document"])


def lessons_table() -> Table:
    """Return what the report on many lessons holds at its top."""
    return _schema_table(_schema("health/lessons"))


def lessons_entry_table() -> Table:
    """Return what it says of each lesson."""
    return _schema_table(_schema("health/lessons")["$defs"]["entry"])


def markdown_table() -> Table:
    """Return what is set up of MyST."""
    rows = [(_code(name), _python(value)) for name, value in MYST_DEFAULTS.items()]
    return Table(("Option of MyST", "Value"), rows)


def theme_table() -> Table:
    """Return the theme's own options: what each may be, its default, and what it does."""
    theme = tomllib.loads((_PACKAGE / "theme" / "lesson" / "theme.toml").read_text(encoding="utf-8"))
    defaults = theme["options"]
    rows = [(_code(o.name), o.expected, _python(defaults[o.name]), o.help) for o in THEME_OPTIONS]
    return Table(("Option", "May be", "Default", "What it does"), rows)


def starter_table() -> Table:
    """Return the languages that the text of a new lesson is written in."""
    return Table(("Code", "Language"), [(_code(code), words_of(code)["name"]) for code in languages()])


def word_table() -> Table:
    """Return what the things of a lesson are called in each language."""
    found = sorted(folder.name for folder in LOCALE_DIR.iterdir() if folder.is_dir())
    words = [gettext.translation(CATALOG, LOCALE_DIR, [language]).gettext for language in found]
    labels = [label for kind in KINDS.values() for label in (kind.label, *kind.spellings.values()) if label != "FIXME"]
    terms = dict.fromkeys(("Lesson", "Episode", "Learner profiles", "Schedule", *labels))
    return Table(("English", *map(_code, found)), [(term, *(word(term) for word in words)) for term in terms])


def command_table() -> Table:
    """Return every command."""
    return Table(
        ("Command", "What it does"), [(_code(f"lesson {c.name}"), c.summary) for c in map(command_of, COMMANDS)]
    )


TABLES: Mapping[str, Callable[[], Table]] = {
    "blocks": block_table,
    "commands": command_table,
    "words": word_table,
    "lists": list_table,
    "warnings": warning_table,
    "rules": rule_table,
    "config-keys": config_key_table,
    "unused-keys": unused_key_table,
    "formats": format_table,
    "report": report_table,
    "finding": finding_table,
    "health": health_table,
    "health-figures": health_figure_table,
    "health-document": health_document_table,
    "lessons": lessons_table,
    "lessons-entry": lessons_entry_table,
    "markdown": markdown_table,
    "theme": theme_table,
    "starter": starter_table,
}


class GeneratedTable(SphinxDirective):
    """A table by its name in :data:`TABLES`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Build the table as it is in the code now."""
        table = TABLES[self.arguments[0]]()
        if not table.rows:
            return [nodes.paragraph("", "", *self._inline(table.empty))]
        group = nodes.tgroup(
            "",
            *(nodes.colspec(colwidth=1) for _column in table.head),
            nodes.thead("", self._row(table.head)),
            nodes.tbody("", *map(self._row, table.rows)),
            cols=len(table.head),
        )
        return [nodes.table("", group, classes=["colwidths-auto"])]

    def _row(self, cells: Iterable[str]) -> nodes.row:
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *self._inline(cell))) for cell in cells))

    def _inline(self, text: str) -> list[nodes.Node]:
        parsed, messages = self.parse_inline(text, lineno=self.lineno)
        return [*parsed, *messages]


class GeneratedOptions(SphinxDirective):
    """Every value of ``conf.py`` as Sphinx's own ``confval``, which can be referred to."""

    def run(self) -> list[nodes.Node]:
        """Describe each as it is declared now."""
        return [
            node
            for option in OPTIONS
            for node in self.parse_text_to_nodes(
                f"```{{confval}} {option.name}\n"
                f":type: {_quoted(option.expected)}\n"
                f":default: {_quoted(_python(option.default))}\n\n"
                f"{option.help}\n```\n"
            )
        ]


class GeneratedHelp(SphinxDirective):
    """What a command's ``--help`` shows."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Ask the command itself, on a terminal as wide as a page and without colours."""
        shown = io.StringIO()
        with patch.dict(os.environ, {"COLUMNS": "80", "NO_COLOR": "1"}), suppress(SystemExit), redirect_stdout(shown):
            make_parser().parse_args([self.arguments[0], "--help"])
        text = shown.getvalue().rstrip("\n")
        code = nodes.literal_block(text, text, language="text")
        self.set_source_info(code)
        return [code]


def _schema(path: str) -> dict[str, Any]:
    """Return the schema of a report, by its path in the package without the suffix."""
    text = _PACKAGE.joinpath(f"{path}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _schema_table(schema: Mapping[str, Any]) -> Table:
    return Table(
        ("Property", "Always there", "What it says"),
        [
            (_code(name), "yes" if name in schema["required"] else "", value["description"])
            for name, value in schema["properties"].items()
        ],
    )


def _code(text: str) -> str:
    return f"`{text}`"


def _codes(texts: Iterable[str]) -> str:
    return ", ".join(_code(text) for text in texts)


def _python(value: object) -> str:
    return _code(repr(value).replace("'", '"'))


def _quoted(text: str) -> str:
    """Return *text* as the value of a directive's option, which MyST reads as YAML."""
    return json.dumps(text, ensure_ascii=False)


def _as_options(names: Iterable[str]) -> list[str]:
    return [f":{name}:" for name in sorted(names)]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("generated-table", GeneratedTable)
    app.add_directive("generated-options", GeneratedOptions)
    app.add_directive("generated-help", GeneratedHelp)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
