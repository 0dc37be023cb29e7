from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class FakeR:
    """A program ``Rscript`` that stands first in the path.

    :ivar notes: The file that it notes its calls in.
    """

    notes: Path
    monkeypatch: pytest.MonkeyPatch

    def calls(self) -> list[str]:
        """Return what was asked of it since the last time."""
        calls = self.notes.read_text(encoding="utf-8").splitlines() if self.notes.exists() else []
        self.notes.unlink(missing_ok=True)
        return calls

    def says(self, text: str, status: int = 0) -> None:
        """Let it say something else of its versions."""
        self.monkeypatch.setenv("FAKE_R_SAYS", text)
        self.monkeypatch.setenv("FAKE_R_STATUS", str(status))


@pytest.fixture
def fake_r(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> FakeR:
    """Put a program in the place of R, which needs no R."""
    folder = tmp_path_factory.mktemp("fake-r")
    program = folder / "Rscript"
    script = Path(__file__).with_name("fake_rscript.py")
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -S {shlex.quote(str(script))} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    monkeypatch.setenv("FAKE_R_CALLS", str(folder / "calls"))
    return FakeR(folder / "calls", monkeypatch)


@pytest.fixture
def no_r(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no program be found."""
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("empty")))
