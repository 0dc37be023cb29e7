"""Pages in other languages: nothing that the theme or the extension says on them stays English."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import ascii_letters

import pytest
from babel import Locale
from bs4 import BeautifulSoup, NavigableString

from sphinx_lesson_ext import i18n
from sphinx_lesson_ext.kinds import PAGES, SPELLINGS
from translations.__main__ import file_of, languages
from translations.catalogue import Catalogue, compiled, load
from translations.extract import messages

EXAMPLE = Path(__file__).parents[2] / "example"

#: Lessons of this test are written in Greek, and Sphinx says what it says in Greek; our own messages are "translated" by
#: writing them in wide letters.  So what has Latin letters is English, and nobody can translate it.
LANGUAGE = "el"
WIDE = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in ascii_letters})
LATIN = re.compile(r"[A-Za-z]{2,}")

#: Names, which are the same in every language.
NAMES = re.compile(
    r"(?:CC BY 4\.0|Sphinx|Python|Bash|Mermaid|BibTeX|FIXME|Ctrl|@ada|[\w/.-]+\.md:\d+|Permalink to this \w+)"
)

#: Elements whose text is the author's, or for programs.
SKIPPED = {"code", "kbd", "pre", "script", "style"}
ATTRIBUTES = (
    "alt",
    "aria-label",
    "aria-description",
    "placeholder",
    "title",
    "data-name",
    "data-source",
    "data-auto",
    "data-light",
    "data-dark",
)

CONF = """
project = "Μάθημα"
copyright = "2026, εμείς"
extensions = ["sphinx_lesson_ext"]
html_theme = "lesson"
html_last_updated_fmt = "%Y"
html_theme_options = {
    "repository_url": "https://github.com/example/lesson", "license": "CC-BY-4.0", "contact": "team@example.org",
    "code_of_conduct": "index", "cite": "https://doi.org/10.1/x", "peer_review": "https://example.org/",
    "life_cycle": "pre-alpha", "languages": [{"name": "Ελληνικά", "code": "el", "url": "https://example.org/"}],
}
"""
BLOCKS = "\n\n".join(f"::: {spelling}\n- Σημείο\n:::" for spelling in SPELLINGS if spelling != "fixme")
EPISODE = f"""---
title: Βρόχοι
teaching: 70
exercises: 15
---

{BLOCKS}

::: challenge
## Άσκηση
Κείμενο.

::: solution
Λύση.
:::

::: solution
## Άλλη
Λύση.
:::
:::

:::{{challenge}} Με χρόνο
:time: 7

Κείμενο με {{term}}`άλφα`.
:::

:::{{fixme}}
:owner: ada
:issue: 7

Κείμενο.
:::

FIXME: Κείμενο

```python
x = 1
```

```output
1
```

```error
1
```

```warning
1
```

```
1
```

$$
x
$$ (label)

| Α | Β |
| - | - |
| 1 | 2 |

- [ ] Ένα
- [x] Δύο

::: group-tab
### Ένα
Κείμενο.

### Δύο
Κείμενο.
:::

![Δέντρο](tree.svg)

![](tree.svg)

## Τμήμα

Κείμενο.

## Άλλο τμήμα

