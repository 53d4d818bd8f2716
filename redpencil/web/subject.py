"""What a request is about: the service, the sitting of the reader who asks, the page and its scan."""

from __future__ import annotations

import json

from starlette.exceptions import HTTPException
from starlette.requests import Request

from redpencil.review.pictures import TILE, count_levels
from redpencil.review.sheet import Sheet
from redpencil.review.sitting import Sitting
from redpencil.web.service import Service


def service_of(request: Request) -> Service:
    """The server's shared state."""
    service: Service = request.app.state.service
    return service


def sitting_of(request: Request) -> Sitting:
    """The session of the reader who asks, who has seen what others did meanwhile."""
    service = service_of(request)
    service.desk.refresh()
    return service.sitting(request.state.reader)


def sheet_of(request: Request, document: str) -> Sheet:
    """A document by its name. Raises HTTPException where there is none."""
    try:
        return service_of(request).sheet(document)
    except KeyError:
        raise HTTPException(404, "There is no such page, or it is still being read.") from None


def show_source(sheet: Sheet) -> str:
    """What the viewer has to know of the scan, as JSON; "" without one."""
    if sheet.page is None:
        return ""
    page = sheet.page
    top = count_levels(page.width, page.height)
    lowest = top
    while max(page.width, page.height) > TILE << (top - lowest):
        lowest -= 1
    source = {
        "id": page.id,
        "width": page.width,
        "height": page.height,
        "tile": TILE,
        "line": sheet.line_height,
    }
    return json.dumps(source | {"top": top, "lowest": lowest})
