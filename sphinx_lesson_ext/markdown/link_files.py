"""Files of link definitions that hold in every document, such as a Workbench lesson's ``links.md``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown_it.renderer import RendererHTML
from myst_parser.parsers.mdit import create_md_parser

from sphinx_lesson_ext.blocks.link_definitions import LinkDefinition, note_shared
from sphinx_lesson_ext.confinement import is_inside
from sphinx_lesson_ext.messages import warn

from .definitions import definitions_plugin, read_definitions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Where the environment keeps the definitions while documents are read, as MyST does with its settings.
_ATTRIBUTE = "lesson_definitions"


def shared_definitions(env: BuildEnvironment) -> Mapping[str, dict[str, Any]]:
    """Return the definitions that hold in every document; what is read with them depends on their files."""
    for path in env.config.lesson_link_files:
        if is_inside(Path(env.srcdir), path):
            env.note_dependency(path)
    definitions: Mapping[str, dict[str, Any]] = getattr(env, _ATTRIBUTE, {})
    return definitions


def read_link_files(_app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Read the files, once a build (event ``env-before-read-docs``); of a label that is in two, the first counts."""
    found: dict[str, dict[str, Any]] = {}
    written = []
    for path in env.config.lesson_link_files:
        definitions = _read(env, path)
        written += definitions_in(definitions, path)
        for label, definition in definitions.items():
            found.setdefault(label, definition)
    setattr(env, _ATTRIBUTE, found)
    note_shared(env, written)


def definitions_in(defined: Mapping[str, Mapping[str, Any]], path: str) -> list[LinkDefinition]:
    """Return definitions as they are known beyond the parser, with the file that they are written in."""
    return [
        LinkDefinition(label.lower(), str(found["href"]), path, found["map"][0] + 1) for label, found in defined.items()
    ]


def _read(env: BuildEnvironment, path: str) -> Mapping[str, dict[str, Any]]:
    file = Path(env.srcdir, path)
    if not is_inside(Path(env.srcdir), path):
        text = "the file %r of lesson_link_files is outside of the lesson, and is not read; put the file itself there"
        warn("link-file", text, path, location=None)
        return {}
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        warn("link-file", "the file %r of lesson_link_files cannot be read: %s", path, error, location=None)
        return {}
    parser = create_md_parser(env.myst_config, RendererHTML)  # type: ignore[attr-defined]  # MyST's own
    found = read_definitions(text, parser.use(definitions_plugin, {}))
    if found.other_lines:
        warn(
            "link-file",
            "this file is for link definitions, which hold in every document; what else is in it is shown nowhere: "
            "move it to a document",
            location=f"{file}:{found.other_lines[0]}",
        )
    return found.definitions


def setup(app: Sphinx) -> None:
    """Read the files before documents."""
    app.connect("env-before-read-docs", read_link_files)
