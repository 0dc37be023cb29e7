"""Where the links of Markdown lead: to a page, to a place on it that is there, or else a warning that says so once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver
from myst_parser.warnings_ import MystWarnings
from sphinx.addnodes import pending_xref
from sphinx.errors import NoUri
from sphinx.util.logging import is_suppressed_warning

from sphinx_lesson_ext.blocks.places import closest, lesson_in, suggestion
from sphinx_lesson_ext.blocks.siblings import apart
from sphinx_lesson_ext.confinement import NO_LINK
from sphinx_lesson_ext.destinations import (
    DESTINATION,
    Destination,
    Kind,
    find,
    flattened,
    without_suffix,
)
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.web import split_address

from .copies import place_reference
from .domain import lesson_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

#: Schemes of addresses, beside those with ``//``, that MyST does not know.
_SCHEMES = frozenset({"geo", "irc", "magnet", "news", "sip", "skype", "sms", "tel", "urn", "webcal", "xmpp"})
#: What is said of what is there, but has no page.
_NO_PAGES = {
    Kind.FOLDER: "%r is a folder, which has no page; link to a page or a file in it, or to where it is on the web",
    Kind.SOURCE: "%r is a file that is not part of the lesson's pages; list it, or link to where it is on the web",
}


class ResolveLinks(MystReferenceResolver):
    """Resolve links as MyST does, and know each id of each page."""

    # After what is not shown was taken out (7), before MyST would resolve them (9).
    default_priority = 8

    def run(self, **details: Any) -> None:
        """Resolve the links of a document."""
        self._unknown: set[tuple[object, ...]] = set()
        self._found: dict[tuple[str, str], Destination] = {}
        with apart(self.document.findall(pending_xref)):
            super().run(**details)

    def resolve_myst_ref_doc(self, node: pending_xref) -> None:
        """Resolve a link to a document, perhaps to a place on its page."""
        docname, fragment = node["reftarget"], node["reftargetid"]
        if docname not in self.env.all_docs:
            node.replace_self(self._dead_end(node, docname))
        elif not node["refexplicit"]:
            super().resolve_myst_ref_doc(node)
        else:
            anchor = self._anchor(node, docname, fragment) if fragment else ""
            classes = ["std", "std-ref" if fragment else "std-doc"]
            content = nodes.inline("", "", *node[0].children, classes=classes)
            node.replace_self(self._reference(node, docname, anchor, content))

    def resolve_myst_ref_any(
        self, refdoc: str, node: pending_xref, contnode: nodes.Element, only_domains: list[str] | None
    ) -> nodes.Element | None:
        """Ask every domain for what a link names; what none of them knows is asked for once in a document."""
        asked = (refdoc, node["reftarget"], node["refexplicit"])
        if asked in self._unknown:
            return None
        found: nodes.Element | None = super().resolve_myst_ref_any(refdoc, node, contnode, only_domains)
        if found is None:
            self._unknown.add(asked)
        return found

    def log_warning(self, target: str | None, msg: str, subtype: MystWarnings, **details: Any) -> None:
        """Give a warning of MyST; that a place is missing on another page is said in our words."""
        location = details.get("location")
        if subtype is MystWarnings.XREF_MISSING and isinstance(location, nodes.Element) and target:
            self._warn_of_fragment(location, location["reftarget"], target)
        else:
            super().log_warning(target, msg, subtype, **details)

    def _anchor(self, node: pending_xref, docname: str, fragment: str) -> str:
        """Return the id on the page of *docname* that a link means."""
        if fragment in lesson_domain(self.env).record(docname).anchors:
            return fragment
        label = self._std_label_in_doc(docname, fragment)
        if label is not None:
            return str(label[0])
        self._warn_of_fragment(node, docname, fragment)
        return fragment

    def _resolve_myst_ref_intersphinx(  # type: ignore[override]  # MyST takes any element
        self, node: nodes.Element, contnode: nodes.Element, target: str, only_domains: list[str] | None
    ) -> nodes.Element | None:
        """Resolve what no domain of this project knows; other projects are asked first."""
        found: nodes.Element | None = super()._resolve_myst_ref_intersphinx(node, contnode, target, only_domains)
        if found is not None or node.get("reflocalid"):
            return found
        return self._own_page(node, target) if DESTINATION not in node else self._own_destination(node, target)

    def _own_page(self, node: nodes.Element, fragment: str) -> nodes.Element:
        """Resolve a link to a place on its own page, such as one that an author's HTML gives an id."""
        docname = node.get("origin", node["refdoc"])
        if fragment not in lesson_domain(self.env).record(docname).anchors:
            self._warn_of_fragment(node, docname, fragment)
        if docname == node["refdoc"]:
            return nodes.reference("", "", node[0].deepcopy(), refid=fragment, internal=True)
        return self._reference(node, docname, fragment, _content(node))

    def _own_destination(self, node: nodes.Element, target: str) -> nodes.Element:
        """Resolve a link by what the lesson's folder holds, once nothing has that name."""
        _written, folder, _led_to = node[DESTINATION]
        found = self._found.get((target, folder))
        if found is None:
            found = self._found[target, folder] = find(target, folder, lesson_in(self.env))
        if found.kind is Kind.DOCUMENT:
            return self._reference(node, found.name, found.fragment, _content(node))
        return self._dead_end(node, target, found)

    def _dead_end(self, node: nodes.Element, written: str, found: Destination | None = None) -> nodes.Element:
        """Say that a link leads nowhere; its text stays, and its address, since what is missing may come later."""
        path, fragment = (found.name, found.fragment) if found is not None else (written, "")
        content = nodes.inline("", "", *node[0].deepcopy().children or [nodes.literal(written, written)])
        if found is not None and found.kind is Kind.OUTSIDE:
            warn("outside", NO_LINK, written, location=node, old=written)
            return content
        if _is_web_address(written):
            return nodes.reference("", "", content, refuri=written, internal=False)
        kind = found.kind if found is not None else Kind.NOTHING
        if kind in {Kind.NOTHING, Kind.SOURCE} and self._is_left_out(path):
            return content
        if not self._is_new(node, written):
            pass
        elif not written:
            self._warn(
                "link-target", node, written, "this link has no address; write one, or take the link out", old="]()"
            )
        elif kind in _NO_PAGES:
            self._warn("link-target", node, written, _NO_PAGES[kind], written, old=written)
        else:
            folder = node[DESTINATION][1] if DESTINATION in node else ""
            is_on_web = written.lower().startswith("www.")
            advice = f"write 'https://{written}'" if is_on_web else suggestion(self.env, folder, path)
            text = "the lesson has no page and no file %r; %s"
            self._warn("link-target", node, written, text, written, advice, old=written)
        address = self._address_on_site(path) + (f"#{fragment}" if fragment else "")
        return nodes.reference("", "", content, refuri=quote(address, safe="/#:?&=%~+,;@"), internal=True)

    def _is_left_out(self, path: str) -> bool:
        """Tell whether a path is that of a page that this build leaves out for its readers."""
        if not self.config.lesson_left_out:
            return False
        suffixes = (*self.config.source_suffix, ".html")
        names = {without_suffix(flattened(file), suffixes) for file in self.config.lesson_left_out}
        return without_suffix(flattened(path), suffixes) in names

    def _address_on_site(self, path: str) -> str:
        """Return the address that what is missing would have."""
        if self.config.lesson_documents:
            path = flattened(path)  # all pages lie beside each other
        stem = without_suffix(path, tuple(self.config.source_suffix))
        return path if stem == path else f"{stem}.html"

    def _warn_of_fragment(self, node: nodes.Element, docname: str, fragment: str) -> None:
        # Nothing but "#" is the top of a page, wherever that is.
        if not fragment or not self._is_new(node, docname, fragment):
            return
        close = closest(fragment, lesson_domain(self.env).record(docname).anchors)
        advice = f"did you mean {'#' + close!r}?" if close else "'{#id}' behind a heading gives it an id"
        is_own = docname == node.get("origin", node["refdoc"])
        place = "this page" if is_own else f"the page of {self.env.doc2path(docname, base=False).as_posix()!r}"
        text = "nothing on %s has the id %r; %s"
        self._warn("link-fragment", node, fragment, text, place, fragment, advice, old=f"#{fragment}")

    def _is_new(self, node: nodes.Element, *what: object) -> bool:
        """Tell whether nothing has been said of this yet, in this place."""
        told, before = (node.source, node.line, *what), lesson_domain(self.env).told_of_links
        is_new = told not in before
        before.add(told)
        return is_new

    def _warn(self, code: str, node: nodes.Element, target: str, text: str, *args: object, old: str) -> None:
        """Give a warning, unless the author has told MyST to be silent about it."""
        if not _is_ignored(self.config, target):
            warn(code, text, *args, location=node, old=old)

    def _reference(self, node: nodes.Element, docname: str, anchor: str, content: nodes.Element) -> nodes.Element:
        place = place_reference(node["refdoc"], docname, anchor)
        place["by-page"] = DESTINATION in node
        if "reftitle" in node:
            place["reftitle"] = node["reftitle"]
        # At once: Sphinx's own resolver looks through all that stands beside a reference.
        details = (node["refdoc"], self.app.builder, place["reftype"], place["reftarget"], place, content)
        try:
            reference = lesson_domain(self.env).resolve_xref(self.env, *details)
        except NoUri:
            return content
        return content if reference is None else reference


