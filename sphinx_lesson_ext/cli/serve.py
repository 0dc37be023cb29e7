"""``lesson serve``: show a lesson in the browser while it is written."""

from __future__ import annotations

import errno
import os
import socket
import sys
import webbrowser
from argparse import ArgumentTypeError, BooleanOptionalAction
from pathlib import Path
from typing import TYPE_CHECKING

from .build import add_build_arguments, settings_of, tags_of
from .command import Command, CommandError
from .output import complain
from .source import find_source

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from .building import Request

_DESCRIPTION = """\
Build a lesson, show it in the browser, and build it again whenever a file of it
is saved; pages that are open show the new state by themselves.
"""

_EXAMPLES = """\
examples:
  lesson serve .                  at http://127.0.0.1:8000/, until Ctrl+C
  lesson serve . --draft          with drafts and FIXMEs
  lesson serve . --port 8080 --no-open

exit status:
  0 after Ctrl+C, or 2 if there is no lesson to serve
"""

#: How many ports are tried, from the one that was asked for.
_PORTS = 20


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="SRC", type=Path, help="the lesson's folder")
    parser.add_argument(
        "--port", type=_port, default=8000, help="the port, or the first free one after it (default: 8000)"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at (default: 127.0.0.1, this machine)"
    )
    parser.add_argument("--open", action=BooleanOptionalAction, default=True, help="open the browser (default), or not")
    add_build_arguments(parser)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**16):
        raise ArgumentTypeError(f"{text!r} is not a port: a whole number from 1 to 65535")
    return int(text)


def _run(arguments: Namespace) -> int:
    from .building import Request, output_folder

    source = find_source(arguments.source)
    folder = str(source.folder.resolve())
    if folder.encode("utf-8", "replace").decode() != folder:
        raise CommandError(f"the name of {folder} is not UTF-8, so nobody can tell when it changes; rename it")
    output = output_folder(source, "served", None)
    # The steps of a build are of interest while they last, and not in a log.
    verbosity = 0 if sys.stdout.isatty() else -1
    request = Request(source, output, settings=settings_of(arguments), tags=tags_of(arguments), verbosity=verbosity)
    with _listen(arguments.host, arguments.port) as listener:
        _serve(request, listener, arguments.host, may_open=arguments.open)
    return 0


def _serve(request: Request, listener: socket.socket, host: str, *, may_open: bool) -> None:
    import uvicorn

    from .cache import folder_of
    from .serving import Changes, make_app
    from .worker import Worker

    try:
        # It is served even if the first build comes to nothing.
        request.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{request.output} cannot be written: {error.strerror}") from error
    worker = Worker(request)
    try:
        ignored = [request.output, folder_of(request.output), request.source.site]
        # The other languages come while the first one is there.
        changes = Changes(request.source.folder, ignored, worker, worker.build())
        app = make_app(request.output, changes, worker)
        address = _address(host, listener)
        if changes.outcome.problem:
            print("Once that is mended, the lesson is built by itself.")
        print(f"The lesson is at {address} (Ctrl+C ends this).", flush=True)
        if may_open and _has_screen():
            webbrowser.open(address)
        config = uvicorn.Config(app, log_level="error", lifespan="on", timeout_graceful_shutdown=1)
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        # The usual way to end it.
        print()
    finally:
        worker.stop()


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket at *port*, or at the first after it that is free.

    :raises CommandError: If there is none.
    """
    try:
        family, _kind, _protocol, _name, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise CommandError(f"there is no address {host}: {error.strerror}") from error
    for number in range(port, min(port + _PORTS, 2**16)):
        listener = socket.socket(family, socket.SOCK_STREAM)
        if os.name == "posix":
            # On Windows this would allow two servers at one port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((place[0], number, *place[2:]))
            # Only this tells that nobody else listens.
            listener.listen()
        except OSError as error:
            listener.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise CommandError(f"nothing can listen at {host}: {error.strerror}") from error
            continue
        if number != port:
            complain(f"port {port} is in use, so this is at {number}")
        return listener
    raise CommandError(f"the ports from {port} to {number} are all in use; choose another with --port")


def _address(host: str, listener: socket.socket) -> str:
    # Who listens everywhere is reached here.
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{name}:{listener.getsockname()[1]}/"


def _has_screen() -> bool:
    """Tell whether a browser has a screen: one that shows pages in the terminal would be in the way."""
    needs_server = sys.platform not in ("win32", "darwin")
    return not needs_server or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


COMMAND = Command(
    "serve", "show the lesson in the browser while it is written", _DESCRIPTION, _EXAMPLES, _add_arguments, _run
)
