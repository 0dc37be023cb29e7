"""How reports for programs name what made them."""

from __future__ import annotations

from sphinx_lesson_ext import __version__


def tool() -> dict[str, str]:
    """Return the name and version of this extension; SARIF (3.19.8, 3.19.12) and our JSON use the same two keys."""
    return {"name": "sphinx-lesson-ext", "version": __version__}
