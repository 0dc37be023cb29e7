"""Everything that can be found in a lesson, by its code: what rules find, FIXMEs, and what is warned of in a build."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.messages import WARNING_TYPE, WARNINGS

from .rule import Group, Rule
from .rules import RULES, links_web

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What stands for the rules that are asked of every lesson, and what stands for all of them.
DEFAULT, ALL = "default", "all"

_FIXME = Rule(
    "fixme",
    Severity.WARNING,
    Group.UPKEEP,
    """Something in the lesson is marked as unfinished.

    A reader who meets "TODO" learns that nobody has looked at the page.  Authors mark what is to be done with a word
    such as FIXME, so that it can be listed.

    Fix: Do it, or give it an owner and an issue.

    Bad:
        FIXME: draw the folder tree

    Good:
        The folder tree has three levels.
    """,
)

#: What is said of how a lesson was read, and not of the lesson: no author can mend that R was not run.
_OF_READING = frozenset({"not-run"})

#: Codes of warnings that others give begin with one of these and a dot; who gives them.
FAMILIES: Mapping[str, str] = {
    "app": "Sphinx, about its extensions",
    "autodoc": "Sphinx, about documentation in code",
    "autosectionlabel": "Sphinx, about labels of headings",
    "config": "Sphinx, about conf.py",
    "docutils": "docutils, which reads reStructuredText and directives",
    "download": "Sphinx, about files to download",
    "duplicate_declaration": "Sphinx, about what is declared twice",
    "epub": "Sphinx, about electronic books",
    "i18n": "Sphinx, about translations",
    "image": "Sphinx, about pictures",
    "index": "Sphinx, about the index",
    "intersphinx": "Sphinx, about links to other projects",
    "misc": "Sphinx",
    "myst": "MyST-Parser, which reads Markdown",
    "mystnb": "MyST-NB, which reads notebooks",
    "ref": "Sphinx, about references",
    "sphinx": "Sphinx or docutils",
    "toc": "Sphinx, about tables of contents",
    "todo": "Sphinx's extension for to-dos",
}

#: All that has a code of its own, in the order in which it is listed.
CATALOGUE: Mapping[str, Rule] = {
    **RULES,
    **{rule.code: rule for rule in links_web.RULES},
    _FIXME.code: _FIXME,
    **{
        code: Rule(code, Severity.WARNING, Group.BUILD, meaning, is_default=code not in _OF_READING)
        for code, meaning in WARNINGS.items()
        if code not in RULES and code != _FIXME.code
    },
}


def code_of(name: str) -> str:
    """Return the code that *name* stands for: ``suppress_warnings`` wants it with the type of the warning."""
    return name.removeprefix(f"{WARNING_TYPE}.")


def rule_of(code: str) -> Rule:
    """Return what is known of a code; of a warning that others give, who does."""
    known = CATALOGUE.get(code)
    if known is not None:
        return known
    giver = FAMILIES.get(code.partition(".")[0], "an extension of Sphinx")
    return Rule(code, Severity.WARNING, Group.BUILD, f"A warning of {giver}.")


def is_name(name: str) -> bool:
    """Tell whether *name* may select something: a code, a group, or what warnings of others begin with."""
    known = {*CATALOGUE, *FAMILIES, *Group, DEFAULT, ALL}
    # What other extensions warn of is not known beforehand.
    return code_of(name) in known or 0 < name.find(".") < len(name) - 1


def unknown_name(name: str) -> str:
    """Return what is to be said of a *name* that selects nothing; an empty string, if it selects something."""
    if is_name(name):
        return ""
    known = [*CATALOGUE, *FAMILIES, *(group.value for group in Group), DEFAULT, ALL]
    likely = difflib.get_close_matches(code_of(name), known, n=1)
    hint = f"did you mean {likely[0]!r}?" if likely else "'lesson check --list' lists all codes and groups"
    return f"no rule and no group is called {name!r}; {hint}"
