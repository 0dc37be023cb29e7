"""The blocks of a text in order, with their words: as pandoc reads it, and as we do.

Each block is a line, and what is in it is indented below.  HTML is left out, but not what is in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown_it.tree import SyntaxTreeNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

_STYLES = {
    "DefaultStyle": "decimal",
    "Decimal": "decimal",
    "Example": "decimal",
    "LowerAlpha": "lower-alpha",
    "UpperAlpha": "upper-alpha",
    "LowerRoman": "lower-roman",
    "UpperRoman": "upper-roman",
}
_APOSTROPHES = re.compile("['\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]")


def words(text: str) -> str:
    """Return the words of a text: smart punctuation, markup and line breaks do not count."""
    return " ".join(re.findall(r"\w+", _APOSTROPHES.sub("", text)))


def _line(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part != "")


def _inside(outline: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in outline)


def _item(name: str, outline: Iterable[str]) -> Iterator[str]:
    yield name
    yield from _inside(outline)


def _row(cells: Iterable[Iterable[str]]) -> str:
    """Return a row of a table, with all that a cell holds in one line."""
    texts = (" ".join(line.strip().removeprefix("text").strip() for line in cell) for cell in cells)
    return f"  row {' / '.join(texts)}".rstrip()


# --- pandoc ---


def outline_of_pandoc(blocks: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each block of a document in JSON."""
    for block in blocks:
        yield from _outline_of_block(block["t"], block.get("c"))


def _outline_of_block(kind: str, content: Any) -> Iterator[str]:
    match kind:
        case "Para" | "Plain":
            yield _line("text", words(_text(content)))
        case "Header":
            yield _line("heading", content[0], words(_text(content[2])))
        case "CodeBlock":
            yield _line("code", *content[0][1][:1], words(content[1]))
        case "BlockQuote":
            yield from _item("quote", outline_of_pandoc(content))
        case "BulletList":
            yield from _list_of_pandoc("bullets", content)
        case "OrderedList":
            yield from _list_of_pandoc(f"numbers {_STYLES[content[0][1]['t']]} {content[0][0]}", content[1])
        case "DefinitionList":
            yield from _item("definitions", _definitions_of_pandoc(content))
        case "Div":
            yield from _item(f"div {content[0][1][0]}", outline_of_pandoc(content[1]))
        case "LineBlock":
            yield from _item("lines", (_line("line", words(_text(line))) for line in content))
        case _:
            yield from _outline_of_rest(kind, content)


def _outline_of_rest(kind: str, content: Any) -> Iterator[str]:
    match kind:
        case "HorizontalRule":
            yield "rule"
        case "Table":
            yield from _table_of_pandoc(content)
        case "Figure":
            yield "text"


def _list_of_pandoc(name: str, items: Sequence[Any]) -> Iterator[str]:
    yield name
    for item in items:
        yield from _inside(_item("item", outline_of_pandoc(item)))


def _definitions_of_pandoc(content: Sequence[Any]) -> Iterator[str]:
    for term, definitions in content:
        yield _line("term", words(_text(term)))
        for definition in definitions:
            yield from _item("definition", outline_of_pandoc(definition))


def _table_of_pandoc(content: list[Any]) -> Iterator[str]:
    _attributes, caption, columns, head, bodies, foot = content
    yield f"table {len(columns)}"
    yield from (f"  caption {words(_text(block['c']))}" for block in caption[1])
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    yield from (_row(outline_of_pandoc(cell[4]) for cell in row[1]) for row in rows)


def _text(node: Any) -> str:
    """Return the text of inlines; code and formulas are text, images and raw HTML are none."""
    if isinstance(node, list):
        return "".join(_text(part) for part in node)
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        return str(content)
    if kind in {"Space", "SoftBreak", "LineBreak"}:
        return " "
    if kind in {"Code", "Math"}:
        return str(content[1])
    if kind in {"Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Underline"}:
        return _text(content)
    return _text(content[1]) if kind in {"Link", "Span", "Quoted", "Cite"} else ""


# --- ours ---


def outline_of_tokens(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield a line for each block in *tokens*."""
    yield from _outline(SyntaxTreeNode(tokens).children)


def _outline(nodes: Sequence[SyntaxTreeNode]) -> Iterator[str]:
    for node in nodes:
        yield from _outline_of_node(node)


def _outline_of_node(node: SyntaxTreeNode) -> Iterator[str]:
    match node.type:
        case "paragraph" | "bare_text":
            yield _line("text", _words(node))
        case "line":
            yield _line("line", _words(node))
        case "heading":
            yield _line("heading", node.tag[1], _words(node))
        case "fence" | "code_block":
            languages = [name.lstrip(".").lower() for name in node.info.strip().strip("{}").split()[:1]]
            yield _line("code", *languages, words(node.content))
        case "bullet_list" | "list_item" | "blockquote" | "dl" | "line_block" | "dd":
            yield from _item(_NAMES[node.type], _outline(node.children))
        case "ordered_list":
            name = f"numbers {node.attrs.get('style', 'decimal')} {node.attrs.get('start', 1)}"
            yield from _item(name, _outline(node.children))
        case "dt":
            yield _line("term", _words(node))
        case "fenced_div":
            yield from _item(f"div {node.meta['attributes'].classes[0]}", _outline(node.children))
        case _:
            yield from _outline_of_other_node(node)


_NAMES = {
    "bullet_list": "bullets",
    "list_item": "item",
    "blockquote": "quote",
    "dl": "definitions",
    "dd": "definition",
    "line_block": "lines",
}


def _outline_of_other_node(node: SyntaxTreeNode) -> Iterator[str]:
    match node.type:
        case "hr":
            yield "rule"
        case "table" | "grid_table":
            yield from _table(node)
        case "html_element":
            yield from _outline(node.children)


def _table(table: SyntaxTreeNode) -> Iterator[str]:
    parts = [part for part in table.children if part.type != "caption"]
    rows = [row for part in parts for row in ([part] if part.type == "grid_row" else part.children)]
    yield f"table {len(table.meta.get('widths') or rows[0].children)}"
    yield from (f"  caption {_words(node)}" for node in table.children if node.type == "caption")
    shown = [
        _row(_outline(cell.children) if cell.type == "grid_cell" else [_words(cell)] for cell in row.children)
        for row in rows
    ]
    # A header with nothing in it is shown by neither.
    has_header = table.type == "grid_table" or len(shown) == 1 or shown[0].strip("/ ") != "row"
    yield from shown if has_header else shown[1:]


def _words(node: SyntaxTreeNode) -> str:
    return words("".join(_inline_text(child) for child in node.children))


def _inline_text(node: SyntaxTreeNode) -> str:
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    if node.type in {"text", "code_inline", "math_inline", "math_inline_double", "text_special"}:
        return node.content
    return "" if node.type == "image" else "".join(_inline_text(child) for child in node.children)
