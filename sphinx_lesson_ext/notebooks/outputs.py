"""Outputs of cells, named as authors name blocks of what a program prints."""

from __future__ import annotations

from docutils import nodes

from sphinx_lesson_ext.blocks.outputs import is_output
from sphinx_lesson_ext.blocks.pictures import NO_ALTERNATIVE

#: What a program prints, by the class that myst-nb gives it; all else is plain output.
_PRINTED = {"traceback": "error", "stderr": "warning"}


def name_outputs(document: nodes.document) -> None:
    """Say of each output what it is, and of each picture without a text alternative that it has none."""
    for output in list(document.findall(is_output)):
        for block in output.findall(nodes.literal_block):
            names = (_PRINTED[name] for name in block["classes"] if name in _PRINTED)
            block["written-language"] = next(names, "output")
        for image in output.findall(nodes.image):
            if not image.get("alt"):
                # Its name would be read out, which is a row of digits.
                image["alt"] = ""
                image[NO_ALTERNATIVE] = True
