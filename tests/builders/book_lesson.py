"""A small lesson with what books and plain text write in their own way."""

from __future__ import annotations

EPISODE = """# Loops

::: questions

- What does a loop save me?

:::

::: {.challenge time=10}

## Count the words

First paragraph.

Second paragraph.

1. One step
2. Another

::: solution

Use `wc`.

::: callout

## Why it is short

It is old.

:::
:::

:::

::: instructor

Watch the quotation marks 🚀.

:::

::: {.fixme owner=ana}

Draw it.

:::

Some text (FIXME say more) goes on<br>in the next line, and [below](#count-the-words); [a span]{#here}.

:::{note}
One.

Two.
:::

![Three folders](tree.png)

```{figure} tree.png
:alt: A tree

The caption.
```

<iframe src="https://example.org/film" title="A film"></iframe>

In a line, $a^2$.

Term
: What it is.

::: keypoints

- A loop repeats.

:::
"""

OTHER = "# Other\n\n::: challenge\n\n## Count the words\n\nAgain, see [](loops.md#count-the-words).\n\n:::\n"

INDEX = """# Lesson

```{toctree}
loops
other
exercises
```
"""

FILES = {
    "index.md": INDEX,
    "loops.md": EPISODE,
    "other.md": OTHER,
    "exercises.md": "# Exercises\n\n```{exerciselist}\n```\n",
}

CONF = {"project": "Lesson", "author": "Ana", "copyright": "2026", "version": "1", "lesson_pages": ["images"]}
