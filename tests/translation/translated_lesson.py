"""A lesson in all three syntaxes, with what has a text in each."""

from __future__ import annotations

from theme_lesson import png

CONF = """\
project = "Three syntaxes"
extensions = ["sphinx_lesson_ext"]
html_theme = "lesson"
html_theme_options = {"repository_url": "https://github.com/example/lesson", "repository_folder": "docs"}
html_baseurl = "https://example.org/lesson"
exclude_patterns = ["links.md", "part.txt"]
lesson_languages = ["en", "es"]
lesson_link_files = ["links.md"]
lesson_pages = ["keypoints", "exercises", "all-in-one"]
"""

INDEX = """\
# Three syntaxes

Welcome [home][lesson-home], on a {term}`path`.

```{toctree}
:caption: The parts
work
myst
rest
```
"""

WORK = """\
---
title: Loops in the *shell*
teaching: 10
exercises: 5
---

::: questions
- How do I repeat a *command*?
:::

::: objectives
- Write a loop.
:::

## Names {#names}

Read [about names](#names), [the guide][guide] and a note.[^1]

![A map of the town](map.png){alt='Streets and a river'}

![](map.png){alt='Only an alternative'}

A picture ![](map.png){alt='inside'} in a line.

::: challenge
## Repeat `ls` twice
How often?

::: solution
## Solution
Twice.
:::
:::

::: callout
## Careful
Quote your variables.
:::

FIXME: draw the loop

| Word | Meaning |
| ---- | ------- |
| echo | says *it* |

Table: Words of the *shell*

[loop]{#loop}
:   What repeats.

[guide]: https://example.org/guide "The guide"

[^1]: The note has *text*.

::: keypoints
- A loop repeats.
:::
"""

MYST = """\
(myst-page)=
# Files in MyST

:::::{exercise} Find the `file`
:name: find-file
Look for it.

```{solution}
With find.
```
:::::

```{figure} map.png
:alt: The figure's alternative

A caption with *words*.
```

```{glossary}
path
  Where a *file* is.
```

A {term}`path`, see {ref}`find-file` and {doc}`work`.

```{admonition} A title of *its own*
With text.
```

::: tab
### Linux
On Linux.
### Windows
On Windows.
:::

One^[First *note*.] here, see [](#files-in-myst).

Two^[Second.] and^[third.].

## (1) Browse
"""

REST = """\
.. _rest-page:

Pipes in reST
=============

.. challenge:: Use a ``pipe``
   :name: use-pipe

   Do it.

   .. solution:: One *way*

      Like so.

.. image:: map.png
   :alt: The reST alternative

.. table:: A *table*

   ====  =====
   Key   Sense
   ====  =====
   pipe  joins
   ====  =====

.. spoiler:: More on this

   Hidden.

See :ref:`use-pipe`, :ref:`rest-page` and `a link <https://example.org/>`__.

.. include:: part.txt
"""

LESSON = {
    "conf.py": CONF,
    "index.md": INDEX,
    "work.md": WORK,
    "myst.md": MYST,
    "rest.rst": REST,
    "links.md": "[lesson-home]: https://example.org/\n",
    "part.txt": "Included *text*.\n",
    "map.png": png(60, 42),
}

#: Every text of it, with the place that it stands at.
TEXTS = {
    "index": {
        "Three syntaxes": "index.md:1",
        "Welcome [home][lesson-home], on a {term}`path`.": "index.md:3",
        "The parts": "index.md:5",
    },
    "work": {
        "Loops in the *shell*": "work.md:2",
        "How do I repeat a *command*?": "work.md:8",
        "Write a loop.": "work.md:12",
        "Names": "work.md:15",
        "Read [about names](#names), [the guide][guide] and a note.[^1]": "work.md:17",
        "Streets and a river": "work.md:19",
        "A map of the town": "work.md:19",
        "Only an alternative": "work.md:21",
        "A picture ![](map.png){alt='inside'} in a line.": "work.md:23",
        "Repeat `ls` twice": "work.md:26",
        "How often?": "work.md:27",
        "Solution": "work.md:30",
        "Twice.": "work.md:31",
        "Careful": "work.md:36",
        "Quote your variables.": "work.md:37",
        "FIXME: draw the loop": "work.md:40",
        "Word": "work.md:42",
        "Meaning": "work.md:42",
        "echo": "work.md:44",
        "says *it*": "work.md:44",
        "Words of the *shell*": "work.md:46",
        "[loop]{#loop}": "work.md:48",
        "What repeats.": "work.md:49",
        "The note has *text*.": "work.md:53",
        "A loop repeats.": "work.md:56",
    },
    "myst": {
        "Files in MyST": "myst.md:2",
        "Find the `file`": "myst.md:4",
        "Look for it.": "myst.md:6",
        "With find.": "myst.md:9",
        "The figure's alternative": "myst.md:13",
        "A caption with *words*.": "myst.md:16",
        "path": "myst.md:20",
        "Where a *file* is.": "myst.md:21",
        "A {term}`path`, see {ref}`find-file` and {doc}`work`.": "myst.md:24",
        "A title of *its own*": "myst.md:26",
        "With text.": "myst.md:27",
        "Linux": "myst.md:31",
        "On Linux.": "myst.md:32",
        "Windows": "myst.md:33",
        "On Windows.": "myst.md:34",
        "One^[First *note*.] here, see [](#files-in-myst).": "myst.md:37",
        "Two^[Second.] and^[third.].": "myst.md:39",
        "(1) Browse": "myst.md:41",
    },
    "rest": {
        "Pipes in reST": "rest.rst:4",
        "Use a ``pipe``": "rest.rst:6",
        "Do it.": "rest.rst:9",
        "One *way*": "rest.rst:11",
        "Like so.": "rest.rst:13",
        "The reST alternative": "rest.rst:15",
        "A *table*": "rest.rst:18",
        "Key": "rest.rst:21",
        "Sense": "rest.rst:21",
        "pipe": "rest.rst:23",
        "joins": "rest.rst:23",
        "More on this": "rest.rst:26",
        "Hidden.": "rest.rst:28",
        "See :ref:`use-pipe`, :ref:`rest-page` and `a link <https://example.org/>`__.": "rest.rst:30",
        "Included *text*.": "part.txt:1",
    },
}
