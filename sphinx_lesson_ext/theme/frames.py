"""Frames around what may be wider than the page, so that it scrolls by itself and by the keyboard."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.translatable import translatable

from .sessions import typed_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

#: What a program prints, by the name that authors give such a block.
_PRINTED = {"output": translatable("Output"), "error": translatable("Error"), "warning": translatable("Warning")}
#: Names that say nothing of the language.
_NO_LANGUAGE = frozenset({"", "default", "none", "text", "guess"})
#: Languages that readers know by another name than Pygments does.
_KNOWN_AS = {
    "bash": "Bash",
    "console": "Console",
    "doscon": "Command prompt",
    "ipython3": "IPython",
    "mermaid": "Mermaid",
    "pwsh": "PowerShell",
    "py": "Python",
    "pycon": "Python",
    "r": "R",
    "rconsole": "R",
    "sh": "Shell",
    "shell": "Shell",
}


class code_frame(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes in lower case)
    """A block of code with its ``language``, as the author wrote it, and the ``label`` that readers see.

    Where readers would not type the whole, ``typed`` tells what they would: the number of each line, and how much of
    its beginning is left out.
    """


class table_frame(nodes.General, nodes.Element):  # noqa: N801
    """A table that scrolls inside itself; ``label`` says what it is."""


def frame_code(blocks: Iterable[nodes.Element]) -> None:
    """Put each block of code into a frame."""
    for code in blocks:
        language = _language_of(code)
        typed = " ".join(f"{line.number}:{line.prompt}" for line in typed_lines(language, code.astext().lstrip("\n")))
        wrap(code, code_frame(language=language, label=language_label(language), typed=typed))


def frame_tables(tables: Iterable[nodes.table]) -> None:
    """Put each table into a frame."""
    for table in tables:
        title = next((child for child in table.children if isinstance(child, nodes.title)), None)
        wrap(table, table_frame(label=title.astext() if title is not None else _("Table")))


def _language_of(code: nodes.Element) -> str:
    if isinstance(code, nodes.doctest_block):
        return "pycon"
    return str(code.get("written-language") or code.get("language", "")).lower()


def language_label(language: str) -> str:
    """Return what readers call a language; nothing, where there is none to name."""
    if language in _PRINTED:
        return _(_PRINTED[language])
    if language in _NO_LANGUAGE:
        return ""
    if language in _KNOWN_AS:
        return _KNOWN_AS[language]
    return _name_of(language)


@cache
def _name_of(language: str) -> str:
    """Return Pygments' name of a language: a lookup that takes long, for the few languages of a lesson."""
    try:
        return str(get_lexer_by_name(language).name)
    except ClassNotFound:
        return language


def wrap(node: nodes.Element, frame: nodes.Element) -> None:
    """Put *node* into a frame, in its place."""
    # Not replace_self: it would give the frame the ids of what it holds.
    node.parent[node.parent.index(node)] = frame
    frame += node


def _scroller(label: str) -> dict[str, str]:
    # A group, not a region: a page may have many, and they are no landmarks.
    return {"role": "group", "tabindex": "0", "aria-label": label}


def _visit_code(self: Any, node: code_frame) -> None:
    kind = f"code-{node['language']}" if node["language"] in _PRINTED else ""
    typed = {"data-typed": node["typed"]} if node["typed"] else {}
    self.body.append(self.starttag(node, "div", CLASS=f"code {kind}".strip(), **typed))
    if node["label"]:
        self.body.append(self.starttag(nodes.inline(), "p", "", CLASS="code-label lesson-chrome"))
        self.body.append(self.encode(node["label"]))
        self.body.append("</p>\n")
    self.body.append(self.starttag(nodes.inline(), "div", CLASS="code-scroll", **_scroller(node["label"] or _("Code"))))


def _depart_code(self: Any, _node: code_frame) -> None:
    self.body.append("</div>\n</div>\n")


def _visit_table(self: Any, node: table_frame) -> None:
    self.body.append(self.starttag(node, "div", CLASS="table-scroll", **_scroller(node["label"])))


def _depart_table(self: Any, _node: table_frame) -> None:
    self.body.append("</div>\n")


def setup(app: Sphinx) -> None:
    """Register the frames."""
    app.add_node(code_frame, html=(_visit_code, _depart_code))
    app.add_node(table_frame, html=(_visit_table, _depart_table))
