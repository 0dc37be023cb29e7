"""Extensions that have directives of the same names, in any order: no warning, and a name has who is listed first."""

from __future__ import annotations

import pytest
from needed import module

from sphinx_lesson_ext.blocks.nodes import lesson_block

TEXT = """# L

```{exercise} Title
:name: one
Text.
```

```{solution} one
:name: two
Text.
```

```{callout}
Text.
```
"""


@pytest.mark.filterwarnings("ignore:.*\\.app. is deprecated")  # it asks for the application, which Sphinx 9 deprecates
@pytest.mark.parametrize("theme", ["lesson", "sphinx_rtd_theme"])
@pytest.mark.parametrize("is_first", [True, False])
def test_sphinx_exercise(build, is_first, theme):
    module("sphinx_rtd_theme", "sphinx-rtd-theme")
    module("sphinx_exercise", "sphinx-exercise")
    extensions = ["sphinx_lesson_ext", "sphinx_exercise"] if is_first else ["sphinx_exercise", "sphinx_lesson_ext"]
    text = TEXT if is_first else TEXT.replace(":name:", ":label:")
    lesson = build({"conf.py": f"extensions = {extensions}\n", "index.md": text}, html_theme=theme)
    kinds = [block["kind"] for block in lesson.doctree("index").findall(lesson_block)]
    assert kinds == (["challenge", "solution", "callout"] if is_first else ["callout"])
    assert lesson.html("index").get_text().count("Text.") == 3


OTHERS = """# L

````{tab-set}
```{tab-item} A
Designed.
```
````

````{tabs}
```{tab} B
Tabbed.
```
```{code-tab} py
1 + 1
```
````

```{dropdown} C
Dropped.
```

```{toggle}
Toggled.
```

```{admonition} D
:class: dropdown
Admonished.
```

```{solution}
Solved.
```
"""


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("theme", ["lesson", "sphinx_rtd_theme"])
def test_extensions_that_show_things_on_demand(build, theme, is_first):
    module("sphinx_rtd_theme", "sphinx-rtd-theme")
    for name in ("sphinx_design", "sphinx_tabs", "sphinx_togglebutton", "sphinx_minipres", "sphinx_copybutton"):
        module(name, name.replace("_", "-"))
    others = ["sphinx_design", "sphinx_tabs.tabs", "sphinx_togglebutton", "sphinx_minipres", "sphinx_copybutton"]
    extensions = ["sphinx_lesson_ext", *others] if is_first else [*others, "sphinx_lesson_ext"]
    lesson = build({"conf.py": f"extensions = {extensions}\n", "index.md": OTHERS}, html_theme=theme)
    page = lesson.html("index")
    for words in ("Designed.", "Tabbed.", "Dropped.", "Toggled.", "Admonished.", "Solved."):
        assert words in page.get_text()
    # Who has loaded sphinx-togglebutton keeps its toggles.
    assert page.select_one("div.toggle") is not None
    assert page.select_one("div.admonition.dropdown") is not None
    assert (page.select_one("script[src*=minipres]") is not None) is (theme != "lesson")
    assert page.select("script[src*='lesson-presentation']") == []
