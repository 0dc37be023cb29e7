"""Rules about the files of a lesson: images that nobody sees, that are too heavy, or that are something else."""

from __future__ import annotations

import os
import posixpath
import struct
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

import imagesize

from sphinx_lesson_ext.checks.rule import Group, Problem, lesson_rule, page_rule
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.lesson.facts import Spot

from .mentions import mentioned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_lesson_ext.checks.view import Lesson, Page

_UNUSED = "image-unused"
#: Where lessons have their images, beside the folders of those that are shown.
_IMAGE_FOLDERS = ("episodes/fig", "fig", "images")
_IMAGES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
#: What files begin with, by the suffixes that are right for it.
_SIGNATURES = {
    (".png", ".apng"): b"\x89PNG\r\n\x1a\n",
    (".jpg", ".jpeg", ".jpe", ".jfif"): b"\xff\xd8\xff",
    (".gif",): b"GIF8",
    (".webp",): b"RIFF",
}
#: As many bytes tell what a file is; fewer tell nothing.
_HEAD = 8
#: What stands in the place of a file that Git LFS has not brought yet.
_NOT_BROUGHT = b"version "

_MEGABYTE = 1_000_000
#: Megabytes of an image that are too many, of all images of a page, and of a file that is linked; hardly more than one
#: is let pass.
_HEAVY_IMAGE, _HEAVY_PAGE, _HEAVY_DATA = 1.05, 3, 20
#: The widest that an image is shown, in pixels of CSS, how many pixels sharp screens have for one, and how many times
#: as many as can be seen are too many.
_COLUMN, _SHARPNESS, _TOO_MANY = 760, 2, 1.5
#: What the other one of two images is called, of which each is for a colour scheme.
_SCHEMES = ("-dark", "_dark", ".dark", "-light", "_light", ".light")


@lesson_rule(_UNUSED, Severity.NOTE, Group.UPKEEP)
def image_unused(lesson: Lesson) -> Iterator[Problem]:
    """Every image of the lesson is used.

    Those that are not are kept up, translated and downloaded for nothing, and nobody dares to remove them.  The folders
    are looked at in which images are that pages show, and "fig" and "images".  An image is used if a page shows it or
    any file of the lesson names it; so is one
    with the same name but for its suffix, a language or "-dark".

    Fix: Remove the file, or show it.

    Bad:
        === episodes/example.md
        ![](fig/cards.svg){alt='Three cards'}
        === episodes/fig/cards.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"/>
        === episodes/fig/old-cards.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"/>

    Good:
        === episodes/example.md
        ![](fig/cards.svg){alt='Three cards'}
        === episodes/fig/cards.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"/>
    """
    shown = frozenset[str]().union(*(page.record.shown for page in lesson.pages.values()))
    stems = {posixpath.splitext(path)[0] for path in shown}
    folders = dict.fromkeys((*_IMAGE_FOLDERS, *sorted(map(posixpath.dirname, shown))))
    left = [
        path
        for folder in folders
        if folder
        for path in _images_in(lesson.folder, folder)
        if not stems & set(_stems(path))
    ]
    if left:
        named = mentioned(lesson.folder, {posixpath.basename(path) for path in left}, _UNUSED)
        for path in left:
            if posixpath.basename(path) not in named:
                yield Problem(f"no page shows the image {posixpath.basename(path)!r}", Spot(path, 1))


def _stems(path: str) -> Iterator[str]:
    """Yield a path without its suffix, without that of a language before it, and without a colour scheme's."""
    stem = posixpath.splitext(path)[0]
    yield stem
    yield posixpath.splitext(stem)[0]
    for scheme in _SCHEMES:
        if stem.endswith(scheme):
            yield stem.removesuffix(scheme)


def _images_in(root: Path, folder: str) -> list[str]:
    """Return the images right in a folder of the lesson; what is a link is left out."""
    try:
        if (root / folder).is_symlink():
            return []
        with os.scandir(root / folder) as entries:
            return sorted(
                f"{folder}/{entry.name}"
                for entry in entries
                if entry.name.lower().endswith(_IMAGES)
                and not entry.name.startswith(".")
                and entry.is_file(follow_symlinks=False)
            )
    except (OSError, ValueError):
        return []


