"""Adding a line to a file that an author wrote, of which all else stays as it is."""

from __future__ import annotations

import yaml

from sphinx_lesson_ext.yaml_errors import YamlError
from sphinx_lesson_ext.yaml_mapping import read_mapping


def directive_content(text: str, line: int) -> dict[int, str]:
    """Return each line of a directive's content that is not empty, without blanks at its ends, by its index.

    :param text: reStructuredText or MyST Markdown.
    :param line: The line that the directive begins in, from 1.
    """
    lines = text.splitlines()
    opener = lines[line - 1] if 0 < line <= len(lines) else ""
    fence = _fence(opener)
    content: dict[int, str] = {}
    for index, one in enumerate(lines[line:], start=line):
        stripped = one.strip()
        if fence and stripped.startswith(fence) and not stripped.strip(fence[0]):
            break
        if not fence and stripped and _indentation(one) <= _indentation(opener):
            break
        if stripped:
            content[index] = stripped
    return content


def _fence(line: str) -> str:
    """Return the marks that a directive of MyST begins with."""
    stripped = line.strip()
    mark = stripped[:1]
    return mark * (len(stripped) - len(stripped.lstrip(mark))) if mark in ("`", "~", ":") else ""


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def insert_below(text: str, index: int, content: str) -> str:
    """Add a line that holds *content* below the one with an *index*, from 0, indented and ended as that is."""
    lines = text.splitlines(keepends=True)
    above = lines[index]
    ending = above.removeprefix(above.splitlines()[0])
    if not ending:
        # The last line of the file has no end; now it needs one.
        lines[index] += line_end(lines)
    lines.insert(index + 1, f"{above[: _indentation(above)]}{content}{ending}")
    return "".join(lines)


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
    names = listed(text, key)
    if not names:
        return None
    items = _items(text, key)
    changed, line = _with_item(text, items[-1], name)
    try:
        is_added = listed(changed, key) == [*names, name]
    except YamlError:
        is_added = False
    if not is_added:
        raise YamlError(items[-1].start_mark.line, f"the list '{key}' is written in a way that nothing can be added to")
    return changed, line


def listed(text: str, key: str) -> list[str]:
    """Return what the list under *key* of a YAML file holds; nothing, if there is no list.

    :raises YamlError: If the text is no YAML, or there is something else under *key*.
    """
    mapping = read_mapping(text)
    names = mapping.values.get(key) or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise YamlError(mapping.line_of(key), f"'{key}' must be a list of file names")
    return names


def _items(text: str, key: str) -> list[yaml.Node]:
    """Return the nodes of a list that :func:`listed` has found, which know where they are in the text."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    # Of a key that is written twice, the last counts.
    lists = [value.value for name, value in root.value if name.value == key]
    return list(lists[-1])


def _with_item(text: str, last: yaml.Node, name: str) -> tuple[str, int]:
    """Return the text with an item added behind the last, and the number of its line."""
    quote = last.style if isinstance(last, yaml.ScalarNode) and last.style in ("'", '"') else ""
    item = f"{quote}{name}{quote}"
    begin = text.rfind("\n", 0, last.start_mark.index) + 1
    before = text[begin : last.start_mark.index].removeprefix("\ufeff")
    if before.strip() != "-":
        # Several in a line: [a.md, b.md].
        at = last.end_mark.index
        return f"{text[:at]}, {item}{text[at:]}", last.end_mark.line + 1
    end = text.find("\n", last.end_mark.index) + 1
    if end:
        ending = "\r\n" if text.startswith("\r\n", end - 2) else "\n"
        return f"{text[:end]}{before}{item}{ending}{text[end:]}", last.end_mark.line + 2
    return f"{text}{line_end(text.splitlines(keepends=True))}{before}{item}", last.end_mark.line + 2
