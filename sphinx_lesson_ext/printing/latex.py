"""Making a PDF of what Sphinx wrote for LaTeX, with the LaTeX that the machine has."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx_lesson_ext.programs import find_program

from .errors import PrintingError

#: What makes latexmk use an engine that runs nothing else.
_ALONE = ("-pdf", "-no-shell-escape")
#: What makes it use one for Japanese: a second file of settings, which Sphinx writes, names it; and the few programs
#: that TeX itself takes for harmless may run, for one of them tells the size of pictures.
_JAPANESE = ("-r", "latexmkjarc", "-pdfdvi", "-latexoption=-shell-restricted")

#: The engines that Sphinx writes for (``latex_engine``), with what makes latexmk use it.
_ENGINES = {
    "pdflatex": _ALONE,
    "xelatex": _ALONE,
    "lualatex": _ALONE,
    "platex": _JAPANESE,
    "uplatex": _JAPANESE,
}
#: How long LaTeX may take, in seconds, with all its runs.
TIME_LIMIT = 900.0

#: A complaint in the log of LaTeX, and the line of the text that it is about.
_COMPLAINT = re.compile(r"^! (?P<what>.+?)$(?:.*?^l\.(?P<line>\d+))?", re.MULTILINE | re.DOTALL)
#: What Sphinx writes at the beginning of each document.
_DOCUMENT = re.compile(r"\\label\{\\detokenize\{(?P<docname>[^}]+)::doc\}\}")


def find_latex() -> str | None:
    """Return the path of latexmk, which runs LaTeX as often as it needs; ``None``, if there is none, or no engine."""
    has_engine = any(find_program(engine) for engine in _ENGINES)
    return find_program("latexmk") if has_engine else None


def typeset(latexmk: str, folder: Path, engine: str, pdf: Path, seconds: float = TIME_LIMIT) -> None:
    """Make the PDF of the one text in a folder, which is left as it is.

    :param folder: What Sphinx's builder ``latex`` wrote.
    :param engine: The value of ``latex_engine``.
    :raises PrintingError: If there is no PDF in the end.
    """
    if find_program(engine) is None:
        there = ", ".join(name for name in _ENGINES if find_program(name))
        raise PrintingError(
            f"this lesson needs {engine}, which is not installed; install it, or set latex_engine to one of {there}"
        )
    with TemporaryDirectory(prefix="lesson-") as work:
        place = Path(shutil.copytree(folder, Path(work, "latex")))
        text = next(iter(sorted(place.glob("*.tex"))), None)
        if text is None:
            raise PrintingError("the builder latex wrote no text; name one in latex_documents")
        command = [latexmk, *_ENGINES[engine], "-interaction=nonstopmode", "-halt-on-error"]
        # A text may read what lies beside it, and write there; no other file of the machine.
        environment = {**os.environ, "openin_any": "p", "openout_any": "p", "max_print_line": "1000"}
        try:
            subprocess.run(  # noqa: S603 (it was looked for by its whole path)
                [*command, text.name],
                cwd=place,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise PrintingError(f"LaTeX has not finished in {seconds:g} seconds") from error
        except OSError as error:
            raise PrintingError(f"{latexmk} cannot be started: {error.strerror}") from error
        made = text.with_suffix(".pdf")
        if not made.is_file():
            raise PrintingError(_complaint(text))
        shutil.copyfile(made, pdf)


def _complaint(text: Path) -> str:
    """Return the first thing that LaTeX complained of, and where its author finds that."""
    try:
        log = text.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "LaTeX made no PDF, and does not say why"
    return told_complaint(log, text.read_text(encoding="utf-8", errors="replace"))


def told_complaint(log: str, text: str) -> str:
    """Return, in a sentence, the first thing that the *log* of LaTeX complains of.

    :param text: What LaTeX read, as Sphinx wrote it.
    """
    found = _COMPLAINT.search(log)
    if found is None:
        return "LaTeX made no PDF; its log names no error"
    what = " ".join(found["what"].split()).removesuffix(".")
    if not found["line"]:
        return f"LaTeX stopped: {what}"
    lines = text.splitlines()[: int(found["line"])]
    document = next((match["docname"] for line in reversed(lines) if (match := _DOCUMENT.search(line))), "")
    passage = lines[-1].strip()[:80] if lines else ""
    return f"LaTeX stopped{f' in {document}' if document else ''}: {what}{f', at {passage!r}' if passage else ''}"
