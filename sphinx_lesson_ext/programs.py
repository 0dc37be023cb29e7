"""Programs of the machine that are asked for something."""

from __future__ import annotations

import shutil
from pathlib import Path


def find_program(name: str) -> str | None:
    """Return the path of a program; ``None``, if the machine has none of that name.

    One that is only found because of the current folder does not count: that may be the folder of a lesson which
    somebody else wrote, and Windows looks there first.
    """
    found = shutil.which(name)
    return found if found is not None and Path(found).is_absolute() else None
