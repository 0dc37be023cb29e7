"""What tests need and a machine may not have."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from types import ModuleType


def absent(what: str) -> NoReturn:
    """Skip the test, for *what* it needs is not there; where every change is tested (``CI`` is set) it fails."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is needed: where CI is set, no test is skipped", pytrace=False)
    pytest.skip(f"{what} is not installed")


def module(name: str, distribution: str) -> ModuleType:
    """Import a module that belongs to *distribution*, which may be absent."""
    try:
        return importlib.import_module(name)
    except ImportError:
        absent(distribution)
