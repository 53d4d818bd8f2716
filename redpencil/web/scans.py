"""Parts of page scans, as the pages ask for them."""

from __future__ import annotations

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from redpencil.review.pictures import frame_line
from redpencil.web.subject import service_of, sheet_of


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
    """The part of a scan that shows a line, by number; what follows is for the browser's cache."""
    sheet, number = sheet_of(request, request.path_params["document"]), request.path_params["line"]
    box = sheet.lines[number].bbox if number < len(sheet.lines) else None
    if sheet.page is None or box is None:
        raise HTTPException(404)
    frame = frame_line(sheet.page, box)
    return _picture(await to_thread.run_sync(service_of(request).pictures.strip, sheet.page, frame))


def _picture(content: bytes | None) -> Response:
    if content is None:
        raise HTTPException(404)
    return Response(content, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"})
