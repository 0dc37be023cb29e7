"""Outputs in documents that another page shows whole."""

from __future__ import annotations

from myst_nb.sphinx_ import SelectMimeType


class SelectOutputs(SelectMimeType):  # type: ignore[misc]  # myst-nb has no types
    """Choose what form of an output is shown, once more: myst-nb chooses before other documents are on the page."""

    # After lists are filled (6), before links are resolved (8).
    default_priority = 7
