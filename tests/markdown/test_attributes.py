from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_lesson_ext.markdown.attributes import Attributes, parse_attributes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", Attributes()),
        ("{ \t }", Attributes()),
        ("{#place}", Attributes("place")),
        ("{#1.a-b:c_d}", Attributes("1.a-b:c_d")),
        ("{#one #two}", Attributes("two")),
        ("{.a}", Attributes(classes=("a",))),
        ("{.a .b}", Attributes(classes=("a", "b"))),
        ("{.a.b}", Attributes(classes=("a.b",))),
        ("{.été}", Attributes(classes=("été",))),
        ("{-}", Attributes(classes=("unnumbered",))),
        ("{.a -}", Attributes(classes=("a", "unnumbered"))),
        ("{#i.a}", Attributes("i.a")),
        ("{.a#i}", Attributes("i", ("a",))),
        ("{ #i .a k=v }", Attributes("i", ("a",), {"k": "v"})),
        ("{k=}", Attributes(values={"k": ""})),
        ("{k= .a}", Attributes(classes=("a",), values={"k": ""})),
        ("{k=''}", Attributes(values={"k": ""})),
        ('{k=""}', Attributes(values={"k": ""})),
        ("{width=50%}", Attributes(values={"width": "50%"})),
        ('{width="400px" }', Attributes(values={"width": "400px"})),
        ("{data-x.y:z=1}", Attributes(values={"data-x.y:z": "1"})),
        ("{a='x'b=\"y\".c#d}", Attributes("d", ("c",), {"a": "x", "b": "y"})),
        ("{a='x'width=2}", Attributes(values={"a": "x", "width": "2"})),
        ("{k=a\"b'c}", Attributes(values={"k": "a\"b'c"})),
        ("{k=a=b}", Attributes(values={"k": "a=b"})),
        ("{k=1 k=2}", Attributes(values={"k": "1"})),
        ("{class='p q' .r id=i}", Attributes("i", ("p", "q", "r"))),
    ],
)
def test_attributes(text: str, expected: Attributes) -> None:
    assert parse_attributes(text) == (expected, len(text))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'A \"north\" arrow'", 'A "north" arrow'),
        ('"The sun\'s way"', "The sun's way"),
        (r"'The sun\'s way'", "The sun's way"),
        ("'The sun's way (\"Ada's\")'", "The sun's way (\"Ada's\")"),
        (r'"A \"north\" arrow"', 'A "north" arrow'),
        (r"'C:\\maps \*'", r"C:\maps *"),
        (r"'\north'", r"\north"),
        (r"a\}b", "a}b"),
        (r"'a\\'", "a\\"),
        ("'[0] and {1} = }'", "[0] and {1} = }"),
        ("' a '", " a "),
        ("'a &amp; b &eacute; &copy'", "a & b é &copy"),
        ("'a\nb'", "a b"),
        ("'a  \n    b\n\tc'", "a b c"),
        ("'\na\n'", " a "),
        ("'a\\\nb'", "a\\ b"),
    ],
)
def test_values(written: str, value: str) -> None:
    text = f"{{alt={written} .a}}"
    assert parse_attributes(text) == (Attributes(classes=("a",), values={"alt": value}), len(text))


@pytest.mark.parametrize("text", ["{.a\n.b}", "{\n.a .b\n}", "{.a  \n   .b}", "{.a\t\n\t.b\n}"])
def test_several_lines(text: str) -> None:
    assert parse_attributes(text) == (Attributes(classes=("a", "b")), len(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "{",
        "{name}",
        "{a b}",
        "{a = b}",
        "{.a, .b}",
        "{.}",
        "{#}",
        "{##}",
        "{.1}",
        "{1=a}",
        "{=html}",
        "{: .a}",
        "{% a %}",
        "{{ a }}",
        "{k=a{b}",
        "{.a",
        "{.a\n",
        "{.a\n\n.b}",
        "{.a\n \n.b}",
        "{k='a",
        "{k='a}",
        "{k='a\\'}",
        "{k='a\n\nb'}",
        "{k='a\n  \nb'}",
        "{k=\\",
    ],
)
def test_no_attributes(text: str) -> None:
    assert parse_attributes(text) is None


def test_start_and_end() -> None:
    assert parse_attributes("![](a){.b} c", 6) == (Attributes(classes=("b",)), 10)
    assert parse_attributes("![](a){.b} c", 5) is None
    assert parse_attributes("{.a}{.b}") == (Attributes(classes=("a",)), 4)
    assert parse_attributes("{}", 7) is None


@given(st.text("{}#.-=ab1'\"\\ \n&;"))
def test_any_text(text: str) -> None:
    parsed = parse_attributes(text)
    if parsed is not None:
        _, end = parsed
        assert text[0] == "{"
        assert text[end - 1] == "}"


NAMES = st.from_regex(r"[a-z][a-z0-9_:.-]*", fullmatch=True)
VALUES = st.text("ab \"'\\{}&;#.=", max_size=10)


@given(NAMES, st.lists(NAMES), st.dictionaries(NAMES.filter(lambda name: name not in {"id", "class"}), VALUES))
def test_what_is_written_is_read(identifier: str, classes: list[str], values: dict[str, str]) -> None:
    escapes = str.maketrans({"\\": "\\\\", "'": "\\'", "&": "\\&"})
    pairs = [f"{key}='{value.translate(escapes)}'" for key, value in values.items()]
    parts = [f"#{identifier}", *(f".{name}" for name in classes), *pairs]
    text = "{" + " ".join(parts) + "}"
    assert parse_attributes(text) == (Attributes(identifier, tuple(classes), values), len(text))


@pytest.mark.parametrize(
    "unit", ["{", "{a=", "{a='", "{a=\"'", ".a", ".a ", "a=b ", "a='b' ", "\\", " ", "\n", "k='", "#a"]
)
@pytest.mark.parametrize("end", ["", "}"])
def test_hostile_text(unit: str, end: str) -> None:
    text = "{" + unit * (500_000 // len(unit)) + end
    start = time.process_time()
    parse_attributes(text)
    assert time.process_time() - start < 5
