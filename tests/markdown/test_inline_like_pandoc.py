"""Scripts, struck out text and formulas are pandoc's, over lines that hypothesis makes up."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inline_shapes import shape
from markdown_cases import Pandoc, myst_parser

from sphinx_lesson_ext.markdown.backslashes import backslash_formulas_plugin, backslash_text_plugin
from sphinx_lesson_ext.markdown.scripts import scripts_plugin

PLAIN_WORDS = st.sampled_from(["a", "bc", "12", "x.", "(y)", r"a\ b"])
WORDS = st.one_of(PLAIN_WORDS, st.sampled_from([" `a^b`", " `~c d~`", r"\^", r"\~"]))
EMPHASIS = st.sampled_from([" *em* ", "^*em*^ ", "~**strong**~ ", " *a^2^* ", " **b~2~ ~~c~~** ", "~~*d*~~ "])
MARKS = st.sampled_from([" ^a", "b~ ", " ~/", "2^ ", "^", "~"])
FORMULAS = st.sampled_from([r" \(a_1\)", r" \[b^2^\] ", r" \( c \) ", " $d~e$ ", r" \(f^ \text{~}\) ", r" \)"])
LINKS = st.sampled_from([" [~a](/~b) ", " [c^2](/d^2) "])
BLANKS = st.sampled_from([" ", " ", " ", "\nw"])


def scripted() -> st.SearchStrategy[str]:
    inside = st.lists(PLAIN_WORDS, min_size=1, max_size=3).map("".join)
    parts = st.tuples(
        st.sampled_from(["", "x"]), st.sampled_from(["^", "~", "~~"]), inside, st.sampled_from([" ", "y"])
    )
    return parts.map(lambda parts: f"{parts[0]}{parts[1]}{parts[2]}{parts[1]}{parts[3]}")


LINES = st.lists(
    st.one_of(WORDS, WORDS, scripted(), EMPHASIS, FORMULAS, LINKS, MARKS, BLANKS, BLANKS), min_size=1, max_size=10
)


def touches(text: str) -> bool:
    """Tell whether one mark begins where another one is, such as in ``a~b~~c~~``."""
    words = (word for word in text.split() if "~~" in word)
    return any(part in text for part in ("~~~", "^^", "^~", "~^")) or any(word.count("~") != 4 for word in words)


def test_lines_are_read_as_pandoc_reads_them(pandoc_html_without_smart: Pandoc) -> None:
    """Marks that nothing closes are text, blanks end scripts, and in code and in formulas no mark counts.

    Left out are lines in which pandoc makes scripts that hold nothing, or that end in the middle of code.
    """
    parser = myst_parser("dollarmath").use(scripts_plugin).use(backslash_text_plugin).use(backslash_formulas_plugin)
    compared: set[str] = set()

    @settings(max_examples=700, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
    @given(LINES.map(lambda parts: "word " + "".join(parts).strip() + " end"))
    def compare(text: str) -> None:
        theirs = shape(pandoc_html_without_smart.html_of(text))
        empty = "<sup></sup>" in theirs or "<sub></sub>" in theirs
        if not empty and not touches(text):
            compared.add(text)
            assert shape(parser.render(text)) == theirs

    compare()
    print(f"{len(compared)} lines compared with pandoc")  # noqa: T201
    assert len(compared) >= 500
