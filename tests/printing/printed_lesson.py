"""A lesson that has something of everything that paper shows otherwise than a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.kinds import KINDS

if TYPE_CHECKING:
    from pathlib import Path

_CONF = """
project = "Loops & more"
release = "1.2"
language = "en_GB"
extensions = ["sphinx_lesson_ext"]
html_theme = "lesson"
html_theme_options = {"license": "CC-BY-4.0"}
html_baseurl = "https://example.org/lesson"
lesson_mermaid = "mermaid.min.js"
"""

#: What stands in for Mermaid: it draws a few words, not at once.
_MERMAID = """
window.mermaid = {
  initialize() {},
  async render(id, source) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { svg: `<svg id="${id}" viewBox="0 0 300 20"><text y="15">Drawn by a script</text></svg>` };
  },
};
"""

_CITATION = """
cff-version: 1.2.0
message: Cite it.
title: Loops and more
authors:
- family-names: Lovelace
  given-names: Ada
doi: 10.5281/zenodo.1234
date-released: 2026-03-04
"""

_INDEX = """# Loops & more

What it is about. It begins with [the second episode](episodes/two.md#a-part), and its data is [here](data/a.csv).

```{toctree}
episodes/one
episodes/two
```
"""

_ONE = """---
teaching: 10
exercises: 5
---
# First things

See [the manual](https://example.org/manual), [the manual again](https://example.org/manual) and
<https://example.org/plain>.

![A picture of nothing](nothing.svg)

::::: group-tab

### Linux

Words for Linux.

### Windows

Words for Windows.

:::::

<details><summary>More</summary>Folded by the author, see <a href="elsewhere.html">elsewhere</a>.</details>

<script>document.body.append("A script ran")</script>

```python
print("{long}")
```

"""

_TWO = """# Second things

## A part

Maths: $E = mc^2$.

::: challenge
## Count
What comes after nine?

::: solution
Ten comes after nine.
:::
:::

```mermaid
flowchart LR
  A --> B
```

FIXME: write the rest
"""


def block_text(kind: str) -> str:
    """Return what stands in the block of a kind."""
    return f"Inside of {kind}."


def write_lesson(folder: Path) -> Path:
    """Write the lesson into a folder."""
    blocks = "\n".join(f"::: {kind}\n- {block_text(kind)}\n:::\n" for kind in KINDS)
    files = {
        "conf.py": _CONF,
        "CITATION.cff": _CITATION,
        "index.md": _INDEX,
        "data/a.csv": "1\n",
        "mermaid.min.js": _MERMAID,
        "episodes/one.md": _ONE.replace("{long}", "word " * 60) + blocks,
        "episodes/two.md": _TWO,
        "episodes/nothing.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="3000"></svg>',
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
