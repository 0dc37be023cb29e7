"""Sites as a careful host serves them."""

from __future__ import annotations

import http.server
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Site:
    """A site while it is served.

    :ivar folder: Where it was built.
    :ivar address: Its address, with a slash at the end.
    :ivar log: The path of each request that came, in order.
    """

    folder: Path
    address: str
    log: list[str] = field(default_factory=list)


class StrictHandler(http.server.SimpleHTTPRequestHandler):
    """Serves with the policy that the theme promises to keep."""

    def __init__(self, *arguments, log, **options):
        self._log = log
        super().__init__(*arguments, **options)

    def end_headers(self):
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_request(self, *arguments):
        """Note what was asked for."""
        self._log.append(self.path)

    def log_message(self, *arguments):
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[Site]:
    """Serve a folder on this machine while the context is open."""
    log: list[str] = []
    handler = partial(StrictHandler, directory=str(folder), log=log)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(folder, f"http://127.0.0.1:{server.server_port}/", log)
        server.shutdown()
