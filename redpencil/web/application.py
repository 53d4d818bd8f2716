"""The web application, put together."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from redpencil.boundary import explain_os_error
from redpencil.bugs import tell
from redpencil.execution.failure import blame
from redpencil.web import articles, layout, views
from redpencil.web.answering import FormError
from redpencil.web.entrance import Entrance
from redpencil.web.guard import Guard
from redpencil.web.identity import Gate
from redpencil.web.rendering import FOLDER, render
from redpencil.web.reporting import show_log, show_report
from redpencil.web.scans import show_strip, show_tile
from redpencil.web.service import Service
from scans.errors import RedpencilError


def make_application(
    make_service: Callable[[], Service], gate: Gate, *, title: str, hosts: Iterable[str], port: int
) -> Starlette:
    """The application; `make_service` is called when it starts, in the thread that then serves.

    Args:
        make_service: opens the store and finds the documents.
        gate: who may come in.
        title: of the newspaper.
        hosts: names under which the server is addressed.
        port: where it listens.
    """
    cookie = f"redpencil-{port}"
    entrance = Entrance(gate, cookie)

    @contextlib.asynccontextmanager
    async def lifespan(application: Starlette) -> AsyncIterator[None]:
        service = make_service()
        application.state.service = service
        attending = asyncio.create_task(service.attend())
        yield
        attending.cancel()
        service.store.close()

    application = Starlette(
        routes=_routes(entrance),
        lifespan=lifespan,
        middleware=[Middleware(Guard, gate=gate, hosts=tuple(hosts), cookie=cookie)],
        exception_handlers={
            FormError: _explain_form,
            RedpencilError: _explain_error,
            OSError: _explain_system,
            HTTPException: _explain_refusal,
            ClientDisconnect: _let_go,
            Exception: _explain_bug,
        },
    )
    application.state.gate, application.state.entrance, application.state.title = gate, entrance, title
    return application


def _routes(entrance: Entrance) -> list[Route | Mount]:
    async def show_first(request: Request) -> Response:
        if "token" in request.query_params:
            return await entrance.enter(request) or PlainTextResponse("That token is not right.", 403)
        return await views.show_queue(request)

    async def alive(request: Request) -> Response:  # noqa: ARG001
        return PlainTextResponse("redpencil")

    return [
        Route("/", show_first),
        Route("/alive", alive),
        Route("/login", entrance.log_in, methods=["GET", "POST"]),
        Route("/logout", entrance.log_out, methods=["POST"]),
        Route("/name", views.rename_reader, methods=["POST"]),
        Route("/card", views.show_card),
        Route("/answer", views.take_answer, methods=["POST"]),
        Route("/line", views.take_line, methods=["POST"]),
        Route("/likes", views.show_likes, methods=["POST"]),
        Route("/pages", views.show_pages),
        Route("/page/{document}", views.show_page),
        Route("/page/{document}/lines/{first:int}", views.show_lines),
        Route("/page/{document}/layout", layout.show_layout),
        Route("/page/{document}/layout", layout.save_layout, methods=["POST"]),
        Route("/page/{document}/layout.json", layout.tell_layout),
        Route("/page/{document}/articles", articles.show_articles),
        Route("/page/{document}/articles", articles.save_articles, methods=["POST"]),
        Route("/page/{document}/articles.json", articles.tell_articles),
        Route("/page/{document}/arrangement", articles.rearrange, methods=["POST"]),
        Route("/page/{document}/reading", layout.tell_rereading),
        Route("/page/{document}/reading", layout.reread, methods=["POST"]),
        Route("/report", show_report),
        Route("/log", show_log),
        Route("/tiles/{document}/{level:int}/{column:int}_{row:int}.jpg", show_tile),
        Route("/strips/{document}/{line:int}.jpg", show_strip),
        Mount("/static", StaticFiles(directory=FOLDER / "static")),
    ]


async def _explain_form(request: Request, error: Exception) -> Response:
    return _explain(request, str(error), 422)


async def _explain_error(request: Request, error: Exception) -> Response:
    return _explain(request, str(error), 503)


async def _explain_system(request: Request, error: Exception) -> Response:
    assert isinstance(error, OSError)  # noqa: S101
    return _explain(request, explain_os_error(error), 503)


async def _explain_bug(request: Request, error: Exception) -> Response:
    return PlainTextResponse(tell(blame(error, request.url.path)), 500)


async def _explain_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    return _explain(request, error.detail, error.status_code)


async def _let_go(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Nobody is left to be told anything."""
    return Response(status_code=400)


def _explain(request: Request, said: str, status: int) -> Response:
    """A page for a person who came to that address, the words alone for a script of ours that asked."""
    if request.headers.get("sec-fetch-dest") == "document":
        return render(request, "error.html", status, said=said)
    return PlainTextResponse(said, status)
