"""Templates compiled once, not in every build: their code is kept beside the doctrees.

Jinja compiles a template anew whenever its text differs from the one that the code was made of.
"""

from __future__ import annotations

import pickle
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader

if TYPE_CHECKING:
    from jinja2.bccache import Bucket
    from sphinx.application import Sphinx

#: The file in the folder of the doctrees: code is for the Jinja that made it; what is in it says for which Python.
FILE = f"lesson-templates-jinja-{jinja2.__version__}.pickle"


class KeptCode(jinja2.BytecodeCache):
    """The code of templates, in one file: Jinja's own cache makes one of each, which takes as long as to compile it.

    :param path: The file, which need not be there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _load(path)
        self._used: dict[str, bytes] = {}
        self._is_new = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the code of its template, if that is known."""
        code = self._known.get(bucket.key)
        if code is not None:
            self._used[bucket.key] = code
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that was compiled."""
        self._known[bucket.key] = self._used[bucket.key] = bucket.bytecode_to_string()
        self._is_new = True

    def save(self, *_event: object) -> None:
        """Write the file, if anything was compiled, with what this build has used (event ``build-finished``)."""
        if self._is_new:
            new = self._path.with_suffix(".new")
            new.write_bytes(pickle.dumps(self._used))
            new.replace(self._path)
            self._is_new = False


def _load(path: Path) -> dict[str, bytes]:
    try:
        known = pickle.loads(path.read_bytes())  # noqa: S301 (as the doctrees beside it)
    except Exception:  # noqa: BLE001 (a damaged file may raise anything, and only costs time)
        known = {}
    return known if isinstance(known, dict) else {}


def keep_compiled(app: Sphinx) -> None:
    """Let Sphinx's templates be kept, unless a project brings templates of another kind (event ``builder-inited``)."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    templates = app.builder.templates
    if isinstance(templates, BuiltinTemplateLoader):
        kept = templates.environment.bytecode_cache = KeptCode(Path(app.doctreedir, FILE))
        # Each builder has an environment of its own, and no template changes while it writes.
        templates.environment.auto_reload = False
        # Style sheets and scripts, which Sphinx makes in every build of templates that Jinja is not told the names of.
        templates.render_string = partial(_render_string, templates.environment, kept)  # type: ignore[method-assign]
        app.connect("build-finished", kept.save)


def _render_string(environment: jinja2.Environment, kept: KeptCode, source: str, context: dict[str, Any]) -> str:
    bucket = kept.get_bucket(environment, kept.get_source_checksum(source), None, source)
    if bucket.code is None:
        bucket.code = environment.compile(source)
        kept.set_bucket(bucket)
    template = environment.template_class.from_code(environment, bucket.code, environment.make_globals(None))
    return template.render(context)


def setup(app: Sphinx) -> None:
    """Use what was kept before any template is."""
    app.connect("builder-inited", keep_compiled)
