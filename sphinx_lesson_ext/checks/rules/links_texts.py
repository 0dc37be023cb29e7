"""Rules about what can be read of a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, page_rule
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.web import is_web_address, split_address

from .wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from urllib.parse import SplitResult

    from sphinx_lesson_ext.checks.rule import Rule
    from sphinx_lesson_ext.checks.view import Page
    from sphinx_lesson_ext.lesson.facts import Link

#: Texts that say nothing of where a link leads, by language: in English those of pegboard's ``validate_links`` first.
_SAYS_NOTHING: Mapping[str, tuple[str, ...]] = {
    "en": (
        *("click here", "for more info", "here", "link", "more", "more info", "over here", "read more", "this"),
        *("this link", "click this link", "for more information", "learn more", "more information", "see here"),
    ),
    "ca": ("aquí", "enllaç", "aquest enllaç", "clica aquí", "més", "més informació", "llegeix més"),
    "cs": ("zde", "tady", "odkaz", "klikněte zde", "více", "více informací"),
    "da": ("her", "klik her", "link", "dette link", "læs mere", "mere"),
    "de": ("hier", "hier klicken", "klicken sie hier", "link", "dieser link", "mehr", "mehr dazu", "weiterlesen"),
    "es": ("aquí", "aqui", "acá", "clic aquí", "haz clic aquí", "este enlace", "enlace", "más", "leer más", "ver más"),
    "fi": ("tästä", "täältä", "klikkaa tästä", "linkki", "lisää", "lue lisää"),
    "fr": ("ici", "cliquez ici", "cliquer ici", "lien", "ce lien", "lire la suite", "plus", "en savoir plus"),
    "it": ("qui", "clicca qui", "fai clic qui", "link", "questo link", "altro", "leggi di più", "per saperne di più"),
    "nl": ("hier", "klik hier", "link", "deze link", "meer", "lees meer", "meer informatie"),
    "pl": ("tutaj", "tu", "kliknij tutaj", "link", "ten link", "więcej", "czytaj więcej"),
    "pt": ("aqui", "clique aqui", "link", "este link", "mais", "leia mais", "saiba mais", "ler mais"),
    "ro": ("aici", "click aici", "mai mult"),
    "ru": ("здесь", "тут", "нажмите здесь", "ссылка", "по ссылке", "по этой ссылке", "подробнее"),
    "sv": ("här", "klicka här", "länk", "den här länken", "mer", "läs mer"),
    "tr": ("burada", "buradan", "buraya tıklayın", "bağlantı", "daha fazla"),  # noqa: RUF001
    "uk": ("тут", "натисніть тут", "посилання", "за посиланням", "докладніше"),
    "ja": ("ここ", "こちら", "ここをクリック", "このリンク", "リンク", "詳細", "もっと読む"),
    "ko": ("여기", "여기를 클릭", "링크", "더 보기", "자세히"),
    "zh": ("这里", "這裡", "点击这里", "點擊這裡", "此处", "链接", "連結", "更多", "点击此处"),
}
_ALL = frozenset(text for texts in _SAYS_NOTHING.values() for text in texts)
#: Servers whose addresses all lead elsewhere.
_FORWARDING = frozenset(
    {
        *("aka.ms", "bit.ly", "doi.org", "dx.doi.org", "git.io", "goo.gl", "hdl.handle.net", "is.gd", "t.co"),
        *("tinyurl.com", "w.wiki", "youtu.be"),
    }
)
_MARKS = ".,:;!…。 "


@page_rule("link-text", Severity.WARNING, Group.LINKS)
def link_text(page: Page) -> Iterator[Problem]:
    """A link's text says where it leads.

    Whoever listens to a page often hears its links alone, one after the other: of "here" nothing can be told (WCAG
    2.2, success criterion 2.4.4; pegboard's ``validate_links``).

    Fix: Name what the link leads to, such as the title of the page.

    Bad:
        Read more [here](https://example.org/manual).

    Bad:
        Más información [aquí](https://example.org/manual).

    Good:
        Read more in [the manual](https://example.org/manual).
    """
    for link in page.facts.links:
        if " ".join(link.text.split()).casefold().strip(_MARKS) in _ALL:
            message = f"the text of this link is {link.text!r}, which does not say where it leads"
            yield Problem(message, link.spot, written(link))


@page_rule("link-empty", Severity.WARNING, Group.LINKS)
def link_empty(page: Page) -> Iterator[Problem]:
    """A link has a text.

    One without cannot be seen, and is read out as its address (WCAG 2.2, success criterion 2.4.4).  A picture that is
    a link says in its text alternative where that leads.

    Fix: Write between the brackets what the link leads to; a picture says it in its text alternative.

    Bad:
        Read more.[](https://example.org/manual)

    Good:
        Read more in [the manual](https://example.org/manual).
    """
    for link in page.facts.links:
        # To the lesson's own pages, the title of the page stands in.
        if not link.text and is_web_address(link.address):
            yield Problem(f"the link to {shortened(link.address)} has no text", link.spot, link.address)


@page_rule("link-short", Severity.NOTE, Group.LINKS, opt_in=True)
def link_short(page: Page) -> Iterator[Problem]:
    """A link's text is longer than one character.

    A single character is hard to hit, and says little (WCAG 2.2, success criterion 2.5.8; pegboard's
    ``validate_links``).  It may be a name all the same, such as R.

    Fix: Let more of the words around it be part of the link.

    Bad:
        Read the manual of [R](https://example.org/manual).

    Good:
        Read [the manual of R](https://example.org/manual).
    """
    for link in page.facts.links:
        if len(link.text) == 1:
            yield Problem(f"the text of this link is {link.text!r} alone", link.spot, written(link))


@page_rule("link-misleading", Severity.WARNING, Group.LINKS)
def link_misleading(page: Page) -> Iterator[Problem]:
    """A link whose text is an address leads to that address.

    Who copies the text gets somewhere else than who follows the link; one of the two is a slip.  A short address that
    is shown may stand for a longer one.

    Fix: Let the text say the same as the address, or name what it leads to.

    Bad:
        See [https://example.org/old](https://example.org/new).

    Good:
        See [https://example.org/new](https://example.org/new).
    """
    for link in page.facts.links:
        if link.is_bare or not link.text.startswith(("http://", "https://")):
            continue
        if is_web_address(link.text) and is_web_address(link.address):
            shown, meant = split_address(link.text), split_address(link.address)
            is_cut = link.text.endswith(("…", "..."))
            if not is_cut and shown.netloc.casefold() not in _FORWARDING and _place(shown) != _place(meant):
                message = f"this link shows {shortened(link.text)}, but leads to {shortened(link.address)}"
                yield Problem(message, link.spot, written(link))


@page_rule("link-same-text", Severity.NOTE, Group.LINKS, opt_in=True)
def link_same_text(page: Page) -> Iterator[Problem]:
    """Links with the same text on one page lead to the same place.

    In a list of the links of a page they cannot be told apart (WCAG 2.2, technique F63, success criterion 2.4.9).

    Fix: Say in the texts what sets the places apart.

    Bad:
        Read [the manual](https://example.org/sort) of sort, and [the manual](https://example.org/uniq) of uniq.

    Good:
        Read [the manual of sort](https://example.org/sort), and [the manual of uniq](https://example.org/uniq).
    """
    first: dict[str, Link] = {}
    for link in page.facts.links:
        text = " ".join(link.text.split()).casefold()
        other = first.setdefault(text, link)
        if text and text not in _ALL and _place(split_address(other.address)) != _place(split_address(link.address)):
            message = f"the link at line {other.spot.line} has the same text, but leads to {other.address}"
            yield Problem(message, link.spot, written(link))


def written(link: Link) -> str:
    """Return what stands in the author's file where a link begins."""
    return f"`{link.text}" if link.spot.path.endswith(".rst") else f"[{link.text}"


def _place(address: SplitResult) -> tuple[str, ...]:
    """Return what sets the place of an address apart: not the scheme, and no slash at its end."""
    return address.netloc.casefold().removeprefix("www."), address.path.rstrip("/"), address.query, address.fragment


RULES: tuple[Rule, ...] = (link_text, link_empty, link_short, link_misleading, link_same_text)
