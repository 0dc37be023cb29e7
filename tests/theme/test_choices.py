"""What the choice of a tab is known by."""

from __future__ import annotations

import pytest

from sphinx_lesson_ext.theme.choices import names_of


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Linux", ("linux",)),
        ("  Git \n Bash ", ("git bash",)),
        ("Windows (Git Bash)", ("windows (git bash)", "windows")),
        ("Mac", ("mac", "macos")),
        ("Mac OS X", ("mac os x", "macos")),
        ("OS X", ("os x", "macos")),
        ("macOS / Linux", ("macos / linux", "macos", "linux")),
        ("GNU/Linux", ("gnu/linux", "linux")),
        ("Unix", ("unix", "macos", "linux")),
        ("Ubuntu 24.04", ("ubuntu 24.04", "linux")),
        ("Darwin's finches", ("darwin's finches", "macos")),
        ("Machine learning", ("machine learning",)),
        ("STRASSE ß", ("strasse ss",)),
        ("Python", ("python",)),
        ("", ()),
    ],
)
def test_titles(title, names):
    assert names_of(title) == names


def test_a_key_comes_before_the_title():
    assert names_of("In the window", "Win") == ("win", "in the window", "windows")
    assert names_of("Linux", "linux") == ("linux",)


def test_a_group_is_kept_apart():
    assert names_of("Yes", "y", "First step") == ("first step: y",)
    assert names_of("Yes", "y", "Second step") == ("second step: y",)
    assert names_of("Yes", "", "Third step") == ("third step: yes",)


def test_an_operating_system_is_the_same_in_every_group():
    assert names_of("Mac", "mac", "os") == ("os: mac", "macos")
