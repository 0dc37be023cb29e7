"""The server behind ``lesson serve``: pages that load themselves anew once the lesson was built anew.

sphinx-autobuild watches, tells browsers, and adds a script to pages.  What is different here: builds run in a process
that stays (:mod:`.worker`), and they are counted, so that a page knows whether it is the newest.
"""

from __future__ import annotations

import asyncio
import re
import time
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader
from sphinx_autobuild.filter import IgnoreFilter
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from sphinx_autobuild.server import RebuildServer
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from watchfiles import awatch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from starlette.requests import Request as HttpRequest
    from starlette.types import ASGIApp, Scope
    from starlette.websockets import WebSocket

    from .worker import Outcome, Worker

_FOLDER = Path(__file__).parent / "served"

#: Where the server's own things are; no document begins with a dot.
_SCRIPT = "/.lesson/reload.js"
_CHANGES = "/.lesson/changes"

#: Browsers ask again each time: a page that they kept would not know that it is old.
_FRESH = {"Cache-Control": "no-store"}


class Changes(RebuildServer):  # type: ignore[misc]  # it comes without types
    """Watches the lesson, lets it be built, and tells browsers.

    :param first: What comes of the first build, in the languages that are not there yet.
    :ivar outcome: What came of the last build.
    """

    def __init__(self, folder: Path, ignored: Sequence[Path], worker: Worker, first: Iterator[Outcome]) -> None:
        # What is hidden, and what editors leave while they write: backups and trial files.
        hidden = rf"^{re.escape(folder.resolve().as_posix())}/(.*/)?(\.[^/]*|[^/]*~|4913)(/|$)"
        super().__init__([folder], IgnoreFilter(ignored, [hidden]), worker.build)
        self.outcome = next(first)
        self._first = first
        #: It counts on even if the server is started again.
        self.build = int(time.time())
        #: The number of the newest build in each language.
        self._newest = {self.outcome.language: self.build}
        #: The language of the page that was opened last.
        self._shown = ""
        self._news = asyncio.Condition()

    async def watch(self) -> None:
        """Build after each change."""
        watched = awatch(*self.paths, watch_filter=lambda _kind, path: not self.ignore(path))
        # From now on nothing is missed.
        coming = asyncio.ensure_future(anext(watched))
        try:
            await self._take(self._first)
            while True:
                changed = [Path(path) for _kind, path in await coming]
                coming = asyncio.ensure_future(anext(watched))
                await self._take(self.change_callback(changed, self._shown))
        finally:
            coming.cancel()

    async def _take(self, outcomes: Iterator[Outcome]) -> None:
        """Tell of each build as soon as it has come to its end."""
        while (outcome := await asyncio.to_thread(next, outcomes, None)) is not None:
            async with self._news:
                self.outcome = outcome
                self.build += 1
                # Why there is none is told on pages of any language.
                for language in self._newest if outcome.problem else [outcome.language]:
                    self._newest[language] = self.build
                self._news.notify_all()

    async def watch_reloads(self, socket: WebSocket) -> None:
        """Tell a page once that it is old; it goes by itself, then."""
        build, page = socket.query_params.get("build", ""), socket.query_params.get("page", "")
        self._shown = self._language_of(page)
        async with self._news:
            await self._news.wait_for(lambda: self._is_old(build, page))
        await socket.send_text("refresh")
        await self.should_exit.wait()

    def _is_old(self, build: str, page: str) -> bool:
        numbers = range(self._newest[self._language_of(page)], self.build + 1)
        return build not in map(str, numbers)

    def _language_of(self, page: str) -> str:
        """Return the language of a page by its folder."""
        folder = page.lstrip("/").partition("/")[0]
        return folder if folder in self._newest else ""


class _Script(JavascriptInjectorMiddleware):  # type: ignore[misc]
    """Adds the script to each page, by its address: a strict policy of the lesson allows no other."""

    def __init__(self, app: ASGIApp, changes: Changes) -> None:
        super().__init__(app, "")
        self._changes = changes

    @property
    def script(self) -> bytes:
        """The element; it names the build that the page is of."""
        return f'<script src="{_SCRIPT}?build={self._changes.build}"></script>\n'.encode()

    @script.setter
    def script(self, value: bytes) -> None:
        """Leave the one of the library out."""


class _Pages(StaticFiles):
    """The pages that were built; in place of those that are not there, one that says why."""

    def __init__(self, folder: Path, changes: Changes) -> None:
        super().__init__(directory=folder, html=True)
        self._changes = changes
        self._templates = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer a request."""
        try:
            response = await super().get_response(path, scope)
            # Of what is played, browsers ask for parts.
            if isinstance(response, FileResponse) and str(response.media_type).startswith("text/"):
                response = _whole(response)
        except HTTPException as error:
            if error.status_code != HTTPStatus.NOT_FOUND:
                raise
            response = self._missing()
        response.headers.update(_FRESH)
        return response

    def _missing(self) -> Response:
        problem = self._changes.outcome.problem
        title = "The lesson cannot be built" if problem else "There is no such page"
        text = problem or "This page is shown again as soon as the lesson has it."
        return HTMLResponse(
            self._templates.get_template("missing.html").render(title=title, text=text), HTTPStatus.NOT_FOUND
        )


def _whole(response: FileResponse) -> Response:
    """Answer with a file in one piece: a new one may take its place between its size and its content."""
    content = Path(response.path)
    try:
        return Response(content.read_bytes(), response.status_code, media_type=response.media_type)
    except OSError as error:
        raise HTTPException(HTTPStatus.NOT_FOUND) from error


def make_app(output: Path, changes: Changes, worker: Worker) -> Starlette:
    """Return the application that serves *output*."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with changes.lifespan(app):
            yield
            # A build that still runs is waited for otherwise.
            worker.stop()

    async def script(_request: HttpRequest) -> Response:
        return FileResponse(_FOLDER / "reload.js", headers=_FRESH)

    return Starlette(
        routes=[
            WebSocketRoute(_CHANGES, changes),
            Route(_SCRIPT, script),
            Mount("/", _Pages(output, changes)),
        ],
        middleware=[Middleware(_Script, changes=changes)],
        lifespan=lifespan,
    )
