"""Lessons of any size for measuring: the same text each time, and the same for every build that is compared.

The blocks are written as MyST's directives, so that a build without this extension reads and shows all of them too;
those of a lesson of The Carpentries Workbench are fenced divs.
"""

from __future__ import annotations

import shutil
from itertools import product
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    #: Writes a block: its kind, its title or nothing, its text.
    Block = Callable[[str, str, str], str]

#: How many episodes stand under one heading of the contents.
_PART = 20
#: How many sections an episode has.  So it has about 1,150 words.
_SECTIONS = 6

#: How many episodes a lesson of the Workbench has, and how many sections each: as many words as in "The Unix Shell".
WORKBENCH_EPISODES = 7
_WORKBENCH_SECTIONS = 19

_STEMS = """
analys collect comput connect correct describ direct discuss edit engin exampl execut expect explor extend format formul
gener group import inform instal instruct interact interpret iterat learn limit link load manag measur model modul
observ open optim option order organ paramet pattern perform plot point practic print process program protect publish
question read record refer regist releas repeat report request resourc respond result return review sampl search select
separat simul structur support tabl teach test track transform translat valu visual
"""
_ENDINGS = ("", "e", "s", "ed", "ing", "er", "ion", "able")
_FREQUENT = """
the a of to and in is that it we you for on with as this are be can by from not or which if then when what how all
"""
#: Words that a stemmer has work with, the likeliest first.
_LONG = [stem + ending for ending, stem in product(_ENDINGS, _STEMS.split())]
_SHORT = _FREQUENT.split()


class _Prose:
    """Sentences that follow each other in the same order for the same episode."""

    def __init__(self, number: int) -> None:
        self._random = Random(number)  # noqa: S311 (nothing is kept secret with it)

    def words(self, count: int) -> list[str]:
        # Half of what people write are a few short words; of the others, few are common and many are rare.
        return [
            self._random.choice(_SHORT) if place % 2 else _LONG[int(len(_LONG) * self._random.random() ** 2)]
            for place in range(count)
        ]

    def sentence(self, count: int = 16) -> str:
        text = " ".join(self.words(count)).capitalize()
        return f"{text}."

    def paragraph(self) -> str:
        emphasised, code, linked = self.sentence(11), self.sentence(10), self.sentence(9)
        return f"{emphasised} *{self.words(1)[0]}* {code} `{self.words(1)[0]}()` {linked} <https://example.org/data>"


def write_lesson(folder: Path, pages: int) -> None:
    """Write the sources of a lesson: a first page and *pages* episodes.  A ``conf.py`` is to be added."""
    (folder / "episodes").mkdir(parents=True)
    names = [f"episodes/{number:03}" for number in range(1, pages + 1)]
    for number, name in enumerate(names, start=1):
        (folder / f"{name}.md").write_text(episode(number, pages), encoding="utf-8")
    parts = [names[start : start + _PART] for start in range(0, pages, _PART)]
    contents = "\n".join(
        f":::{{toctree}}\n:caption: Part {number}\n\n" + "\n".join(part) + "\n:::\n"
        for number, part in enumerate(parts, start=1)
    )
    (folder / "index.md").write_text(f"# A lesson of {pages} episodes\n\n{contents}", encoding="utf-8")


def change_episode(folder: Path, round_: int) -> None:
    """Change one word of the first episode of the lesson in *folder*, another one in each round."""
    path = folder / "episodes" / "001.md"
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()} changed{round_}\n", encoding="utf-8")


