"""Links of lesson Markdown to the lesson's own pages and files."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_parser.mdit_to_docutils.base import token_line
from sphinx import addnodes

from sphinx_lesson_ext.blocks.places import await_file, folder_of, lesson_in
from sphinx_lesson_ext.confinement import NO_LINK
from sphinx_lesson_ext.destinations import DESTINATION, Destination, Kind, find, is_local_file, is_name, without_suffix
from sphinx_lesson_ext.web import is_web_address

from .assembly_renderer import AssemblyRenderer
from .nested_links import MENDED

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

#: What some put around an address, in the form that it has there.
_WRAPPINGS = {("%22", "%22"): "quotation marks", ("%5B", "%5D"): "brackets"}
_DOI = "doi:"
_DOI_RESOLVER = "https://doi.org/"


class LinkRenderer(AssemblyRenderer):
    """MyST's renderer, which finds what authors of lessons mean by a link."""

    @property
    def folder(self) -> str:
        """The folder of the file that is being rendered, from the root of the lesson."""
        if self.folded is not None:
            return posixpath.dirname(self.folded.path)
        return folder_of(self.sphinx_env, self.sphinx_env.docname)

    def destination_of(self, written: str) -> Destination:
        """Return where something leads that is written in the file that is being rendered."""
        env, place = self.sphinx_env, (self.folder, written)
        found: dict[tuple[str, str], Destination] = self.md_env.setdefault("lesson_destinations", {})
        if place not in found:
            found[place] = find(written, self.folder, lesson_in(env))
        return found[place]

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render a link; a DOI leads to what resolves it."""
        address = str(token.attrs.get("href", ""))
        for (opener, closer), name in _WRAPPINGS.items():
            bare = address.removeprefix(opener).removesuffix(closer)
            if address == f"{opener}{bare}{closer}" and is_web_address(bare) and token.nester_tokens:
                text = "the address of this link stands in %s, and was read without them: write %r"
                old = self.md.normalizeLinkText(address)
                self._warn("link-form", token_line(token, 0), text, name, bare, old=f"({old})", new=f"({bare})")
                token.nester_tokens.opening.attrs["href"] = address = bare
        if is_local_file(address):
            self._refuse(token, address)
            return
        if written := token.meta.get(MENDED):
            text = "the destination of this link is a link itself: %r; it was read as %r, so write that"
            shown = " ".join(written.split())
            new = address if shown == written else None
            self._warn("link-form", token_line(token, 0), text, shown, address, old=written, new=new)
        if address.lower().startswith(_DOI) and token.nester_tokens:
            token.nester_tokens.opening.attrs["href"] = _DOI_RESOLVER + address[len(_DOI) :]
        super().render_link(token)
        if token.info == "auto":
            _keep_as_written(self.current_node[-1])

    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Render a link that is no web address: to a page, to a file, or to whatever has this name."""
        written = self._handle_relative_docs(self.md.normalizeLinkText(str(token.attrs.get("href", ""))))
        found = self.destination_of(written)
        explicit = token.info != "auto" and bool(token.children)
        details: dict[str, Any] = {"refdoc": self.sphinx_env.docname, "reftype": "myst", "refexplicit": explicit}
        if found.kind is Kind.FILE:
            node: nodes.Element = addnodes.download_reference(refdomain=None, reftarget=f"/{found.name}", **details)
            classes = ["xref", "download", "myst"]
        elif found.kind is Kind.DOCUMENT and not is_name(written):
            node = addnodes.pending_xref(
                refdomain="doc", reftarget=found.name, reftargetid=found.fragment or None, **details
            )
            classes = ["xref", "myst"]
        else:
            # A label, a term, an object of a program or of another project: whoever knows it.
            node = addnodes.pending_xref(refdomain=None, reftarget=written, **details)
            classes = ["xref", "myst"]
        if isinstance(node, addnodes.pending_xref):
            if found.kind is Kind.NOTHING and posixpath.splitext(without_suffix(found.name))[1]:
                await_file(self.sphinx_env, self.folder, found.name)
            node[DESTINATION] = (written, self.folder, found.name if found.kind is Kind.DOCUMENT else "")
        self._process_wrap_node(node, token, explicit, classes, written.partition("#")[0])

    def _refuse(self, token: SyntaxTreeNode, address: str) -> None:
        self._warn("outside", token_line(token, 0), NO_LINK, address, old=address)
        self.render_children(token)


def _keep_as_written(link: nodes.Node) -> None:
    """Keep the text of a link that is an address from being made typographic."""
    for text in link.findall(nodes.Text):
        text.support_smartquotes = False  # type: ignore[attr-defined]  # Sphinx's own mark
