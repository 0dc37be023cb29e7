"""What pages say of the lesson and its episodes as learning resources (JSON-LD)."""

from __future__ import annotations

import json

import pytest
from theme_lesson import LESSON

from sphinx_lesson_ext.checkout.citation import Author, Citation
from sphinx_lesson_ext.licences import Licence
from sphinx_lesson_ext.theme.structured import Resource, learning_resource

CITATION = """\
cff-version: 1.2.0
title: Shell and Python
abstract: How to use a computer.
authors:
  - given-names: Ana
    family-names: Núñez
    orcid: https://orcid.org/0000-0002-1825-0097
    affiliation: Example University
  - name: The Lesson Team
version: 2.10
doi: 10.5281/zenodo.1003150
date-released: 2026-05-12
license: CC-BY-4.0
keywords:
  - shell
  - python
preferred-citation:
  type: article
  title: How we teach </script>
  authors:
    - family-names: Núñez
  doi: 10.1000/xyz
  journal: Journal of Lessons
  year: 2025
"""

HOME, EPISODE = "https://example.org/lesson/index.html", "https://example.org/lesson/episodes/01-shell.html"
PROFILE = "https://bioschemas.org/profiles/TrainingMaterial/1.0-RELEASE"
#: Each property of that profile with how much it asks for it, from the table at that address, and how many it takes.
MINIMUM = {"@context", "@type", "@id", "http://purl.org/dc/terms/conformsTo", "description", "keywords", "name"}
RECOMMENDED = {"about", "abstract", "audience", "author", "competencyRequired", "educationalLevel", "identifier", "inLanguage", "learningResourceType", "license", "mentions", "teaches", "url"}  # fmt: skip
OPTIONAL = {"accessibilitySummary", "contributor", "creativeWorkStatus", "dateCreated", "dateModified", "datePublished", "hasPart", "isPartOf", "recordedAt", "timeRequired", "version", "workTranslation"}  # fmt: skip
ONE = {"@id", "description", "name", "abstract", "version", "dateModified", "datePublished", "timeRequired"}

AUTHORS = [
    {
        "@type": "Person",
        "@id": "https://orcid.org/0000-0002-1825-0097",
        "name": "Ana Núñez",
        "givenName": "Ana",
        "familyName": "Núñez",
        "affiliation": {"@type": "Organization", "name": "Example University"},
    },
    {"@type": "Organization", "name": "The Lesson Team"},
]


@pytest.fixture(scope="module")
def built(build_once):
    return build_once({**LESSON, "CITATION.cff": CITATION})


def data_of(page):
    return [json.loads(script.string) for script in page.select("script[type='application/ld+json']")]


def test_an_episode(built):
    assert data_of(built.html("episodes/01-shell")) == [
        {
            "@context": "https://schema.org",
            "@type": "LearningResource",
            "@id": EPISODE,
            "http://purl.org/dc/terms/conformsTo": {"@type": "CreativeWork", "@id": PROFILE},
            "name": "3.4 Files & folders",
            "url": EPISODE,
            "description": "Text with code, Ctrl+C and E = mc^2.",
            "keywords": ["shell", "python"],
            "inLanguage": "en",
            "learningResourceType": "lesson",
            "teaches": ["Move around"],
            "timeRequired": "PT40M",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "author": AUTHORS,
            "version": "2.10",
            "isPartOf": {"@type": "LearningResource", "@id": HOME, "name": "Shell and Python", "url": HOME},
        }
    ]


