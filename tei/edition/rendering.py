"""Pages of the web edition from their templates."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from scans.files import renew_bytes, renew_text

_STATIC = ("edition.css", "reading.js", "search.js", "minisearch/minisearch.js", "minisearch/LICENSE.txt")
"""minisearch.js is dist/umd/index.js of MiniSearch 7.2.0 (MIT) from npm, but for its link to a source map."""


def write_page(path: Path, template: str, **content: object) -> None:
    """Write an HTML page; whatever the content holds is escaped."""
    renew_text(path, _templates().get_template(template).render(**content))


def write_static(folder: Path) -> None:
    """Write style sheet, scripts and the search library that all pages share."""
    for name in _STATIC:
        renew_bytes(folder / name, (files("tei.edition") / "static" / name).read_bytes())


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("tei.edition"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
