"""The one way to ask git: without a shell, for a limited time, and without a word where it does not know."""

from __future__ import annotations

import os
import subprocess
from contextlib import closing
from functools import partial
from threading import Timer
from typing import TYPE_CHECKING

from sphinx_lesson_ext.programs import find_program

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from pathlib import Path

#: How long git may take for one answer, in seconds.
TIME_LIMIT = 20.0

#: How much of an answer is read at a time, in bytes.
_CHUNK = 65536

#: What a person may have set up that would change the form of an answer.
_AS_DOCUMENTED = ("log.follow=false", "log.showSignature=false", "diff.relative=false")
#: What a folder's own settings may name that git would run: a lesson that somebody else made is not trusted.
_SAFE = ("core.fsmonitor=false",)
#: Nothing is asked over the network, by no program: this counts more than any setting (git(1), GIT_ALLOW_PROTOCOL).
_NO_PROTOCOL = {"GIT_ALLOW_PROTOCOL": "none"}
#: Settings, by the end of their names, without which no filter is run (gitattributes(5)): an empty long-running one
#: stands before all others.
_NO_FILTER = {"process": "", "required": "false"}


class GitError(Exception):
    """There is no git, or it fails, or it takes longer than it may."""


def top_of(folder: Path) -> Path | None:
    """Return the top of the checkout that holds *folder*; ``None``, if none does.

    It is the nearest folder above that holds ``.git`` (a file in a worktree or submodule).  Git itself is not asked: it
    may be absent, or refuse a checkout that somebody else owns, and a process costs more than a look.
    """
    folder = folder.resolve()
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)


def ask(
    folder: Path, *arguments: str, seconds: float | None = None, environment: Mapping[str, str] | None = None
) -> str:
    """Return what git says in *folder*; an empty string, if it does not know.

    What looks into files as they are now, and not only into commits, is asked with :func:`ask_of_files`.

    :param seconds: How long it may take; :data:`TIME_LIMIT`, unless given.
    :param environment: Variables of the environment beside those of this process.
    """
    try:
        answer = b"".join(_answer(folder, arguments, seconds, environment))
    except GitError:
        return ""
    return answer.decode("utf-8", errors="replace")


def ask_of_files(folder: Path, *arguments: str) -> str:
    """Return what git says of the files in *folder* as they are now; an empty string, if it does not know.

    Before git looks into such a file, it runs the filters that the folder's own settings name; here it runs none.
    """
    names = ask(folder, "config", "--null", "--name-only", "--get-regexp", r"^filter\.").split("\0")
    drivers = dict.fromkeys(name.rpartition(".")[0] for name in names if name)
    settings = [(f"{driver}.{end}", value) for driver in drivers for end, value in _NO_FILTER.items()]
    first = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    environment = {"GIT_CONFIG_COUNT": str(first + len(settings))}
    for number, (name, value) in enumerate(settings, first):
        environment |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return ask(folder, *arguments, environment=environment)


def ask_for_names(folder: Path, *arguments: str, seconds: float | None = None) -> Generator[str, None, None]:
    """Yield what git says with its option ``-z``, part by part; git ends when no more is asked for.

    :param seconds: As for :func:`ask`.
    :raises GitError: Once git is known to have failed.
    """
    rest = b""
    with closing(_answer(folder, arguments, seconds)) as chunks:
        for chunk in chunks:
            *names, rest = (rest + chunk).split(b"\0")
            yield from map(os.fsdecode, names)
    if rest:
        yield os.fsdecode(rest)


def _answer(
    folder: Path, arguments: tuple[str, ...], seconds: float | None, environment: Mapping[str, str] | None = None
) -> Generator[bytes, None, None]:
    git = find_program("git")
    if git is None:
        raise GitError
    settings = (part for setting in (*_AS_DOCUMENTED, *_SAFE) for part in ("-c", setting))
    # A name with a star, or one that begins with a colon, is that name.
    command = [git, "--literal-pathspecs", *settings, "-C", str(folder), *arguments]
    try:
        # Every argument is given as it is, without a shell, and names stand behind "--".
        process = subprocess.Popen(  # noqa: S603
            command,
            env={**os.environ, **_NO_PROTOCOL, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, ValueError) as error:
        raise GitError from error
    limit = Timer(TIME_LIMIT if seconds is None else seconds, process.kill)
    with process:
        limit.start()
        try:
            assert process.stdout is not None  # it is a pipe
            yield from iter(partial(os.read, process.stdout.fileno(), _CHUNK), b"")
            if process.wait() != 0:
                raise GitError
        finally:
            limit.cancel()
            process.kill()
