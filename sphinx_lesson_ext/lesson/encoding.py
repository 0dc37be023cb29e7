"""Source files that are not UTF-8: read all the same, with no character lost, and said so with the line.

A file whose name is not UTF-8 is refused: no address and no report can name its page.

Sphinx reads a file strictly, and ends the build where it cannot, or puts question marks.  So it is given a codec that
falls back to what such files mostly are.
"""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

from sphinx_lesson_ext.messages import warn

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: The name of the codec, as Python normalises it.
CODEC = "utf_8_or_windows"

_NUL, _REPLACEMENT = "\x00", "\N{REPLACEMENT CHARACTER}"


def decode(data: Buffer, errors: str = "strict", /) -> tuple[str, int]:  # noqa: ARG001 (what a codec is called with)
    """Decode UTF-8, with or without a mark at its start, or else the encoding of Windows; a codec's ``decode``."""
    given = bytes(data)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return given.decode(encoding), len(given)
        except UnicodeDecodeError:
            continue
    return given.decode("latin-1"), len(given)  # in which every byte is a character


class _Decoder(codecs.IncrementalDecoder):
    """Decodes a file as a whole: what it is shows only at its end."""

    def __init__(self, errors: str = "strict") -> None:
        super().__init__(errors)
        self._data = b""

    def decode(self, data: Buffer, /, final: bool = False) -> str:
        self._data += bytes(data)
        return decode(self._data)[0] if final else ""


def _find_codec(name: str) -> codecs.CodecInfo | None:
    if name != CODEC:
        return None
    return codecs.CodecInfo(codecs.utf_8_encode, decode, incrementaldecoder=_Decoder, name=CODEC)


def use_codec(_app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Let Sphinx read with the codec, unless the author chose another encoding (event ``env-before-read-docs``)."""
    if str(env.settings["input_encoding"]).lower().replace("_", "-") in {"utf-8", "utf-8-sig"}:
        env.settings["input_encoding"] = CODEC


def check_names(_app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Refuse documents whose name no page can have (event ``env-before-read-docs``).

    :raises SphinxError: If there is one.
    """
    for name in sorted(env.found_docs):
        # What Python cannot decode stands in names as surrogates.
        if name.encode("utf-8", "replace").decode() != name:
            path = env.doc2path(name, base=False)
            raise SphinxError(f"the name of the file {str(path)!r} is not UTF-8; rename it")


def check_document(app: Sphinx, docname: str, content: list[str]) -> None:
    """Say where a document is no UTF-8 text, and mend it (event ``source-read``)."""
    _check(app, Path(app.env.doc2path(docname)), content)


def check_included(app: Sphinx, path: Path, _parent: str, content: list[str]) -> None:
    """Do the same for an included file (event ``include-read``)."""
    _check(app, Path(app.srcdir, path), content)


def _check(app: Sphinx, path: Path, content: list[str]) -> None:
    data = path.read_bytes()
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if app.env.settings["input_encoding"] == CODEC:
            _warn(
                path,
                data,
                error.start,
                "this file is not UTF-8 here; save it as UTF-8, so that every character is right",
            )
    if _NUL in content[0]:
        _warn(path, data, data.find(b"\0"), f"there is a NUL byte here, shown as {_REPLACEMENT}; remove it")
        content[0] = content[0].replace(_NUL, _REPLACEMENT)


def _warn(path: Path, data: bytes, position: int, text: str) -> None:
    line = data[:position].count(b"\n") + 1
    warn("encoding", text, location=f"{path}:{line}")


def setup(app: Sphinx) -> None:
    """Register the codec with Python, once, and what uses it."""
    try:
        codecs.lookup(CODEC)
    except LookupError:
        codecs.register(_find_codec)
    app.connect("env-before-read-docs", check_names)
    app.connect("env-before-read-docs", use_codec)
    # Before other handlers see the text.
    app.connect("source-read", check_document, priority=100)
    app.connect("include-read", check_included, priority=100)
