"""Tables of contents that lead back to where they came from, which Sphinx would follow without end.

The step that closes a circle is taken out of what Sphinx remembers of the contents.  What was taken out is kept, since
a later build may find that another file changed and there is no circle any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

from sphinx_lesson_ext.messages import warn

from .domain import lesson_domain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def closing_steps(root: str, contents: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Return each step of *contents* that leads back to a document on the way to it.

    :param root: The document to begin with; what it does not lead to comes after it, in order of names.
    :param contents: For each document, those in its tables of contents.
    """
    closing = []
    done: set[str] = set()
    for start in [root, *sorted(contents)]:
        if start in done:
            continue
        path, on_path = [(start, iter(contents.get(start, ())))], {start}
        while path:
            docname, children = path[-1]
            child = next(children, None)
            if child is None:
                path.pop()
                on_path.discard(docname)
                done.add(docname)
            elif child in on_path:
                closing.append((docname, child))
            elif child not in done:
                path.append((child, iter(contents.get(child, ()))))
                on_path.add(child)
    return closing


def cut_cycles(_app: Sphinx, env: BuildEnvironment) -> None:
    """Take each closing step out, and warn about those that are new (event ``env-updated``)."""
    domain = lesson_domain(env)
    before = domain.whole_contents
    for docname, whole in before.items():
        if docname in env.toctree_includes:
            env.toctree_includes[docname] = list(whole)
    domain.whole_contents = {}
    for docname, child in closing_steps(env.config.root_doc, env.toctree_includes):
        whole = domain.whole_contents.setdefault(docname, tuple(env.toctree_includes[docname]))
        env.toctree_includes[docname] = [name for name in env.toctree_includes[docname] if name != child]
        if before.get(docname) != whole:
            warn(
                "toctree-cycle",
                "this toctree leads to '%s', which leads back here; remove one of the two, this one is ignored",
                child,
                location=_toctree_with(env, docname, child) or docname,
            )


def _toctree_with(env: BuildEnvironment, docname: str, child: str) -> nodes.Node | None:
    toctrees = env.get_doctree(docname).findall(addnodes.toctree)
    return next((node for node in toctrees if child in node["includefiles"]), None)


def setup(app: Sphinx) -> None:
    """Look for circles before anything follows the contents."""
    app.connect("env-updated", cut_cycles, priority=300)