@page_rule("image-format", Severity.WARNING, Group.UPKEEP)
def image_format(page: Page) -> Iterator[Problem]:
    """The name of an image ends in what the file is.

    Servers tell browsers by the name what a file is, and programs that make a PDF or smaller images believe it.

    Fix: Name the file by what it is, or convert it.

    Bad:
        === episodes/example.md
        ![](fig/cards.png){alt='Three cards'}
        === episodes/fig/cards.png
        GIF89a and more

    Good:
        === episodes/example.md
        ![](fig/cards.gif){alt='Three cards'}
        === episodes/fig/cards.gif
        GIF89a and more
    """
    for picture in page.facts.pictures:
        suffix = posixpath.splitext(picture.uri)[1].lower()
        right = next((suffixes for suffixes in _SIGNATURES if suffix in suffixes), None)
        if right is None:
            continue
        head = _head(page, picture.uri)
        if len(head) == _HEAD and head != _NOT_BROUGHT and not head.startswith(_SIGNATURES[right]):
            actual = next((names[0] for names, start in _SIGNATURES.items() if head.startswith(start)), "")
            what = f"is one of the kind {actual!r}" if actual else "is none"
            message = f"{picture.name!r} has the name of an image of the kind {suffix!r}, but {what}"
            yield Problem(message, picture.spot, picture.name)


def _head(page: Page, path: str) -> bytes:
    """Return what a file begins with; nothing, if it cannot be read."""
    file = page.file(path)
    try:
        with file.open("rb") if file is not None else BytesIO() as stream:
            return stream.read(_HEAD)
    except OSError:
        return b""


@page_rule("image-heavy", Severity.NOTE, Group.UPKEEP)
def image_heavy(page: Page) -> Iterator[Problem]:
    """An image has less than a megabyte.

    The images of a page of the web have about that altogether (HTTP Archive, Web Almanac 2024, "Page Weight"), and all
    in a classroom share one connection.

    Fix: Save it with fewer pixels or colours, or in another format: photographs as JPEG or WebP, diagrams as SVG.

    Bad:
        === episodes/example.md
        ![](fig/cards.gif){alt='Three cards'}
        === episodes/fig/cards.gif, 2 MB
        GIF89a and more

    Good:
        === episodes/example.md
        ![](fig/cards.gif){alt='Three cards'}
        === episodes/fig/cards.gif
        GIF89a and more
    """
    for picture in page.facts.pictures:
        size = _megabytes(page, picture.uri)
        if size > _HEAVY_IMAGE:
            yield Problem(f"the image {picture.name!r} has {size:.1f} MB", picture.spot, picture.name)


def _megabytes(page: Page, path: str) -> float:
    """Return how much a file of the lesson has; nothing, if there is none."""
    file = page.file(path)
    return file.stat().st_size / _MEGABYTE if file is not None else 0


@page_rule("page-heavy", Severity.NOTE, Group.UPKEEP, opt_in=True)
def page_heavy(page: Page) -> Iterator[Problem]:
    """The images of a page have less than three megabytes.

    That is what a page of the web has in all (HTTP Archive, Web Almanac 2024, "Page Weight": 2.7 MB at the median), and
    a lesson is read where the network is slow, too.

    Fix: Save the heaviest with fewer pixels or colours, or in another format.

    Bad:
        === episodes/example.md
        ![](fig/cards.gif){alt='Three cards'}
        ![](fig/hands.gif){alt='Two hands'}
        ![](fig/table.gif){alt='A table'}
        ![](fig/clock.gif){alt='A clock'}
        === episodes/fig/cards.gif, 0.9 MB
        GIF89a and more
        === episodes/fig/hands.gif, 0.9 MB
        GIF89a and more
        === episodes/fig/table.gif, 0.9 MB
        GIF89a and more
        === episodes/fig/clock.gif, 0.9 MB
        GIF89a and more

    Good:
        === episodes/example.md
        ![](fig/cards.gif){alt='Three cards'}
        === episodes/fig/cards.gif, 0.9 MB
        GIF89a and more
    """
    sizes = {picture.uri: _megabytes(page, picture.uri) for picture in page.facts.pictures}
    total = sum(sizes.values())
    if total > _HEAVY_PAGE:
        heaviest = max(sizes, key=sizes.__getitem__)
        yield Problem(
            f"the images of this page have {total:.1f} MB; the heaviest is {posixpath.basename(heaviest)!r} with "
            f"{sizes[heaviest]:.1f} MB",
            page.top,
        )


