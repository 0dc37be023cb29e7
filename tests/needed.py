"""What tests need and a machine may not have."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def absent(what: str) -> NoReturn:
    """Skip the test, for *what* it needs is not there; where every change is tested (``CI`` is set) it fails."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is needed: where CI is set, no test is skipped", pytrace=False)
    pytest.skip(f"{what} is not installed")
