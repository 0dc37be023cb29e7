"""What the author of a Mermaid diagram says of it for those who do not see it."""

from __future__ import annotations

from typing import NamedTuple


class Alternative(NamedTuple):
    """The text alternative of a diagram; empty where its author gave none."""

    title: str
    description: str


def alternative_of(source: str) -> Alternative:
    """Return what the lines ``accTitle: …``, ``accDescr: …`` and ``accDescr { … }`` of *source* say.

    The last one counts, as in Mermaid.
    """
    title, description = "", ""
    lines = iter(source.splitlines())
    for line in lines:
        word, text = line.strip()[:8], line.strip()[8:].lstrip()
        if word == "accTitle" and text.startswith(":"):
            title = text[1:].strip()
        elif word == "accDescr" and text.startswith(":"):
            description = text[1:].strip()
        elif word == "accDescr" and text.startswith("{"):
            parts = [text[1:]]
            while "}" not in parts[-1] and (following := next(lines, None)) is not None:
                parts.append(following)
            description = " ".join(" ".join(parts).partition("}")[0].split())
    return Alternative(title, description)
