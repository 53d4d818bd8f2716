"""Parts of page scans, as the pages ask for them."""

from __future__ import annotations

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ocr.page import BBox
from redpencil.web.views import service_of, sheet_of


async def show_tile(request: Request) -> Response:
    """A tile of a scan."""
    page = sheet_of(request, request.path_params["document"]).page
    path = request.path_params
    if page is None:
        raise HTTPException(404)
    pictures = service_of(request).pictures
    content = await to_thread.run_sync(pictures.tile, page, path["level"], path["column"], path["row"])
    return _picture(content)


async def show_strip(request: Request) -> Response:
    """A part of a scan, by its box `left_top_right_bottom`."""
    page = sheet_of(request, request.path_params["document"]).page
    numbers = request.path_params["box"].split("_")
    if page is None or len(numbers) != 4 or not all(n.isascii() and n.isdigit() for n in numbers):
        raise HTTPException(404)
    box = BBox(*(min(int(number), 10**6) for number in numbers))
    return _picture(await to_thread.run_sync(service_of(request).pictures.strip, page, box))


def _picture(content: bytes | None) -> Response:
    if content is None:
        raise HTTPException(404)
    return Response(content, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"})
