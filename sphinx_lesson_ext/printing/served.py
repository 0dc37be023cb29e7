"""A folder, shown to one browser on this machine for as long as it prints.

Pages that are opened as files may show any file of the machine; those that come from here, what is in the folder.  And
browsers that the system keeps in a box of their own, which cannot read every folder, can read this.
"""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Handler(SimpleHTTPRequestHandler):
    """Answers whoever knows the secret that addresses begin with.

    :param secret: The secret.
    """

    def __init__(self, *arguments: Any, secret: str, **options: Any) -> None:
        self._secret = secret
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        """Answer a request."""
        start = f"/{self._secret}/"
        if not self.path.startswith(start):
            self.send_error(404)
            return
        self.path = self.path.removeprefix(start.rstrip("/"))
        super().do_GET()

    def log_message(self, *_details: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Show a folder, and yield its address, which ends with a slash."""
    secret = secrets.token_urlsafe()

    def handle(*arguments: Any) -> _Handler:
        return _Handler(*arguments, secret=secret, directory=str(folder))

    with ThreadingHTTPServer(("127.0.0.1", 0), handle) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{secret}/"
        finally:
            server.shutdown()
            thread.join()
