from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markdown_cases import LIKE_COMMONMARK, WORKBENCH, Pandoc

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def pandoc_like_commonmark() -> Iterator[Pandoc]:
    pandoc = Pandoc(LIKE_COMMONMARK)
    yield pandoc
    pandoc.close()


@pytest.fixture(scope="session")
def pandoc_of_workbench() -> Iterator[Pandoc]:
    pandoc = Pandoc(WORKBENCH)
    yield pandoc
    pandoc.close()


@pytest.fixture(scope="session")
def pandoc_with_blocks() -> Iterator[Pandoc]:
    pandoc = Pandoc(f"{WORKBENCH}-citations-example_lists", "documents.lua")
    yield pandoc
    pandoc.close()


@pytest.fixture(scope="session")
def pandoc_html() -> Iterator[Pandoc]:
    pandoc = Pandoc(WORKBENCH, "inline_html.lua")
    yield pandoc
    pandoc.close()


@pytest.fixture(scope="session")
def pandoc_html_without_smart() -> Iterator[Pandoc]:
    pandoc = Pandoc(WORKBENCH.replace("+smart", "-smart"), "inline_html.lua")
    yield pandoc
    pandoc.close()
