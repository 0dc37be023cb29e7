"""``lesson report``: of one lesson, and of many of which none can harm the others."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import time
from pathlib import Path

import pytest

from sphinx_lesson_ext.cli import crew, main
from sphinx_lesson_ext.health.comment import MARKER

#: More lessons than there are processors.
MANY = 30

CONF = 'project = "{title}"\nextensions = ["sphinx_lesson_ext"]\nlesson_pages = []\n'


def read(file):
    return json.loads(Path(file).read_text(encoding="utf-8"))


def a_project(folder, conf="", title="Loops", text="# Loops\n"):
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(CONF.format(title=title) + conf, encoding="utf-8")
    (folder / "index.md").write_text(text, encoding="utf-8")
    return str(folder)


def a_workbench(folder, title="Loops", text="Words.\n"):
    (folder / "episodes").mkdir(parents=True)
    (folder / "config.yaml").write_text(f"title: {title}\n", encoding="utf-8")
    (folder / "index.md").write_text(text, encoding="utf-8")
    (folder / "episodes" / "one.md").write_text("---\ntitle: One\nteaching: 5\n---\n\nFIXME\n", encoding="utf-8")
    return str(folder)


# --- one lesson


def test_a_report_is_written(workbench, capsys):
    assert main(["report", "lesson", "-o", "report"]) == 0
    assert sorted(file.name for file in Path("report").iterdir()) == [
        "index.html",
        "lesson-icon.svg",
        "report.css",
        "report.json",
    ]
    report = read("report/report.json")
    assert report["lesson"]["title"] == "Loops"
    assert report["totals"]["minutes"]["total"] == 30
    assert report["totals"]["exercises_without_solution"] == 2
    assert report["totals"]["fixmes"] == 2
    assert capsys.readouterr().out.endswith(f": {(workbench.parent / 'report/index.html').as_uri()}\n")
    # But for what the next time begins with.
    assert {path.name for path in workbench.iterdir()} == {"config.yaml", "episodes", "index.md", "learners", "site"}
    assert [path.name for path in (workbench / "site").iterdir()] == [".check.lesson-cache"]


def test_the_next_report_says_what_has_changed(project):
    assert main(["report", "project", "-o", "report"]) == 0
    assert read("report/report.json")["base"] is None
    (project / "loops.md").write_text("# Loops\n\nFIXME: write it\n\nFIXME: draw the loop\n", encoding="utf-8")
    assert main(["report", "project", "-o", "report"]) == 0
    report = read("report/report.json")
    assert (report["totals"]["fixmes"], report["base"]["totals"]["fixmes"]) == (2, 1)
    assert (report["totals"]["exercises"], report["base"]["totals"]["exercises"]) == (0, 1)
    assert report["base"]["new"] >= 1
    assert "compared with the report of" in Path("report/index.html").read_text(encoding="utf-8")


def test_a_report_on_another_lesson_is_not_compared_with(project, capsys):
    a_project(Path("other").resolve(), title="Pipes")
    assert main(["report", "other", "-o", "report"]) == 0
    assert main(["report", "project", "-o", "report"]) == 0
    assert "report/report.json is about another lesson, 'Pipes'; nothing is compared" in capsys.readouterr().err
    assert read("report/report.json")["base"] is None
    assert main(["report", "other", "-o", "report", "--base", "report/report.json"]) == 0
    assert read("report/report.json")["base"]["totals"]["exercises"] == 1


def test_the_second_time_is_told_the_same(project):
    assert main(["report", "project", "-o", "first"]) == 0
    assert main(["report", "project", "-o", "second"]) == 0
    first, second = read("first/report.json"), read("second/report.json")
    assert first | {"made": ""} == second | {"made": ""}
    assert first["findings"] != []


def test_a_comment_says_what_has_changed(project, capsys):
    assert main(["report", "project", "-o", "before"]) == 0
    (project / "loops.md").write_text("# Loops\n\nFIXME: @everyone see #1\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["report", "project", "--comment", "--base", "before/report.json"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(MARKER)
    assert "`@everyone see #1`" in said
    assert "`draw the loop`" in said
    assert not Path("report").exists()


def test_what_conf_prints_is_no_part_of_a_comment(project, capsys):
    with (project / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('print("hello")\n')
    assert main(["report", "project", "--comment"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(MARKER)
    assert "hello" in said.err


@pytest.mark.parametrize("text", ["", "{}", '{"schema": 99, "findings": [], "totals": {}}'])
def test_a_former_report_that_cannot_be_used_is_told(project, capsys, text):
    Path("old.json").write_text(text, encoding="utf-8")
    assert main(["report", "project", "-o", "report", "--base", "old.json"]) == 0
    assert "old.json" in capsys.readouterr().err
    assert read("report/report.json")["base"] is None


def test_a_former_report_that_is_not_there_is_told_if_it_was_asked_for(project, capsys):
    assert main(["report", "project", "--comment", "--base", "none.json"]) == 0
    assert "none.json cannot be read: No such file or directory; nothing is compared" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["project"], "say where to write the report"),
        (["nothing", "-o", "report"], "nothing does not exist"),
        (["project", "project", "--comment", "-o", "report"], "a comment is about one lesson"),
        (["project", "project", "--comment"], "a comment is about one lesson"),
        (["project", "-o", "project/conf.py/report"], "cannot be made"),
    ],
)
def test_what_cannot_be_done(project, capsys, arguments, reason):
    assert main(["report", *arguments]) == 2
    assert reason in capsys.readouterr().err


# --- many lessons


def test_one_that_fails_stops_no_other(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(crew, "TIME_LIMIT", 10.0)
    lessons = [
        a_workbench(tmp_path / "a" / "loops"),
        a_project(tmp_path / "b" / "loops", title="Other loops"),
        a_project(tmp_path / "broken", "1 / 0\n"),
        a_project(tmp_path / "killed", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n"),
        a_project(tmp_path / "left", "import os\nos._exit(3)\n"),
        a_project(tmp_path / "asleep", "import time\ntime.sleep(600)\n"),
        str(tmp_path / "nothing"),
        a_workbench(tmp_path / "last", title="Last"),
    ]
    assert main(["report", *lessons, "-o", "reports", "-j", "3"]) == 1
    report = read("reports/report.json")
    problems = {lesson["slug"]: lesson.get("failed", "") for lesson in report["lessons"]}
    assert list(problems) == ["loops", "loops-2", "broken", "killed", "left", "asleep", "nothing", "last"]
    assert (problems["loops"], problems["loops-2"], problems["last"]) == ("", "", "")
    assert "line 4: ZeroDivisionError: division by zero" in problems["broken"]
    assert problems["killed"].endswith("killed: the process that reads it was ended by the signal SIGKILL")
    assert problems["left"].endswith("left: the process that reads it was ended with status 3")
    assert problems["asleep"].endswith("asleep: it takes longer than 10 seconds")
    assert problems["nothing"].endswith("does not exist; name the folder of a lesson")
    assert report["failed"] == 5
    assert read("reports/loops-2/report.json")["lesson"]["title"] == "Other loops"
    assert read("reports/last/report.json")["totals"]["fixmes"] == 1
    page = Path("reports/index.html").read_text(encoding="utf-8")
    assert all(problem in page for problem in problems.values() if "'" not in problem)
    said = capsys.readouterr()
    *told, last = said.out.splitlines()
    assert [line.partition(": ")[0] for line in told] == ["Loops", "Other loops", "Last"]
    assert last.startswith("8 lessons, 5 not read: file://")
    assert said.err.count("\n") == 5
    assert multiprocessing.active_children() == []


def test_lessons_do_not_meet(tmp_path, monkeypatch):
    """What a ``conf.py`` does to its process does nothing to other lessons."""
    monkeypatch.chdir(tmp_path)
    spoil = "import builtins, sphinx_lesson_ext.health.measure as m\nm.health_of = None\nbuiltins.sorted = None\n"
    lessons = [a_project(tmp_path / "bad", spoil), *(a_project(tmp_path / f"good-{n}") for n in range(2))]
    assert main(["report", *lessons, "-o", "reports", "-j", "1"]) == 1
    assert ["failed" in lesson for lesson in read("reports/report.json")["lessons"]] == [True, False, False]


def test_nothing_of_a_workbench_lesson_is_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = Path(a_workbench(tmp_path / "lesson"))
    for name in ("sphinx_lesson_ext.py", "sitecustomize.py", "episodes/evil.py", "docutils.conf"):
        (folder / name).write_text("open('/'.join(['..', 'ran']), 'w')\n", encoding="utf-8")
    assert main(["report", "lesson", str(folder), "-o", "reports"]) == 0
    assert not list(tmp_path.rglob("ran"))


def test_the_next_overview_says_what_has_changed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    lessons = [a_workbench(tmp_path / "a"), a_workbench(tmp_path / "b")]
    assert main(["report", *lessons, "-o", "before"]) == 0
    (tmp_path / "a" / "index.md").write_text("FIXME: more\n", encoding="utf-8")
    assert main(["report", *lessons, "-o", "reports", "--base", "before/report.json"]) == 0
    assert [lesson["base"]["new"] for lesson in read("reports/report.json")["lessons"]] == [1, 0]
    assert main(["report", *lessons, "-o", "third", "--base", "none/report.json"]) == 0
    assert "there is no none/report.json; nothing is compared" in capsys.readouterr().err
    assert main(["report", *lessons, "-o", "reports"]) == 0
    assert [lesson["base"]["new"] for lesson in read("reports/report.json")["lessons"]] == [0, 0]


def test_many_lessons(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lessons = [a_workbench(tmp_path / f"lesson-{number:02}", title=f"Lesson {number}") for number in range(MANY)]
    assert main(["report", *lessons, "-o", "reports"]) == 0
    report = read("reports/report.json")
    assert [lesson["lesson"]["title"] for lesson in report["lessons"]] == [f"Lesson {number}" for number in range(MANY)]
    assert report["totals"]["episodes"] == MANY
    assert len(list(Path("reports").glob("*/index.html"))) == MANY


def test_it_can_be_interrupted(tmp_path, run):
    lessons = [a_project(tmp_path / f"asleep-{n}", f"import time\nopen({str(tmp_path / 'began')!r}, 'w')\ntime.sleep(600)\n") for n in range(3)]  # fmt: skip
    process = subprocess.Popen([*run, "report", *lessons, "-o", str(tmp_path / "reports"), "-j", "2"])
    for _attempt in range(600):
        if (tmp_path / "began").exists():
            break
        time.sleep(0.1)
    process.send_signal(2)
    assert process.wait(20) == 130
    assert not (tmp_path / "reports").exists()


def test_processes_answer_in_order():
    with crew.Crew(os.path.basename, 2) as members:
        assert list(members.answers([(f"/x/{n}", n % 2 == 0) for n in range(6)])) == [str(n) for n in range(6)]


def test_no_process_begins_when_all_are_ended():
    with crew.Crew(os.path.basename, 2) as members:
        assert list(members.answers([("/x/1", False)])) == ["1"]
    assert members._ask("/x/2", False) == "nobody waits for the answer any more"
    assert multiprocessing.active_children() == []


def test_a_process_is_ended_once():
    with crew.Crew(time.sleep, 2) as members:
        answers = members.answers([(600.0, False), (600.0, False)])
        while len(members._all) < 2:
            time.sleep(0.01)
    assert [answer.startswith("the process that reads it was ended") for answer in answers] == [True, True]
    assert multiprocessing.active_children() == []
