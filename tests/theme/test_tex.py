"""Formulas as authors write them for MathJax are said in LaTeX that can be converted."""

from __future__ import annotations

import pytest

from sphinx_lesson_ext.checks.run import untold_findings
from sphinx_lesson_ext.theme.maths import to_mathml
from sphinx_lesson_ext.theme.tex import plain_tex, with_single_backslashes


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (
            r"\begin{equation}\begin{split} a &= b \\ &= c \end{split}\end{equation}",
            r"\begin{aligned} a &= b \\ &= c \end{aligned}",
        ),
        (r"\begin{align*} a &= b \end{align*}", r"\begin{aligned} a &= b \end{aligned}"),
        (r"\pmatrix{a & b \cr c & \bm{d}}", r"\begin{pmatrix}a & b \\ c & \boldsymbol{d}\end{pmatrix}"),
        (r"\left\{ \begin{array}{ll} a & b \end{array} \right.", r"\left\{ \begin{matrix} a & b \end{matrix} \right."),
        (r"\begin{pmatrix} a \end{pmatrix}", r"\begin{pmatrix} a \end{pmatrix}"),
        (r"\color{red}{n_{+}} \textcolor {blue} {x}", r"{n_{+}}  {x}"),
        (r"{\sf L}(x), x_{\rm max}^2", r"{\mathsf{ L}}(x), x_{\mathrm{ max}}^2"),
        (r"\bf a{\it b}", r"\mathbf{ a{\mathit{ b}}}"),
        (r"\Big[ a \bigr]", r"[ a ]"),
        ("t\u2212s \u223c \u03b2 \u2264 \u201ca\u201d", "t-s \\sim  β \\leq  \\text{\u201c}a\\text{\u201d}"),
        (r"{4 \choose 3} / {n \choose{\rm k}}", r"{\binom{4 }{ 3}} / {\binom{n }{{\mathrm{ k}}}}"),
        (r"a + b \over c", r"\frac{a + b }{ c}"),
        (r"\tfrac12 + \dfrac a{b}", r"\frac{1}{2} + \dfrac{a}{b}"),
        (r"\tag{1} \label{eq:a} a \nonumber", r"\quad\text{(1)}  a "),
        (r"\LaTeX, \textbf{two words}, \dots", r"\text{LaTeX}, \text{two words}, \ldots"),
        ("a % of what?\nb", "a \nb"),
        ("5 %", r"5 \%"),
    ],
)
def test_what_authors_write(written: str, plain: str) -> None:
    assert plain_tex(written) == plain
    for block in (True, False) if r"\\" not in plain else (True,):
        assert str(to_mathml(written, block=block)).startswith("<math")


@pytest.mark.parametrize("written", ["{" * 5000, "}" * 10, "\\", r"\begin", r"\color", r"\frac", r"\sf {", r"\tag{"])
def test_what_cannot_be_read_ends_no_build(written: str) -> None:
    assert to_mathml(written, block=True) is None or "<math" in str(to_mathml(written, block=True))


def test_doubled_backslashes() -> None:
    assert with_single_backslashes(r"SE\\left(\\hat{\\beta}\_{k}\\right)") == r"SE\left(\hat{\beta}_{k}\right)"


def test_doubled_backslashes_are_read_and_told(build) -> None:
    said = r"the backslashes of this formula are doubled, \\beta\_1; it is read as what it should be: \beta_1"
    built = build({"index.md": "# L\n\nSee $\\\\beta\\_1$.\n"}, html_theme="lesson")
    assert [finding.message for finding in untold_findings(built.env)] == [said]
    assert built.html("index").select_one("msub > mi").get_text() == "β"
