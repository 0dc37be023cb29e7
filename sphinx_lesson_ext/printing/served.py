"""A folder, shown to one browser on this machine for as long as it prints.

Pages that are opened as files may show any file of the machine; those that come from here, what is in the folder.  And
browsers that the system keeps in a box of their own, which cannot read every folder, can read this.
"""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BytesIO
    from pathlib import Path


class _Handler(SimpleHTTPRequestHandler):
    """Answers whoever knows the secret that addresses begin with.

    :param secret: The secret.
    """

    def __init__(self, *arguments: Any, secret: str, **options: Any) -> None:
        self._secret = secret
        super().__init__(*arguments, **options)

    def send_head(self) -> BinaryIO | BytesIO | None:
        """Begin the answer, and return the rest of it."""
        start = f"/{self._secret}/"
        if not self.path.startswith(start):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.path = self.path.removeprefix(start.rstrip("/"))
        return super().send_head()

    def log_message(self, *_details: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """Answers until the browser has what it wants, or was ended."""

    daemon_threads = True

    def handle_error(self, *_request: object) -> None:
        """Say nothing of a browser that has gone: whoever started it knows."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Show a folder, and yield its address, which ends with a slash."""
    secret = secrets.token_urlsafe()

    def handle(*arguments: Any) -> _Handler:
        return _Handler(*arguments, secret=secret, directory=str(folder))

    with _Server(("127.0.0.1", 0), handle) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{secret}/"
        finally:
            server.shutdown()
            thread.join()
