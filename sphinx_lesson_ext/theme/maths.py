"""Maths as MathML, made while the page is written: it needs no script and works offline.

The conversion is docutils' own; what that does not know is tried again in plainer LaTeX.  A project that loads another
renderer, or sets ``html_math_renderer``, keeps it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils.math import MathError, latex2mathml
from sphinx.util.math import get_node_equation_number

from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.messages import warn

from .tex import plain_tex, with_single_backslashes

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

_NAME = "mathml"

#: What the converter raises for LaTeX that it does not know: its own error, or, by oversight, any of the others.
_FAILURES = (MathError, AssertionError, AttributeError, LookupError, NameError, RecursionError, TypeError, ValueError)


def to_mathml(tex: str, *, block: bool) -> str | None:
    """Return LaTeX as MathML; ``None``, if it cannot be converted."""
    markup = _converted(tex, block=block)
    return _converted(tex, block=block, change=plain_tex) if markup is None else markup


def _converted(tex: str, *, block: bool, change: Callable[[str], str] = str) -> str | None:
    try:
        return _convert(change(tex), block=block)
    except _FAILURES:
        return None


def _convert(tex: str, *, block: bool) -> str:
    if block and "\\\\" in tex and "\\begin" not in tex:
        # Lines that no environment holds are aligned, as with Sphinx's other renderers.
        tex = f"\\begin{{aligned}}{tex}\\end{{aligned}}"
    return str(latex2mathml.tex2mathml(tex, as_block=block))


def _write(self: Any, node: nodes.math | nodes.math_block, *, block: bool) -> None:
    tex = node.astext()
    markup = to_mathml(tex, block=block)
    if markup is None and not block and "\\\\" in tex:
        # A line of a formula that stands in a line does not end: something has doubled the backslashes.
        mended = with_single_backslashes(tex)
        markup = to_mathml(mended, block=False)
        if markup is not None:
            text = "the backslashes of this formula are doubled, %s; it is read as what it should be: %s"
            warn("maths-form", text, tex, mended, location=node)
    if markup is None:
        text = (
            "this formula cannot be shown as MathML: %s; simplify it, or set html_math_renderer in conf.py; if it is "
            "none, write '\\$' for each dollar sign"
        )
        warn("maths", text, tex, location=node)
        self.body.append(self.starttag(nodes.inline(), "code", "", CLASS="math"))
        self.body.append(self.encode(tex))
        self.body.append("</code>")
    else:
        self.body.append(markup)


def visit_inline(self: Any, node: nodes.math) -> None:
    """Write a formula in a line."""
    self.body.append(self.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    _write(self, node, block=False)
    self.body.append("</span>")
    raise nodes.SkipNode


def visit_block(self: Any, node: nodes.math_block) -> None:
    """Write a formula on lines of its own, with its number, if it has one."""
    frame = {"role": "group", "tabindex": "0", "aria-label": _("Formula")}
    self.body.append(self.starttag(node, "div", "", CLASS="math math-scroll notranslate nohighlight", **frame))
    _write(self, node, block=True)
    if node["number"]:
        self.body.append(self.starttag(nodes.inline(), "span", "", CLASS="eqno"))
        self.body.append(f"({get_node_equation_number(self, node)})")
        self.add_permalink_ref(node, _("Link to this formula"))
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the renderer, unless the project has chosen one by loading it."""
    if set(app.registry.html_inline_math_renderers) <= {"mathjax"}:
        app.add_html_math_renderer(_NAME, (visit_inline, None), (visit_block, None))
