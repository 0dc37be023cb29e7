"""Front matter: the YAML that a Markdown file begins with, its values and the lines that they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_lesson_ext.yaml_errors import UNREADABLE, YamlError, explain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value in front matter.

    :ivar key: The top-level key that it belongs to.
    :ivar text: The value as it is written, without quotes.
    :ivar line: Its line, counted from 0 after the opening ``---``.
    """

    key: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter says.

    :ivar values: Its data, by key.
    :ivar scalars: Every single value in it, in order.
    """

    values: Mapping[str, Any]
    scalars: tuple[Scalar, ...]

    def line_of(self, key: str) -> int:
        """Return the line of the value of *key*, as in :class:`Scalar`; 0 where it has none."""
        return next((scalar.line for scalar in self.scalars if scalar.key == key), 0)


def read_front_matter(text: str) -> FrontMatter:
    """Read front matter.

    Only plain data is accepted: no tag makes an object, and no alias can repeat a value (a few lines of aliases can
    stand for billions of values).

    :param text: What stands between the two lines of ``---``.
    :raises YamlError: If it is no YAML, or no mapping of keys to values; its line is counted like :attr:`Scalar.line`.
    """
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
        return FrontMatter({}, ())
    if not isinstance(data, dict) or not isinstance(node, yaml.MappingNode):
        raise YamlError(0, "it is not made of lines like 'title: …'")
    return FrontMatter({str(key): value for key, value in data.items()}, tuple(_scalars(node)))


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
