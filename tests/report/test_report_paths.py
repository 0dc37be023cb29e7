from report_examples import a_finding

from sphinx_lesson_ext.report.formats import FORMATS
from sphinx_lesson_ext.report.paths import moved, repository_prefix


def test_from_the_top_of_a_checkout(tmp_path):
    source = tmp_path / "lesson" / "docs" / "source"
    source.mkdir(parents=True)
    (tmp_path / "lesson" / ".git").mkdir()
    assert repository_prefix(source) == "docs/source"


def test_a_worktree_has_a_file_instead_of_a_folder(tmp_path):
    source = tmp_path / "docs"
    source.mkdir()
    (tmp_path / ".git").write_text("gitdir: elsewhere\n")
    assert repository_prefix(source) == "docs"


def test_the_nearest_checkout_counts(tmp_path):
    source = tmp_path / "parts" / "lesson"
    source.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (source / ".git").mkdir()
    assert repository_prefix(source) == "."


def test_outside_a_checkout_the_current_folder_counts(tmp_path, monkeypatch):
    source = tmp_path / "docs"
    source.mkdir()
    monkeypatch.chdir(tmp_path)
    assert repository_prefix(source) == "docs"


def test_neither_in_a_checkout_nor_below_the_current_folder(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert repository_prefix(tmp_path / "there") == "."


def paths(prefix, *found):
    return [finding.path for finding in moved([a_finding(path=path) for path in found], prefix)]


def test_moved():
    assert paths("docs", "index.md", "episodes/loops.md") == ["docs/index.md", "docs/episodes/loops.md"]
    assert paths(".", "index.md") == ["index.md"]
    assert paths("docs", "../snippets/note.md") == ["snippets/note.md"]


def test_formats_that_begin_at_the_top_of_the_repository(tmp_path):
    source = tmp_path / "docs"
    source.mkdir()
    (tmp_path / ".git").mkdir()
    found = [a_finding(path="index.md")]
    holding = {name: "docs/index.md" in form.report(found, source) for name, form in FORMATS.items()}
    assert holding == {"text": False, "html": False, "json": False, "csv": False, "sarif": True, "github": True}


def test_the_table_names_each_format_once():
    assert [form.name for form in FORMATS.values()] == list(FORMATS)
    assert len({form.suffix for form in FORMATS.values()}) == len(FORMATS)
