"""The articles of an issue arranged in the browser: where they begin, what goes on where, what lines are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ocr.page import Page
from redpencil.review.keys import Key
from redpencil.review.sheet import Sheet
from redpencil.revision import OvertakenError, read_revision, refuse_overtaken
from redpencil.web.answering import FormError, read_form
from redpencil.web.neighbours import find_neighbours
from redpencil.web.rendering import render
from redpencil.web.service import Service
from redpencil.web.subject import service_of, sheet_of, show_source
from scans.errors import FormatError
from scans.labels import read_labels
from scans.scan import Label, Scan
from tei.arrangement import (
    Arrangement,
    begin_article,
    join_before,
    set_genre,
    set_kind,
    unite_articles,
)
from tei.article import Article, BlockKind, Genre
from tei.batch import short
from tei.overrides import Overrides, make_overrides, read_overrides, tabulate_overrides, write_overrides
from tei.segmentation import group_issues

KINDS = {
    "1": (BlockKind.HEAD, "headline"),
    "2": (BlockKind.SUBHEAD, "deck"),
    "3": (BlockKind.SECTION, "section head"),
    "4": (BlockKind.BYLINE, "byline"),
    "5": (BlockKind.DATELINE, "place and day"),
    "6": (BlockKind.PARAGRAPH, "text"),
    "7": (BlockKind.QUOTATION, "quotation"),
    "8": (BlockKind.NOTE, "editor’s note"),
    "9": (BlockKind.CAPTION, "caption"),
    "a": (BlockKind.SALUTE, "greeting"),
    "i": (BlockKind.SIGNED, "signature"),
    "t": (BlockKind.TABLE, "table"),
    "j": (BlockKind.JUMP_LINE, "continued on"),
    "h": (BlockKind.JUMP_HEAD, "continued from"),
    "f": (BlockKind.FURNITURE, "running head"),
}
"""What a line of a scan may be, by the key that says so, and what people call it."""
KEYS = (
    Key("n", "next", "Next", "To the next article on the page (N: to the one before)"),
    Key("b", "begin", "Begin", "An article begins here; on its first line: it goes on the article before"),
    Key("c", "continue", "Continues", "The article continues elsewhere: “continued on page 3”; choose where"),
    Key("k", "kind", "Kind", "What the line is; 1 to 9 say it at once (headline, deck, section, byline …)"),
    Key("v", "mark", "Mark", "Mark from here; the arrows take more lines in, k says what they all are"),
    Key("g", "genre", "Genre", "Article or advertisement"),
    Key("u", "undo", "Undo", "Take back, as often as you like"),
    Key("r", "redo", "Redo", "Do again what was undone"),
    Key("s", "save", "Save", "Save to articles.toml; 'redpencil export' then goes by it"),
    Key("?", "help", "Help", "Show these keys"),
)
_TITLE = 90


async def show_articles(request: Request) -> Response:
    """The scan with the page's lines, article by article."""
    sheet, service = _scanned(request), service_of(request)
    issue = _find_issue(service, sheet)
    around = find_neighbours(service.desk, issue[0]) | {
        "after": find_neighbours(service.desk, issue[-1])["after"]
    }
    return render(request, "articles.html", sheet=sheet, keys=KEYS, kinds=KINDS, **around)


async def tell_articles(request: Request) -> Response:
    """The issue that the page belongs to, as it is set now, as JSON."""
    sheet, service = _scanned(request), service_of(request)
    path, problem = service.project.overrides, ""
    revision = read_revision(path)
    overrides = read_overrides(path)
    try:
        arrangement = await _arrange(service, sheet, overrides)
    except FormatError as error:  # the page was read again since
        problem = str(error)
        arrangement = await _arrange(service, sheet, overrides.elsewhere(_find_issue(service, sheet)))
    told = {"revision": revision, "problem": problem, "pages": _show_pages(service, arrangement)}
    return JSONResponse(told | _describe(arrangement))


async def rearrange(request: Request) -> Response:
    """What becomes of a draft by one action, without keeping it."""
    sheet, service = _scanned(request), service_of(request)
    form = read_form(await request.body())
    before = await _arrange(service, sheet, _read_draft(service, form))
    try:
        after = await to_thread.run_sync(_act, before, form)
    except (LookupError, ValueError, TypeError):
        raise FormError(_REFUSALS.get(str(form.get("action")), "That makes no sense here.")) from None
    return JSONResponse(_describe(await _arrange(service, sheet, after)))


_REFUSALS = {
    "join": "No other article stands before it on this page.",
    "unite": "That article is not there any more.",
}