def write_workbench_lesson(folder: Path) -> None:
    """Write a lesson of The Carpentries Workbench, as long as real ones."""
    names = [f"{number:02}-episode.md" for number in range(1, WORKBENCH_EPISODES + 1)]
    for part in ("episodes", "learners", "instructors", "profiles"):
        (folder / part).mkdir(parents=True)
    texts = {
        "config.yaml": "title: A lesson of the Workbench\nlicense: CC-BY 4.0\nlife_cycle: stable\n"
        "source: https://github.com/example/lesson\ncontact: team@example.org\nepisodes:\n"
        + "".join(f"- {name}\n" for name in names),
        "index.md": "---\nsite: sandpaper::sandpaper_site\n---\n\nThis lesson is made up.\n",
        "learners/setup.md": "---\ntitle: Setup\n---\n\nThere is nothing to install.\n",
        "learners/reference.md": "---\ntitle: Glossary\n---\n\n## Glossary\n\nLoop\n:   What repeats.\n",
        "instructors/instructor-notes.md": "---\ntitle: Instructor Notes\n---\n\nThere are none.\n",
        "profiles/learner-profiles.md": "---\ntitle: Learner Profiles\n---\n\nSomebody.\n",
    }
    for number, name in enumerate(names, start=1):
        next_name = names[number % WORKBENCH_EPISODES].removesuffix(".md")
        texts[f"episodes/{name}"] = _episode(number, next_name, _WORKBENCH_SECTIONS, _div)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def copy_of_lesson(lesson: Path | None, folder: Path) -> None:
    """Copy a lesson of the Workbench into a new folder without what is built of it; or write one that is made up."""
    if lesson is None:
        write_workbench_lesson(folder)
    else:
        shutil.copytree(lesson, folder, ignore=shutil.ignore_patterns("site", ".git"))


def episode(number: int, pages: int) -> str:
    """Return the source of an episode out of *pages*."""
    return _episode(number, f"{number % pages + 1:03}", _SECTIONS, _directive)


def _directive(kind: str, title: str, text: str) -> str:
    fence = "::::" if ":::" in text else ":::"
    return f"{fence}{{{kind}}}{f' {title}' if title else ''}\n{text}\n{fence}"


def _div(kind: str, title: str, text: str) -> str:
    fence = ":" * 20
    heading = f"## {title}\n\n" if title else ""
    return f"{fence} {kind}\n\n{heading}{text}\n\n{fence}"


def _episode(number: int, next_name: str, sections: int, block: Block) -> str:
    prose = _Prose(number)
    head = f"---\ntitle: Episode {number} of all\nteaching: 20\nexercises: 10\n---\n"
    parts = [head, *_lead(prose, block), *_sections(prose, next_name, sections, block), *_end(prose, block)]
    return "\n\n".join(parts) + "\n"


def _points(prose: _Prose, count: int) -> str:
    return "\n".join(f"- {prose.sentence(9)}" for _ in range(count))


def _lead(prose: _Prose, block: Block) -> Iterator[str]:
    yield block("questions", "", _points(prose, 2))
    yield block("objectives", "", _points(prose, 3))


def _sections(prose: _Prose, next_name: str, sections: int, block: Block) -> Iterator[str]:
    for section in range(1, sections + 1):
        yield f"## {' '.join(prose.words(4)).capitalize()}"
        yield f"{prose.paragraph()} [The next]({next_name}.md) {prose.sentence()}"
        yield f"```python\n{_code(prose)}\n```"
        yield prose.paragraph()
        match section % 3:
            case 1:
                solution = block("solution", "", f"{prose.sentence()}\n\n```python\n{_code(prose)}\n```")
                title = " ".join(prose.words(3))
                yield block("challenge", title, f"{prose.sentence()} {prose.sentence()}\n\n{solution}")
            case 2:
                yield block("callout", " ".join(prose.words(3)), f"{prose.sentence()} $E = mc^{section}$")
                yield _points(prose, 4)
            case _:
                rows = "\n".join(f"| {' | '.join(prose.words(3))} |" for _ in range(4))
                yield f"| first | second | third |\n|---|---|---|\n{rows}"


def _end(prose: _Prose, block: Block) -> Iterator[str]:
    yield block("keypoints", "", _points(prose, 4))
    yield prose.sentence()


def _code(prose: _Prose) -> str:
    first, second, third = prose.words(1) + prose.words(1) + prose.words(1)
    return (
        f"for item in {first}_values:\n    # {third}\n    {second}_result = compute(item, scale=2.5)\n"
        f'    print(f"{{item}}: {{{second}_result}}")'
    )
