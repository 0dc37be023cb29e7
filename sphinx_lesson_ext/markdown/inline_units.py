"""Units of inline Markdown in which nothing else counts, found without parsing it."""

from __future__ import annotations


def end_of_unit(text: str, position: int) -> int:
    """Return the end of what begins at *position*: a character, one behind a backslash, code, a formula or a tag."""
    character = text[position]
    if character == "\\":
        return position + 2
    if character == "`":
        return end_of_code(text, position)
    if character == "$":
        return _end_of_formula(text, position)
    if character == "<":
        return _end_of_tag(text, position)
    return position + 1


def end_of_code(text: str, position: int) -> int:
    """Return the end of the code that begins at *position*; where nothing closes it, of its backticks."""
    marker = text[position : len(text) - len(text[position:].lstrip("`"))]
    after = position + len(marker)
    end = after
    while (end := text.find(marker, end)) >= 0:
        closing = len(text[end:]) - len(text[end:].lstrip("`"))
        if closing == len(marker):
            return end + closing
        end += closing
    return after


def _end_of_formula(text: str, position: int) -> int:
    marker = "$$" if text.startswith("$$", position) else "$"
    after = position + len(marker)
    end = text.find(marker, after)
    while end >= 0 and text[end - 1] == "\\":
        end = text.find(marker, end + 1)
    is_formula = end > after and not text[after].isspace() and not text[end - 1].isspace()
    if marker == "$" and is_formula and text[end + 1 : end + 2].isdigit():
        is_formula = False
    return end + len(marker) if is_formula else after


def _end_of_tag(text: str, position: int) -> int:
    after = text[position + 1 : position + 2]
    if not (after.isalpha() or after in {"/", "!"}):
        return position + 1
    quote = ""
    for place in range(position + 1, len(text)):
        character = text[place]
        if quote:
            quote = "" if character == quote else quote
        elif character in {'"', "'"} and text[place - 1] == "=":
            quote = character
        elif character == ">":
            return place + 1
        elif character in {"|", "<"}:
            break
    return position + 1
