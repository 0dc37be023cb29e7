"""All that makes the blocks of MyST's parser those of lessons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from .definition_list import definition_list_plugin
from .fenced_div import fenced_div_plugin
from .grid_table import grid_table_plugin
from .html_blocks import html_blocks_plugin
from .html_inline import html_inline_plugin
from .leftovers import leftovers_plugin
from .line_block import line_block_plugin
from .lists import lists_plugin
from .missed_front_matter import missed_front_matter_plugin
from .missed_headings import missed_headings_plugin
from .no_break_code import no_break_code_plugin
from .pipe_table import pipe_table_plugin
from .quotations import quotations_plugin
from .unclosed_fences import unclosed_fences_plugin

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    from .fenced_div import BlockRule

#: Extensions of MyST that make nodes of HTML, and so must see it as it is written.
_OF_MYST = frozenset({"html_admonition", "html_image"})


def block_rules_plugin(md: MarkdownIt, *, leftovers_are_shown: bool = False) -> None:
    """Read blocks as pandoc does, where that is what the authors of lessons meant.

    :param leftovers_are_shown: Whether what is left of Jekyll is shown where it cannot be used.
    """
    rules = dict(zip(md.block.ruler.get_active_rules(), md.block.ruler.getRules(""), strict=True))
    if "front_matter" in rules:
        chains = ["paragraph", "reference", "blockquote", "list"]
        md.block.ruler.at("front_matter", partial(_front_matter, rules["front_matter"]), {"alt": chains})
    for plugin in (lists_plugin, quotations_plugin, pipe_table_plugin, grid_table_plugin, line_block_plugin):
        md.use(plugin)
    for plugin in (definition_list_plugin, no_break_code_plugin):
        md.use(plugin)
    md.use(leftovers_plugin, are_shown=leftovers_are_shown)
    md.use(missed_headings_plugin).use(missed_front_matter_plugin)
    config = md.options.get("myst_config")
    if not _OF_MYST & set(getattr(config, "enable_extensions", ())):
        md.use(html_blocks_plugin)
        md.use(html_inline_plugin)
    md.use(fenced_div_plugin).use(unclosed_fences_plugin)


def _front_matter(rule: BlockRule, state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read front matter, but never in an item that a document begins with."""
    return state.level == 0 and state.src.startswith("---") and rule(state, start_line, end_line, silent)
