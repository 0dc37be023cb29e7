"""What the tests of the Markdown layer share: cases in files, trees of blocks and divs, and pandoc."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pypandoc
from block_outline import outline_of_pandoc
from hypothesis import HealthCheck, Phase, settings
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from sphinx_lesson_ext.markdown.block_rules import block_rules_plugin
from sphinx_lesson_ext.markdown.inline_attributes import attributes_plugin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

FIXTURES = Path(__file__).parent / "fixtures"

#: How The Carpentries Workbench calls pandoc (the R package sandpaper, R/render_html.R), but for ``native_divs``, with
#: which a ``<div>`` in HTML could not be told from a fenced one.
WORKBENCH = (
    "markdown-hard_line_breaks+smart+auto_identifiers+autolink_bare_uris+emoji+footnotes+header_attributes+inline_notes"
    "+link_attributes+markdown_in_html_blocks-native_divs+tex_math_dollars+tex_math_single_backslash+yaml_metadata_block"
)

#: Pandoc's Markdown with paragraphs that end where those of CommonMark do.
LIKE_COMMONMARK = "markdown-native_divs-blank_before_header-blank_before_blockquote+lists_without_preceding_blankline"


def thorough(examples: int) -> settings:
    """Return hypothesis's settings for as many examples, which may be large."""
    return settings(
        max_examples=examples,
        derandomize=True,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


class Div(NamedTuple):
    """A fenced div and the divs in it."""

    id: str
    classes: tuple[str, ...]
    children: tuple[Div, ...]


@dataclass(frozen=True)
class Case:
    title: str
    text: str
    expected: str

    def __str__(self) -> str:
        return self.title


def read_cases(name: str) -> list[Case]:
    """Read ``fixtures/<name>.md``: title, text and expected tree, each ended by a line with a dot."""
    parts = (FIXTURES / f"{name}.md").read_text(encoding="utf-8").split("\n.\n")
    *parts, end = parts
    assert not end.strip(), f"the last case of {name}.md is not ended by a dot"
    assert len(parts) % 3 == 0, f"a case of {name}.md has not three parts"
    return [Case(title.strip(), text + "\n", tree) for title, text, tree in zip(*[iter(parts)] * 3, strict=True)]


def myst_parser(*extensions: str) -> MarkdownIt:
    """Return MyST's parser with the blocks of lessons."""
    parser: MarkdownIt = create_md_parser(MdParserConfig(enable_extensions=set(extensions)), RendererHTML)
    return parser.use(block_rules_plugin)


def lesson_parser() -> MarkdownIt:
    """Return the parser of lessons, but for what is only rendered otherwise."""
    config = MdParserConfig(
        enable_extensions={"colon_fence", "deflist", "dollarmath", "tasklist"},
        dmath_allow_space=False,
        dmath_allow_digits=False,
        dmath_double_inline=True,
    )
    parser: MarkdownIt = create_md_parser(config, RendererHTML)
    return parser.use(block_rules_plugin).use(attributes_plugin)


def divs_of(tokens: Sequence[Token]) -> tuple[Div, ...]:
    """Return the tree of the fenced divs in *tokens*."""
    levels: list[list[Div]] = [[]]
    opened = []
    for token in tokens:
        if token.type == "fenced_div_open":
            opened.append(token.meta["attributes"])
            levels.append([])
        elif token.type == "fenced_div_close":
            children = tuple(levels.pop())
            attributes = opened.pop()
            levels[-1].append(Div(attributes.id, attributes.classes, children))
    assert len(levels) == 1
    return tuple(levels[0])


def block_tree(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield a line for each block, indented by its depth; of a div, too, what its attributes are and its lines."""
    depth = 0
    for token in tokens:
        depth += min(token.nesting, 0)
        if token.nesting < 0 or token.type == "inline":
            continue
        line = "  " * depth + token.type.removesuffix("_open")
        depth += token.nesting
        if token.type == "fenced_div_open":
            attributes = token.meta["attributes"]
            line += f" #{attributes.id}" if attributes.id else ""
            line += "".join(f" .{name}" for name in attributes.classes)
            line += "".join(f" {key}={value!r}" for key, value in attributes.values.items())
            assert token.map is not None
            line += f" ({token.map[0] + 1}-{token.map[1]})"
        yield line


class Pandoc:
    """A pandoc process that answers thousands of times in a second."""

    def __init__(self, markdown: str, script: str = "div_trees.lua") -> None:
        command = [pypandoc.get_pandoc_path(), "lua", str(FIXTURES / script), markdown]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )

    def divs_of(self, text: str) -> tuple[Div, ...]:
        """Return the tree of the fenced divs in *text*, from ``div_trees.lua``."""
        return _as_divs(self._ask(text))

    def outline_of(self, text: str) -> list[str]:
        """Return the outline of *text*, from ``documents.lua``."""
        return list(outline_of_pandoc(self._ask(text)["blocks"]))

    def html_of(self, text: str) -> str:
        """Return the HTML of *text*, from ``inline_html.lua``."""
        return str(self._ask(text))

    def _ask(self, text: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()


def _as_divs(found: list[Any]) -> tuple[Div, ...]:
    return tuple(Div(identifier, tuple(classes), _as_divs(children)) for identifier, classes, children in found)
