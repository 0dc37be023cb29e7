"""The language of a notebook that does not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext import pygments_names

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: Names of kernels that are not that of their language.
_KERNELS = {"ir": "r", "xr": "r", "xpython": "python", "ipython": "python", "sos": "python"}
#: What conda names the kernels of its environments, by their end.
_ENDS = {"-py": "python", "-r": "r"}


def language_of(kernel: str) -> str:
    """Return the language of a kernel such as ``python3`` or ``julia-1.10``, in lower case."""
    name = kernel.casefold()
    language = next((language for end, language in _ENDS.items() if name.endswith(end)), name.rstrip("0123456789.-_"))
    return _KERNELS.get(language, language)


def name_language(notebook: NotebookNode) -> None:
    """Let a notebook that was never run name the language of its kernel, if Pygments knows it."""
    kernel = notebook.metadata.get("kernelspec")
    if not isinstance(kernel, dict) or "language_info" in notebook.metadata or "language" in kernel:
        return
    language = language_of(str(kernel.get("name", "")))
    if pygments_names.knows(language):
        kernel["language"] = language
