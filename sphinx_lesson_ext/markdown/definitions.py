"""Definitions of references: with pandoc's attributes, and shared by all files of a lesson.

::

    [map]: fig/map.png "The old town"
    {alt='Where "north" is up' width="50%"}

The attributes stand behind the definition, on its line or on the next.  They are those of every image and link that
refers to it; what is written there wins.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from .attributes import parse_attributes
from .problems import add_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from .attributes import Attributes

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

#: Where markdown-it's ``env`` has each definition by its normalised label: its ``href``, ``title`` and ``map``.
REFERENCES = "references"
#: Where ``env`` has the definitions that the text itself holds, as in :data:`REFERENCES`, by their labels.
DEFINED = "defined_labels"
#: Where ``env`` has the labels that links and images name.
USED = "used_labels"
#: Where ``env`` says that the text is the translation of a part of a document, which has no definitions of its own.
IS_TRANSLATION = "is_translation"
#: The tokens that know what label they were written with.
_LABELLED = frozenset({"link_open", "image"})
_BLANKS = " \t"


class DefinedAddress(str):
    """The address of a definition that has attributes."""

    __slots__ = ("attributes",)

    attributes: Attributes


class DefinitionFile(NamedTuple):
    """What a file of definitions holds.

    :ivar definitions: The definitions, by their normalised labels, as markdown-it has them in ``env``.
    :ivar other_lines: The lines, from 1, on which something else begins.
    """

    definitions: Mapping[str, dict[str, Any]]
    other_lines: tuple[int, ...]


def definitions_plugin(md: MarkdownIt, shared: Mapping[str, dict[str, Any]]) -> None:
    """Read attributes of definitions, and know those in *shared* wherever a text does not define a label itself."""
    rules = dict(zip(md.block.ruler.get_active_rules(), md.block.ruler.getRules(""), strict=True))
    if "reference" in rules:
        md.block.ruler.at("reference", partial(_with_attributes, rules["reference"]))
    md.options["store_labels"] = True
    md.core.ruler.after("block", "repeated_definitions", _tell_repeated)
    md.core.ruler.push("used_labels", _note_used)
    if shared:
        md.core.ruler.after("block", "shared_definitions", partial(_add_shared, shared))


def read_definitions(text: str, md: MarkdownIt) -> DefinitionFile:
    """Read a file of definitions; comments in it are no matter.

    :param md: A parser that uses :func:`definitions_plugin`.
    """
    env: dict[str, Any] = {}
    tokens = md.parse(text, env)
    others = (token for token in tokens if token.level == 0 and token.nesting >= 0 and token.type != "front_matter")
    lines = [token.map[0] + 1 for token in others if token.map and not _is_comment(token.type, token.content)]
    return DefinitionFile(env.get(REFERENCES, {}), tuple(lines))


def _is_comment(kind: str, content: str) -> bool:
    text = content.strip()
    return kind == "myst_line_comment" or (kind == "html_block" and text.startswith("<!--") and text.endswith("-->"))


def _add_shared(shared: Mapping[str, dict[str, Any]], state: StateCore) -> None:
    own = state.env.setdefault(REFERENCES, {})
    for label, definition in shared.items():
        own.setdefault(label, definition)


def _note_used(state: StateCore) -> None:
    """Note the labels that are named; where nothing is defined, none is."""
    if state.env.get(REFERENCES):
        used = state.env.setdefault(USED, set())
        for token in state.tokens:
            if token.type == "inline":
                used.update(_labels_in(token))


def _labels_in(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.type in _LABELLED and "label" in child.meta:
            yield child.meta["label"]
        if child.children:
            yield from _labels_in(child)


def _tell_repeated(state: StateCore) -> None:
    """Tell of labels that are defined twice; with the same address, no one is misled."""
    for repeated in state.env.pop("duplicate_refs", ()):
        label = repeated["label"]
        first = state.env[REFERENCES][label]
        if repeated["href"] != first["href"]:
            text = f"the label {label.lower()!r} is defined again, but the first time counts: remove one of both"
            add_problem(state.env, "link-form", repeated["map"][0], text)


def _with_attributes(rule: BlockRule, state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Apply *rule*, and read the attributes that stand behind the definition."""
    if silent:
        return rule(state, start_line, end_line, silent)
    known = len(state.env.get(REFERENCES, ()))
    found = None
    if rule(state, start_line, end_line, silent):
        if state.line < end_line and not state.isEmpty(state.line):
            found = _attributes_in(state, state.line, state.bMarks[state.line] + state.tShift[state.line])
    else:
        found = _attributes_behind(rule, state, start_line, end_line)
        if found is None:
            return False
    definitions = state.env[REFERENCES]
    label = next(reversed(definitions)) if len(definitions) > known else ""
    if label:
        state.env.setdefault(DEFINED, {})[label] = definitions[label]
    if found is not None:
        attributes, state.line = found
        if label:
            definition = definitions[label]
            definition["href"] = DefinedAddress(definition["href"])
            definition["href"].attributes = attributes
    return True


def _attributes_behind(
    rule: BlockRule, state: StateBlock, start_line: int, end_line: int
) -> tuple[Attributes, int] | None:
    """Let *rule* see the line only up to the attributes at its end; return them, and the line after them."""
    begin, end = state.bMarks[start_line], state.eMarks[start_line]
    position = state.src.find("{", begin, end)
    if not state.src.startswith("[", begin + state.tShift[start_line]):
        return None
    while position >= 0:
        found = _attributes_in(state, start_line, position) if state.src[position - 1] in _BLANKS else None
        if found is not None:
            state.eMarks[start_line] = position - 1
            taken = rule(state, start_line, end_line, False)
            state.eMarks[start_line] = end
            return found if taken else None
        position = state.src.find("{", position + 1, end)
    return None


def _attributes_in(state: StateBlock, line: int, position: int) -> tuple[Attributes, int] | None:
    """Return the attributes that begin at *position* in *line*, if nothing is behind them, and the line after them."""
    if not state.src.startswith("{", position):
        return None
    last = line
    while last + 1 < state.lineMax and not state.isEmpty(last + 1):
        last += 1
    text = state.src[position : state.eMarks[last]]
    parsed = parse_attributes(text)
    if parsed is None or text[parsed[1] :].partition("\n")[0].strip(_BLANKS):
        return None
    return parsed[0], line + text.count("\n", 0, parsed[1]) + 1
