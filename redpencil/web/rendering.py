"""Templates; whatever stands in a scan is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from redpencil import __version__

FOLDER = Path(__file__).parent
_environment = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for the reader who asks; values named `…_html` are markup of our own making already."""
    safe = {name: Markup(value) if name.endswith("_html") else value for name, value in values.items()}  # noqa: S704
    shared = {
        "reader": request.state.reader,
        "form_token": request.state.form_token,
        "named": request.app.state.gate.passwords is not None,
        "version": __version__,
        "title": request.app.state.title,
        "path": request.url.path,
    }
    return HTMLResponse(_environment.get_template(template).render(shared | safe), status)