async def save_articles(request: Request) -> Response:
    """Keep a draft; 409 with theirs where somebody was faster."""
    sheet, service = _scanned(request), service_of(request)
    form = read_form(await request.body())
    draft = _read_draft(service, form)
    await _arrange(service, sheet, draft)
    try:
        refuse_overtaken(service.project.overrides, str(form.get("revision", "")))
    except OvertakenError as error:
        theirs = read_overrides(service.project.overrides)
        told = _describe(await _arrange(service, sheet, theirs)) | {"said": str(error)}
        return JSONResponse(told | {"revision": read_revision(service.project.overrides)}, 409)
    write_overrides(draft, service.project.overrides)
    return JSONResponse({"revision": read_revision(service.project.overrides)})


def _scanned(request: Request) -> Sheet:
    sheet = sheet_of(request, request.path_params["document"])
    if sheet.page is None:
        raise HTTPException(404, "This text is one article already.")
    return sheet


def _read_draft(service: Service, form: Mapping[str, Any]) -> Overrides:
    draft = form.get("draft")
    if not isinstance(draft, dict):
        raise FormError("There is no draft.")
    try:
        return make_overrides(draft, service.project.overrides)
    except FormatError as error:
        raise FormError(str(error)) from None


async def _arrange(service: Service, sheet: Sheet, overrides: Overrides) -> Arrangement:
    """The issue that the page belongs to. Raises FormatError where the overrides do not fit it."""
    pages = tuple(page for name in _find_issue(service, sheet) if (page := service.sheet(name).page))
    series = service.project.settings.series
    labels = _read_labels(service)
    return await to_thread.run_sync(service.measured.arrange, pages, labels, series, overrides)


def _find_issue(service: Service, sheet: Sheet) -> tuple[str, ...]:
    """Ids of the pages of the issue that the page belongs to."""
    return next(issue for issue in group_issues(_read_labels(service)) if sheet.id in issue)


def _read_labels(service: Service) -> Mapping[str, Label]:
    pages = [sheet.page for sheet in service.desk.sheets.values() if sheet.page]
    return read_labels([_scan(service, page) for page in pages], service.project.settings.scans)


def _scan(service: Service, page: Page) -> Scan:
    path = service.project.scans / (page.image or page.id)
    return Scan(page.id, path, page.image_page, page.width, page.height, page.dpi, page.sha256)


def _act(arrangement: Arrangement, form: Mapping[str, Any]) -> Overrides:
    """Raises LookupError, ValueError or TypeError where the action makes no sense."""
    places = [(str(page), str(line)) for page, line in form.get("places", ())]
    for place in places:
        arrangement.find(place)
    match form.get("action"):
        case "begin":
            return begin_article(arrangement, places[0])
        case "join":
            return join_before(arrangement, places[0])
        case "unite":
            return unite_articles(arrangement, str(form["first"]), str(form["second"]))
        case "genre":
            return set_genre(arrangement, str(form["article"]), Genre(form["genre"]))
        case "kind":
            return set_kind(arrangement, places, BlockKind(form["kind"]))
    raise ValueError(form.get("action"))


def _show_pages(service: Service, arrangement: Arrangement) -> list[dict[str, Any]]:
    """The lines of each page as they are read, with what stands there now."""
    labels = _read_labels(service)
    return [
        {
            "id": page.id,
            "number": labels[page.id].number or "",
            "source": show_source(service.sheet(page.id)),
            "lines": _show_lines(service.sheet(page.id), arrangement),
        }
        for page in arrangement.pages
    ]


def _show_lines(sheet: Sheet, arrangement: Arrangement) -> list[dict[str, Any]]:
    lines = {line.id: line for line in sheet.page.lines()} if sheet.page else {}
    shown = []
    for page, name in arrangement.places:
        if page == sheet.id:
            words = (sheet.text(w.id) if w.id in sheet.tokens else w.text for w in lines[name].words)
            shown.append({"id": name, "box": lines[name].bbox, "text": " ".join(filter(None, words))})
    return shown


def _describe(arrangement: Arrangement) -> dict[str, Any]:
    """The draft, its articles, and for each line of each page its article and what it is."""
    lines: dict[str, list[tuple[str, str]]] = {page.id: [] for page in arrangement.pages}
    for place in arrangement.places:
        kind = arrangement.kinds.get(place, BlockKind.FURNITURE)
        lines[place[0]].append((arrangement.owners.get(place, ""), kind.value))
    return {
        "draft": tabulate_overrides(arrangement.overrides),
        "articles": {
            short(article): _describe_article(article, arrangement) for article in arrangement.articles
        },
        "lines": lines,
    }


def _describe_article(article: Article, arrangement: Arrangement) -> dict[str, Any]:
    heads = [block for block in article.blocks if block.kind is BlockKind.HEAD] or article.blocks[:1]
    title = " ".join(token.text for block in heads for token in block.tokens)
    pages = {page.id for page in arrangement.pages}
    fixed = any(c.name == short(article) and c.pages & pages for c in arrangement.overrides.claimed)
    return {"title": title[:_TITLE], "pages": article.pages, "genre": article.genre.value, "set": fixed}
