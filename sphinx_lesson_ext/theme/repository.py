"""Links into the repository that holds a lesson's source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping


class Forge(NamedTuple):
    """How the addresses of a site that keeps repositories are made.

    :ivar edit: What follows the repository's address to edit a file, with its ``branch`` and ``path``.
    :ivar view: What follows it to look at the text of a file, likewise.
    :ivar report: What follows it to report a problem.
    :ivar title: The query parameter for the title of a report.
    :ivar body: That for its text.
    """

    edit: str
    view: str
    report: str
    title: str
    body: str


_GITHUB = Forge("/edit/{branch}/{path}", "/blob/{branch}/{path}?plain=1", "/issues/new", "title", "body")
_GITLAB = Forge(
    "/-/edit/{branch}/{path}",
    "/-/blob/{branch}/{path}?plain=1",
    "/-/issues/new",
    "issue[title]",
    "issue[description]",
)
_FORGEJO = Forge("/_edit/{branch}/{path}", "/src/branch/{branch}/{path}?display=source", "/issues/new", "title", "body")
#: Each with a word of the host's name; any other host is taken for one like GitHub.
_FORGES: Mapping[str, Forge] = {"gitlab": _GITLAB, "codeberg": _FORGEJO, "forgejo": _FORGEJO, "gitea": _FORGEJO}


class Repository(NamedTuple):
    """A repository: its *url*, the *branch* that authors work on, and the *folder* that holds ``conf.py``."""

    url: str
    branch: str
    folder: str

    def edit_url(self, path: str) -> str:
        """Return where to edit the file *path* of the source folder."""
        return self._address_of(self._forge.edit, path)

    def view_url(self, path: str, line: int = 0) -> str:
        """Return where to look at the text of the file *path* of the source folder, at a *line* from 1."""
        return self._address_of(self._forge.view, path) + (f"#L{line}" if line else "")

    def report_url(self, title: str, body: str) -> str:
        """Return where to report a problem, in a form that says *title* and *body* already."""
        return f"{self._address}{self._forge.report}?{urlencode({self._forge.title: title, self._forge.body: body})}"

    def _address_of(self, form: str, path: str) -> str:
        whole = "/".join(part for part in (self.folder.strip("/"), path) if part)
        return self._address + form.format(branch=quote(self.branch), path=quote(whole, errors="surrogateescape"))

    @property
    def _address(self) -> str:
        return self.url.rstrip("/").removesuffix(".git")

    @property
    def _forge(self) -> Forge:
        host = urlsplit(self.url).hostname or ""
        return next((forge for word, forge in _FORGES.items() if word in host), _GITHUB)


def repository_of(options: Mapping[str, Any]) -> Repository | None:
    """Return the repository that the theme's options name; ``None``, if they name none."""
    url = options.get("repository_url")
    if not url:
        return None
    return Repository(url, options.get("repository_branch", "main"), options.get("repository_folder", ""))
