"""The layout of a page drawn in the browser: its regions, saved for the next reading, and that reading."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ocr.layout.area import Area
from ocr.layout_file import make_area
from ocr.page import Page, RegionKind
from redpencil.regions import forget_regions, open_regions, save_regions
from redpencil.review.keys import Key
from redpencil.revision import OvertakenError
from redpencil.web.answering import FormError, read_form
from redpencil.web.neighbours import find_neighbours
from redpencil.web.rendering import render
from redpencil.web.subject import service_of, sheet_of, show_source

MOST_REGIONS = 2000
_SAID = 60
KEYS = (
    Key("n", "next", "Next", "To the next region in reading order (N: to the one before)"),
    Key("d", "draw", "Draw", "Draw a region with the mouse; Enter puts one in the middle of the view"),
    Key("m", "arrows", "Arrows", "What the arrows move: it, its far edges, its near edges (Shift: a lot)"),
    Key("x", "remove", "Delete", "Delete the region, or all that are marked"),
    Key("v", "mark", "Mark", "Mark the region, for joining, deleting or its kind (Shift and click)"),
    Key("j", "join", "Join", "Join the marked regions; without marks, this one and the next"),
    Key("c", "cut", "Cut", "Cut it in two: arrows place the cut, c turns it, Enter cuts"),
    Key("k", "kind", "Kind", "What kind of region it is; 1 to 9 set it at once"),
    Key(",", "earlier", "Earlier", "Read it earlier"),
    Key(".", "later", "Later", "Read it later"),
    Key("o", "order", "Number", "Number anew: click the regions as they are read, or n and Enter; o ends"),
    Key("u", "undo", "Undo", "Take back, as often as you like"),
    Key("r", "redo", "Redo", "Do again what was undone"),
    Key("s", "save", "Save", "Save the regions; 'redpencil ocr' then reads the page by them"),
    Key("R", "reread", "Read again", "Save, and read the page again by these regions, now"),
    Key("F", "forget", "Find anew", "Forget what was drawn, find the regions anew, and read the page again"),
    Key("?", "help", "Help", "Show these keys"),
)


async def show_layout(request: Request) -> Response:
    """The scan with its regions over it."""
    sheet = sheet_of(request, request.path_params["document"])
    if sheet.page is None:
        raise HTTPException(404, "This text has no scan, so there is no layout to draw.")
    return render(
        request,
        "layout.html",
        sheet=sheet,
        source=show_source(sheet),
        keys=KEYS,
        kinds=tuple(RegionKind),
        **find_neighbours(service_of(request).desk, sheet.id),
    )


async def tell_layout(request: Request) -> Response:
    """The regions, and the lines of print that were read, as JSON."""
    return JSONResponse(_describe(request, _page(request)))


async def save_layout(request: Request) -> Response:
    """Keep the regions; 409 with theirs where somebody was faster."""
    page, form = _page(request), read_form(await request.body())
    project, seen = service_of(request).project, str(form.get("revision", ""))
    try:
        if form.get("regions") is None:
            forget_regions(project, page, seen)
        else:
            save_regions(project, page, _read_regions(form["regions"], page), seen)
    except OvertakenError as error:
        return JSONResponse(_describe(request, page) | {"said": str(error)}, 409)
    return JSONResponse(_describe(request, page))


async def reread(request: Request) -> Response:
    """Read the page again, in the background."""
    service_of(request).rereading.begin(_page(request).id)
    return await tell_rereading(request)


async def tell_rereading(request: Request) -> Response:
    """How far that is: "reading", "failed", or "done" once the new text is on the desk."""
    service, page = service_of(request), _page(request)
    run = service.rereading.find(page.id)
    if run is None:
        return JSONResponse({"state": "none"})
    state = "reading" if run.ended is None else "failed" if run.problem else "done"
    if state == "done":
        await service.look()
    told = {"state": state, "seconds": round(run.seconds, 1), "problem": run.problem}
    return JSONResponse(told | {"usual": service.rereading.usual})


def _page(request: Request) -> Page:
    page = sheet_of(request, request.path_params["document"]).page
    if page is None:
        raise HTTPException(404, "This text has no scan.")
    return page


def _describe(request: Request, page: Page) -> dict[str, Any]:
    regions = open_regions(service_of(request).project, page)
    return {
        "regions": [{"kind": area.kind, "box": area.bbox} for area in regions.areas],
        "revision": regions.revision,
        "drawn": regions.drawn,
        "read": regions.read,
        "problem": regions.problem,
        "lines": [{"box": line.bbox, "text": line.text[:_SAID]} for line in page.lines()],
    }


def _read_regions(given: object, page: Page) -> tuple[Area, ...]:
    """Regions from a form, none of them beyond the page. Raises FormError."""
    if not isinstance(given, list) or len(given) > MOST_REGIONS:
        raise FormError(f"Regions are a list, of {MOST_REGIONS} at most.")
    try:
        areas = tuple(make_area(region) for region in given)
    except (ValueError, KeyError, TypeError) as error:
        raise FormError(f"A region makes no sense: {error}") from None
    for area in areas:
        if area.bbox.right > page.width or area.bbox.bottom > page.height:
            raise FormError(f"A region lies beyond the page: {list(area.bbox)}")
    return areas
