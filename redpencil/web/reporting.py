"""The audit trail and the report as web pages."""

from __future__ import annotations

import heapq

from starlette.requests import Request
from starlette.responses import Response

from redpencil.machine import MACHINE
from redpencil.review.report import make_report
from redpencil.web.rendering import render
from redpencil.web.subject import service_of

_SHOWN = 500


async def show_report(request: Request) -> Response:
    """What was decided, by whom, at what pace."""
    service = service_of(request)
    service.desk.refresh()
    report = make_report(service.store.log(), service.desk.sheets.values())
    return render(request, "report.html", report=report)


async def show_log(request: Request) -> Response:
    """The newest decisions, newest first; with `by=people` in the address only those of people."""
    service = service_of(request)
    service.desk.refresh()
    people = request.query_params.get("by") == "people"
    if people:
        decisions = (d for rows in service.desk.stands().values() for d in rows if d.who != MACHINE)
        rows = heapq.nlargest(_SHOWN, decisions, key=lambda decision: decision.when)
    else:
        rows = [d for _, d in reversed(service.store.since(max(service.desk.seen - _SHOWN, 0)))]
    return render(request, "log.html", rows=rows, shown=_SHOWN, people=people)
