"""Rules about blocks of code."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from sphinx_lesson_ext import pygments_names
from sphinx_lesson_ext.checks.rule import Group, Problem, page_rule
from sphinx_lesson_ext.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.view import Page

#: What lessons are written about, and what they call the text beside it.
_TAUGHT = frozenset(
    {
        *("awk", "bash", "bibtex", "c", "cmake", "console", "cpp", "csharp", "css", "cypher", "diff", "docker"),
        *("dockerfile", "dot", "error", "fortran", "git", "go", "gnuplot", "html", "http", "idl", "ini", "ipython"),
        *("java", "javascript", "json", "julia", "kotlin", "latex", "lua", "make", "makefile", "markdown", "matlab"),
        *("mermaid", "nextflow", "octave", "openscad", "output", "perl", "php", "plaintext", "powershell", "pycon"),
        *("python", "r", "rmarkdown", "ruby", "rust", "scala", "scheme", "shell", "snakemake", "source", "sparql"),
        *("sql", "stata", "swift", "text", "toml", "turtle", "txt", "typescript", "verbatim", "warning", "xml"),
        *("yaml",),
    }
)
#: How much alike a name and a misspelt one are, from 0 to 1, by how much less the next one is where there is no doubt,
#: and the shortest that is long enough to tell.
_ALIKE, _LESS, _SHORTEST = 0.8, 0.05, 4
_FENCES = ("```", "~~~")


@page_rule("code-language-unknown", Severity.WARNING, Group.UPKEEP, mends=True)
def code_language_unknown(page: Page) -> Iterator[Problem]:
    """The language of a block of code is not misspelt.

    Code in a language that is not known is not highlighted, and its output looks like code.  A name is told if it is
    almost that of a language that lessons are about; what else is unknown may be meant.

    Fix: Write the name as Pygments knows it.

    Bad:
        ```pyhton
        print("sorted")
        ```

    Good:
        ```python
        print("sorted")
        ```
    """
    for code in page.facts.codes:
        name = code.language
        if len(name) < _SHORTEST or name in _TAUGHT or pygments_names.knows(name):
            continue
        matches = difflib.get_close_matches(name, _TAUGHT, n=2, cutoff=_ALIKE)
        if matches:
            best, *others = (difflib.SequenceMatcher(None, name, match).ratio() for match in matches)
            is_sure = all(best - other >= _LESS for other in others)
            message = f"the language {name!r} is not known; did you mean {matches[0]!r}?"
            yield Problem(message, code.spot, name, new=matches[0] if is_sure else None)


@page_rule("code-language", Severity.NOTE, Group.UPKEEP, opt_in=True)
def code_language(page: Page) -> Iterator[Problem]:
    """A block of code says its language.

    It is highlighted by it, its label says it to learners, and what is output is told from what they are to type.

    Fix: Write it behind the fence, such as "python"; "output" for what a program prints, "text" for anything else.

    Bad:
        ```
        print("sorted")
        ```

    Good:
        ```python
        print("sorted")
        ```
    """
    for code in page.facts.codes:
        if code.language:
            continue
        # The parser tells the line of the fence or that of the code; an indented block has no place for a language.
        lines = page.lines(code.spot.path)
        for number in (code.spot.line, code.spot.line - 1):
            line = lines[number - 1].lstrip("> \t") if 0 < number <= len(lines) else ""
            if line.startswith(_FENCES):
                if not line.strip("`~ \t"):
                    spot = code.spot._replace(line=number)
                    yield Problem("this block of code does not say its language", spot, line.strip())
                break


RULES = (code_language_unknown, code_language)
