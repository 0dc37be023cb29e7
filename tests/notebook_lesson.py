"""A lesson with a Jupyter notebook and a notebook in MyST Markdown."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from theme_lesson import png

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

INDEX = "# Lesson\n\n```{toctree}\ntables\nloops\nplain\nexercises\nschedule\n```\n\n```{glossary}\nframe\n  A table.\n```\n"

FRAME = """<div>
<style scoped>.dataframe td { color: red; }</style>
<table border="1" class="dataframe">
  <thead><tr style="text-align: right;"><th></th><th>a &lt; b</th></tr></thead>
  <tbody><tr><th>0</th><td>Norway</td></tr></tbody>
</table>
</div>"""

LOOPS = """---
title: Loops
teaching: 7
exercises: 3
jupytext:
  text_representation:
    format_name: myst
kernelspec:
  name: python3
---
::: questions
- What repeats?
:::

TODO: first thing.

```{code-cell}
:tags: [hide-input]
for i in range(3):
    print(i)
```
## More

::: challenge

### Count

::: solution
FIXME count
:::
:::
"""

PLAIN = "# Plain\n\n::: questions\n- Why?\n:::\n\nSee [Loading](tables.ipynb#loading).\n"


def text(*lines: str, kind: str = "markdown", **more: Any) -> dict[str, Any]:
    """Return a cell with *lines* of text, as Jupyter writes it."""
    source = "\n".join(lines).splitlines(keepends=True)
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def code(source: str, *outputs: Mapping[str, Any], tags: Sequence[str] = ()) -> dict[str, Any]:
    """Return a cell of code that was run."""
    metadata = {"tags": list(tags)} if tags else {}
    return {**text(source, kind="code"), "metadata": metadata, "execution_count": 1, "outputs": list(outputs)}


def shown(**data: str) -> dict[str, Any]:
    """Return an output that may be shown in different forms, such as ``text_html``."""
    forms = {name.replace("_", "/"): content for name, content in data.items()}
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": forms}


def printed(written: str, name: str = "stdout") -> dict[str, Any]:
    """Return what was printed."""
    return {"output_type": "stream", "name": name, "text": [written]}


def notebook(*cells: Mapping[str, Any], **metadata: Any) -> str:
    """Return the text of a notebook's file, as Jupyter writes it."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    data = {"cells": cells, "metadata": {"kernelspec": kernel, **metadata}, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(data, indent=1, ensure_ascii=False)


ERROR = {
    "output_type": "error",
    "ename": "ZeroDivisionError",
    "evalue": "division by zero",
    "traceback": ["\x1b[0;31mZeroDivisionError\x1b[0m: division by zero"],
}

TABLES = notebook(
    text("---", "title: Tables *of* data", "teaching: 10", "exercises: 5", "---", kind="raw"),
    text("::: questions", "- What is a table?", ":::", "", "::: objectives", "- Read a table.", ":::"),
    text("## Loading", "", 'See [the manual][pd] and FIXME: say "more" here.', "", "A note[^1] on {term}`frame`."),
    code("frame", shown(text_html=FRAME, text_plain="   a\n0  Norway")),
    code("print('hi')", printed("hi TODO\n"), printed("\x1b[31mold\x1b[0m\n", "stderr")),
    code("plot()", shown(image_png=base64.b64encode(png(60, 30)).decode(), text_plain="<Figure>")),
    code("1/0", ERROR),
    text("````{challenge} Try it", "Do it.", "", "```{solution}", "Done.", "```", "````", "", "See [Loading] above."),
    code("secret = 1", tags=["hide-input"]),
    text("[pd]: https://example.org/pandas", "", "[^1]: What a note says.", "", "- TODO later"),
    text("::: keypoints", "- Tables are `DataFrame`s.", ":::"),
    colab={"collapsed": True},
)

LESSON: Mapping[str, str] = {
    "index.md": INDEX,
    "tables.ipynb": TABLES,
    "loops.md": LOOPS,
    "plain.md": PLAIN,
    "exercises.md": "# Exercises\n\n```{exerciselist}\n```\n",
    "schedule.md": "# Schedule\n\n```{schedule}\n```\n",
}


def line_in(file: str, written: str) -> int:
    """Return the line of a file on which something stands, from 1."""
    return next(number for number, line in enumerate(file.split("\n"), start=1) if written in line)
