"""A small lesson that has something of everything that the theme draws."""

from __future__ import annotations

import struct
import zlib

CONF = """
project = "Shell and Python"
copyright = "2026, the authors"
extensions = ["sphinx_lesson_ext"]
html_theme = "lesson"
html_baseurl = "https://example.org/lesson/"
"""

INDEX = """# Shell and Python

This lesson teaches commands and small programs.

```{toctree}
:caption: Part one
episodes/01-shell
episodes/02-loops
```

```{toctree}
:caption: Part two
:hidden:
episodes/03-rst
```

```{toctree}
:hidden:
exercises
notes
glossary
```
"""

SHELL = """---
title: "3.4 Files & folders"
teaching: 25
exercises: 15
---

::: objectives
- Move around
:::

::: questions
- How can I move around?
:::

::: instructor
Make the text large.
:::

Text with `code`, {kbd}`Ctrl+C` and $E = mc^2$.

```bash
$ pwd
```

```output
/home
```

$$
\\int_0^1 x\\,dx = \\frac{1}{2}
$$

## A path

| Command | What it does |
|---------|-------------:|
| `pwd`   | print        |

::: challenge
## Absolute or relative

Which?

::: hint
Look.
:::

::: solution
The second.
:::

::: solution
## Another way
The third.
:::

FIXME: a hint
:::

### Deeper

:::{note}
A note.
:::

:::{admonition} Own title
Text.
:::

FIXME: more

This is known (FIXME: by whom?).

::: keypoints
- Files are in folders
:::
"""

LOOPS = """---
title: Loops
teaching: 40
exercises: 0
---

::: questions
- How often?
:::

Text.

:::{figure} ../tree.png
:alt: A tree
:width: 50%

The caption.
:::

![A tree again](../tree.png)

::: group-tab
### Linux
Open the terminal.

#### With a key
Press it.

### Windows
Open Git Bash.

```bash
$ whoami
```
:::

Then:

::: group-tab
### Windows
Type `dir`.

### Linux
Type `ls`.
:::

::: tab
### Short
One line.

### Long {#the-long-way}
Many lines.
:::

::: challenge
Write one.

::: solution
`for`
:::
:::
"""

RST = """Python
======

.. keypoints::

   - It counts

.. list-table:: Widths
   :widths: 20 30 50
   :width: 67%
   :header-rows: 1

   * - A
     - B
     - C
   * - 1
     - 2
     - 3

.. figure:: ../tree.png
   :alt: A tree
   :figwidth: 300px
   :height: 21px

.. image:: https://example.org/elsewhere.png
   :alt: Elsewhere

.. index:: counting

>>> 1 + 1
2
"""

GLOSSARY = """# Glossary

```{glossary}
shell
  A program that reads commands.
```
"""


def png(width: int, height: int) -> bytes:
    """Return a white picture."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = (b"\0" + b"\xff" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


LESSON: dict[str, str | bytes] = {
    "conf.py": CONF,
    "index.md": INDEX,
    "episodes/01-shell.md": SHELL,
    "episodes/02-loops.md": LOOPS,
    "episodes/03-rst.rst": RST,
    "exercises.md": "# Exercises\n\n```{exerciselist}\n```\n",
    "notes.md": "# Instructor notes\n\n```{instructornotelist}\n```\n",
    "glossary.md": GLOSSARY,
    "tree.png": png(60, 42),
}

LANGUAGES = [
    {"name": "English", "code": "en", "url": "https://example.org/lesson/"},
    {"name": "Español", "code": "es", "url": "https://example.org/es/"},
]
#: Every option of the theme.
CHOSEN = {
    "logo_dark": "images/logo-dark.png",
    "favicon_dark": "images/icon-dark.png",
    "accent_light": "#0a6b4f",
    "accent_dark": "#7ce0bd",
    "repository_url": "https://github.com/example/lesson",
    "repository_folder": "docs",
    "license": "CC-BY-4.0",
    "footer_text": "Made by <volunteers>.",
    "contact": "team@example.org",
    "code_of_conduct": "glossary",
    "cite": "https://doi.org/10.1/x",
    "life_cycle": "beta",
    "languages": LANGUAGES,
}
#: The lesson with the files that these options name.
FILES = {
    **LESSON,
    "logo.png": png(60, 40),
    "images/logo-dark.png": png(60, 40),
    "images/icon-dark.png": png(16, 16),
}
