"""`lesson check --links`: what servers answer, what that tells, and how long it is believed; only our own is asked."""

from __future__ import annotations

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sphinx_lesson_ext.checks.rules import links_web
from sphinx_lesson_ext.cli import main

CONF = 'extensions = ["sphinx_lesson_ext"]\nlesson_pages = []\nlinkcheck_timeout = 0.5\n'


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        name = self.path.strip("/").partition("?")[0]
        if name == "slow":
            time.sleep(1.5)
        if name == "shut":
            self.connection.close()
            return
        code, place = self.server.answers.get(name, (int(name) if name.isdigit() else 200, ""))
        self.send_response(code)
        if place:
            self.send_header("Retry-After" if code == 429 else "Location", place)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"<p id='here'>Text</p>")

    def do_HEAD(self):
        self.do_GET()

    def log_message(self, *_details):
        pass


@pytest.fixture
def server(monkeypatch):
    """A server whose answers are numbers in the addresses, or what its `answers` say."""
    monkeypatch.setenv("NO_PROXY", "*")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.answers = [], {}
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.address = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def check(tmp_path, monkeypatch, capsys, server):
    """Checks a lesson that links to these addresses of the server, and returns what is told, and said beside."""
    folder = tmp_path / "lesson"
    folder.mkdir()
    (folder / "conf.py").write_text(CONF)
    monkeypatch.chdir(tmp_path)

    def run(*names, arguments=("--links",), conf=""):
        links = "\n\n".join(f"See [page {name}]({server.address}/{name})." for name in names)
        text = f"# Home\n\n{links}\n"
        if not (folder / "index.md").exists() or (folder / "index.md").read_text() != text:
            (folder / "index.md").write_text(text)
        if conf:
            (folder / "conf.py").write_text(CONF + conf)
        assert main(["check", "lesson", "--format", "json", *arguments]) < 2
        captured = capsys.readouterr()
        findings = json.loads(captured.out)["findings"] if captured.out.startswith("{") else []
        return [(f["code"], f["line"], f["column"]) for f in findings], captured.err, findings

    run.folder = folder
    return run


def test_what_is_there_and_what_is_not(check, server):
    told, said, (finding,) = check("200", "404", "302")
    assert told == [("link-broken", 5, 16)]
    assert said == ""
    assert finding["severity"] == "error"
    assert finding["message"] == f"{server.address}/404 leads nowhere: 404 Client Error: Not Found"


@pytest.mark.parametrize("name", ["401", "403", "429", "500", "503", "slow", "shut"])
def test_of_what_servers_do_not_say_nothing_is_told(check, server, name):
    server.answers["429"] = (429, "3600")
    told, said, _findings = check(name, "200", conf="linkcheck_rate_limit_timeout = 0.5\n")
    assert told == []
    assert said.startswith("Nothing is known of 1 link: ")


def test_a_server_that_wants_to_wait_is_waited_for(check, server):
    server.answers["busy"] = (429, "1")
    threading.Timer(0.8, lambda: server.answers.update(busy=(404, ""))).start()
    assert check("busy")[0] == [("link-broken", 3, 17)]


def test_what_has_moved_for_good(check, server):
    server.answers |= {"old": (301, "/200"), "other": (308, "/200#there"), "found": (302, "/200"), "404": (404, "")}
    told, _said, findings = check("old#here", "other", "found")
    assert [code for code, _line, _column in told] == ["link-moved", "link-moved"]
    assert findings[0]["severity"] == "note"
    assert findings[0]["message"] == f"{server.address}/old#here has moved to {server.address}/200#here"
    # Another page may be another one.
    assert "new" not in findings[0]


def test_places_on_pages(check):
    told, _said, (finding,) = check("200#here", "200#there")
    assert told == [("link-place", 5, 22)]
    assert finding["severity"] == "note"


def test_what_the_lesson_says_of_links_is_heeded(check, server):
    conf = "linkcheck_ignore = [r'.*/404']\nlinkcheck_anchors = False\n"
    assert check("404", "410", "200#there", conf=conf)[0] == [("link-broken", 5, 16)]
    assert "/404" not in server.asked
    assert check("410", conf="linkcheck_exclude_documents = ['index']\n")[0] == []


def test_an_address_that_is_written_twice_is_asked_for_once(check, server):
    told, _said, _findings = check("404", "404")
    assert [line for _code, line, _column in told] == [3, 5]
    # Once for its head, once for its text.
    assert server.asked == ["/404", "/404"]


def test_nobody_is_asked_without_it(check, server):
    assert check("404", arguments=())[0] == []
    assert check("404", arguments=("--select", "all"))[0] == []
    main(["build", "lesson"])
    assert server.asked == []


def test_what_was_answered_is_believed_for_some_time(check, server):
    names = ("200", "404", "403")
    first = check(*names)
    del server.asked[:]
    assert check(*names) == first
    assert server.asked == []
    file = next(check.folder.rglob("links.json"))
    for hours, again in ((2, {"/403"}), (25, {"/403", "/404"}), (15 * 24, {"/403", "/404", "/200"}), (-2, {"/200"})):
        answers = json.loads(file.read_text())
        for answer in answers["answers"].values():
            answer[2] = int(time.time()) - hours * 3600
        file.write_text(json.dumps(answers))
        del server.asked[:]
        assert check(*names) == first
        assert {*server.asked} >= again


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1, "answers": {"a": 1}}', "[" * 100_000])
def test_what_is_kept_may_be_anything(check, server, text):
    first = check("404")
    next(check.folder.rglob("links.json")).write_text(text)
    assert check("404") == first


def test_a_server_that_is_not_there(check, server):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (check.folder / "more.md").write_text(f"---\norphan: true\n---\n\n# More\n\n<http://127.0.0.1:{port}/>\n")
    assert check("200")[0] == [("link-broken", 7, 2)]


def test_without_a_network_nothing_is_told(check, server, capsys):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (check.folder / "index.md").write_text(f"# Home\n\n<http://127.0.0.1:{port}/>\n")
    assert main(["check", "lesson", "--links"]) == 0
    assert capsys.readouterr().err == "Nothing is known of 1 link: the server cannot be spoken to (1).\n"


def test_each_code_explains_itself(capsys):
    for rule in links_web.RULES:
        assert main(["check", "--explain", rule.code]) == 0
        assert "--links" in capsys.readouterr().out


def test_findings_can_be_silenced_and_left_out(check):
    assert check("404", arguments=("--links", "--ignore", "link-broken"))[0] == []
    (check.folder / "conf.py").write_text(CONF)
    check("404", arguments=("--links", "--write-baseline"))
    told, said, _findings = check("404")
    assert told == []
    assert said.startswith("1 finding left out")
    # Without asking, nobody knows that it is gone.
    assert check("404", arguments=())[1] == ""