def test_the_lesson(built):
    [data] = data_of(built.html("index"))
    assert [part["url"] for part in data.pop("hasPart")] == [
        f"https://example.org/lesson/episodes/{name}.html" for name in ("01-shell", "02-loops", "03-rst")
    ]
    assert data == {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": HOME,
        "http://purl.org/dc/terms/conformsTo": {"@type": "CreativeWork", "@id": PROFILE},
        "name": "Shell and Python",
        "url": HOME,
        "description": "This lesson teaches commands and small programs.",
        "abstract": "How to use a computer.",
        "keywords": ["shell", "python"],
        "inLanguage": "en",
        "learningResourceType": "lesson",
        "timeRequired": "PT80M",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "author": AUTHORS,
        "version": "2.10",
        "datePublished": "2026-05-12",
        "identifier": "https://doi.org/10.5281/zenodo.1003150",
        "citation": {
            "@type": "ScholarlyArticle",
            "@id": "https://doi.org/10.1000/xyz",
            "name": "How we teach </script>",
            "author": [{"@type": "Person", "name": "Núñez", "familyName": "Núñez"}],
            "datePublished": "2025",
            "url": "https://doi.org/10.1000/xyz",
            "isPartOf": {"@type": "Periodical", "name": "Journal of Lessons"},
        },
    }


@pytest.mark.parametrize("docname", ["index", "episodes/01-shell", "episodes/02-loops", "episodes/03-rst"])
def test_the_profile_is_kept_where_it_is_named(built, docname):
    [data] = data_of(built.html(docname))
    missing = MINIMUM - data.keys()
    # An episode without a paragraph of its own has no description, and does not say that it conforms.
    assert missing in (set(), {"description", "http://purl.org/dc/terms/conformsTo"})
    # "citation" is a property of every CreativeWork of schema.org.
    assert data.keys() - MINIMUM - RECOMMENDED - OPTIONAL <= {"citation"}
    assert [name for name in ONE & data.keys() if not isinstance(data[name], str)] == []


def test_an_empty_lesson_names_no_profile(build):
    data = data_of(build(LESSON, html_baseurl="").html("episodes/03-rst"))[0]
    assert set(data) == {"@context", "@type", "name", "inLanguage", "learningResourceType", "isPartOf"}
    assert set(data["isPartOf"]) == {"@type", "name"}


def test_only_the_lesson_and_its_episodes_are_learning_resources(built):
    others = [built.html(name) for name in ("glossary", "key-points", "404", "search", "genindex")]
    assert [data for page in others for data in data_of(page)] == []


def test_the_options_come_before_the_citation(build):
    built = build({**LESSON, "CITATION.cff": CITATION}, html_theme_options={"license": "MIT"}, release="3.0")
    [data] = data_of(built.html("index"))
    assert (data["license"], data["version"]) == ("https://opensource.org/license/mit", "3.0")


@pytest.mark.parametrize(
    ("front", "keywords"),
    [
        ("keywords: loops, the shell", ["loops", "the shell"]),
        ("keywords:\n- loops\n- the  shell\n- loops", ["loops", "the shell"]),
        ("keywords: 3", ["3"]),
        ("myst:\n  html_meta:\n    keywords: loops, the shell", ["loops", "the shell"]),
    ],
)
def test_keywords_and_description_of_a_page(build, front, keywords):
    files = {"index.md": f"---\ndescription: Said by the author\n{front}\n---\n# L\n\nText.\n"}
    [data] = data_of(build(files, html_theme="lesson").html("index"))
    assert (data["keywords"], data["description"]) == (keywords, "Said by the author")


def test_the_description_of_a_meta_element_is_used(build):
    source = ".. meta::\n   :description: Mine\n   :keywords: a, b\n\nTitle\n=====\n\nText.\n"
    [data] = data_of(build({"index.rst": source}, html_theme="lesson").html("index"))
    assert (data["description"], data["keywords"]) == ("Mine", ["a", "b"])


def test_no_text_of_an_author_ends_the_script(build):
    text = "# A `</script>`\n\n::: objectives\n- See `</script>` & `<!--`\n:::\n"
    files = {
        "index.md": "# L\n\n```{toctree}\ne\n```\n",
        "e.md": text,
        "CITATION.cff": "authors:\n- name: </script>\nkeywords: ['<!--']\n",
    }
    [data] = data_of(build(files, html_theme="lesson").html("e"))
    assert data["teaches"] == ["See </script> & <!--"]
    assert data["author"] == [{"@type": "Organization", "name": "</script>"}]
    assert data["keywords"] == ["<!--"]


