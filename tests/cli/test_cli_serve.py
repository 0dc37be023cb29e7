"""`lesson serve`: from a save to the new page, whatever the author does to the lesson."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from websockets.sync.client import connect

from sphinx_lesson_ext.cli import main, worker
from sphinx_lesson_ext.cli.building import Request, output_folder
from sphinx_lesson_ext.cli.command import CommandError
from sphinx_lesson_ext.cli.serve import _address, _has_screen, _listen
from sphinx_lesson_ext.cli.serving import Changes, _Pages
from sphinx_lesson_ext.cli.source import find_source

SCRIPT = re.compile(r'<script src="(/\.lesson/reload\.js\?build=(\d+))"></script>')

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")


class Server:
    """A server that runs, and all that it has said so far."""

    def __init__(self, process):
        self.process = process
        self.said = ""
        threading.Thread(target=self._listen, daemon=True).start()
        self.address = self.wait_for(lambda: re.search(r"http://\S+/", self.said))[0]

    def _listen(self):
        for line in self.process.stdout:
            self.said += line

    @staticmethod
    def wait_for(look):
        """What *look* finds, as soon as it does."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            found = look()
            if found:
                return found
            time.sleep(0.02)
        pytest.fail("it did not happen")

    def page(self, name="index.html"):
        try:
            with urlopen(self.address + name) as answer:
                assert answer.headers["Cache-Control"] == "no-store"
                return answer.read().decode()
        except HTTPError as error:
            return f"{error.code} {error.read().decode()}"

    def wait_for_page(self, text, name="index.html"):
        return self.wait_for(lambda: text in (page := self.page(name)) and page)

    def changes(self, page):
        """A connection as the script of a page makes it."""
        build = SCRIPT.search(page)[2]
        return connect(f"ws://{urlsplit(self.address).netloc}/.lesson/changes?build={build}")


@contextmanager
def serving(run, folder, *options):
    command = [*run, "serve", str(folder), "--no-open", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, process_group=0
    ) as process:
        try:
            yield Server(process)
        finally:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture
def port():
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def test_what_an_author_does_is_seen_at_once(workbench, run, port):
    with serving(run, workbench, "--port", str(port)) as server:
        page = server.page()
        with urlopen(server.address.rstrip("/") + SCRIPT.search(page)[1]) as script:
            assert "WebSocket" in script.read().decode()

        # A file is saved: as editors do it, over a file of another name.
        with server.changes(page) as changes:
            draft = workbench / "episodes" / ".01-for.md.swp"
            draft.write_text((workbench / "episodes" / "01-for.md").read_text() + "\nMore of it.\n")
            draft.replace(workbench / "episodes" / "01-for.md")
            assert changes.recv(timeout=30) == "refresh"
            assert "More of it." in server.page("01-for.html")
        # A page that was loaded while that happened is told at once.
        with server.changes(page) as changes:
            assert changes.recv(timeout=30) == "refresh"

        # A file is added, renamed, removed.
        (workbench / "episodes" / "03-until.md").write_text("---\ntitle: Until\n---\n\nNot in Python.\n")
        config = (workbench / "config.yaml").read_text()
        (workbench / "config.yaml").write_text(config + "- 03-until.md\n")
        server.wait_for_page("Not in Python.", "03-until.html")
        (workbench / "episodes" / "03-until.md").rename(workbench / "episodes" / "03-never.md")
        (workbench / "config.yaml").write_text(config + "- 03-never.md\n")
        server.wait_for_page("Not in Python.", "03-never.html")
        page = server.wait_for_page("404 ", "03-until.html")
        assert SCRIPT.search(page)
        (workbench / "episodes" / "03-never.md").unlink()
        (workbench / "config.yaml").write_text(config.replace("title: Loops", "title: Loops & more"))
        server.wait_for_page("Loops &amp; more")

        # A translation is saved; the menu leads to it.
        config = (workbench / "config.yaml").read_text()
        (workbench / "config.yaml").write_text(f"{config}lesson_languages: [en, es]\n")
        catalogue = workbench / "locales" / "es" / "LC_MESSAGES" / "index.po"
        catalogue.parent.mkdir(parents=True)
        catalogue.write_text('msgid "Loops & more"\nmsgstr "Bucles y otros"\n')
        server.wait_for_page("Bucles y otros", "es/index.html")
        # The language is gone, with its pages.
        (workbench / "config.yaml").write_text(config)
        server.wait_for_page("404 ", "es/index.html")

        # Something is broken, and mended; the last good pages stay meanwhile.
        good = (workbench / "config.yaml").read_text()
        (workbench / "config.yaml").write_text("title: [\n")
        server.wait_for(lambda: "lesson cannot be used: config.yaml, line " in server.said)
        assert "Loops &amp; more" in server.page()
        (workbench / "config.yaml").write_text(good)
        (workbench / "index.md").write_text("Mended.\n\n[Nowhere](nowhere.md)\n")
        server.wait_for_page("Mended.")
        assert "index.md:3: WARNING: " in server.said

        # It leaves nothing but its own folder, and ends when it is told to.
        assert {path.name for path in (workbench / "site").iterdir()} == {"served", ".served.lesson-cache"}
        os.killpg(server.process.pid, signal.SIGINT)
        assert server.process.wait(timeout=30) == 0
        server.process.stdout.close()
    assert "Traceback" not in server.said
    assert "episodes/01-for.md changed" in server.said
    assert ".swp" not in server.said


