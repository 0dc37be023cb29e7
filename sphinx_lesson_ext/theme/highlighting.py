"""Highlighted code, without making for every block anew what depends on its options alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.highlighting import PygmentsBridge

if TYPE_CHECKING:
    from pygments.formatter import Formatter
    from sphinx.application import Sphinx


class RememberingBridge(PygmentsBridge):
    """Sphinx's bridge to Pygments, which makes a formatter for each block, and for each works out all styles again."""

    def __init__(self, *args: Any, **details: Any) -> None:
        super().__init__(*args, **details)
        self._formatters: dict[str, Formatter[str]] = {}

    def get_formatter(self, **kwargs: Any) -> Formatter[str]:
        """Return the formatter with these options; the same for the same."""
        key = repr(sorted(kwargs.items()))
        if key not in self._formatters:
            self._formatters[key] = super().get_formatter(**kwargs)
        return self._formatters[key]


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
