"""LaTeX: what is written, and that it can be compiled where LaTeX is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from book_lesson import CONF, FILES
from sphinx.config import Config
from theme_lesson import png

from sphinx_lesson_ext import formats
from sphinx_lesson_ext.checkout.citation import Author, Citation
from sphinx_lesson_ext.formats.latex_languages import choose_program
from sphinx_lesson_ext.kinds import KINDS
from sphinx_lesson_ext.programs import find_program
from sphinx_lesson_ext.workbench.book import book_values
from sphinx_lesson_ext.workbench.settings import Settings

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
WORKBENCH = {
    "config.yaml": 'title: "Lesson"\ncarpentry: swc\nlicense: CC-BY 4.0\n',
    "index.md": "---\nsite: x\n---\n\nWelcome.\n\n## Who it is for\n\nYou.\n",
    "episodes/loops.md": FILES["loops.md"]
    .replace("# Loops", "---\ntitle: Loops\nteaching: 5\nexercises: 5\n---")
    .replace("tree.png", "fig/tree.png"),
    "episodes/fig/tree.png": png(60, 42),
    "learners/reference.md": "# Reference\n\n[assign]{#assign}\n: Give a name.\n",
}


@pytest.fixture(scope="module")
def latex(build_once):
    drawing = "\n![A box](box.svg)\n"
    files = {**FILES, "loops.md": FILES["loops.md"] + drawing, "tree.png": png(60, 42), "box.svg": DRAWING}
    warnings = () if find_program("rsvg-convert") else ("LaTeX cannot show 'box.svg'",)
    return build_once(files, "latex", warnings=warnings, **CONF)


def compiled(folder: Path, name: str, engine: str) -> str:
    """Compile a book, and return what LaTeX has said of it."""
    if shutil.which("latexmk") is None:
        pytest.skip("latexmk is not installed")
    command = ["latexmk", f"-{engine}", "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    log = (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
    assert run.returncode == 0, "\n".join(line for line in log.splitlines() if line.startswith(("!", "l.")))
    return log


def test_every_kind_has_a_colour():
    style = (Path(formats.__file__).parent / "lessonblocks.sty").read_text(encoding="utf-8")
    assert set(re.findall(r"\\colorlet\{lesson-([a-z-]+)\}", style)) == set(KINDS)


def test_blocks(latex):
    source = latex.read("lesson.tex")
    assert r"\begin{lessonblock}{challenge}{Challenge 1.1: Count the words (10 min)}" in source
    # The other document has no number, since it is no episode.
    assert r"\begin{lessonblock}{challenge}{Challenge: Count the words}" in source
    assert r"\label{\detokenize{loops:count-the-words}}" in source
    assert r"\begin{lessonblock}{callout}{Callout: Why it is short}" in source
    assert r"\label{\detokenize{loops:here}}" in source
    assert r"\usepackage{lessonblocks}" in source
    assert (latex.out / "lessonblocks.sty").is_file()


def test_what_latex_cannot_show(latex):
    source = latex.read("lesson.tex")
    assert "quotation marks :rocket:." in source
    assert "goes on\\leavevmode\\newline{}in the next line" in source
    assert r"\sphinxhref{https://example.org/film}{A film}" in source
    assert ".svg" not in source
    assert ("{{box}.pdf}" in source) is (find_program("rsvg-convert") is not None)


def test_pages_without_use_in_a_book(latex):
    assert "images" not in latex.env.found_docs


def test_it_compiles(latex):
    log = compiled(latex.out, "lesson", "pdf")
    assert "undefined" not in log
    assert "Overfull \\hbox" not in log


def test_episodes_are_chapters(build):
    built = build(WORKBENCH, "latex", lesson_workbench=True)
    source = built.read("lesson.tex")
    assert source.index(r"\lessonunnumbered") < source.index(r"\chapter{About this lesson}")
    assert source.index(r"\chapter{About this lesson}") < source.index(r"\section{Who it is for}")
    assert source.index(r"\lessonnumbered") < source.index(r"\chapter{Loops}")
    assert source.rindex(r"\lessonunnumbered") < source.index(r"\chapter{Reference}")
    assert r"\date{" in source
    assert r"\author{Software Carpentry}" in source
    log = compiled(built.out, "lesson", "xelatex")
    assert "undefined" not in log
    assert "Missing character" not in log


def test_what_a_book_says_of_itself():
    settings = Settings(title="Lesson", license="CC-BY 4.0", url="https://example.org/lesson/")
    citation = Citation(authors=(Author("Ana"), Author("Ben")), version="2.1", doi="10.5281/zenodo.1")
    values = book_values(settings, citation, "Nobody")
    assert values["author"] == "Ana, Ben"
    assert values["version"] == "2.1"
    assert values["epub_copyright"] == "Ana, Ben, CC-BY 4.0"
    assert values["epub_identifier"] == "https://doi.org/10.5281/zenodo.1"
    assert book_values(Settings(), Citation(), "Nobody")["author"] == "Nobody"


@pytest.mark.parametrize(
    ("language", "engine"),
    [
        ("de", "pdflatex"),
        ("uk", "xelatex"),
        ("zh_CN", "xelatex"),
        ("ko", "xelatex"),
        ("ar", "lualatex"),
        ("ja", "uplatex"),
    ],
)
def test_a_language_has_the_program_that_knows_its_letters(language, engine):
    config = Config(overrides={"language": language})
    for name in ("latex_engine", "latex_use_xindy", "latex_elements"):
        config.add(name, {} if name == "latex_elements" else "pdflatex", "env", ())
    choose_program(None, config)
    assert config.latex_engine == engine
    # What the author has chosen, stays.
    chosen = Config({"latex_engine": "pdflatex"}, {"language": language})
    chosen.add("latex_engine", "", "env", ())
    choose_program(None, chosen)
    assert chosen.latex_engine == "pdflatex"


def test_signs_of_footnotes_become_numbers(build):
    text = "Page\n====\n\nOne [1]_ and a sign [*]_.\n\n.. [1] First.\n.. [*] Second.\n"
    source = build({"index.rst": text}, "latex", **CONF).read("lesson.tex")
    assert r"\begin{footnote}[2]" in source
    assert "[*]" not in source
