"""Chunks of R Markdown: code that knitr runs, with options that say what of it is shown.

::

    ```{r plot-of-ages, echo=FALSE, fig.alt="Ages, in years"}
    #| fig.cap: How old are they?
    plot(ages)
    ```

The rules are knitr's (its manual, "Chunk options"): options in the header are arguments of a call in R; those in
comments ``#|`` at the head of the code are YAML, or written like the header's.  Nothing is run here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_lesson_ext.yaml_errors import YamlError
from sphinx_lesson_ext.yaml_mapping import read_mapping

from .r_values import Expression, Value, find_calls, only_calls, read_arguments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Options = Mapping[str, Value]

#: What an option is unless something else is said (knitr's manual).
DEFAULTS: Options = {"echo": True, "eval": True, "include": True, "results": "markup", "fig.show": "asis"}

#: The languages of knitr's engines, as Pygments names them; ``None`` for what is no program text.
ENGINES: Mapping[str, str | None] = {
    **dict.fromkeys(("awk", "bash", "c", "coffee", "css", "dot", "fish", "fortran", "gawk", "go", "groovy"), ""),
    **dict.fromkeys(("haskell", "html", "js", "julia", "mysql", "octave", "perl", "php", "powershell", "psql"), ""),
    **dict.fromkeys(("python", "r", "ruby", "rust", "sas", "sass", "scala", "scss", "sed", "sh", "sql", "stan"), ""),
    **dict.fromkeys(("stata", "zsh"), ""),
    "asis": None,
    "asy": "asymptote",
    "block": None,
    "block2": None,
    "cat": "none",
    "cc": "cpp",
    "comment": None,
    "ditaa": "none",
    "embed": "none",
    "eviews": "none",
    "exec": "none",
    "fortran95": "fortran",
    "lein": "clojure",
    "node": "js",
    "ojs": "js",
    "rcpp": "cpp",
    "rscript": "r",
    "targets": "r",
    "tikz": "latex",
    "verbatim": "none",
}

#: Engines whose code is Markdown.
MARKDOWN_ENGINES = frozenset({"asis", "block", "block2"})
#: Engines that run nothing.
QUIET_ENGINES = MARKDOWN_ENGINES | {"comment", "embed", "verbatim"}

_FENCE = "```"

#: What marks a comment that holds options, by engine.
_COMMENTS: Mapping[str, str] = {
    **dict.fromkeys(("cc", "dot", "go", "js", "node", "ojs", "rcpp", "scala", "sass", "scss", "stan"), "//|"),
    **dict.fromkeys(("c", "css"), "/*|"),
    **dict.fromkeys(("haskell", "mysql", "psql", "sql"), "--|"),
    **dict.fromkeys(("stata", "sas"), "*|"),
    **dict.fromkeys(("fortran", "fortran95"), "!|"),
    "tikz": "%|",
}


class Chunk(NamedTuple):
    """A chunk.

    :ivar engine: What would run it, in lower case: ``r``, ``python``, ``bash``, …
    :ivar label: Its name, or nothing.
    :ivar options: The options that its author wrote.
    :ivar code: Its code, without comments that hold options.
    """

    engine: str
    label: str
    options: Options
    code: str

    def option(self, name: str) -> Value:
        """Return the value of an option; that of knitr where it is not written."""
        return self.options.get(name, DEFAULTS.get(name))

    def is_off(self, name: str) -> bool:
        """Whether an option is written as ``FALSE``; code that would have to be run to know is not off."""
        return self.option(name) is False

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the text of an option that may have one for each picture; nothing, where it cannot be read."""
        value = self.option(name)
        values = value if isinstance(value, tuple) else (value,)
        return tuple(text for text in values if isinstance(text, str) and not isinstance(text, Expression))

    @property
    def language(self) -> str:
        """The language of the code, as Pygments names it."""
        language = self.texts("lang") if self.engine == "verbatim" else ()
        return language[0] if language else ENGINES.get(self.engine) or self.engine

    @property
    def shows_code(self) -> bool:
        """Whether readers see the code."""
        return not self.is_off("include") and not self.is_off("echo") and bool(self.code.strip())

    @property
    def shows_results(self) -> bool:
        """Whether readers would see what comes of running the code, or that it was run."""
        return not self.is_off("include") and not self.is_off("eval")

    @property
    def shows_pictures(self) -> bool:
        """Whether readers would see pictures that the code draws."""
        return self.shows_results and self.option("fig.show") != "hide" and self.option("fig.keep") != "none"

    @property
    def included_pictures(self) -> tuple[str, ...]:
        """The files that the code shows by ``knitr::include_graphics("file")``, if that is all that it does."""
        calls = only_calls(self.code, "include_graphics") if self.engine == "r" else []
        values = [argument.value for call in calls for argument in call if argument.name in {"", "path"}]
        files = [file for value in values for file in (value if isinstance(value, tuple) else (value,))]
        if not all(isinstance(file, str) and not isinstance(file, Expression) for file in files):
            return ()
        return tuple(map(str, files))

    @property
    def new_defaults(self) -> Options:
        """The options that the code sets for the chunks that follow, as far as they are literal."""
        if self.engine != "r" or self.is_off("eval"):
            return {}
        arguments = [argument for call in find_calls(self.code, "opts_chunk$set") for argument in call]
        options = {argument.name: argument.value for argument in arguments if argument.name}
        return {name: value for name, value in options.items() if not isinstance(value, Expression)}