def test_a_lesson_that_cannot_be_built_is_waited_for(project, run, port):
    conf = (project / "conf.py").read_text()
    (project / "conf.py").write_text("x = <\n")
    with socket.create_server(("127.0.0.1", port)), serving(run, project, "--port", str(port), "--draft") as server:
        # Other tests may have taken the next one.
        (other,) = re.findall(rf"^lesson: port {port} is in use, so this is at (\d+)$", server.said, re.MULTILINE)
        assert port < int(other) < port + 20
        assert server.address == f"http://127.0.0.1:{other}/"
        page = server.page()
        assert "<h1>The lesson cannot be built</h1>" in page
        assert "conf.py cannot be used: line 1: invalid syntax" in page
        with server.changes(page) as changes:
            (project / "conf.py").write_text(conf)
            assert changes.recv(timeout=30) == "refresh"
        assert "<h1>Home" in server.page()
        # While a build lasts, too, it ends at once.
        (project / "conf.py").write_text("import time\ntime.sleep(50)\n")
        server.wait_for(lambda: server.said.count("conf.py changed") == 2)
        os.killpg(server.process.pid, signal.SIGINT)
        assert server.process.wait(timeout=10) == 0
    assert "Traceback" not in server.said


def test_a_folder_without_a_lesson_is_not_waited_for(tmp_path, capsys):
    assert main(["serve", str(tmp_path)]) == 2
    assert "holds no lesson" in capsys.readouterr().err


def test_nor_is_one_with_no_place_for_pages(project, port, capsys):
    (project / "_build").write_text("")
    assert main(["serve", str(project), "--port", str(port), "--no-open"]) == 2
    assert capsys.readouterr().err == f"lesson: {project}/_build/served cannot be written: Not a directory\n"


# --- in one process


@pytest.fixture
def request_(project):
    source = find_source(project)
    return Request(source, output_folder(source, "served", None), verbosity=-1)


def test_all_warnings_are_told_once_and_then_those_of_what_was_changed(request_, project, capsys):
    for name in ("index", "loops"):
        with (project / f"{name}.md").open("a") as file:
            file.write("\n*never closed\n\n```{no-such-directive}\n```\n\n[It](#in-the-other)\n")
    told, builds = [], worker.Builds(request_)
    for changed in ((), (project / "loops.md",), ()):
        if changed:
            with (project / "loops.md").open("a") as file:
                file.write("\nMore.\n")
        assert list(builds.outcomes(changed, "")) == [worker.Outcome()]
        told.append(capsys.readouterr())
    first, second, third = (
        re.findall(r"^project/(\w+)\.md:.*no-such-directive", each.err, re.MULTILINE) for each in told
    )
    assert (first, second, third) == (["index", "loops"], ["loops"], ["index", "loops"])
    # What refers to something that is missing is told each time: it may be anywhere.
    assert [each.err.count("in-the-other") for each in told] == [2, 2, 2]
    assert re.fullmatch(
        r"\d\d:\d\d:\d\d  loops\.md changed\n\d\d:\d\d:\d\d  2 pages, 1 exercise, 1 FIXME, 3 warnings in \d\.\d s\n",
        told[1].out,
    )


def test_what_a_changed_document_mends_in_others_is_seen(request_, project, capsys):
    with (project / "index.md").open("a") as file:
        file.write("\n[Later](loops.md#later)\n")
    builds = worker.Builds(request_)
    list(builds.outcomes((), ""))
    assert "WARNING" in capsys.readouterr().err
    with (project / "loops.md").open("a") as file:
        file.write("\n(later)=\n## Later\n")
    list(builds.outcomes((project / "loops.md",), ""))
    assert capsys.readouterr().err == ""
    assert 'href="loops.html#later"' in (request_.output / "index.html").read_text()


def test_why_there_is_no_new_build(request_, project, capsys):
    (project / "conf.py").write_text("import no_such_module\n")
    changed = [project / name for name in ("a", "b", "c", "d", "conf.py")]
    [outcome] = worker.Builds(request_).outcomes(changed, "")
    assert "No module named 'no_such_module'" in outcome.problem
    captured = capsys.readouterr()
    assert captured.err == f"lesson: {outcome.problem}\n"
    assert captured.out.endswith("  conf.py changed\n")


