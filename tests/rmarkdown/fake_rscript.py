"""What a test puts in the place of R: it makes of chunks what knitr would, of some words in their code.

``plot`` draws a picture, ``stop`` fails, ``quit`` ends R, ``read`` shows a file of the folder that the code runs in, and
``write`` leaves one there.  Every call is noted in the file that FAKE_R_CALLS names.
"""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

FENCE = "```"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def main(arguments: list[str]) -> int:
    arguments = [argument for argument in arguments if not argument.startswith("--")]
    script, task, _lesson, *rest = arguments
    assert Path(script).name == "knit.R"
    with Path(os.environ["FAKE_R_CALLS"]).open("a", encoding="utf-8") as calls:
        calls.write(f"{task} {Path(rest[0]).name if rest else ''}".strip() + "\n")
    if task == "versions":
        sys.stdout.write(os.environ.get("FAKE_R_SAYS", "R 4.2.2\nknitr 1.42\n"))
        return int(os.environ.get("FAKE_R_STATUS", "0"))
    return knit(*rest)


def knit(source: str, output: str, slug: str, notes: str) -> int:
    made = []
    header = None
    code: list[str] = []
    unnamed = 0
    for number, line in enumerate(Path(source).read_text(encoding="utf-8").splitlines(), start=1):
        if header is None and line.startswith(f"{FENCE}{{"):
            header, code, first = line[len(FENCE) + 1 : -1], [], number
            name = header.partition(",")[0].removeprefix("r").strip()
            unnamed += not name
            name = name or f"unnamed-chunk-{unnamed}"
        elif header is None:
            made.append(line.replace("`r 1 + 1`", "2"))
        elif line != FENCE:
            code.append(line)
        else:
            if any("quit" in line for line in code):
                where = f"lines {first}-{number} [{name}] ({source})"
                sys.stderr.write(
                    f"\nQuitting from {where}\nError in quit() :\n  no\nmore\nCalls: knit\nExecution halted\n"
                )
                return 1
            made += run(header, code, name, slug, Path(notes))
            header = None
    Path(output).write_text("\n".join(made) + "\n", encoding="utf-8")
    return 0


def run(header: str, code: list[str], name: str, slug: str, notes: Path) -> list[str]:
    made = [] if "echo=FALSE" in header else [f"{FENCE}r", *code, FENCE, ""]
    for line in code:
        what, _blank, value = line.partition(" ")
        if what == "plot":
            file = Path("fig", f"{slug}-rendered-{name}-1.png")
            file.write_bytes(PICTURE)
            made += [f'<img src="{file.as_posix()}" alt="{value}" style="display: block; margin: auto;" />', ""]
        elif what == "stop":
            with notes.open("a", encoding="utf-8") as file:
                file.write(f"{name}\tError: {value}\n")
            made += [f"{FENCE}error", f"Error: {value}", FENCE, ""]
        elif what == "read":
            made += [f"{FENCE}output", Path(value).read_text(encoding="utf-8").strip(), FENCE, ""]
        elif what == "write":
            Path(value).write_text("left here\n", encoding="utf-8")
        else:
            made += [f"{FENCE}output", f"[1] {line}", FENCE, ""]
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
