"""A new lesson: it builds without a warning, in each language, and says what is still to be written."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections import Counter

import pytest
import yaml
from markdown_it import MarkdownIt

import sphinx_lesson_ext
from sphinx_lesson_ext.checkout.citation import read_citation
from sphinx_lesson_ext.health.comment import MARKER
from sphinx_lesson_ext.lesson.domain import lesson_domain
from sphinx_lesson_ext.licences import known_licence
from sphinx_lesson_ext.starter.answers import Answers, read_person
from sphinx_lesson_ext.starter.languages import FOLDER, language_of_text, languages, words_of
from sphinx_lesson_ext.starter.lesson import files_of, paths, requirement
from sphinx_lesson_ext.theme.options import OPTIONS

#: One answer to each question, and none to those that need none.
FULL = {
    "authors": (read_person("Ada Lovelace <ada@example.org>"), read_person("Núñez, Ana"), read_person("Platon")),
    "repository": "https://github.com/ada/loops",
    "contact": "ada@example.org",
}
LEAST = {}

TITLES = ("Loops", "---: ]] {{ x }} \"'", "سلام 😀")

LANGUAGES = [pytest.param(language, marks=() if language == "en" else pytest.mark.once) for language in languages()]


def in_language(language, answers=FULL):
    return files_of(Answers(title="Loops", language=language, **answers))


@pytest.fixture(scope="module")
def english(build_once):
    return build_once(in_language("en"), nitpicky=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_lesson_builds_without_warnings(build, language):
    """The test would fail on any; nothing that is marked FIXME, and no markup, is shown as text of the lesson."""
    built = build(in_language(language, LEAST), nitpicky=True)
    page = built.html("episodes/01-introduction")
    assert page.html["lang"] == language.replace("_", "-")
    texts = {name: built.html(name).main.get_text() for name in built.env.found_docs}
    assert [(name, mark) for name, text in texts.items() for mark in ("FIXME", "**", "](", ":::") if mark in text] == []
    findings = lesson_domain(built.env).fixmes()
    assert Counter(finding.docname for finding in findings) == {
        "CODE_OF_CONDUCT": 1,
        "episodes/01-introduction": 1,
        "index": 3,
        "instructors/instructor-notes": 1,
        "learners/reference": 1,
        "learners/setup": 1,
        "profiles/learner-profiles": 1,
    }


def test_a_new_lesson_is_a_book_without_warnings(english):
    english.again(builder="epub")


def test_the_first_episode_has_every_required_block(english):
    page = english.html("episodes/01-introduction")
    kinds = Counter(kind for block in page.select(".lesson-block") for kind in block["class"])
    assert {kind: kinds[kind] for kind in ("questions", "objectives", "keypoints", "challenge", "solution")} == {
        "questions": 1,
        "objectives": 1,
        "keypoints": 1,
        "challenge": 1,
        "solution": 1,
    }
    assert (kinds["callout"], kinds["instructor"]) == (1, 1)
    assert page.select_one("figure img")["alt"].startswith("A text file, then a wheel")
    assert page.select_one("figure img")["width"] == "640"
    assert page.select("table")
    assert page.select("math")


def test_pages_collect_from_the_episode(english):
    assert "An episode is a text file with blocks." in english.html("key-points").main.get_text()
    assert "Most learners need more time" in english.html("instructors/instructor-notes").main.get_text()
    home = english.html("index").main.get_text()
    assert "What does an episode consist of?" in home
    assert "15 min" in home


def test_the_foot_of_each_page_says_what_the_author_said(english):
    links = {link.get_text(): link["href"] for link in english.html("learners/setup").footer.select("a")}
    assert links["CC BY 4.0"] == "https://creativecommons.org/licenses/by/4.0/"
    assert links["Contact"] == "mailto:ada@example.org"
    assert links["Code of conduct"] == "../CODE_OF_CONDUCT.html"
    assert links["How to cite"] == "../citation.html"
    assert "Ada Lovelace, Ana Núñez, Platon. Loops." in english.html("citation").main.get_text()
    assert links["Source repository"] == "https://github.com/ada/loops"
    assert '<link rel="canonical" href="https://ada.github.io/loops/learners/setup.html"' in english.read(
        "learners/setup.html"
    )


def test_nothing_is_asked_of_other_hosts(english):
    for name in english.env.found_docs:
        page = english.html(name)
        loaded = [tag.get("src") or tag.get("href") for tag in page.select("script[src], img, link[rel=stylesheet]")]
        assert [address for address in loaded if "//" in address] == []


# --- the languages


@pytest.mark.parametrize("language", languages())
def test_every_language_says_the_same(language):
    """It has the files, blocks, contents, links, placeholders and words of the English one, in the same order."""
    english, other = in_language("en", LEAST), in_language(language, LEAST)
    assert list(other) == list(english) == paths()
    for name in english:
        if name.endswith(".md"):
            assert skeleton(other[name]) == skeleton(english[name]), name
        elif not name.endswith((".py", ".cff")):
            assert other[name] == english[name], name
    assert shape(words_of(language)) == shape(words_of("en"))


#: What begins a line that is the same in all languages.
MARKS = (":::", "```", "episodes/", "learners/", "profiles/", "instructors/", "key-points", "CODE_OF", "LICENSE")
COMMANDS = ("lesson ", "python ")


def skeleton(content):
    """What is not text in a page: blocks, fences, contents, headings, comments, commands; then anchors and links."""
    text = content.decode()
    found = []
    for line in text.splitlines():
        if line.startswith((":caption:", ":alt:", ": ")):
            found.append(line.split()[0])
        elif line.startswith((*MARKS, *COMMANDS, "$$", ":")):
            found.append(line.partition(' "')[0])
        elif line.startswith("#"):
            found.append(line.partition(" ")[0])
        elif line.startswith("<!--"):
            found.append(line.partition(":")[0])
        elif line.startswith(("| ", ">")):
            found.append(line.count("|"))
    anchors = [line.partition("]{")[2] for line in text.splitlines() if line.startswith("[") and "]{#" in line]
    inline = [child for token in MarkdownIt().parse(text) for child in token.children or ()]
    links = [child.attrs["href"] for child in inline if child.type == "link_open"]
    return found, sorted(anchors), sorted(link for link in links if "://" not in link)


def shape(words):
    return {key: shape(value) if isinstance(value, dict) else type(value) for key, value in words.items()}


@pytest.mark.parametrize(
    ("code", "language"),
    [("en", "en"), ("es", "es"), ("es_MX", "es"), ("de_AT", "de"), ("sv", "en"), ("english", "en"), ("EN", "en")],
)
def test_the_language_of_the_text(code, language):
    assert language_of_text(code) == language


def test_a_language_without_text_is_that_of_the_lesson_all_the_same():
    files = in_language("sv")
    assert b'language = "sv"' in files["conf.py"]
    assert files["learners/setup.md"] == in_language("en")["learners/setup.md"]


def test_every_folder_of_a_language_is_one():
    assert sorted(folder.name for folder in FOLDER.iterdir()) == languages()


# --- the other files


@pytest.fixture
def validate(tmp_path):
    """Check files by one of the schemas that check-jsonschema brings along; it asks nobody else."""

    def check(contents, suffix, schema):
        files = [tmp_path / f"{number}{suffix}" for number in range(len(contents))]
        for file, content in zip(files, contents, strict=True):
            file.write_bytes(content)
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
        run = subprocess.run(command, check=False, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout + run.stderr

    return check


def test_the_citation_is_valid_and_read_by_the_theme(validate):
    lessons = [Answers(title=title, **answers) for title in TITLES for answers in (FULL, LEAST)]
    contents = [files_of(lesson)["CITATION.cff"] for lesson in lessons]
    validate(contents, ".cff", "vendor.citation-file-format")
    for lesson, content in zip(lessons, contents, strict=True):
        citation, problems = read_citation(content.decode())
        assert problems == []
        assert (citation.title, citation.licenses) == (lesson.title, ("CC-BY-4.0",))
        names = [(author.name, author.family) for author in citation.authors]
        if lesson.authors:
            assert names == [("Ada Lovelace", "Lovelace"), ("Ana Núñez", "Núñez"), ("Platon", "")]
            assert (citation.repository, citation.url) == (lesson.repository, "https://ada.github.io/loops/")
        else:
            assert names == [("The authors of the lesson", "")]


def test_a_guess_about_names_is_told():
    guessed, told = ({"authors": (read_person(name),)} for name in ("Ada Lovelace", "Lovelace, Ada"))
    assert b"# Check the parts of each name" in in_language("en", guessed)["CITATION.cff"]
    assert b"# Check the parts of each name" not in in_language("en", told)["CITATION.cff"]


def workflow():
    return yaml.load(in_language("en")[".github/workflows/lesson.yml"], Loader=yaml.BaseLoader)


def test_the_workflow_is_valid(validate):
    validate([in_language("en")[".github/workflows/lesson.yml"]], ".yml", "vendor.github-workflows")
    assert set(workflow()["on"]) == {"push", "pull_request", "workflow_dispatch"}


def test_the_workflow_has_the_rights_that_it_needs_and_no_others():
    assert workflow()["permissions"] == {}
    jobs = workflow()["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read", "security-events": "write"}
    assert jobs["comment"]["permissions"] == {"pull-requests": "write"}
    assert jobs["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert jobs["publish"]["needs"] == "build"
    for part in (jobs["publish"]["if"], jobs["build"]["steps"][-1]["if"]):
        assert (
            part == "github.event_name != 'pull_request' && github.ref_name == github.event.repository.default_branch"
        )
    text = in_language("en")[".github/workflows/lesson.yml"].decode()
    assert "secrets." not in text


def test_the_workflow_runs_no_text_of_strangers():
    steps = [step for job in workflow()["jobs"].values() for step in job["steps"]]
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []
    uses = sorted({step["uses"] for step in steps if "uses" in step})
    assert [action.partition("/")[0] for action in uses] == ["actions"] * 7 + ["github"]
    assert all(action.rpartition("@v")[2].isdigit() for action in uses)


def test_the_workflow_builds_reports_and_publishes_one_folder():
    steps = workflow()["jobs"]["build"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert runs[:3] == [
        "python -m pip install -r requirements.txt",
        "lesson build . -W -o _build/html",
        "lesson check . --format github",
    ]
    with_ = {step["uses"].partition("@")[0]: step.get("with", {}) for step in steps if "uses" in step}
    assert with_["actions/upload-pages-artifact"]["path"] == "_build/html"
    assert with_["actions/upload-artifact"]["path"] == "_build/report"
    assert f"-o {with_['github/codeql-action/upload-sarif']['sarif_file']}" in runs[3]
    assert with_["actions/checkout"] == {"fetch-depth": "0", "persist-credentials": "false"}


def test_the_workflow_says_what_a_change_does():
    jobs = workflow()["jobs"]
    (run,) = (step["run"] for step in jobs["build"]["steps"] if "GITHUB_STEP_SUMMARY" in step.get("run", ""))
    assert "lesson report . -o _build/report --base" in run
    assert "--comment > _build/report/comment.md" in run
    # Only pull requests of the repository itself: others have no right to post anything.
    assert "github.event.pull_request.head.repo.full_name == github.repository" in jobs["comment"]["if"]
    kept, posted = jobs["build"]["steps"], jobs["comment"]["steps"]
    assert {"name": "report"}.items() <= next(s for s in kept if "upload-artifact" in s.get("uses", ""))["with"].items()
    assert posted[0]["with"] == {"name": "report"}
    assert MARKER in posted[1]["run"]
    assert "-F body=@comment.md" in posted[1]["run"]


def test_the_container_installs_and_serves():
    container = json.loads(in_language("en")[".devcontainer/devcontainer.json"])
    assert container["postCreateCommand"] == "python -m pip install -r requirements.txt"
    assert container["postAttachCommand"] == "lesson serve . --no-open"
    assert container["forwardPorts"] == [8000]
    assert set(container["portsAttributes"]) == {"8000"}


@pytest.mark.parametrize(
    ("version", "asked"),
    [
        ("0.1.0", "sphinx-lesson-ext>=0.1.0,<0.2"),
        ("0.9.3", "sphinx-lesson-ext>=0.9.3,<0.10"),
        ("1.4.2", "sphinx-lesson-ext>=1.4.2,<2"),
    ],
)
def test_what_pip_is_asked_for(version, asked):
    assert requirement(version) == asked
    assert requirement(sphinx_lesson_ext.__version__).encode() in in_language("en")["requirements.txt"]


def test_the_settings_are_python_whatever_is_known():
    for answers in (FULL, LEAST):
        tree = ast.parse(in_language("en", answers)["conf.py"])
        values = {node.targets[0].id: ast.literal_eval(node.value) for node in tree.body}
        assert set(values["html_theme_options"]) <= {option.name for option in OPTIONS}
        assert values["author"] == ("Ada Lovelace, Ana Núñez, Platon" if answers else "The authors of the lesson")


@pytest.mark.parametrize(
    ("identifier", "said", "not_said"),
    [
        ("CC-BY-4.0", ["CC BY 4.0", "build on it", "Give credit"], ["commercial", "Share alike", "not changed"]),
        ("CC-BY-SA-4.0", ["Share alike", "Give credit"], ["commercial", "not changed"]),
        ("CC-BY-NC-ND-4.0", ["not for commercial gain", "but not changed"], ["build on it", "Share alike"]),
        ("CC0-1.0", ["CC0 1.0", "publicdomain/zero/1.0"], ["Give credit", "commercial gain"]),
    ],
)
def test_the_licence_in_our_own_words(identifier, said, not_said):
    text = in_language("en", {"license": identifier})["LICENSE.md"].decode()
    assert known_licence(identifier).url in text
    assert [part for part in said if part not in text] == []
    assert [part for part in not_said if part in text] == []


def test_files_end_with_one_line_break_and_have_no_blanks_at_ends():
    for language in languages():
        for answers in (FULL, LEAST):
            for name, content in in_language(language, answers).items():
                text = content.decode()
                assert text.endswith("\n"), name
                assert not text.endswith("\n\n"), name
                assert [line for line in text.splitlines() if line != line.rstrip()] == [], name
                assert "\n\n\n" not in text, name
                assert "{%" not in text, name
