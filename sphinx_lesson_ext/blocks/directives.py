"""Lesson blocks and lists as directives, for reStructuredText and MyST Markdown: one class for all kinds of block."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from sphinx_lesson_ext.kinds import LISTS, SPELLINGS
from sphinx_lesson_ext.messages import warn

from .anchors import note_numbered
from .make import LIST_OPTIONS, make_block, make_list, options_of
from .nodes import is_within, lesson_block

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import OptionSpec

#: How many blocks may stand in one another.  Each level costs the parser of reStructuredText some fifteen calls in
#: Python's stack of a thousand, and blocks inside quotes and lists cost more.
DEEPEST = 30

_DEPTH = "lesson_block_depth"
#: The class of an admonition that collapses, that of one that is open at first, and a setting of the extension that
#: has introduced them.
_DROPDOWN, _SHOWN, _TOGGLEBUTTON = "dropdown", "toggle-shown", "togglebutton_selector"
_CONVERTERS = {
    "class": directives.class_option,
    "name": directives.unchanged_required,
    "open": directives.flag,
}


class BlockDirective(SphinxDirective):
    """A block of a kind.

    :cvar spelling: How the directive spells the kind.  An author may write its name in capitals, or in the words of
        another language.
    """

    spelling: ClassVar[str]
    has_content = True
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Build the block from the title and the parsed content."""
        source, line = self.get_source_info()
        written = self.arguments[0] if self.arguments else self.options.get("title", "")
        title, messages = self.parse_inline(written, lineno=self.lineno) if written else ([], [])
        block = make_block(
            self.spelling,
            self._content(),
            document=self.state.document,
            source=source,
            line=line,
            title=title,
            title_source=" ".join(written.split()),
            classes=self.options.get("class", ()),
            options={
                name: value or "" for name, value in self.options.items() if name not in {"class", "name", "title"}
            },
        )
        if SPELLINGS[self.spelling].core:
            block["core"] = True
        self.add_name(block)
        if name := SPELLINGS[self.spelling].coderefinery:
            note_numbered(self.env, block, name)
        return [block, *messages]

    def _content(self) -> list[nodes.Node]:
        scratch = self.env.current_document
        depth: int = scratch.get(_DEPTH) or 0
        if depth >= DEEPEST:
            warn(
                "nesting",
                "more than %d blocks stand in one another; this one is shown as plain text: take some apart",
                DEEPEST,
                location=self.get_location(),
            )
            text = "\n".join(self.content)
            return [nodes.literal_block(text, text, language="none")]
        scratch[_DEPTH] = depth + 1
        try:
            return self.parse_content_to_nodes()
        finally:
            scratch[_DEPTH] = depth


class Collapsing(SphinxTransform):
    """Settle which admonitions collapse.

    A directive that docutils has too keeps its look: outside an exercise, a plain ``hint`` does not collapse.  An
    admonition of the class ``dropdown`` does, unless sphinx-togglebutton is there to deal with it.
    """

    default_priority = 650

    def apply(self, **_kwargs: object) -> None:
        """Settle what only the finished document shows."""
        for block in self.document.findall(nodes.Element):
            if not isinstance(block, nodes.Admonition):
                continue
            if not isinstance(block, lesson_block):
                if _DROPDOWN in block["classes"] and _TOGGLEBUTTON not in self.config:
                    block.setdefault("collapsible", "open" if _SHOWN in block["classes"] else "closed")
            elif block.attributes.pop("core", False) and "collapsible" in block and not is_within(block, "challenge"):
                del block["collapsible"]


class ListDirective(SphinxDirective):
    """The place of a list.

    :cvar spelling: The name of the list.
    """

    spelling: ClassVar[str]

    def run(self) -> list[nodes.Node]:
        """Leave a place that is filled when the page is written."""
        source, line = self.get_source_info()
        options = {name: value for name, value in self.options.items() if name != "class"}
        classes = self.options.get("class", ())
        document = self.state.document
        return [make_list(self.spelling, options, document=document, source=source, line=line, classes=classes)]


def _converters(names: frozenset[str]) -> OptionSpec:
    return {name: _CONVERTERS.get(name, directives.unchanged_required) for name in sorted(names)}


def _block_directive(spelling: str) -> type[BlockDirective]:
    kind = SPELLINGS[spelling]
    options = _converters(options_of(kind))
    # docutils calls the class that it is given, so what differs between kinds must stand on a class.
    return type(
        "BlockDirective",
        (BlockDirective,),
        {
            "__doc__": BlockDirective.__doc__,
            "spelling": spelling,
            "option_spec": options,
            "optional_arguments": 0 if kind.body_on_first_line else 1,
        },
    )


def _list_directive(name: str) -> type[ListDirective]:
    options = _converters(LIST_OPTIONS | {*LISTS[name].options, "class"})
    own = {"__doc__": ListDirective.__doc__, "spelling": name, "option_spec": options}
    return type("ListDirective", (ListDirective,), own)


def is_of_others(name: str) -> bool:
    """Tell whether an extension that was loaded before has a directive *name*.

    Those of docutils and Sphinx, such as ``hint``, ours stand in for.
    """
    # docutils has no public way to ask.
    found = directives._directives.get(name)  # type: ignore[attr-defined]  # noqa: SLF001
    ours_or_core = (__package__.partition(".")[0], "docutils", "sphinx")
    return found is not None and found.__module__.partition(".")[0] not in ours_or_core


class Registration:
    """Registers the directives when all extensions have theirs, so that no two of one name are warned of.

    A name belongs to the extension that ``conf.py`` lists first.
    """

    def __init__(self) -> None:
        self._directives: Mapping[str, type[SphinxDirective]] = {
            name: make(name)
            for names, make in ((SPELLINGS, _block_directive), (LISTS, _list_directive))
            for name in names
            if not is_of_others(name)
        }

    def register(self, app: Sphinx, _config: Config) -> None:
        """Register a directive for each spelling of a kind and for each list (event ``config-inited``)."""
        for name, directive in self._directives.items():
            app.add_directive(name, directive, override=True)


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.connect("config-inited", Registration().register)
    app.add_transform(Collapsing)
