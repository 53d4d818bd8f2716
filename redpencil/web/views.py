"""The pages that a reader sees, and what the pages ask for."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corrections.entry import Kind
from redpencil.machine import MACHINE
from redpencil.review.context import show_line
from redpencil.review.editing import suggest_line
from redpencil.review.keys import KEYS
from redpencil.review.opening import is_open
from redpencil.review.sheet import Sheet
from redpencil.review.sitting import Sitting
from redpencil.web.answering import (
    FormError,
    find_doubt,
    find_likes,
    read_answer,
    read_form,
    read_seen,
    read_text,
)
from redpencil.web.card import make_card, make_strip
from redpencil.web.neighbours import find_neighbours
from redpencil.web.rendering import render
from redpencil.web.subject import service_of, sheet_of, show_source, sitting_of

_FIRST_LINES, _MORE_LINES = 60, 300
KINDS = tuple(kind.value for kind in Kind if kind is not Kind.SPELLING)


async def show_queue(request: Request) -> Response:
    """One doubt at a time."""
    return render(request, "queue.html", card_html=_card(request), keys=KEYS, kinds=KINDS)


async def show_card(request: Request) -> Response:
    """The doubt that is next, or the one about the words in the query."""
    query = request.query_params
    if "document" not in query:
        return Response(_card(request), media_type="text/html")
    sitting = sitting_of(request)
    doubt = find_doubt(sitting, {"document": query["document"], "tokens": query.getlist("word")})
    return Response(_card_about(request, sitting, doubt), media_type="text/html")


async def take_answer(request: Request) -> Response:
    """What the reader says; the next doubt, or what somebody else said first."""
    form = read_form(await request.body())
    sitting = sitting_of(request)
    action = form.get("action")
    if action == "undo":
        outcome = sitting.undo(read_seen(form))
    elif action == "redo":
        outcome = sitting.redo(read_seen(form))
    elif action in ("skip", "back", "order"):
        outcome = None
        _move(sitting, form)
    else:
        doubt = find_doubt(sitting, form)
        answer = read_answer(doubt, form)
        outcome = sitting.answer(doubt, answer, find_likes(sitting, form), read_seen(form))
    return _reply(request, sitting, form, outcome)


async def take_line(request: Request) -> Response:
    """A line that the reader typed anew."""
    form = read_form(await request.body())
    sitting = sitting_of(request)
    sheet = sheet_of(request, str(form.get("document")))
    index = sheet.line_of.get(str(form.get("line")))
    if index is None:
        raise FormError("That line is not on the page any more. Load the page again.")
    outcome = sitting.answer_line(sheet.id, sheet.lines[index], read_text(form), read_seen(form))
    return _reply(request, sitting, form, outcome)


async def show_likes(request: Request) -> Response:
    """Where else the same is read."""
    form = read_form(await request.body())
    sitting = sitting_of(request)
    doubt = find_doubt(sitting, form)
    likes = sitting.likes(doubt)

    def context(other: Any) -> Any:
        sheet = sitting.desk.sheets[other.document]
        line = sheet.lines[sheet.line_of[other.tokens[0]]]
        return show_line(sheet, line, lit=other.tokens)

    return render(request, "_likes.html", doubt=doubt, likes=likes, context=context, dumps=json.dumps)


async def show_pages(request: Request) -> Response:
    """All documents, with what is left to do in each and who is at it."""
    service, sitting = service_of(request), sitting_of(request)
    now = sitting.clock()
    queue = sitting.desk.open(sitting.who, sitting.scope)
    rows = [
        (sheet, len(queue.of_document(sheet.id)), service.claims.holder(sheet.id, now))
        for sheet in service.desk.sheets.values()
    ]
    return render(request, "pages.html", rows=rows, service=service, keys=KEYS, kinds=KINDS)


async def show_page(request: Request) -> Response:
    """A whole page to read on, line by line."""
    sheet = sheet_of(request, request.path_params["document"])
    sitting = sitting_of(request)
    take_over = "take" in request.query_params
    holder = service_of(request).claim_page(sheet.id, sitting.who, take_over=take_over)
    lines = [_line(sheet, index, sitting.who) for index in range(min(_FIRST_LINES, len(sheet.lines)))]
    return render(
        request,
        "page.html",
        sheet=sheet,
        lines=lines,
        holder=None if holder == sitting.who else holder,
        seen=sitting.desk.seen,
        source=show_source(sheet),
        keys=KEYS,
        kinds=KINDS,
        **find_neighbours(service_of(request).desk, sheet.id),
    )


async def show_lines(request: Request) -> Response:
    """More lines of a page, from an index on."""
    sheet, sitting = sheet_of(request, request.path_params["document"]), sitting_of(request)
    first = request.path_params["first"]
    indexes = range(first, min(first + _MORE_LINES, len(sheet.lines)))
    lines = [_line(sheet, index, sitting.who) for index in indexes]
    return render(request, "_lines.html", lines=lines)


async def rename_reader(request: Request) -> Response:
    """Another name for a reader who needs no password: `name` in the form."""
    gate = request.app.state.gate
    name = str(read_form(await request.body()).get("name", "")).strip()
    if gate.passwords is not None:
        raise FormError("Readers with passwords cannot change their names here.")
    if not name or name == MACHINE or len(name) > 80 or not name.isprintable():
        raise FormError("That is no name.")
    response = Response(status_code=204)
    request.app.state.entrance.remember(response, name)
    return response


async def go_home(request: Request) -> Response:  # noqa: ARG001
    """The queue is the first page."""
    return RedirectResponse("/", 303)


def _move(sitting: Sitting, form: dict[str, Any]) -> None:
    match form["action"]:
        case "skip":
            sitting.skip(find_doubt(sitting, form))
        case "back":
            sitting.back()
        case "order":
            sitting.turn()


def _reply(request: Request, sitting: Sitting, form: dict[str, Any], outcome: Any) -> Response:
    """In the queue the next doubt; on a page its lines that changed. A conflict is told in both."""
    conflicts = outcome.conflicts if outcome else ()
    count = len(outcome.recorded) if outcome else 0
    undone = form.get("action") in ("undo", "redo") and outcome and not outcome.recorded and not conflicts
    head = {"conflicts": conflicts, "count": count, "nothing": undone, "action": form.get("action")}
    status = 409 if conflicts else 200
    if form.get("mode") != "page":
        return render(request, "_reply.html", status, card_html=_card(request), lines=(), **head)
    document = str(form.get("on") or form.get("document"))
    sheet = sheet_of(request, document)
    changed = {
        sheet.line_of[token]
        for decision in (*(outcome.recorded if outcome else ()), *(c.mine for c in conflicts))
        if decision.document == document
        for token in decision.tokens
        if token in sheet.line_of
    }
    page = {
        "lines": [_line(sheet, index, sitting.who) for index in sorted(changed)],
        "card_html": _card_of_next(request, sitting, document, form.get("then")),
        "seen": sitting.desk.seen,
    }
    return render(request, "_reply.html", status, **page, **head)


def _card(request: Request) -> str:
    sitting = sitting_of(request)
    doubt = sitting.show()
    if doubt is None:
        return _rendered(request, "_done.html", sitting=sitting, service=service_of(request))
    return _card_about(request, sitting, doubt)


def _card_of_next(request: Request, sitting: Sitting, document: str, tokens: Any) -> str:
    """The card of the words to which a reader of the page goes on; "" where they are not there any more."""
    try:
        doubt = find_doubt(sitting, {"document": document, "tokens": tokens})
    except FormError:
        return ""
    return _card_about(request, sitting, doubt)


def _card_about(request: Request, sitting: Sitting, doubt: Any) -> str:
    sheet = sitting.desk.sheets[doubt.document]
    card = make_card(sheet, doubt, sitting.desk.seen)
    line = sheet.lines[sheet.line_of[doubt.tokens[0]]]
    return _rendered(
        request,
        "_card.html",
        card=card,
        doubt=doubt,
        sitting=sitting,
        progress=sitting.progress(),
        service=service_of(request),
        here=len(sitting.desk.open(sitting.who, sitting.scope).of_document(sheet.id)),
        like=sitting.count_likes(doubt),
        line=line,
        line_text=suggest_line(sheet, line, sitting.line_doubts(sheet.id, line)),
        source=show_source(sheet),
        keys={key.action: key for key in KEYS},
    )


def _rendered(request: Request, template: str, **values: Any) -> str:
    return bytes(render(request, template, **values).body).decode()


def _line(sheet: Sheet, index: int, who: str) -> dict[str, Any]:
    line = sheet.lines[index]
    spans = {span for token in line.tokens for span in sheet.asked.get(token.id, ())}
    doubted = {token for span in spans if is_open(sheet, span, who) for token in span}
    shown = show_line(sheet, line, doubted=doubted)
    starts = index == 0 or sheet.lines[index - 1].passage != line.passage
    return {"line": shown, "strip": make_strip(sheet, index), "starts": starts, "bbox": line.bbox}