def _content(node: nodes.Element) -> nodes.Element:
    """Return a copy of what the reader of a link sees, which is one element."""
    content = node[0]
    assert isinstance(content, nodes.Element)
    return content.deepcopy()


def _is_web_address(written: str) -> bool:
    scheme = split_address(written).scheme
    return scheme in _SCHEMES or (scheme not in {"", "file"} and written.startswith(f"{scheme}://"))


def _is_ignored(config: Config, target: str) -> bool:
    """Tell whether MyST would be silent about a link that leads nowhere."""
    return (
        is_suppressed_warning("myst", MystWarnings.XREF_MISSING.value, config.suppress_warnings)
        or ("myst", target) in config.nitpick_ignore
        or any(re.fullmatch(kind, "myst") and re.fullmatch(name, target) for kind, name in config.nitpick_ignore_regex)
    )


def reread_documents(
    _app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the documents with links that lead elsewhere since there are other documents (``env-get-outdated``)."""
    if not added and not removed:
        return []
    lesson = lesson_in(env)
    outdated = []
    for docname, record in lesson_domain(env).documents.items():
        if docname in added | changed | removed:
            continue
        for written, folder, led_to in record.links:
            found = find(written, folder, lesson)
            if led_to != (found.name if found.kind is Kind.DOCUMENT else ""):
                outdated.append(docname)
                break
    return outdated


def setup(app: Sphinx) -> None:
    """Register what resolves links."""
    app.add_post_transform(ResolveLinks)
    app.connect("env-get-outdated", reread_documents)
