"""The report as one page for a browser, which needs no other file and loads nothing."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.catalogue import rule_of

from .pages import environment_of
from .tally import by_code, by_file
from .wording import NOTHING, counted, details_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_lesson_ext.findings import Finding

_TEMPLATE = "findings.html.jinja"


def render(findings: Sequence[Finding]) -> str:
    """Return *findings* as a page of HTML: counts, each file with what is found in it, and what the codes mean.

    :param findings: In order, so that those of one file stand together.
    """
    environment = environment_of(Path(__file__).parent)
    return environment.get_template(_TEMPLATE).render(
        result=f"{counted(findings)}." if findings else NOTHING,
        codes=by_code(findings),
        paths=by_file(findings),
        files=[(path, list(group)) for path, group in groupby(findings, attrgetter("path"))],
        rules=[rule_of(code) for code in sorted({finding.code for finding in findings})],
        details_of=details_of,
    )
