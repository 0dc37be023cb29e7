"""Which file of a Workbench lesson is what: pages, what is folded into others, drafts.

All pages lie at the root of the site, whatever folder their file is in, as sandpaper has it; so the name of a document
is that of its file, without its folder.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sphinx_lesson_ext.assembly import Assembly, Contents, FoldedFile
from sphinx_lesson_ext.destinations import FOLDERS

from .settings import FILE_NAME, Listed, Problem, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: The suffixes of files with text, the first of which wins where a name has both.
SUFFIXES = (".md", ".Rmd")

HOME = "index"
SETUP = "setup"
PROFILES = "profiles"
NOTES = "instructor-notes"
#: The folders with pages that are for instructors alone.
INSTRUCTORS = frozenset({"instructors"})
#: The file whose definitions of links count in every other.
LINKS = "links.md"

#: Files at the root of a lesson that speak to those who work on it, not to its readers.
_NOT_PAGES = frozenset({"README", "CONTRIBUTING", "links", "NEWS"})
#: What Sphinx makes pages of itself.
_TAKEN = frozenset({"search", "genindex", "404"})


class Words(NamedTuple):
    """What headings that no author wrote are called.

    The captions of contents are in the language of the build; titles (the last three) are messages, which are
    translated where they are shown, for their ids are the same in every language.
    """

    episodes: str
    learners: str
    instructors: str
    lesson: str
    setup: str
    profiles: str
    notes: str


class Layout(NamedTuple):
    """What a lesson consists of.

    :ivar assemblies: Its documents by their names.
    :ivar episodes: The names of those that are episodes, in order.
    :ivar drafts: The files that are not listed, from the lesson's folder.
    :ivar problems: What its author should know.
    """

    assemblies: Mapping[str, Assembly]
    episodes: tuple[str, ...]
    drafts: tuple[str, ...]
    problems: tuple[Problem, ...]


def arrange(
    files: Iterable[str], settings: Settings, words: Words, *, with_drafts: bool, for_learners: bool = False
) -> Layout:
    """Work out the layout of a lesson.

    :param files: The paths of all its files that may be pages, from its folder, with forward slashes.
    :param with_drafts: Whether files that are not listed become pages, too.
    :param for_learners: Whether pages for instructors are left out.
    """
    return _Arranger(files, settings, words, with_drafts=with_drafts, for_learners=for_learners).layout()


def page_files(names: Iterable[str]) -> list[str]:
    """Return those names of files that may be pages, in order; of two with the same stem, the first suffix wins."""
    chosen: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (name.casefold(), name)):
        path = PurePosixPath(name)
        if path.suffix in SUFFIXES and not path.name.startswith((".", "_")):
            kept = chosen.setdefault(path.stem, name)
            if SUFFIXES.index(path.suffix) < SUFFIXES.index(PurePosixPath(kept).suffix):
                chosen[path.stem] = name
    return list(chosen.values())


@dataclass(slots=True)
class _Folder:
    """The files of a folder: those that are listed, in order, and the others."""

    listed: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)


class _Arranger:
    def __init__(
        self, files: Iterable[str], settings: Settings, words: Words, *, with_drafts: bool, for_learners: bool
    ) -> None:
        self._settings = settings
        self._words = words
        self._with_drafts = with_drafts
        self._for_learners = for_learners
        self._problems: list[Problem] = []
        self._assemblies: dict[str, Assembly] = {}
        self._draft_files: list[str] = []
        names: dict[str, list[str]] = {folder: [] for folder in ("", *FOLDERS)}
        for file in files:
            path = PurePosixPath(file)
            folder = "" if str(path.parent) == "." else str(path.parent)
            if folder in names:
                names[folder].append(path.name)
        self._all = {folder: sorted(found) for folder, found in names.items()}
        self._folders = {folder: self._sort(folder) for folder in FOLDERS}

    def layout(self) -> Layout:
        """Return what the lesson consists of; it is worked out once, for files are taken out of their folders."""
        words, folders = self._words, self._folders
        root = {PurePosixPath(name).stem: name for name in page_files(self._all[""])}
        setup = self._take("learners", SETUP)
        notes = self._take("instructors", NOTES)
        home = root.pop(HOME, f"{HOME}.md")
        self._assemblies[HOME] = Assembly(path=home)  # first, so that no other file takes its name
        episodes = self._add_folder("episodes")
        learners = self._add_folder("learners")
        profiles = self._add_profiles(folders["profiles"].listed)
        instructors = [] if self._for_learners else self._add_for_instructors(notes)
        others: list[str] = []
        for stem, name in root.items():
            if stem not in _NOT_PAGES:
                self._add(stem, Assembly(path=name), others)
        contents = (
            Contents(words.episodes, tuple(episodes)),
            Contents(words.learners, (*learners, *profiles)),
            Contents(words.instructors, tuple(instructors)),
            Contents(words.lesson, tuple(others)),
        )
        self._assemblies[HOME] = Assembly(
            path=home,
            default_title=self._settings.title,
            lists=("schedule",),
            folded=(FoldedFile(setup, SETUP, words.setup),) if setup else (),
            contents=tuple(part for part in contents if part.docnames),
        )
        return Layout(self._assemblies, tuple(episodes), tuple(self._draft_files), tuple(self._problems))

    def _add_for_instructors(self, notes: str) -> list[str]:
        """Add the documents for instructors, the file with their *notes* as the last, and return their names."""
        docnames = self._add_folder("instructors")
        if notes:
            default = self._words.notes
            self._add(NOTES, Assembly(path=notes, default_title=default, lists=("instructornotelist",)), docnames)
        return docnames

    def _sort(self, folder: str) -> _Folder:
        """Sort the files of a folder by what ``config.yaml`` says of them."""
        found = page_files(self._all[folder])
        listed = self._settings.lists.get(folder, ())
        if not listed:
            # An empty list means all.
            return _Folder(listed=found)
        chosen = self._listed(folder, listed)
        always = SETUP if folder == "learners" else ""
        stems = {PurePosixPath(name).stem for name in chosen}
        drafts = [name for name in found if (stem := PurePosixPath(name).stem) not in stems and stem != always]
        chosen += [name for name in found if PurePosixPath(name).stem == always and name not in chosen]
        return _Folder(chosen, drafts)

    def _listed(self, folder: str, listed: Sequence[Listed]) -> list[str]:
        """Return the listed files that exist."""
        present = self._all[folder]
        chosen: list[str] = []
        stems: set[str] = set()
        for entry in listed:
            name = entry.name.removeprefix("./").removeprefix(f"{folder}/")
            if "/" in name or "\\" in name or name in {"", ".", ".."}:
                text = f"'{entry.name}' leads out of {folder}/; write the name of a file in that folder"
                self._complain("workbench-file", entry.line, text)
            elif name not in present or not name.endswith(SUFFIXES):
                unlisted = set(present) - {other.name for other in listed}
                close = _closest(name, unlisted) or _closest(name, present)
                advice = f"did you mean '{close}'?" if close else f"add the file to {folder}/, or remove this line"
                text = f"there is no file '{entry.name}' in {folder}/: {advice}"
                self._complain("workbench-file", entry.line, text)
            elif PurePosixPath(name).stem in stems:
                self._complain("workbench-file", entry.line, f"'{entry.name}' is listed twice; remove one of them")
            else:
                stems.add(PurePosixPath(name).stem)
                chosen.append(name)
        return chosen

    def _take(self, folder: str, stem: str) -> str:
        """Take a file that is no page of its own out of its folder, and return its path; nothing, if it is not there.

        It counts even where it is not listed.
        """
        sorted_ = self._folders[folder]
        for names in (sorted_.listed, sorted_.drafts):
            for name in names:
                if PurePosixPath(name).stem == stem:
                    names.remove(name)
                    return f"{folder}/{name}"
        return ""

    def _add_folder(self, folder: str) -> list[str]:
        """Add a document for each file of a folder, and return their names; drafts are reported, or added as such."""
        docnames: list[str] = []
        sorted_ = self._folders[folder]
        for name in sorted_.listed:
            self._add(PurePosixPath(name).stem, Assembly(path=f"{folder}/{name}"), docnames)
        if self._with_drafts:
            for name in sorted_.drafts:
                self._add(PurePosixPath(name).stem, Assembly(path=f"{folder}/{name}", is_draft=True), docnames)
        else:
            self._report_drafts(folder, sorted_.drafts)
        return docnames

    def _add_profiles(self, names: Sequence[str]) -> list[str]:
        """Add the one document that all profiles are shown in."""
        docnames: list[str] = []
        if names:
            folded = tuple(FoldedFile(f"profiles/{name}", PurePosixPath(name).stem) for name in names)
            own = Assembly(path=folded[0].path, title=self._words.profiles, folded=folded if len(folded) > 1 else ())
            self._add(PROFILES, own, docnames)
        self._report_drafts("profiles", self._folders["profiles"].drafts)
        return docnames

    def _add(self, docname: str, assembly: Assembly, docnames: list[str]) -> None:
        """Add a document; where its name is taken it gets that of its folder before it, so that nothing is lost."""
        if docname in _TAKEN or docname in self._assemblies:
            other = self._assemblies[docname].path if docname in self._assemblies else "a page that is made"
            path = PurePosixPath(assembly.path)
            docname = str(path.with_suffix("")) if len(path.parts) > 1 else f"{docname}-page"
            text = (
                f"this page and {other} would have the same address; it is at {docname}.html; rename the file to "
                "choose another"
            )
            self._problems.append(Problem("workbench-file", assembly.path, 1, text))
        self._assemblies[docname] = assembly
        docnames.append(docname)

    def _report_drafts(self, folder: str, names: Sequence[str]) -> None:
        if not names:
            return
        self._draft_files += [f"{folder}/{name}" for name in names]
        line = self._settings.list_lines.get(folder, 1)
        shown = ", ".join(names)
        text = f"not listed under '{folder}:' and left out: {shown}; list them, or see them with --draft"
        self._complain("workbench-draft", line, text)

    def _complain(self, code: str, line: int, text: str) -> None:
        self._problems.append(Problem(code, FILE_NAME, line, text))


def _closest(name: str, files: Iterable[str]) -> str:
    """Return the one of some files that may have been meant by a name, or nothing."""
    candidates = sorted(file for file in files if file.endswith(SUFFIXES))
    stems = {PurePosixPath(other).stem: other for other in candidates}
    return stems.get(PurePosixPath(name).stem) or next(iter(get_close_matches(name, candidates, n=1)), "")
