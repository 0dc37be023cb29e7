"""What code printed or drew, as myst-nb gives it to the cells of a notebook: nothing that an author wrote."""

from __future__ import annotations

from docutils import nodes

#: What code printed, drew or raised, in one container for each cell.
_OUTPUT = "cell_code_output"
#: The attribute by which myst-nb tells what a container holds.
_KIND = "nb_element"


def is_cell(node: nodes.Node) -> bool:
    """Tell whether *node* is a cell of code, with its output if it has any."""
    return isinstance(node, nodes.container) and node.get(_KIND) == "cell_code"


def is_output(node: nodes.Node) -> bool:
    """Tell whether *node* holds the output of a cell."""
    return isinstance(node, nodes.container) and node.get(_KIND) == _OUTPUT
