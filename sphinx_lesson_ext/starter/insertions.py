"""Adding a line to a file that an author wrote, of which all else stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from sphinx_lesson_ext.yaml_errors import UNREADABLE, YamlError, explain

if TYPE_CHECKING:
    from collections.abc import Callable


def insert_below(text: str, start: int, replacement: Callable[[str], str | None]) -> tuple[str, int] | None:
    """Add a line below the first one that has a *replacement*, indented and ended as that is.

    :param start: The line to begin with, from 0.
    :param replacement: Returns what the line below one with a given content holds; ``None``, if that is not the one.
    :return: The new text, and the number of the new line, from 1; ``None``, if no line is the one.
    """
    lines = text.splitlines(keepends=True)
    for index, line in enumerate(lines[start:], start=start):
        content = line.strip()
        new = replacement(content) if content else None
        if new is not None:
            before, after = line.split(content, 1)
            lines[index : index + 1] = _below(line, f"{before}{new}{after.lstrip(' ')}", lines)
            return "".join(lines), index + 2
    return None


def _below(line: str, new: str, lines: list[str]) -> list[str]:
    if line.splitlines()[0] != line:
        return [line, new]
    # The last line of the file has no end; now it needs one.
    return [line + line_end(lines), new]


def line_end(lines: list[str]) -> str:
    """Return how *lines* end."""
    return "\r\n" if lines[0].endswith("\r\n") else "\n"


def add_to_list(text: str, key: str, name: str) -> tuple[str, int] | None:
    """Add *name* to the end of the list that stands under *key* in a YAML file, written as the list is.

    :param name: A text that means itself in YAML.
    :return: The new text, and the number of the line that *name* is in, from 1; ``None`` for a list that is empty or
        missing.
    :raises YamlError: If the file is no YAML, or there is no list under *key*, or it is one that cannot be added to.
    """
    values = _list(text, key)
    if not values:
        return None
    changed, line = _with_item(text, values, name)
    try:
        names = [item.value for item in _list(changed, key)]
    except YamlError:
        names = []
    if names != [*(item.value for item in values), name]:
        raise YamlError(
            values[-1].start_mark.line, f"the list '{key}' is written in a way that nothing can be added to"
        )
    return changed, line


def _with_item(text: str, items: list[yaml.Node], name: str) -> tuple[str, int]:
    """Return the text with an item added behind the last, and the number of its line."""
    last = items[-1]
    quote = last.style if isinstance(last, yaml.ScalarNode) and last.style in ("'", '"') else ""
    item = f"{quote}{name}{quote}"
    begin = text.rfind("\n", 0, last.start_mark.index) + 1
    before = text[begin : last.start_mark.index]
    if before.strip() != "-":
        # Several in a line: [a.md, b.md].
        at = last.end_mark.index
        return f"{text[:at]}, {item}{text[at:]}", last.end_mark.line + 1
    end = text.find("\n", last.end_mark.index) + 1
    if end:
        ending = "\r\n" if text.startswith("\r\n", end - 2) else "\n"
        return f"{text[:end]}{before}{item}{ending}{text[end:]}", last.end_mark.line + 2
    return f"{text}{line_end(text.splitlines(keepends=True))}{before}{item}", last.end_mark.line + 2


def _list(text: str, key: str) -> list[yaml.Node]:
    """Return what the list under *key* holds; nothing, if there is none.

    :raises YamlError: If the text is no YAML, or it is no list of texts.
    """
    value = yaml_values(text).get(key)
    if value is None or (isinstance(value, yaml.ScalarNode) and value.tag == "tag:yaml.org,2002:null"):
        return []
    if not isinstance(value, yaml.SequenceNode) or not all(isinstance(item, yaml.ScalarNode) for item in value.value):
        raise YamlError(value.start_mark.line, f"'{key}' must be a list of file names")
    return list(value.value)


def yaml_values(text: str) -> dict[str, yaml.Node]:
    """Return the values of a YAML file by their keys.

    :raises YamlError: If the text is no YAML, or no mapping.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except UNREADABLE as error:
        raise explain(error) from error
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise YamlError(0, "it is not made of lines like 'title: …'")
    return {str(name.value): value for name, value in root.value}