@page_rule("image-large", Severity.NOTE, Group.UPKEEP, opt_in=True)
def image_large(page: Page) -> Iterator[Problem]:
    """An image has no more pixels than can be seen.

    Pages are some 760 pixels wide, and sharp screens have two for each: more are downloaded, but not seen.  Half as
    many again are let pass, and those of an image in which learners are to find something may be wanted.

    Fix: Save it with fewer pixels.

    Bad:
        === episodes/example.md
        ![](fig/cards.gif){alt='Three cards'}
        === episodes/fig/cards.gif
        GIF89azzzz and more

    Good:
        === episodes/example.md
        ![](fig/cards.svg){alt='Three cards'}
        === episodes/fig/cards.svg
        <svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"/>
    """
    for picture in page.facts.pictures:
        file = page.file(picture.uri)
        if file is None or file.suffix.lower() == ".svg":
            continue
        width = _width(file)
        seen = _shown_width(picture.width) * _SHARPNESS
        if width > seen * _TOO_MANY:
            message = f"the image {picture.name!r} is {width} pixels wide, of which {seen} can be seen"
            yield Problem(message, picture.spot, picture.name)


def _width(path: Path) -> int:
    """Return how wide an image is in pixels; 0, if that cannot be told."""
    try:
        return int(imagesize.get(path)[0])
    except (OSError, ValueError, struct.error):
        return 0


def _shown_width(written: str) -> int:
    """Return how wide an image is shown at the most, in pixels of CSS, by what its author wrote."""
    number, unit = written.rstrip("px% "), written.strip().lstrip("0123456789. ")
    if number.isdecimal() and unit == "%":
        return min(_COLUMN, _COLUMN * int(number) // 100)
    if number.isdecimal() and unit in {"", "px"}:
        return min(_COLUMN, int(number))
    return _COLUMN


@page_rule("data-heavy", Severity.NOTE, Group.UPKEEP, opt_in=True)
def data_heavy(page: Page) -> Iterator[Problem]:
    """A file to download that lies in the lesson has less than 20 megabytes.

    Whoever works on the lesson downloads each version that it ever had, and GitHub warns of files from 50 megabytes on.

    Fix: Put it where data are kept, such as Zenodo or Figshare, and link to it there.

    Bad:
        === episodes/example.md
        Download [the cards](data/cards.csv).
        === episodes/data/cards.csv, 30 MB
        card

    Good:
        === episodes/example.md
        Download [the cards](data/cards.csv).
        === episodes/data/cards.csv
        card
    """
    for link in page.facts.links:
        path = unquote(link.address.partition("#")[0].partition("?")[0])
        if not path or "://" in path or path.startswith(("mailto:", "//")):
            continue
        folder = "" if path.startswith("/") else posixpath.dirname(link.spot.path)
        size = _megabytes(page, _inside(folder, path))
        if size > _HEAVY_DATA:
            name = posixpath.basename(path)
            yield Problem(f"the file {name!r} has {size:.0f} MB", link.spot, name)


def _inside(folder: str, path: str) -> str:
    """Return a path from the source folder; nothing, where it would lead out of that."""
    joined = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    return "" if joined.startswith("../") else joined


RULES = (image_unused, image_format, image_heavy, page_heavy, image_large, data_heavy)