def test_all_licences_are_told():
    licences = (Licence("MIT License", "https://opensource.org/license/mit"), Licence("Our own", ""))
    assert learning_resource(Resource(name="A", licences=licences))["license"] == [
        "https://opensource.org/license/mit",
        {"@type": "CreativeWork", "name": "Our own"},
    ]


def test_a_work_that_is_no_article():
    cited = Citation(kind="book", title="A book", authors=(Author("Team"),))
    assert learning_resource(Resource(name="A", cited=cited))["citation"] == {
        "@type": "CreativeWork",
        "name": "A book",
        "author": [{"@type": "Organization", "name": "Team"}],
    }


def test_a_change_of_the_citation_reaches_every_page(build):
    built = build({**LESSON, "CITATION.cff": CITATION})
    text = (built.source / "CITATION.cff").read_text(encoding="utf-8")
    (built.source / "CITATION.cff").write_text(text.replace("2.10", "2.11"), encoding="utf-8")
    again = built.again()
    assert data_of(again.html("index"))[0]["version"] == "2.11"
    assert data_of(again.html("episodes/02-loops"))[0]["version"] == "2.11"
    assert "glossary.html" not in built.again().written
    (built.source / "CITATION.cff").unlink()
    assert "author" not in data_of(built.again().html("index"))[0]


def footer_links(page):
    return [(link.get_text(), link["href"]) for link in page.select(".footer .of-lesson a, .footer [rel=license]")]


def test_the_foot_of_the_page_cites(built, build):
    """An article that is to be cited instead comes first."""
    assert footer_links(built.html("glossary")) == [
        ("How to cite", "https://doi.org/10.1000/xyz"),
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ]
    files = {**LESSON, "CITATION.cff": "doi: 10.1/a\nlicense: [CC-BY-4.0, MIT]\n"}
    page = build(files).html("index")
    assert [address for _text, address in footer_links(page)] == [
        "https://doi.org/10.1/a",
        "https://creativecommons.org/licenses/by/4.0/",
        "https://opensource.org/license/mit",
    ]
    assert "License: CC BY 4.0 or MIT License" in page.select_one(".footer").get_text()
    options = {"cite": "glossary", "license": "Our own"}
    page = build(files, html_theme_options=options).html("index")
    assert footer_links(page) == [("How to cite", "glossary.html")]
    assert "License: Our own" in page.select_one(".footer").get_text()


def test_a_licence_of_ones_own(build):
    files = {**LESSON, "CITATION.cff": "license: Ours\nlicense-url: https://example.org/ours\n"}
    assert footer_links(build(files).html("index")) == [("Ours", "https://example.org/ours")]
    # The address in the file is that of the licence in the file.
    page = build(files, html_theme_options={"license": "Another"}).html("index")
    assert footer_links(page) == []
    assert "License: Another" in page.select_one(".footer").get_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: [\n", "CITATION.cff:2: WARNING: CITATION.cff cannot be read: "),
        ("just words\n", "CITATION.cff:1: WARNING: CITATION.cff cannot be read: it is not made of lines like 'title: …'"),
        (b"title: \xff\n", "CITATION.cff:1: WARNING: CITATION.cff cannot be read; save it as UTF-8"),
        ("title: A\ndoi: none\n", "CITATION.cff:2: WARNING: CITATION.cff: the DOI is 'none', but must be like"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_citation_is_told_where_it_is(build, text, said):
    """The build goes on, and the next build tells it again."""
    built = build({**LESSON, "CITATION.cff": text}, warnings=(said,))
    assert built.html("index").h1.get_text().startswith("Shell and Python")
    assert built.warnings[0].endswith("[lesson.citation]")
    assert len(built.again(warnings=(said,)).warnings) == 1


def test_only_the_theme_reads_the_citation(build):
    build({**LESSON, "CITATION.cff": "title: [\n"}, "text")
