"""Where reports get their findings from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks import run
from sphinx_lesson_ext.checks.settings import selection_of
from sphinx_lesson_ext.fixmes.blame import add_blame

from .cells import add_cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.checks.selection import Selection
    from sphinx_lesson_ext.findings import Finding


def findings_of(
    env: BuildEnvironment, selection: Selection | None = None, more: Iterable[Finding] = ()
) -> list[Finding]:
    """Return the findings of the lesson that *env* holds, in order; with what git knows, if that is asked for.

    :param selection: What is asked for, if not what the lesson says.
    :param more: What else was found.
    """
    folder = Path(env.srcdir)
    findings = add_cells(run.findings_of(env, selection or selection_of(env.config), more), folder)
    return add_blame(findings, folder) if env.config.lesson_fixme_git else findings
