"""What is kept from build to build, when it is not used, and how it gets to the output."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path

import pytest

from sphinx_lesson_ext.cli import cache as cache_module
from sphinx_lesson_ext.cli.cache import files_of, key_of, open_cache
from sphinx_lesson_ext.cli.command import CommandError
from sphinx_lesson_ext.cli.publish import publish
from sphinx_lesson_ext.cli.source import Source
from sphinx_lesson_ext.cli.warning_stream import Warned

WARNED = Warned({"loops"}, {"index"}, is_homeless=True)


def write(file, text="text"):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def source_in(folder):
    write(folder / "conf.py")
    return Source(folder, has_conf=True, site=folder / "_build", is_workbench=False)


@pytest.fixture
def finished(tmp_path):
    """The output folder of a build that came to its end."""
    output = tmp_path / "html"
    with open_cache(output, "html") as cache:
        cache.begin("key", ["conf.py", "loops.md"])
        write(cache.doctrees / "environment.pickle")
        write(cache.built / "index.html")
        cache.end("key", ["conf.py", "loops.md"], WARNED)
    return output


def is_continued(output, key="key", sources=("conf.py", "loops.md")):
    with open_cache(output, "html") as cache:
        warned = cache.begin(key, sources)
        there = (cache.doctrees / "environment.pickle").exists(), (cache.built / "index.html").exists()
        assert there in ((True, True), (False, False))
        assert warned == (WARNED if all(there) else Warned())
        return all(there)


def test_a_build_is_continued_with_more_files(finished):
    assert is_continued(finished, sources=["conf.py", "loops.md", "more.md"])


def test_a_build_that_did_not_end_is_not_continued(finished):
    assert is_continued(finished)
    # That one has begun, and never came to its end.
    assert not is_continued(finished)


def test_another_key_or_a_file_that_is_gone_begins_anew(finished, tmp_path):
    shutil.copytree(tmp_path, tmp_path / "copy")
    assert not is_continued(finished, key="other")
    assert not is_continued(tmp_path / "copy" / "html", sources=["conf.py"])


def test_what_r_made_is_kept(finished):
    knitted = finished.parent / ".html.lesson-cache" / "html" / "doctrees" / "knitr" / "loops.md"
    write(knitted)
    assert not is_continued(finished, key="other")
    assert knitted.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_the_cache_are_removed_and_not_followed(finished, tmp_path):
    folder = finished.parent / ".html.lesson-cache" / "html"
    write(tmp_path / "mine" / "precious.txt")
    (folder / "doctrees" / "link").symlink_to(tmp_path / "mine")
    shutil.rmtree(folder / "built")
    (folder / "built").symlink_to(tmp_path / "mine")
    assert not is_continued(finished)
    assert (tmp_path / "mine" / "precious.txt").exists()
    assert [path.name for path in folder.iterdir()] == ["doctrees"]
    assert list((folder / "doctrees").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("name", [".gitignore", "CACHEDIR.TAG", "lock", "html/published.json", "html/traceback.txt"])
def test_nothing_is_written_through_a_link_in_the_cache(finished, tmp_path, name):
    """A lesson may bring a cache along in which a file is a link to one of whoever builds it."""
    write(tmp_path / "mine.txt", "precious")
    link = finished.parent / ".html.lesson-cache" / name
    link.unlink(missing_ok=True)
    link.symlink_to(tmp_path / "mine.txt")
    with open_cache(finished, "html") as cache:
        cache.published.write_text("{}")
        (cache.folder / "traceback.txt").write_text("text")
    assert (tmp_path / "mine.txt").read_text() == "precious"
    assert not link.is_symlink()


@pytest.mark.skipif(os.name != "posix", reason="there are no pipes with names")
def test_a_pipe_in_the_cache_is_not_waited_for(finished):
    lock = finished.parent / ".html.lesson-cache" / "lock"
    lock.unlink()
    os.mkfifo(lock)
    assert is_continued(finished)


@pytest.mark.parametrize("stamp", ["", "[]", "{}", '{"version": 1, "warned": 1}', '{"version": 0}'])
def test_a_stamp_that_cannot_be_read_is_none(finished, stamp):
    (finished.parent / ".html.lesson-cache" / "html" / "stamp.json").write_text(stamp)
    assert not is_continued(finished)


def test_pickles_that_came_with_the_lesson_are_not_loaded(finished, tmp_path):
    # As git and tar do it: the same names, contents and times.
    shutil.copytree(tmp_path, tmp_path / "clone")
    assert not is_continued(tmp_path / "clone" / "html")
    changed = tmp_path / ".html.lesson-cache" / "html" / "doctrees" / "environment.pickle"
    status = changed.stat()
    changed.write_text("txet")
    os.utime(changed, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert not is_continued(finished)


def test_the_key_tells_what_a_build_goes_by(tmp_path, monkeypatch):
    source = source_in(tmp_path / "lesson")

    def key(builder="html", settings=(), tags=()):
        return key_of(source, builder, dict(settings), tags)

    first = key()
    assert key() == first
    others = [key("text"), key(settings=[("language", "de")]), key(tags=["draft"])]
    write(source.folder / "conf.py", "x = 1")
    others.append(key())
    with monkeypatch.context() as patch:
        patch.setattr(cache_module, "_installed", lambda: ["another version"])
        others.append(key())
    (tmp_path / "lesson").rename(tmp_path / "moved")
    others.append(key_of(source_in(tmp_path / "moved"), "html", {}, ()))
    assert len({first, *others}) == 7


def test_what_is_installed_tells_when_something_changes(tmp_path, monkeypatch):
    packages = tmp_path / "site-packages"
    packages.mkdir()
    monkeypatch.syspath_prepend(packages)
    before = cache_module._installed()
    assert cache_module._installed() == before
    (packages / "furo").mkdir()
    os.utime(packages, (1, 1))
    assert cache_module._installed() != before


def test_the_files_of_a_lesson(tmp_path):
    for name in ("conf.py", "part/a.md", ".git/HEAD", "part/.hidden/b.md", "out/html/index.md", "html/c.md"):
        write(tmp_path / name)
    names = files_of(source_in(tmp_path), [tmp_path / "out" / "html"])
    assert sorted(Path(name).as_posix() for name in names) == ["conf.py", "html/c.md", "part/a.md"]


def test_a_folder_of_somebody_elses_is_not_taken(tmp_path):
    write(tmp_path / ".html.lesson-cache" / "notes.txt")
    with (
        pytest.raises(CommandError, match=r"is needed to build, but it is somebody else's"),
        open_cache(tmp_path / "html", "html"),
    ):
        pass
    assert (tmp_path / ".html.lesson-cache" / "notes.txt").exists()


def test_one_at_a_time(finished):
    with (
        open_cache(finished, "html"),
        pytest.raises(CommandError, match="is just being built"),
        open_cache(finished, "epub"),
    ):
        pass


# --- to the output


@pytest.fixture
def site(tmp_path):
    """The folders of what is built and of what is published, and a function that goes from the one to the other."""
    built, output = tmp_path / "built", tmp_path / "out"
    built.mkdir()
    output.mkdir()
    return built, output, lambda: publish(built, output, tmp_path / "published.json")


def test_files_that_are_as_they_were_are_left_alone(site):
    built, output, to_output = site
    for name in ("a.html", "part/b.html"):
        write(built / name)
    assert to_output() == 2
    times = [path.stat().st_mtime_ns for path in output.rglob("*.html")]
    # Written again, with the same text.
    for name in ("a.html", "part/b.html"):
        os.utime(built / name, (1, 1))
    assert to_output() == 0
    assert [path.stat().st_mtime_ns for path in output.rglob("*.html")] == times
    write(built / "a.html", "more")
    write(output / "part" / "b.html", "by hand")
    assert to_output() == 2
    assert (output / "part" / "b.html").read_text() == "text"


def test_what_notebooks_say_to_authors_alone_is_not_published(site):
    built, output, to_output = site
    for name in ("a.html", "reports/a.err.log"):
        write(built / name)
    assert to_output() == 1
    assert [path.name for path in output.iterdir()] == ["a.html"]


def test_folders_that_become_empty_go_too(site):
    built, output, to_output = site
    for name in ("a/b/c.html", "a/d.html", "e/f.html"):
        write(built / name)
    to_output()
    write(output / "e" / "mine.html")
    for name in ("a", "e"):
        shutil.rmtree(built / name)
    to_output()
    assert [path.name for path in output.rglob("*")] == ["e", "mine.html"]


@pytest.mark.parametrize("record", ["", "[]", '{"a.html": 1}', '{"a.html": [1, "x"]}'])
def test_a_record_that_cannot_be_read_removes_nothing(site, tmp_path, record):
    _built, output, to_output = site
    write(output / "a.html")
    write(tmp_path / "published.json", record)
    assert to_output() == 0
    assert (output / "a.html").exists()


def test_a_record_does_not_lead_out_of_the_output(site, tmp_path):
    _built, _output, to_output = site
    write(tmp_path / "mine.html")
    status = (tmp_path / "mine.html").stat()
    write(tmp_path / "published.json", f'{{"../mine.html": [{status.st_size}, {status.st_mtime_ns}]}}')
    with pytest.raises(CommandError, match="leads out of"):
        to_output()
    assert (tmp_path / "mine.html").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_the_output_is_replaced_and_not_followed(site, tmp_path):
    built, output, to_output = site
    write(built / "a.html", "new")
    write(tmp_path / "mine.html")
    (output / "a.html").symlink_to(tmp_path / "mine.html")
    to_output()
    assert (output / "a.html").read_text() == "new"
    assert (tmp_path / "mine.html").read_text() == "text"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_the_place_of_a_draft_is_not_followed(site, tmp_path):
    built, output, to_output = site
    write(built / "a.html", "new")
    write(tmp_path / "mine.html")
    (output / f".lesson-{os.getpid()}").symlink_to(tmp_path / "mine.html")
    to_output()
    assert [(path.name, path.read_text()) for path in output.iterdir()] == [("a.html", "new")]
    assert (tmp_path / "mine.html").read_text() == "text"


def test_a_name_as_long_as_a_name_can_be(site):
    built, output, to_output = site
    write(built / f"{'a' * 250}.html", "new")
    to_output()
    assert [path.read_text() for path in output.iterdir()] == ["new"]


def test_a_full_disk_leaves_no_half_of_a_file(site, monkeypatch):
    built, output, to_output = site
    write(built / "a.html", "new")
    write(output / "a.html", "old")

    def fill(_new, draft):
        draft.write_text("n")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(draft))

    monkeypatch.setattr(shutil, "copyfile", fill)
    with pytest.raises(CommandError, match=r"a\.html.* cannot be written: No space left on device"):
        to_output()
    assert [(path.name, path.read_text()) for path in output.iterdir()] == [("a.html", "old")]
