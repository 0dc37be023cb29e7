"""From a lesson that was read to its health."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checkout.git import ask
from sphinx_lesson_ext.clock import now, written
from sphinx_lesson_ext.config import is_set
from sphinx_lesson_ext.fixmes.blame import add_blame
from sphinx_lesson_ext.lesson.answers import unsolved
from sphinx_lesson_ext.lesson.domain import lesson_domain
from sphinx_lesson_ext.lesson.pages import SUFFIX
from sphinx_lesson_ext.report.collect import findings_of
from sphinx_lesson_ext.theme.licences import licences_of
from sphinx_lesson_ext.theme.repository import repository_of
from sphinx_lesson_ext.web import absolute_address, is_web_address

from .places import page_path
from .records import About, Content, Document, Found, Health, Minutes, Totals, sum_of_contents, tally_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.findings import Finding
    from sphinx_lesson_ext.lesson.records import DocumentRecord


def health_of(env: BuildEnvironment) -> Health:
    """Return the health of the lesson that *env* holds, as it is now."""
    made = now()
    findings = [Found(finding, _age(finding, made.date())) for finding in _findings(env)]
    about = _about(env)
    documents = [_document(env, docname, about.url, findings) for docname in _documents(env)]
    return Health(
        made=written(made),
        about=about,
        totals=Totals(
            documents=len(documents),
            episodes=sum(document.is_episode for document in documents),
            content=sum_of_contents(document.content for document in documents),
            # Those that belong to no document, too.
            tally=tally_of(findings),
        ),
        documents=documents,
        findings=findings,
    )


def content_of(record: DocumentRecord) -> Content:
    """Return how much there is in a document."""
    timing = record.timing
    return Content(
        minutes=Minutes(timing.teaching or 0, timing.exercises or 0, timing.pause or 0),
        words=record.words,
        exercises=len(record.blocks_of("challenge")),
        unsolved=len(unsolved(record)),
        solutions=len(record.blocks_of("solution")),
        notes=len(record.blocks_of("instructor")),
        figures=len(record.images),
    )


def _findings(env: BuildEnvironment) -> list[Finding]:
    """Return all findings in order; of FIXMEs, who wrote them and when, where git knows it."""
    findings = findings_of(env)
    if env.config.lesson_fixme_git:
        return findings
    blamed = iter(add_blame([finding for finding in findings if finding.code == "fixme"], Path(env.srcdir)))
    return [next(blamed) if finding.code == "fixme" else finding for finding in findings]


def _age(finding: Finding, today: date) -> int | None:
    # Clocks differ, and zones do.
    return max((today - date.fromisoformat(finding.date)).days, 0) if finding.date else None


def _about(env: BuildEnvironment) -> About:
    config, domain = env.config, lesson_domain(env)
    # Any theme may have options of these names, with values of its own.
    options = {name: value for name, value in config.html_theme_options.items() if isinstance(value, str)}
    repository = repository_of(options)
    named = config.lesson_workbench or is_set(config, "project")
    title = config.project if named else domain.title_of(config.root_doc)
    commit, _blank, day = ask(Path(env.srcdir), "log", "-1", "--format=%H %cs").strip().partition(" ")
    is_known = repository is not None and is_web_address(repository.url)
    return About(
        title=" ".join(str(title).split()),
        language=str(config.language or ""),
        url=config.html_baseurl if is_web_address(config.html_baseurl) else "",
        source=repository.url if repository is not None and is_known else "",
        branch=repository.branch if repository is not None and is_known else "",
        folder=repository.folder if repository is not None and is_known else "",
        life_cycle=options.get("life_cycle", ""),
        license=", ".join(licence.name for licence in licences_of(options, domain.citation)),
        commit=commit,
        date=day,
    )


def _documents(env: BuildEnvironment) -> Iterator[str]:
    """Yield what the lesson's authors wrote: in the order of reading, and then what no contents lead to."""
    domain = lesson_domain(env)
    for docname in dict.fromkeys((*domain.plan.order, *sorted(domain.documents))):
        if docname in domain.documents and not str(env.doc2path(docname)).endswith(SUFFIX):
            yield docname


def _document(env: BuildEnvironment, docname: str, url: str, findings: list[Found]) -> Document:
    domain = lesson_domain(env)
    return Document(
        docname=docname,
        path=env.doc2path(docname, base=False).as_posix(),
        title=" ".join(domain.title_of(docname).split()),
        is_episode=docname in domain.plan.episodes,
        number=domain.plan.numbers.get(docname, ""),
        url=absolute_address(url, page_path(docname)),
        content=content_of(domain.record(docname)),
        tally=tally_of([found for found in findings if found.finding.docname == docname]),
    )
