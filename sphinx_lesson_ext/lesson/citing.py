"""The lesson's own citation: read from its file, with a warning for what cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checkout.citation import FILE_NAME, Citation, find_citation, read_citation
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.yaml_errors import YamlError

if TYPE_CHECKING:
    from pathlib import Path


def load_citation(folder: Path) -> Citation:
    """Return how the lesson is to be cited; an empty citation, if nothing says so.

    :param folder: The folder of ``conf.py``.
    """
    file = find_citation(folder)
    if file is None:
        return Citation()
    try:
        citation, problems = read_citation(file.read_text(encoding="utf-8-sig"))
    except YamlError as error:
        text = "%s cannot be read: %s; nothing of it is used"
        warn("citation", text, FILE_NAME, error.reason, location=f"{file}:{error.line + 1}")
        return Citation()
    except (OSError, UnicodeDecodeError):
        warn("citation", "%s cannot be read; save it as UTF-8", FILE_NAME, location=f"{file}:1")
        return Citation()
    for problem in problems:
        warn("citation", "%s: %s; it is left out", FILE_NAME, problem.text, location=f"{file}:{problem.line}")
    return citation
