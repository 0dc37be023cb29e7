"""Where reports get their findings from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.fixmes.blame import add_blame
from sphinx_lesson_ext.lesson.domain import lesson_domain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.findings import Finding


def findings_of(env: BuildEnvironment) -> list[Finding]:
    """Return every finding of the lesson that *env* holds, in order; with what git knows, if that is asked for."""
    findings = lesson_domain(env).findings()
    return add_blame(findings, Path(env.srcdir)) if env.config.lesson_fixme_git else findings
