"""Templates compiled once, not in every build: their code is kept beside the doctrees.

Jinja compiles a template anew whenever its text differs from the one that the code was made of.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The folder in that of the doctrees.
FOLDER = "lesson-templates"


def keep_compiled(app: Sphinx) -> None:
    """Let Sphinx's templates be kept, unless a project brings templates of another kind (event ``builder-inited``)."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    templates = app.builder.templates
    if isinstance(templates, BuiltinTemplateLoader):
        folder = Path(app.doctreedir, FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        # Code is for the Jinja that made it; Python's version is noted in the files.
        names = f"jinja-{jinja2.__version__}-%s"
        kept = templates.environment.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder), names)
        # Each builder has an environment of its own, and no template changes while it writes.
        templates.environment.auto_reload = False
        # Style sheets and scripts, which Sphinx makes in every build of templates that Jinja is not told the names of.
        templates.render_string = partial(_render_string, templates.environment, kept)  # type: ignore[method-assign]


def _render_string(
    environment: jinja2.Environment, kept: jinja2.BytecodeCache, source: str, context: dict[str, Any]
) -> str:
    bucket = kept.get_bucket(environment, kept.get_source_checksum(source), None, source)
    if bucket.code is None:
        bucket.code = environment.compile(source)
        kept.set_bucket(bucket)
    template = environment.template_class.from_code(environment, bucket.code, environment.make_globals(None))
    return template.render(context)


def setup(app: Sphinx) -> None:
    """Use what was kept before any template is."""
    app.connect("builder-inited", keep_compiled)
