"""The lesson that the tests in a browser open: that of the other tests of the theme, and one of everything."""

from __future__ import annotations

from theme_lesson import LESSON

from sphinx_lesson_ext.kinds import KINDS


def _everything() -> str:
    """Return an episode with every kind of block, and all else that has a look or a script of its own."""
    blocks = "\n\n".join(
        f"::: {kind}\n## One {kind}\nText with `code`, *emphasis* and [a link](01-shell.md).\n\n- A point\n:::"
        for kind in KINDS
        if kind not in {"solution", "hint"}
    )
    return f"""---
title: Everything at once
teaching: 10
exercises: 5
---

Text with [a link](02-loops.md), {{term}}`shell`, <kbd>Ctrl</kbd>, $a^2$ and a footnote[^one].

[^one]: Its text.

> A quotation.

```python
for name in names: print("a line that is wider than a narrow screen, and than the column on any screen at all")
```

```console
$ ls
```

```output
notes.txt
```

$$
x_1 + x_2 + x_3 + x_4 + x_5 + x_6 + x_7 + x_8 + x_9 + x_{{10}} + x_{{11}} + x_{{12}} + x_{{13}} + x_{{14}} = 0
$$

| One | Two | Three | Four | Five | Six | Seven | Eight |
| --- | --- | --- | --- | --- | --- | --- | --- |
| a wide table | that is wider | than the column | of text | and scrolls | inside itself | by keyboard | and touch |

:::{{figure}} ../tree.png
:alt: A tree
:width: 60px

The caption.
:::

Term
: Its meaning

- [ ] To do
- [x] Done

{{#a-heading}}
## A heading

:::{{warning}}
A warning.
:::

::: group-tab
### Linux
Open the terminal with [a link](02-loops.md).

### Windows
Open Git Bash.
:::

:::: challenge
## With both
Text.

::: hint
Look.
:::

::: solution
The first.
:::

::: solution
## Another way
The second.
:::
::::

{blocks}

```{{index}} everything
```
"""


#: A picture from elsewhere, the author's own, would only wait for the network.
SITE: dict[str, str | bytes] = {
    **LESSON,
    "conf.py": LESSON["conf.py"] + 'lesson_pages = ["keypoints", "all-in-one"]\n',
    "index.md": LESSON["index.md"]
    .replace("episodes/03-rst", "episodes/03-rst\nepisodes/04-everything")
    .replace("glossary\n", "glossary\nimages\nschedule\n"),
    "episodes/03-rst.rst": LESSON["episodes/03-rst.rst"].replace("https://example.org", ".."),
    "episodes/04-everything.md": _everything(),
    "images.md": "# Images\n\n```{imagelist}\n```\n",
    "schedule.md": "# Schedule\n\n```{schedule}\n:start: 09:00\n```\n\n```{envvar} LOOPS_HOME\nWhere loops are kept.\n```\n\n```{deprecated} 2\nTurn round.\n```\n",
    "elsewhere.png": LESSON["tree.png"],
}
#: As far as its pages know, the site is the root of its server.
ROOT = {"html_baseurl": "https://example.org/"}
