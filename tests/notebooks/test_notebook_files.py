"""Where in the file of a notebook its text stands."""

from __future__ import annotations

import json

import pytest
from notebook_lesson import TABLES, line_in, notebook, text

from sphinx_lesson_ext.checks.mend import mend
from sphinx_lesson_ext.findings import Finding, Severity
from sphinx_lesson_ext.notebook_files import read_notebook_file


def test_each_line_of_a_cell_is_found():
    file = notebook(text("One", "", 'Two "words"'), text("Three"), title="A lesson")
    read = read_notebook_file(file)
    first = line_in(file, "One") - 1
    assert read.cells == [[first, first + 1, first + 2], [line_in(file, "Three") - 1]]
    assert [line.strip() for line in read.lines if line.strip()] == ["One", 'Two "words"', "Three"]
    assert read.values == {"title": line_in(file, "A lesson") - 1}


def test_what_stands_in_a_line_stands_where_the_file_has_it():
    read = read_notebook_file(TABLES)
    for written, shown in zip(TABLES.split("\n"), read.lines, strict=True):
        if "TODO later" in shown:
            assert shown.index("TODO") == written.index("TODO")


@pytest.mark.parametrize(
    ("source", "lines"),
    [("One\nTwo", [0, 0]), (["One\nTwo\n", "Three"], [0, 0, 0]), (["On", "e\n", "Two"], [0, 0]), ("", [0]), (None, [])],
)
def test_a_file_in_one_line(source, lines):
    assert read_notebook_file(json.dumps({"cells": [{"source": source}]})).cells == [lines]


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"cells": 1}', '{"cells": [1, null]}', "[" * 100_000])
def test_what_is_no_notebook_is_read_as_it_is(broken):
    assert not any(read_notebook_file(broken).cells)


def test_a_text_is_mended_as_json():
    file = notebook(text('See <a href="x">', "here"))
    line = line_in(file, "See")
    column = file.split("\n")[line - 1].index("<a") + 1
    details = {"docname": "a", "path": "a.ipynb", "line": line, "column": column, "message": ""}
    finding = Finding(code="x", severity=Severity.NOTE, **details, old='<a href="x">', new='[a](x "t")\n')
    mended = mend(file, [finding])
    assert "".join(json.loads(mended.text)["cells"][0]["source"]) == 'See [a](x "t")\n\nhere'
