"""The page for printing, and what each handout shows of the lesson."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from printed_lesson import block_text, write_lesson

from sphinx_lesson_ext.cli.handouts import HANDOUTS
from sphinx_lesson_ext.kinds import KINDS


def page(built):
    return BeautifulSoup(built.read("index.html"), "html.parser")


POLICY = ["style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self' data:"]


def policy(built):
    """Return the parts of the policy of the page."""
    return page(built).find("meta", attrs={"http-equiv": True})["content"].split("; ")


@pytest.fixture(scope="module")
def whole(build_once, tmp_path_factory):
    return build_once(write_lesson(tmp_path_factory.mktemp("paper") / "lesson"), "lesson-paper")


def test_it_is_one_page_with_no_script_but_that_of_diagrams(whole):
    assert [path.name for path in whole.out.glob("*.html")] == ["index.html"]
    scripts = [script["src"].partition("?")[0] for script in page(whole).find_all("script", src=True)]
    assert scripts == [f"_static/{name}.js" for name in ("lesson-paper", "mermaid.min", "lesson-diagrams")]
    assert policy(whole) == ["default-src 'none'", "script-src 'self'", *POLICY]


def test_ids_are_there_once_and_links_lead_to_them(whole):
    html = page(whole)
    ids = [element["id"] for element in html.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids))
    targets = {link["href"].removeprefix("#") for link in html.find_all("a", href=True) if link["href"][0] == "#"}
    assert targets - set(ids) == set()
    assert {"index", "episodes-one", "episodes-two", "episodes-two--a-part"} <= targets


def test_nothing_is_folded_up(whole):
    # But for what the author has written in HTML, which the style sheet opens.
    assert [details.summary.get_text() for details in page(whole).find_all("details")] == ["More"]
    assert "details::details-content" in whole.read("_static/lesson-paper.css")


def test_learners_get_no_solutions_and_no_notes(whole):
    learner = whole.clean_copy(**HANDOUTS["learner"])
    text = page(learner).get_text()
    kept_back = {"solution", "instructor", "fixme"}
    assert {kind for kind in KINDS if block_text(kind) not in text} == kept_back
    assert "Ten comes after nine." not in text
    assert "write the rest" not in text
    assert "For learners" in text
    assert "paper-room" in page(learner).body["class"]
    assert "What comes after nine?" in text


def test_instructors_get_all_of_it_behind_the_schedule(whole):
    instructor = whole.clean_copy(**HANDOUTS["instructor"])
    html = page(instructor)
    text = html.get_text()
    assert [kind for kind in KINDS if block_text(kind) not in text] == []
    assert "For instructors" in text
    schedule = html.find(id="lesson-schedule")
    assert [link["href"] for link in schedule.find_all("a", href=True)] == ["#episodes-one"]
    assert text.index("Minutes") < text.index("What it is about")


def test_solutions_that_are_elsewhere_on_a_site_are_behind_their_document(whole):
    html = page(whole.clean_copy(lesson_solutions="own-page"))
    second = html.find(id="episodes-two")
    assert "Ten comes after nine." in second.get_text()
    assert second.find(class_="lesson-solution-link").a["href"][0] == "#"


def test_it_follows_what_changes(whole):
    # In a copy, for others look at this one.
    built = whole.clean_copy()
    assert "index.html" not in built.again().written
    file = built.source / "episodes" / "two.md"
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(before.replace("Maths:", "Sums:"), encoding="utf-8")
        again = built.again()
        clean = again.clean_copy()
        assert "Sums:" in page(again).get_text()
        assert again.read("index.html") == clean.read("index.html")
    finally:
        file.write_text(before, encoding="utf-8")


def test_several_processes_make_the_same(whole):
    assert whole.clean_copy(parallel=2).read("index.html") == whole.read("index.html")


def test_documents_of_a_workbench_lesson_for_instructors_are_not_for_learners(build):
    files = {
        "config.yaml": "title: Loops\nurl: https://example.org/loops\n",
        "index.md": "Home.\n",
        "episodes/one.md": "---\ntitle: One\nteaching: 5\nexercises: 0\n---\n\n![Nothing](fig/a.svg)\n\n[Data](data/a.csv)\n",
        "episodes/fig/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"></svg>',
        "episodes/data/a.csv": "1\n",
        "instructors/instructor-notes.md": "---\ntitle: Notes for those who teach\n---\n\nSay it slowly.\n",
    }
    settings = {"extensions": ["sphinx_lesson_ext"], "lesson_workbench": True, "html_theme": "lesson"}
    built = build(files, "lesson-paper", **settings)
    assert "Say it slowly." in page(built).get_text()
    assert page(built).find("script") is None
    assert policy(built) == ["default-src 'none'", *POLICY]
    assert page(built).find("a", string="Data")["href"].startswith("https://example.org/loops/")
    learner = built.clean_copy(lesson_audience="learner")
    assert "Say it slowly." not in page(learner).get_text()
    # Nor are they on the learners' pages.
    assert {"instructor-notes", "all-in-one"} & learner.again(builder="html").env.found_docs == {"all-in-one"}


def test_titles_cannot_leave_their_place(build):
    title = '"} body { display: none } /* & \\ x'
    escaped = title.replace("\\", "\\\\")
    files = {"index.md": "# Home\n\n```{toctree}\none\n```\n", "one.md": f"# {escaped}\n"}
    built = build(files, "lesson-paper", project=title, smartquotes=False)
    for name in ("_static/lesson-paper.css", "_static/lesson-paper-headers.css"):
        sheet = built.read(name)
        assert '\\"} body' in sheet
    assert page(built).title.string.startswith('"} body')


def test_what_is_meant_for_another_theme_is_left_out(build):
    files = {
        "conf.py": 'extensions = ["sphinx_lesson_ext"]\nhtml_theme = "furo"\nhtml_theme_options = {"top_of_page_buttons": []}\n'
        'html_css_files = ["own.css"]\nhtml_js_files = ["own.js"]\ntemplates_path = ["templates"]\n',
        "index.md": "# Home\n\n::: callout\nText.\n:::\n",
        "templates/layout.html": "Not this.",
    }
    built = build(files, "lesson-paper")
    assert "Not this." not in built.read("index.html")
    names = [link["href"].partition("?")[0] for link in page(built).find_all("link")]
    assert names == [
        f"_static/{name}.css" for name in ("lesson", "lesson-paper", "lesson-paper-headers", "lesson-whole")
    ]


def test_the_size_of_the_paper(build):
    built = build({"index.md": "# Home\n"}, "lesson-paper", lesson_paper="letter")
    assert "size: letter;" in built.read("_static/lesson-paper.css")
