"""Highlighted code, without making anew what was made before: pages that show others whole repeat all their code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.highlighting import PygmentsBridge

if TYPE_CHECKING:
    from pygments.formatter import Formatter
    from sphinx.application import Sphinx


#: How many blocks of code are kept at most: more than a lesson of usual size has, and no burden for a large one.
_MOST_BLOCKS = 500


class RememberingBridge(PygmentsBridge):
    """Sphinx's bridge to Pygments, which makes a formatter for each block, and for each works out all styles again."""

    def __init__(self, *args: Any, **details: Any) -> None:
        super().__init__(*args, **details)
        self._formatters: dict[str, Formatter[str]] = {}
        self._made: dict[tuple[str, str, str], str] = {}

    def get_formatter(self, **kwargs: Any) -> Formatter[str]:
        """Return the formatter with these options; the same for the same."""
        key = repr(sorted(kwargs.items()))
        if key not in self._formatters:
            self._formatters[key] = super().get_formatter(**kwargs)
        return self._formatters[key]

    def highlight_block(
        self,
        source: str,
        lang: str,
        opts: dict[str, Any] | None = None,
        force: bool = False,
        location: Any = None,
        **kwargs: Any,
    ) -> str:
        """Return the HTML of a block of code; the same for the same, of which all that is wrong is told once."""
        key = (source, lang, repr((opts, force, sorted(kwargs.items()))))
        if key not in self._made:
            if len(self._made) == _MOST_BLOCKS:
                self._made.clear()
            self._made[key] = super().highlight_block(source, lang, opts, force, location, **kwargs)
        return self._made[key]


def use_bridge(app: Sphinx) -> None:
    """Let the builder highlight with it, unless another extension has replaced Sphinx's (event ``builder-inited``)."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and type(builder.highlighter) is PygmentsBridge:
        style = builder.highlighter.formatter_args["style"]
        builder.highlighter = RememberingBridge(builder.highlighter.dest)
        builder.highlighter.formatter_args["style"] = style


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.connect("builder-inited", use_bridge)
