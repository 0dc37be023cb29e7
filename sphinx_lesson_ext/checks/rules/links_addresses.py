"""Rules about the addresses of links."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, page_rule
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.web import split_address

from .links_texts import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.rule import Rule
    from sphinx_lesson_ext.checks.view import Page
    from sphinx_lesson_ext.lesson.facts import Link

#: Hosts whose owners say that they serve all of their pages over HTTPS.
_SECURE = frozenset(
    {
        # Each lesson and each page of theirs names them so: https://docs.carpentries.org
        *("carpentries.org", "datacarpentry.org", "librarycarpentry.org", "software-carpentry.org"),
        # https://docs.github.com/en/pages/getting-started-with-github-pages/securing-your-github-pages-site-with-https
        *("github.com", "www.github.com", "gist.github.com", "raw.githubusercontent.com"),
        # https://www.doi.org/the-identifier/resources/handbook, 3.8: DOIs as links
        *("doi.org", "dx.doi.org", "www.doi.org"),
        # https://info.orcid.org/documentation/integration-guide/orcid-id-display-guidelines
        "orcid.org",
        # https://creativecommons.org/licenses: the canonical addresses of the licences
        "creativecommons.org",
        # https://cran.r-project.org: the canonical addresses of packages ("Writing R Extensions", 1.1)
        "cran.r-project.org",
        # https://peps.python.org/pep-0458 and the like
        *("www.python.org", "docs.python.org", "pypi.org"),
        "zenodo.org",
    }
)
#: Domains of which that is said with all that is below them.
_SECURE_DOMAINS = (
    # https://docs.github.com/en/pages, see above
    ".github.io",
    # https://wikitech.wikimedia.org/wiki/HTTPS
    *(".wikipedia.org", ".wikimedia.org", ".wiktionary.org", ".wikibooks.org"),
)
#: How addresses of the reader's own machine begin.
_OWN_MACHINE = ("localhost", "127.", "[::1]")
#: Schemes of addresses that readers' programs know.
_SCHEMES = frozenset(
    {
        *("data", "doi", "file", "ftp", "geo", "git", "gs", "http", "https", "inv", "irc", "ldap", "magnet", "mailto"),
        *("matrix", "news", "nfs", "rsync", "s3", "sftp", "sip", "skype", "slack", "smb", "sms", "ssh", "tel", "urn"),
        *("vscode", "webcal", "xmpp", "zotero"),
    }
)
#: What is written where an address is to come.
_PLACEHOLDERS = frozenset({"#", "http://", "https://", "url", "link", "address", "todo", "tbd", "xxx", "...", "…"})
#: What no one but authors of examples has (RFC 2606).
_EXAMPLES = ("example.com", "example.net", "example.org")


@page_rule("link-https", Severity.WARNING, Group.LINKS, mends=True)
def link_https(page: Page) -> Iterator[Problem]:
    """Addresses begin with https, where that is known to be served.

    Over http, anybody between the reader and the page can read and change it (pegboard's ``validate_links``).  This
    rule knows some hosts that serve all pages over https.

    Fix: Write https.

    Bad:
        Read [the handbook](http://docs.python.org/3/) first.

    Good:
        Read [the handbook](https://docs.python.org/3/) first.
    """
    for link in page.facts.links:
        host = _host_over_http(link)
        if host in _SECURE or host.endswith(_SECURE_DOMAINS):
            new = f"https{link.address[len('http') :]}"
            yield Problem(f"{host} serves its pages over https", link.spot, link.address, new=new)


@page_rule("link-http", Severity.NOTE, Group.LINKS, opt_in=True)
def link_http(page: Page) -> Iterator[Problem]:
    """Addresses begin with https.

    Over http, anybody between the reader and the page can read and change it (pegboard's ``validate_links``).  Some
    hosts serve nothing else.

    Fix: Try the address with https, and write that if it works.

    Bad:
        Read [the manual](http://manual.example.org/sort) first.

    Good:
        Read [the manual](https://manual.example.org/sort) first.
    """
    for link in page.facts.links:
        host = _host_over_http(link)
        if host and not host.startswith(_OWN_MACHINE) and host not in _SECURE and not host.endswith(_SECURE_DOMAINS):
            yield Problem(f"the address {link.address} is not of https", link.spot, link.address)


@page_rule("link-own-machine", Severity.WARNING, Group.LINKS)
def link_own_machine(page: Page) -> Iterator[Problem]:
    """A link to a program on the reader's own machine is one of http.

    What is started on a laptop, such as OpenRefine or a notebook, has no certificate that a browser knows: with https,
    readers see an error.  Such addresses are often changed together with all others.

    Fix: Write http.

    Bad:
        Open [the program](https://localhost:3333) first.

    Good:
        Open [the program](http://localhost:3333) first.
    """
    for link in page.facts.links:
        if link.address.startswith("https://") and link.address[len("https://") :].startswith(_OWN_MACHINE):
            message = f"{link.address} is on the reader's own machine, which has no certificate"
            yield Problem(message, link.spot, link.address)


@page_rule("link-protocol", Severity.WARNING, Group.LINKS)
def link_protocol(page: Page) -> Iterator[Problem]:
    """The protocol of an address is one that there is.

    With a slip in it, browsers ask for a program that nobody has (pegboard's ``validate_links``).

    Fix: Write https, http or mailto.

    Bad:
        Read [the manual](htps://manual.example.org) first.

    Good:
        Read [the manual](https://manual.example.org) first.
    """
    for link in page.facts.links:
        scheme, colon, rest = link.address.partition(":")
        if not colon or not scheme.isascii() or not scheme.isalpha() or not rest.startswith("/"):
            continue
        known = scheme.lower() in _SCHEMES
        if known and scheme.lower() in {"http", "https"} and not rest.startswith("//"):
            yield Problem(f"there is one slash only behind '{scheme}:'", link.spot, link.address)
        elif not known and (close := get_close_matches(scheme.lower(), _SCHEMES, n=1, cutoff=0.7)):
            message = f"there is no protocol '{scheme}'; did you mean '{close[0]}'?"
            yield Problem(message, link.spot, link.address)


@page_rule("link-placeholder", Severity.WARNING, Group.LINKS)
def link_placeholder(page: Page) -> Iterator[Problem]:
    """A link has an address.

    What stands in its place until somebody has looked it up leads readers nowhere, or to the top of the page.  One
    that is empty is told as ``link-target``.

    Fix: Write the address, or take the link out.

    Bad:
        Read [the manual](#) first.

    Good:
        Read [the manual](https://example.org/manual) first.
    """
    for link in page.facts.links:
        if link.address.casefold() in _PLACEHOLDERS and link.text:
            yield Problem(f"this link leads to {link.address!r}", link.spot, written(link))


@page_rule("link-example", Severity.NOTE, Group.LINKS, opt_in=True)
def link_example(page: Page) -> Iterator[Problem]:
    """A link leads to no address that is made for examples.

    At example.com, example.net and example.org there is nothing to read (RFC 2606).  A lesson about links may well
    show one of them.

    Fix: Write the address that is meant.

    Bad:
        Read [the manual](https://example.org/manual) first.

    Good:
        Read [the manual](https://docs.python.org/3/) first.
    """
    for link in page.facts.links:
        host = split_address(link.address).hostname or ""
        if host in _EXAMPLES or host.endswith(tuple(f".{name}" for name in _EXAMPLES)):
            yield Problem(f"{host} is an address for examples", link.spot, link.address)


def _host_over_http(link: Link) -> str:
    """Return the host of an address of http; an empty string for any other."""
    return split_address(link.address).hostname or "" if link.address.startswith("http://") else ""


RULES: tuple[Rule, ...] = (
    link_https,
    link_http,
    link_own_machine,
    link_protocol,
    link_placeholder,
    link_example,
)
