"""LaTeX that authors write for MathJax, said in the part of it that docutils' converter to MathML knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.utils.math.unichar2tex import uni2tex_table

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Commands that mean the same here, or nearly so.
_COMMANDS = {
    r"\<": "<",
    r"\LaTeX": r"\text{LaTeX}",
    r"\TeX": r"\text{TeX}",
    r"\cr": r"\\",
    r"\bm": r"\boldsymbol",
    r"\dots": r"\ldots",
    r"\dotsb": r"\cdots",
    r"\dotsc": r"\ldots",
    r"\enspace": r"\ ",
    r"\stackrel": r"\overset",
    r"\textbf": r"\text",
    r"\textit": r"\text",
    r"\textrm": r"\text",
    r"\textsf": r"\text",
    r"\texttt": r"\text",
    r"\textup": r"\text",
    r"\tfrac": r"\frac",
}
#: Commands that hold for the rest of their group, and those that take it as their argument.
_SWITCHES = {
    r"\bf": r"\mathbf",
    r"\cal": r"\mathcal",
    r"\it": r"\mathit",
    r"\rm": r"\mathrm",
    r"\sf": r"\mathsf",
    r"\tt": r"\mathtt",
}
#: How many arguments commands have that docutils wants braces around.
_ARGUMENTS = {r"\frac": 2, r"\dfrac": 2, r"\binom": 2}
#: Commands that stand between their arguments, in a group, and those that stand before them.
_INFIXES = {r"\choose": r"\binom", r"\over": r"\frac"}
_BIG = [f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "m", "r")]
_SIZES = [
    f"\\{size}" for size in ("tiny", "scriptsize", "small", "normalsize", "large", "Large", "LARGE", "huge", "Huge")
]
#: Commands that are left out: delimiters have the size that they need, and nothing is numbered.
_NEEDLESS = frozenset([*_BIG, *_SIZES, r"\nonumber", r"\notag", r"\allowbreak"])
#: Commands that are left out with their argument: the colours of a page are those of its scheme.
_NEEDLESS_WITH_ARGUMENT = frozenset([r"\color", r"\label", r"\textcolor"])
_ALIGNED = "aligned"
#: Environments; what stands for none is left out.
_ENVIRONMENTS = {
    "align": _ALIGNED,
    "array": "matrix",
    "displaymath": "",
    "eqnarray": _ALIGNED,
    "equation": "",
    "flalign": _ALIGNED,
    "gather": _ALIGNED,
    "gathered": _ALIGNED,
    "math": "",
    "multline": _ALIGNED,
    "split": _ALIGNED,
}
_WITH_COLUMNS = frozenset(["array"])
#: Commands of plain TeX that are environments of LaTeX: ``\\pmatrix{a & b \\cr c & d}``.
_AS_COMMANDS = {rf"\{name}": name for name in ("cases", "matrix", "pmatrix")}


def plain_tex(tex: str) -> str:
    """Return a formula in plainer LaTeX."""
    return "".join(_plain(_pieces(tex)))


def with_single_backslashes(tex: str) -> str:
    """Return a formula whose backslashes something has doubled, with others before ``_`` and the like."""
    doubled = "\\\\"
    return "".join(
        "\\" if piece == doubled else piece[1:] if piece in {r"\_", r"\*", r"\<"} else piece for piece in _pieces(tex)
    )


def _plain(pieces: Iterator[str], *, in_group: bool = False) -> list[str]:
    """Return what is to be written, up to the end of the group if it is one."""
    written: list[str] = []
    for piece in pieces:
        if piece == "}" and in_group:
            break
        if piece == "{":
            written += ["{", *_plain(pieces, in_group=True), "}"]
        elif piece in _SWITCHES:
            written += [_SWITCHES[piece], "{", *_plain(pieces, in_group=in_group), "}"]
            # The end of the group was read.
            break
        elif piece in _INFIXES:
            return [_INFIXES[piece], "{", *written, "}{", *_plain(pieces, in_group=in_group), "}"]
        elif piece in {r"\begin", r"\end"}:
            written.append(_environment(piece, pieces))
        elif piece in _AS_COMMANDS:
            content = "".join(_plain(_pieces(_argument(pieces))))
            written.append(rf"\begin{{{_AS_COMMANDS[piece]}}}{content}\end{{{_AS_COMMANDS[piece]}}}")
        elif piece == r"\tag":
            written.append(rf"\quad\text{{({_argument(pieces)})}}")
        elif piece in _NEEDLESS_WITH_ARGUMENT:
            _argument(pieces)
        elif piece not in _NEEDLESS:
            command = _COMMANDS.get(piece) or _character(piece)
            written.append(command)
            for _number in range(_ARGUMENTS.get(command, 0)):
                written += ["{", *_plain(_pieces(_argument(pieces))), "}"]
    return written


def _environment(command: str, pieces: Iterator[str]) -> str:
    written = _argument(pieces)
    name = written.removesuffix("*")
    if command == r"\begin" and name in _WITH_COLUMNS:
        _argument(pieces)
    known = _ENVIRONMENTS.get(name, written)
    return f"{command}{{{known}}}" if known else ""


def _argument(pieces: Iterator[str]) -> str:
    """Return the argument that follows, as it is written; without braces it is one piece."""
    first = next((piece for piece in pieces if not piece.isspace()), "")
    if first != "{":
        return first
    depth = 1
    written = []
    for piece in pieces:
        depth += (piece == "{") - (piece == "}")
        if not depth:
            break
        written.append(piece)
    return "".join(written)


def _character(piece: str) -> str:
    """Return a sign that is no letter as the command for it."""
    if len(piece) > 1 or piece.isascii() or piece.isalnum() or piece.isspace():
        return piece
    return uni2tex_table.get(ord(piece)) or rf"\text{{{piece}}}"


def _pieces(tex: str) -> Iterator[str]:
    """Yield each command, and each other character; comments are left out."""
    position = 0
    while position < len(tex):
        begin = position
        position += 1
        if tex[begin] == "%":
            end = tex.find("\n", begin)
            if end < 0:
                # Nothing follows that a comment could be written beside.
                yield r"\%"
            else:
                position = end
            continue
        if tex[begin] == "\\":
            position += 1
            if _is_letter(tex[begin + 1 : begin + 2]):
                while _is_letter(tex[position : position + 1]):
                    position += 1
        yield tex[begin:position]


def _is_letter(text: str) -> bool:
    return text.isascii() and text.isalpha()
