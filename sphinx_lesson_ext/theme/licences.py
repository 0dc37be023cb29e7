"""The licences of a lesson, by the theme's options or by how the lesson is to be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.licences import Licence, licence_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_lesson_ext.checkout.citation import Citation


def licences_of(options: Mapping[str, Any], citation: Citation) -> tuple[Licence, ...]:
    """Return the licences of a lesson: that of the theme's options, or else those of its citation."""
    names: tuple[str, ...]
    if options.get("license"):
        names, url = (options["license"],), options.get("license_url", "")
    else:
        names, url = citation.licenses, options.get("license_url", "") or citation.license_url
    # An address of a text is that of one licence.
    found = (licence_of(name, url if len(names) == 1 else "") for name in names)
    return tuple(licence for licence in found if licence is not None)
