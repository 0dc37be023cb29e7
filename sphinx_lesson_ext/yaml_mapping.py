"""YAML that authors write as lines of ``key: value``: front matter, ``config.yaml``; its values and their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from .yaml_errors import UNREADABLE, YamlError, explain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: How many characters are read at most.  Authors write some hundred; reading a megabyte would take minutes.
MOST_CHARACTERS = 100_000


class Scalar(NamedTuple):
    """A single value.

    :ivar key: The top-level key that it belongs to.
    :ivar text: The value as it is written, without quotes.
    :ivar line: Its line, counted from 0.
    """

    key: str
    text: str
    line: int


class YamlMapping(NamedTuple):
    """What a text of keys and values says.

    :ivar values: Its data, by key.
    :ivar scalars: Every single value in it, in order.
    :ivar lines: The line of each key, counted from 0; of a key that is written twice, the last.
    """

    values: Mapping[str, Any]
    scalars: tuple[Scalar, ...]
    lines: Mapping[str, int]

    def line_of(self, key: str) -> int:
        """Return the line of the value of *key*, as in :class:`Scalar`; that of the key, where it has no value."""
        return next((scalar.line for scalar in self.scalars if scalar.key == key), self.lines.get(key, 0))


def read_mapping(text: str) -> YamlMapping:
    """Read keys and values.

    Only plain data is accepted: no tag makes an object, and no alias can repeat a value (a few lines of aliases can
    stand for billions of values).

    :raises YamlError: If it is no YAML, or no mapping of keys to values, or longer than :data:`MOST_CHARACTERS`; its
        line is counted like :attr:`Scalar.line`.
    """
    if len(text) > MOST_CHARACTERS:
        raise YamlError(0, f"it is longer than {MOST_CHARACTERS} characters; keep values only, and move text out of it")
    loader = yaml.SafeLoader(text)
    try:
        _refuse_aliases(text)
        node = loader.get_single_node()
        data = None if node is None else loader.construct_document(node)
    except YamlError:
        raise
    except UNREADABLE as error:
        raise explain(error) from error
    finally:
        loader.dispose()
    if data is None:
        return YamlMapping({}, (), {})
    if not isinstance(data, dict) or not isinstance(node, yaml.MappingNode):
        raise YamlError(0, "it is not made of lines like 'title: …'")
    lines = {str(key.value): key.start_mark.line for key, _value in node.value}
    return YamlMapping({str(key): value for key, value in data.items()}, tuple(_scalars(node)), lines)


def _refuse_aliases(text: str) -> None:
    if "*" not in text:
        return  # no alias is written without one
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise YamlError(event.start_mark.line if event.start_mark else 0, "aliases (*name) are not read here")


def _scalars(mapping: yaml.MappingNode) -> Iterator[Scalar]:
    for key, value in mapping.value:
        pending = [value]
        while pending:
            node = pending.pop(0)
            if isinstance(node, yaml.ScalarNode):
                yield Scalar(str(key.value), node.value, node.start_mark.line)
            elif isinstance(node, yaml.MappingNode):
                pending[:0] = [child for _, child in node.value]
            else:
                pending[:0] = node.value
