"""A lesson with nothing to find fault with, and the examples of rules put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIG = """\
carpentry: incubator
title: Sorting
created: 2024-03-01
keywords: sorting, lesson
life_cycle: stable
license: CC-BY 4.0
source: https://github.com/some-org/sorting
branch: main
contact: sorting@some-org.edu
"""

#: What makes the folder a lesson of that kind, whatever builds it.
SETTINGS = {"lesson_workbench": True, "html_theme": "lesson"}

_FILES = {
    "index.md": "---\nsite: sandpaper::sandpaper_site\n---\n\nLearn to sort.\n\n"
    "::: prereq\n\n- You can use a computer.\n\n:::\n",
    "learners/setup.md": "---\ntitle: Setup\n---\n\nNothing is to be installed.\n",
    "learners/reference.md": "---\ntitle: Glossary\n---\n\nThis lesson explains no words.\n",
    "instructors/instructor-notes.md": "---\ntitle: Instructor notes\n---\n\nTake your time.\n",
    "profiles/learner-profiles.md": "---\ntitle: Learners\n---\n\nThey have never sorted anything.\n",
}
#: What a file of an example begins with.
_NAME = "=== "
_PLACE = "episodes/{name}.md"


def episode(body: str) -> str:
    """Return an episode with *body*; one that begins with front matter is left as it is."""
    if body.startswith("---\n"):
        return body
    return (
        "---\ntitle: Sorting things\nteaching: 10\nexercises: 5\n---\n\n"
        "::: questions\n\n- How are things sorted?\n\n:::\n\n"
        "::: objectives\n\n- Sort three things.\n\n:::\n\n"
        f"{body.rstrip()}\n\n"
        "::: keypoints\n\n- Sorting makes finding faster.\n\n:::\n"
    )


def is_of_files(example: str) -> bool:
    """Tell whether an example says of what files it is made."""
    return example.startswith(_NAME)


def files_of(example: str) -> dict[str, str]:
    """Return the files of an example, by their paths in the lesson."""
    if not is_of_files(example):
        return {_PLACE.format(name="example"): episode(example)}
    files = {}
    for part in f"\n{example}".split(f"\n{_NAME}")[1:]:
        name, _end, text = part.partition("\n")
        text = text.rstrip("\n") + "\n"
        name, _comma, size = name.partition(", ")
        # One that is to be large is said to be, and filled up.
        text = text.ljust(int(float(size.removesuffix(" MB") or 0) * 1_000_000))
        files[name.strip()] = episode(text) if name.startswith("episodes/") and name.endswith("md") else text
    return files


def lesson_of(files: Mapping[str, str]) -> dict[str, str]:
    """Return a whole lesson with *files*."""
    lesson = {**_FILES, "config.yaml": CONFIG, **files}
    if not any(name.startswith("episodes/") for name in lesson):
        lesson[_PLACE.format(name="example")] = episode("Sort three things.\n")
    return lesson


def lesson_with(episodes: Mapping[str, str]) -> dict[str, str]:
    """Return a whole lesson with the examples *episodes*, each as an episode with that name."""
    return lesson_of({_PLACE.format(name=name): episode(body) for name, body in episodes.items()})


def path_of(name: str) -> str:
    """Return the path of the episode of that name."""
    return _PLACE.format(name=name)
