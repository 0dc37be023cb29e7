"""Front matter: the YAML that a Markdown file begins with, its values and the lines that they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class FrontMatterError(ValueError):
    """Front matter cannot be read.

    :ivar line: The line that is wrong, counted from 0 after the opening ``---``.
    :ivar reason: What is wrong, in words.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


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
    :raises FrontMatterError: If it is no YAML, or no mapping of keys to values.
    """
    loader = yaml.SafeLoader(text)
    try:
        _refuse_aliases(text)
        node = loader.get_single_node()
        data = None if node is None else loader.construct_document(node)
    except FrontMatterError:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(part for part in (error.problem, error.context) if part) or "it is not YAML"
        raise FrontMatterError(mark.line if mark else 0, reason) from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        # YAML's own types are checked by Python: "2026-13-01" is a ValueError, a list as a key a TypeError.
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error).splitlines()[0]
        raise FrontMatterError(0, reason) from error
    finally:
        loader.dispose()
    if data is None:
        return FrontMatter({}, ())
    if not isinstance(data, dict) or not isinstance(node, yaml.MappingNode):
        raise FrontMatterError(0, "it is not made of lines like 'title: …'")
    return FrontMatter({str(key): value for key, value in data.items()}, tuple(_scalars(node)))


def _refuse_aliases(text: str) -> None:
    if "*" not in text:
        return  # no alias is written without one
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise FrontMatterError(
                event.start_mark.line if event.start_mark else 0, "aliases (*name) are not read here"
            )


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
