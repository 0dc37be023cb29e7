from __future__ import annotations

import hashlib

import pytest

from sphinx_lesson_ext.rmarkdown.built import BuiltTexts

TEXT = "# A\n\n```{r}\n1\n```\n"


@pytest.fixture
def lesson(tmp_path):
    (tmp_path / "episodes").mkdir()
    (tmp_path / "site/built").mkdir(parents=True)
    (tmp_path / "episodes/a.Rmd").write_bytes(TEXT.encode())
    (tmp_path / "site/built/a.md").write_text("knitted")
    return tmp_path


def find(lesson):
    found = BuiltTexts(lesson / "site/built", lesson).find(lesson / "episodes/a.Rmd")
    return None if found is None else found.is_current


def write_table(lesson, checksum, name="episodes/a.Rmd", header='"file" "checksum" "built" "date"'):
    table = (
        f'{header}\n"config.yaml" "0" "site/built/config.yaml" "2026-01-01"\n"{name}" "{checksum}" "x" "2026-01-01"\n'
    )
    (lesson / "site/built/md5sum.txt").write_text(table)


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()


def test_without_a_table_a_text_is_taken_as_it_is(lesson):
    assert find(lesson) is True


def test_a_text_is_current_if_its_source_has_the_sum_in_the_table(lesson):
    write_table(lesson, md5(TEXT))
    assert find(lesson) is True
    (lesson / "episodes/a.Rmd").write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert find(lesson) is True
    (lesson / "episodes/a.Rmd").write_bytes(b"changed")
    assert find(lesson) is False


def test_a_text_that_the_table_does_not_have_is_not_current(lesson):
    write_table(lesson, md5(TEXT), name="episodes/b.Rmd")
    assert find(lesson) is False


@pytest.mark.parametrize(("text", "is_current"), [("knitted", True), ("kn1tted", False), ("knitted `r 1 + 1`", True)])
def test_where_only_r_can_work_out_the_sum_the_text_is_compared(lesson, text, is_current):
    (lesson / "episodes/a.Rmd").write_text(f"{text}\n\n```{{r, child='files/b.md'}}\n```\n")
    write_table(lesson, "of parent and child")
    assert find(lesson) is is_current


@pytest.mark.parametrize("header", ["", '"x" "y"'])
def test_a_table_of_another_kind_is_none(lesson, header):
    write_table(lesson, "0", header=header)
    assert find(lesson) is True


def test_there_is_no_text(lesson):
    (lesson / "site/built/a.md").unlink()
    assert find(lesson) is None


def test_a_text_that_lies_elsewhere_is_none(lesson, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text("secret")
    (lesson / "site/built/a.md").unlink()
    (lesson / "site/built/a.md").symlink_to(secret)
    assert find(lesson) is None