def engine_of(header: str) -> str:
    """Return the engine that *header* names, what stands between the braces, in lower case; empty if it names none."""
    name = header.strip()
    end = 0
    while end < len(name) and name[end].isascii() and (name[end].isalnum() or name[end] == "_"):
        end += 1
    return name[:end].lower() if end == len(name) or name[end] in " \t," else ""


def read_chunk(header: str, code: str, defaults: Options | None = None) -> Chunk:
    """Read a chunk.

    :param header: What stands between the braces, which begins with an engine.
    :param code: The lines between the fences.
    :param defaults: The options of chunks that do not say otherwise.
    """
    engine = engine_of(header)
    rest = header.strip()[len(engine) :].strip().removeprefix(",")
    found = read_arguments(rest)
    arguments = found[0] if found is not None else []
    label, options = "", dict(defaults or {})
    for argument in arguments:
        if argument.name:
            options[argument.name] = argument.value
        elif not label:
            label = _text(argument.value)
    if engine != "verbatim":
        written, code = _options_in_code(engine, code)
        options |= written
    label = _text(options.pop("label", None)) or label
    other = _text(options.pop("engine", None)).lower()
    return Chunk(other or engine, label, options, code)


def _text(value: Value) -> str:
    return str(value) if isinstance(value, str) else ""


def _options_in_code(engine: str, code: str) -> tuple[dict[str, Value], str]:
    """Return the options in the comments that *code* begins with, and the rest of it."""
    mark = _COMMENTS.get(engine, "#|")
    lines = code.splitlines(keepends=True)
    number = 0
    while number < len(lines) and lines[number].startswith(mark):
        number += 1
    if not number:
        return {}, code
    # In some languages a comment has an end, too.
    written = [line.removeprefix(mark).strip("\r\n").removesuffix("*/") for line in lines[:number]]
    return _options(written), "".join(lines[number:])


def _options(lines: list[str]) -> dict[str, Value]:
    key = lines[0].partition(":")[0].strip()
    if ":" in lines[0] and key and all(character.isalnum() or character in "-_." for character in key):
        return _yaml_options(lines)
    found = read_arguments(" ".join(lines))
    return {argument.name: argument.value for argument in found[0] if argument.name} if found is not None else {}


def _yaml_options(lines: list[str]) -> dict[str, Value]:
    try:
        values = read_mapping("\n".join(lines)).values
    except YamlError:
        # What cannot be read, such as ``!expr``, costs no more than its own line.
        values = {}
        for line in lines:
            try:
                values = {**values, **read_mapping(line).values}
            except YamlError:
                continue
    return {key.replace("-", "."): _from_yaml(value) for key, value in values.items()}


def _from_yaml(value: Any) -> Value:
    if isinstance(value, list):
        values = tuple(_from_yaml(item) for item in value)
        return tuple("" if isinstance(item, tuple) else item for item in values)
    if isinstance(value, bool) or value is None:
        return value
    return float(value) if isinstance(value, int | float) else str(value).strip()


def chunks_in(text: str) -> Iterator[tuple[int, Chunk]]:
    """Yield the chunks of a whole file as knitr finds them, each with the line of its header, from 1.

    Other than in Markdown, a chunk in code of another fence is a chunk.
    """
    lines = text.splitlines()
    for first, last in _spans(lines):
        header = lines[first].strip(" \t>`")[1:-1]
        yield first + 1, read_chunk(header, "".join(f"{line}\n" for line in lines[first + 1 : last]))


def lines_outside(text: str) -> Iterator[str]:
    """Yield the lines of a whole file that stand in no chunk."""
    lines = text.splitlines()
    end = 0
    for first, last in _spans(lines):
        yield from lines[end:first]
        end = last + 1
    yield from lines[end:]


def _spans(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of each chunk, from 0."""
    opened = ""
    first = 0
    for number, line in enumerate(lines):
        bare = line.lstrip(" \t>").rstrip()
        rest = bare.lstrip("`")
        ticks = bare[: len(bare) - len(rest)]
        if opened:
            if ticks == opened and not rest:
                yield first, number
                opened = ""
        elif len(ticks) >= len(_FENCE) and rest.startswith("{") and rest.endswith("}") and engine_of(rest[1:-1]):
            opened, first = ticks, number
