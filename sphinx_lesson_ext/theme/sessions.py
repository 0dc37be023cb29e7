"""What a reader would type of a block of code: sessions hold prompts and output, too."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Prompts(NamedTuple):
    """How lines of a session begin: the first of a command, and those that go on with it."""

    first: str
    more: str


#: ``$``, with the name of an environment before it, or ``user@host:~/folder$``.
_SHELL = _Prompts(r"(?:\([^()\s]+\) ?)?(?:\$|\[?[\w.-]+@[\w.-]+[^$#%]*[$#%])(?: |$)", r">(?: |$)")
#: What else begins a comment or nothing at all, but here is the prompt of an administrator or another shell.
_ROOT = _Prompts(r"[#%](?: |$)", r">(?: |$)")
_PYTHON = _Prompts(r">>>(?: |$)", r"\.\.\.(?: |$)")
_IPYTHON = _Prompts(r"In \[\d+\]:(?: |$)", r" +\.\.\.:(?: |$)")
_R = _Prompts(r">(?: |$)", r"\+(?: |$)")
_POWERSHELL = _Prompts(r"PS [^>]*>(?: |$)", r">>(?: |$)")
_WINDOWS = _Prompts(r"[A-Z]:\\[^>]*>", r"More\? ")
_SQL = _Prompts(
    r"(?:sqlite|mysql|MariaDB \[[^\]]*\])>(?: |$)|[\w-]+=[#>](?: |$)", r" *(?:->|\.\.\.>)(?: |$)|[\w-]+-[#>](?: |$)"
)
_JULIA = _Prompts(r"julia>(?: |$)", r" {7}")

#: Languages of sessions: what stands behind no prompt is output.
_SESSIONS: Mapping[str, tuple[_Prompts, ...]] = {
    **dict.fromkeys(("console", "shell-session", "terminal"), (_SHELL, _POWERSHELL, _WINDOWS, _PYTHON, _IPYTHON, _SQL)),
    **dict.fromkeys(("pycon", "python-console"), (_PYTHON, _IPYTHON)),
    **dict.fromkeys(("rconsole", "rout"), (_R,)),
    **dict.fromkeys(("pwsh-session", "ps1con"), (_POWERSHELL,)),
    "doscon": (_WINDOWS,),
    **dict.fromkeys(("sqlite3", "psql", "postgresql-console", "postgres-console"), (_SQL,)),
    **dict.fromkeys(("jlcon", "julia-repl"), (_JULIA,)),
}
#: Languages that may show a session, too: they do if they begin with a prompt.
_TEXTS: Mapping[str, tuple[_Prompts, ...]] = {
    **dict.fromkeys(("", "default", "none", "text"), (_SHELL, _POWERSHELL, _WINDOWS, _PYTHON, _IPYTHON, _SQL, _JULIA)),
    **dict.fromkeys(("python", "python3", "py", "py3", "ipython", "ipython3"), (_PYTHON, _IPYTHON)),
}
#: Languages of programs.  Some authors write each line with a prompt; where one has none, it may be no output.
_PROGRAMS: Mapping[str, tuple[_Prompts, ...]] = {
    **dict.fromkeys(("bash", "sh", "shell", "ksh", "zsh", "tcsh", "fish"), (_SHELL,)),
    **dict.fromkeys(("powershell", "pwsh", "ps1"), (_POWERSHELL,)),
    **dict.fromkeys(("bat", "batch", "cmd"), (_WINDOWS,)),
    **dict.fromkeys(("r", "s", "splus"), (_R,)),
    **dict.fromkeys(("sql", "mysql", "postgresql", "sqlite"), (_SQL,)),
    **dict.fromkeys(("julia", "jl"), (_JULIA,)),
}


class TypedLine(NamedTuple):
    """A line that is typed: its number from 0, and how many characters the prompt before it has."""

    number: int
    prompt: int


def typed_lines(language: str, text: str) -> list[TypedLine]:
    """Return the lines of *text* that a reader would type, where that is not the whole; else an empty list.

    :param language: What the block is highlighted as, in lower case.
    :param text: The block, without empty lines at its beginning.
    """
    lines = text.split("\n")
    prompts = _SESSIONS.get(language) or _TEXTS.get(language) or _PROGRAMS.get(language)
    if prompts is None:
        return []
    typed, rest = _split(lines, *_patterns(prompts))
    if language in _SESSIONS:
        if not typed and _SHELL in prompts:
            typed, _rest = _split(lines, *_patterns((_ROOT,)))
        return typed
    if not typed or typed[0].number:
        return []
    return typed if language in _TEXTS or all(line.lstrip().startswith("#") for line in rest) else []


def _split(lines: list[str], first: re.Pattern[str], more: re.Pattern[str]) -> tuple[list[TypedLine], list[str]]:
    """Return the lines that are typed, and those others that are not blank."""
    typed: list[TypedLine] = []
    rest: list[str] = []
    for number, line in enumerate(lines):
        goes_on = bool(typed) and typed[-1].number == number - 1
        if prompt := first.match(line) or (more.match(line) if goes_on else None):
            typed.append(TypedLine(number, prompt.end()))
        elif goes_on and lines[number - 1].endswith("\\"):
            typed.append(TypedLine(number, 0))
        elif line.strip():
            rest.append(line)
    return typed, rest


@cache
def _patterns(prompts: tuple[_Prompts, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile("|".join(each.first for each in prompts)), re.compile("|".join(each.more for each in prompts))
