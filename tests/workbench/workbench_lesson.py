"""A lesson as the Workbench has it, with a little of everything."""

from __future__ import annotations

CONFIG = """\
carpentry: 'swc'
title: 'Sorting & searching' # the name
created: 2024-03-01
keywords: 'sorting, search , lesson'
life_cycle: 'beta'
license: 'CC-BY 4.0'
source: 'https://github.com/Some-Org/sorting'
branch: 'main'
contact: 'sorting@example.org'
doi: '10.1234/sorting'
episodes:
- second.md
- 01-first.md
learners:
instructors:
profiles:
lang: en
languages:
  default: en
  other:
  - lang: es
    url: https://some-org.example/sorting-es/
analytics: carpentries
sandpaper: carpentries/sandpaper@0.16.0
"""

EPISODE = """\
---
title: {title}
teaching: 10
exercises: 5
---

::::: questions

- How does {title} work?

:::::

::: objectives
- Do {title}
:::

## A section of {title}

![A caption](fig/shape.svg){{alt='A shape'}}

:::::::::::::::: instructor

Say {title} slowly.

::::::::::::::::

::: keypoints
- {title} works
:::
"""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>\n'

FILES = {
    "config.yaml": CONFIG,
    "index.md": "---\nsite: sandpaper::sandpaper_site\n---\n\nWelcome to the lesson.\n\n## Who it is for\n\nAll.\n",
    "links.md": "",
    "README.md": "# Not a page\n",
    "CONTRIBUTING.md": "# Not a page either\n",
    "LICENSE.md": '---\ntitle: "Licenses"\n---\n\n## Text\n\nFree.\n',
    "CODE_OF_CONDUCT.md": "---\ntitle: Conduct\n---\n\nBe kind.\n",
    "CITATION.cff": (
        "cff-version: 1.2.0\ntitle: Sorting & searching\nmessage: Cite it.\ndate-released: 2025-02-03\n"
        "authors:\n- family-names: Müller\n  given-names: Ada\n  affiliation: Here\n- name: The Team\n"
    ),
    "episodes/01-first.md": EPISODE.format(title="merge sort"),
    "episodes/second.md": EPISODE.format(title="bubble sort"),
    "episodes/draft.md": EPISODE.format(title="quick sort"),
    "episodes/fig/shape.svg": SVG,
    "episodes/data/numbers.csv": "1\n2\n",
    "episodes/script.py": "print(1)\n",
    "learners/setup.md": "---\ntitle: Setup\n---\n\nInstall *it*.\n\n## Software\n\nSort 1.0.\n",
    "learners/reference.md": "---\ntitle: Reference\n---\n\n## Glossary\n\n[key]{#key}\n:   What is compared.\n",
    "instructors/instructor-notes.md": "---\ntitle: Instructor Notes\n---\n\nBring cards.\n\n## Before\n\nShuffle.\n",
    "profiles/ada.md": "---\ntitle: Ada\n---\n\nAda sorts mail.\n",
    "profiles/bob.md": "---\ntitle: Bob\n---\n\nBob sorts nothing.\n",
}

#: What each lesson is built with.
SETTINGS = {"lesson_workbench": True, "html_theme": "lesson"}
#: The one thing about this lesson that its author should know.
DRAFT_WARNING = "config.yaml:11: WARNING: not listed under 'episodes:' and left out: draft.md; list them, or see them with --draft [lesson.workbench-draft]"