def test_files_that_are_gone_are_named_where_no_other_is(project):
    assert worker._names(project, [project / name for name in "abcd"]) == "a, b, c and 1 more"


def test_a_worker_that_was_ended_says_so(request_):
    builder = worker.Worker(request_)
    builder.stop()
    [outcome] = builder.build()
    assert outcome.problem == "the process that builds has ended"


def test_what_is_built_first_and_what_alone(request_, project, monkeypatch):
    languages = ["es", "pt-BR"]
    monkeypatch.setattr(worker, "_build", lambda _request, _language: tuple(languages))
    builds = worker.Builds(request_)

    def built(*changed, shown=""):
        return [outcome.language for outcome in builds.outcomes([project / name for name in changed], shown)]

    catalogue = "locales/{}/LC_MESSAGES/loops.po"
    assert built() == ["", "es", "pt-BR"]
    assert built("loops.md", shown="pt-BR") == ["pt-BR", "", "es"]
    assert built(catalogue.format("pt_BR"), shown="es") == ["pt-BR"]
    # Nobody has built that language yet, or a document has changed, too.
    assert built(catalogue.format("fr")) == built(catalogue.format("es"), "loops.md") == ["", "es", "pt-BR"]
    languages.remove("es")
    assert built("conf.py", shown="es") == ["", "pt-BR"]
    assert built("loops.md", shown="es") == ["", "pt-BR"]


def test_a_page_is_old_once_its_own_language_was_built_anew(tmp_path):
    english, spanish = worker.Outcome(), worker.Outcome(language="es")
    changes = Changes(tmp_path, [], SimpleNamespace(build=None), iter([english]))
    begin = changes.build
    asyncio.run(changes._take(iter([spanish, english])))

    def old(page):
        return [changes._is_old(str(begin + later), page) for later in (-1, 0, 1, 2, 3)]

    assert old("/index.html") == [True, True, True, False, True]
    assert old("/es/index.html") == [True, True, False, False, True]
    assert changes._is_old("", "/es/")
    asyncio.run(changes._take(iter([worker.Outcome("it cannot be built")])))
    assert changes._is_old(str(begin + 2), "/es/index.html")


@pytest.mark.parametrize(("name", "status"), [("index.html", 200), ("404.html", 404)])
@pytest.mark.parametrize("replaced", [True, False])
def test_a_page_that_changes_while_it_is_sent_arrives_in_one_piece(tmp_path, name, status, replaced):
    page = tmp_path / name
    page.write_text("old and long")
    scope = {"type": "http", "method": "GET", "headers": []}
    sent = []

    class Publishing(_Pages):
        def lookup_path(self, path):
            found = super().lookup_path(path)
            if path == name:
                page.unlink()
                if replaced:
                    page.write_text("new")
            return found

    async def send(message):
        sent.append(message)

    async def ask():
        changes = SimpleNamespace(outcome=worker.Outcome())
        await (await Publishing(tmp_path, changes).get_response("index.html", scope))(scope, None, send)

    asyncio.run(ask())
    start, body = sent
    assert int(dict(start["headers"])[b"content-length"]) == len(body["body"])
    assert (start["status"], body["body"] == b"new") == ((status, True) if replaced else (404, False))


# --- addresses


def test_ports_that_are_taken(monkeypatch, port, capsys):
    monkeypatch.setattr("sphinx_lesson_ext.cli.serve._PORTS", 1)
    with socket.create_server(("127.0.0.1", port)), pytest.raises(CommandError) as error:
        _listen("127.0.0.1", port)
    assert str(error.value) == f"the ports from {port} to {port} are all in use; choose another with --port"


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("no.such.host.invalid", "there is no address no.such.host.invalid: "),
        ("192.0.2.1", "nothing can listen at 192.0.2.1: "),
    ],
)
def test_addresses_that_are_not_of_this_machine(host, said):
    with pytest.raises(CommandError) as error:
        _listen(host, 8000)
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("::", "[::1]"),
        ("::1", "[::1]"),
        ("localhost", "localhost"),
    ],
)
def test_the_address_that_is_shown(port, host, shown):
    with socket.create_server(("127.0.0.1", port)) as listener:
        assert _address(host, listener) == f"http://{shown}:{port}/"


def test_a_browser_without_a_screen_is_not_opened(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert not _has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert _has_screen()


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_ports_that_are_none(capsys, port):
    with pytest.raises(SystemExit) as ending:
        main(["serve", ".", "--port", port])
    assert ending.value.code == 2
    assert f"{port!r} is not a port: a whole number from 1 to 65535" in capsys.readouterr().err
