"""Printing a page to PDF with the browser that the machine has: Chromium, Chrome or Edge."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinx_lesson_ext.programs import find_program

from .errors import PrintingError
from .served import served

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The names of browsers that can, by the system; the first that is there is taken.
_NAMES = (
    *("google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"),
    *("chromium", "chromium-browser"),
)
#: Where they are on a Mac, which has no names for them.
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Chromium.app/Contents/MacOS/Chromium",
)
#: Where they are on Windows, in the folders for programs.
_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

#: How long a browser may take, in seconds: a lesson of three hundred sheets takes less than twenty on a slow machine.
TIME_LIMIT = 300.0

#: What it is asked for beside the PDF: to show nothing, to leave the user's settings alone, and to ask nobody anything.
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-proxy-server",
    "--password-store=basic",
    "--use-mock-keychain",
    # The page comes from this machine; nothing else leads anywhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-pdf-header-footer",
    # Diagrams are drawn after the page was loaded; where nothing is to be waited for, this time passes at once.
    "--virtual-time-budget=20000",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)


def find_browser() -> str | None:
    """Return the path of a browser that can print; ``None``, if there is none."""
    return next(_browsers(), None)


def _browsers() -> Iterator[str]:
    for name in _NAMES:
        if path := find_program(name):
            yield path
    places: list[Path] = []
    if sys.platform == "darwin":
        folders = (Path("/Applications"), Path.home() / "Applications")
        places = [folder / name for folder in folders for name in _MAC]
    elif sys.platform == "win32":
        known = (os.environ.get(name) for name in _WINDOWS_FOLDERS)
        places = [Path(folder, name) for folder in known if folder for name in _WINDOWS]
    for place in places:
        if place.is_file():
            yield str(place)


def print_page(browser: str, folder: Path, name: str, pdf: Path, seconds: float = TIME_LIMIT) -> None:
    """Print a page to a PDF with tags, a title, a language and bookmarks.

    :param folder: The folder of all that the page shows.
    :param name: The name of the page's file in it.
    :raises PrintingError: If there is no PDF in the end.
    """
    with TemporaryDirectory(prefix="lesson-", dir=_workplace(browser), ignore_cleanup_errors=True) as work:
        made = Path(work, "lesson.pdf")
        with served(folder) as address:
            command = [
                browser,
                *_OPTIONS,
                *(["--no-sandbox"] if _is_root() else []),
                f"--user-data-dir={Path(work, 'profile')}",
                f"--print-to-pdf={made}",
                address + name,
            ]
            said = _run(command, work, seconds)
        try:
            content = made.read_bytes()
        except OSError:
            content = b""
        if not content.startswith(b"%PDF-"):
            raise PrintingError(f"{browser} made no PDF{said}")
        pdf.write_bytes(content)


def _run(command: list[str], work: str, seconds: float) -> str:
    """Run a browser to its end; return what it said last, as the end of a sentence.

    :param work: The folder for what it would leave on the machine: temporary files, settings and reports of crashes.
    """
    variables = {"TMPDIR": work, "BREAKPAD_DUMP_LOCATION": work, "GSETTINGS_BACKEND": "memory"}
    try:
        # In a group of its own, for it starts further processes; they end together.
        process = subprocess.Popen(  # noqa: S603 (it was looked for by its whole path)
            command,
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise PrintingError(f"{command[0]} cannot be started: {error.strerror}") from error
    with process:
        try:
            _out, said = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise PrintingError(f"{command[0]} has not printed the lesson in {seconds:g} seconds") from error
        finally:
            _end(process)
    lines = [line.strip() for line in said.decode(errors="replace").split("\n") if line.strip()]
    # Before what it says stands where in its own code that was.
    return f": {lines[-1].rpartition('] ')[2]}" if lines else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a browser with all that it has started, which may outlive it and go on writing."""
    if os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()


def _is_root() -> bool:
    # Its sandbox does not work for root, and it refuses to start.
    return os.name == "posix" and os.geteuid() == 0


def _workplace(browser: str) -> str | None:
    """Return the folder that a browser can write to; ``None`` for the usual one.

    One that was installed as a snap sees another folder for temporary files than we do.
    """
    path = Path(browser).resolve()
    if path.name != "snap" and "snap" not in Path(browser).parts[:2]:
        return None
    folder = Path.home() / "snap" / Path(browser).name.removesuffix("-browser") / "common"
    return str(folder) if folder.is_dir() else None
