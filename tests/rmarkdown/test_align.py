from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_lesson_ext.rmarkdown.align import lines_of

SOURCE = """\
# Title

Some `r 1 + 1` text.

```{r one, echo=TRUE}
x <- 1
x
```

Same.

```{r two, echo=FALSE}
plot(x)
```

Same.
Last.
"""

KNITTED = """\
# Title

Some 2 text.


```r
x <- 1
x
```

```output
[1] 1
```

Same.

<img src="fig/two-1.png" />

Same.
Last.
"""


def test_each_line_is_told_where_it_was_written():
    lines = lines_of(KNITTED, SOURCE)
    found = dict(zip(KNITTED.split("\n"), (line + 1 for line in lines), strict=True))
    assert found["# Title"] == 1
    assert found["x <- 1"] == 6
    assert found["x"] == 7
    assert found["Last."] == 17
    assert found["[1] 1"] == 9


def test_what_a_chunk_makes_that_shows_no_code_comes_from_the_chunk():
    source = "First.\n\n```{r, echo=FALSE}\nplot(x)\n```\n\nLast.\n"
    assert lines_of('First.\n\n\n<img src="a.png" />\n\nLast.\n', source) == [0, 1, 1, 2, 2, 6, 7]


@given(st.lists(st.sampled_from(["a", "b", "", "c", "  a", "d"])), st.lists(st.sampled_from(["a", "b", "", "c", "e"])))
def test_lines_never_go_back(knitted, source):
    lines = lines_of("\n".join(knitted), "\n".join(source))
    assert len(lines) == max(len(knitted), 1)
    assert lines == sorted(lines)
    assert all(0 <= line < max(len(source), 1) for line in lines)


@given(st.lists(st.text(alphabet="ab \t", max_size=3)))
def test_a_text_without_chunks_stays_in_its_lines(lines):
    text = "\n".join([*lines, "end"])
    assert lines_of(text, text) == list(range(len(lines) + 1))


@pytest.mark.parametrize(
    "texts", [("a\n" * 20_000, "a\n" * 20_000), ("".join(f"{i % 150}\n" for i in range(20_000)),) * 2]
)
def test_finding_lines_takes_time_in_proportion_to_their_number(texts):
    start = time.perf_counter()
    lines_of(*texts)
    assert time.perf_counter() - start < 1