```{{mermaid}}
graph LR
```
"""
GLOSSARY = (
    "# Λέξεις\n\n```{glossary}\n"
    + "\n\n".join(f"{letter}λφα\n: Λέξη." for letter in "αβγδεζηθικλμνξοπρστυφχψω")
    + "\n```\n"
)
LESSON = {
    "conf.py": CONF,
    "index.md": "# Μάθημα\n\n```{toctree}\n01-loops\n02-more\nglossary\n```\n",
    "01-loops.md": EPISODE,
    "02-more.md": "---\ntitle: Κι άλλα\nteaching: 5\nexercises: 0\n---\n\nΚείμενο.\n",
    "glossary.md": GLOSSARY.replace("αλφα", "άλφα"),
    "tree.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>',
    "CITATION.cff": "cff-version: 1.2.0\nmessage: Μ\ntitle: Μάθημα\nversion: '1.0'\ndate-released: 2026-01-02\nauthors:\n- family-names: Άλφα\n  orcid: https://orcid.org/0000-0002-1825-0097\n",
}


def write_wide_letters(folder):
    """Write a catalogue of wide letters."""
    catalogue = Catalogue(LANGUAGE)
    for message in messages().messages:
        text = wide(message.id if isinstance(message.id, str) else message.id[-1])
        forms = text if isinstance(message.id, str) else (text,) * catalogue.num_plurals
        catalogue.add(message.id, forms, context=message.context)
    file = file_of(LANGUAGE, folder).with_suffix(".mo")
    file.parent.mkdir(parents=True)
    file.write_bytes(compiled(catalogue))


def wide(message):
    """Write a message in wide letters, but for its placeholders."""
    parts = re.split(r"(%(?:\(\w+\))?[sd]|\{\w*\})", message)
    return "".join(part if position % 2 else part.translate(WIDE) for position, part in enumerate(parts))


def words_of(page):
    """Yield each text that readers of a page see or hear, or that a script shows them."""
    for element in page.find_all(True):
        if element.name in SKIPPED:
            continue
        yield from (str(element[name]) for name in ATTRIBUTES if name in element.attrs)
        if element.get("id") == "lesson-words":
            forms = json.loads(element["data-found"])
            yield from (form.replace("%(number)d", "") for category, form in forms.items() if category != "language")
            yield from (
                value for name, value in element.attrs.items() if name.startswith("data-") and name != "data-found"
            )
    for text in page.find_all(string=True):
        if type(text) is NavigableString and text.strip() and not SKIPPED & {parent.name for parent in text.parents}:
            yield str(text)


def in_english(file):
    """The texts of a page that have Latin letters."""
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    return sorted(text for text in set(words_of(page)) if LATIN.search(NAMES.sub("", text)))


#: A lesson of the Workbench, with what only such lessons have.
WORKBENCH = {
    "config.yaml": "title: Μάθημα\nsource: https://github.com/example/lesson\nepisodes:\n- 01-loops.Rmd\nlang: el\n",
    "index.md": "---\nsite: sandpaper::sandpaper_site\n---\n\nΚείμενο.\n",
    "episodes/01-loops.Rmd": (
        "---\ntitle: Βρόχοι\n---\n\n```{r, fig.alt='Δέντρο'}\nplot(1)\n```\n\n```{r}\nplot(2)\n```\n\n"
        "```{r, echo=FALSE}\n1\n```\n"
    ),
    "episodes/02-more.md": "---\ntitle: Κι άλλα\n---\n\n::: challenge\nΚείμενο.\n\n::: solution\nΛύση.\n:::\n:::\n",
    "learners/setup.md": "---\ntitle: Ετοιμασία\n---\n\nΚείμενο.\n",
    "learners/reference.md": "---\ntitle: Λέξεις\n---\n\nΚείμενο.\n",
    "instructors/instructor-notes.md": "Κείμενο.\n",
    "profiles/one.md": "---\ntitle: Άλφα\n---\n\nΚείμενο.\n",
    "profiles/two.md": "---\ntitle: Βήτα\n---\n\nΚείμενο.\n",
}
EMPTY = {"conf.py": CONF.replace("pre-alpha", "stable"), "index.md": "# Μάθημα\n\n```{toctree}\n:lesson_pages:\n```\n"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory, build_once):
    """The pages of several lessons, with all that the theme shows."""
    folder = tmp_path_factory.mktemp("locale")
    write_wide_letters(folder)
    chosen = {"language": LANGUAGE, "warnings": None}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(i18n, "LOCALE_DIR", folder)
        built = [
            build_once(LESSON, lesson_pages=list(PAGES), **chosen),
            build_once(LESSON, "lesson-paper", lesson_audience="instructor", **chosen),
            build_once(EMPTY, lesson_pages=list(PAGES), html_split_index=True, **chosen),
            build_once(
                WORKBENCH,
                tags=("draft",),
                lesson_workbench=True,
                html_theme="lesson",
                lesson_solutions="end-of-page",
                **chosen,
            ),
        ]
    return [file for lesson in built for file in sorted(lesson.out.rglob("*.html"))]


def test_scripts_that_are_made_for_the_language_have_its_words(pages):
    """Sphinx fills their templates, and asks for our words."""
    script = pages[0].parent / "_static" / "lesson-presentation.js"
    assert json.dumps(wide("Presentation")) in script.read_text(encoding="utf-8")


def test_nothing_on_pages_is_english(pages):
    found = {str(file): in_english(file) for file in pages}
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize("language", ["en", *languages()])
def test_the_sample_lesson_builds_in_every_language(build, language):
    """Its author wrote English: what he did not write is in the language, and a warning fails the test."""
    built = build(EXAMPLE, language=language)
    own = {message.id: message.string for message in load(file_of(language), language).messages if not message.context}
    changed = {text for text, string in own.items() if isinstance(text, str) and string != text}
    written = {
        text for text in changed if any(text in file.read_text(encoding="utf-8") for file in EXAMPLE.rglob("*.md"))
    }
    for docname in ("index", "episodes/34-mentoring", "key-points", "search", "genindex"):
        page = built.html(docname)
        assert page.html["lang"] == language.replace("_", "-")
        assert page.html["dir"] == Locale.parse(language).text_direction
        assert not (changed - written) & set(words_of(page))
    assert page.select_one(".skip").get_text() == own.get("Skip to the content", "Skip to the content")
