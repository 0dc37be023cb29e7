"""On a machine that tests every change, nothing that tests need may be missing: they would be skipped unseen."""

from __future__ import annotations

import pytest
from needed import absent


def test_what_is_absent_skips_a_test(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="A browser is not installed"):
        absent("A browser")


def test_nothing_is_skipped_where_every_change_is_tested(monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="A browser is needed"):
        absent("A browser")
