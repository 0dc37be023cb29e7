"""The class that lessons of ENCCS derive directives of their own from, in ``conf.py``, as ``sphinx-lesson`` has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Sequence


class _BaseCRDirective(SphinxDirective):
    """An admonition: its class and its title are made of the name of a class such as ``SignatureDirective``.

    :cvar title_text: The title, if the author of the block gives none.
    :cvar extra_classes: Further classes, such as ``dropdown``.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {"class": directives.class_option, "name": directives.unchanged_required}

    title_text = ""
    extra_classes: ClassVar[Sequence[str]] = ()

    @classmethod
    def get_cssname(cls) -> str:
        """Return the name of the directive, which is that of its class in HTML, too: ``hands-on``."""
        return cls.__name__.partition("Directive")[0].lower().replace("_", "-")

    # What it was called first; most lessons that derive directives still say so.
    cssname = get_cssname

    def run(self) -> list[nodes.Node]:
        """Build the admonition, with an anchor that is numbered in the document."""
        name = self.get_cssname()
        text = self.arguments[0] if self.arguments else self.title_text or name.title()
        title, messages = self.parse_inline(text, lineno=self.lineno)
        heading = nodes.title(text, "", *title)
        admonition = nodes.admonition("", heading, *self.parse_content_to_nodes())
        admonition["classes"] = [name, *self.options.get("class", ()), *self.extra_classes]
        self.set_source_info(admonition)
        self.add_name(admonition)
        identifier = f"{name}-{self.env.new_serialno(name)}"
        # One that collapses can have no second id of its own.
        if self.state.document.ids.setdefault(identifier, heading) is heading:
            heading["ids"].append(identifier)
        return [admonition, *messages]
