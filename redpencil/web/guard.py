"""What every request must pass, and what every answer must say: the web's known attacks, in one place."""

from __future__ import annotations

from collections.abc import Iterable
from http.cookies import SimpleCookie
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from redpencil.web.identity import Gate

_EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
"""An empty style element: the mark that keeps OpenSeadragon from making one with rules in it."""
POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self' {_EMPTY}; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with "no-referrer", browsers post forms from the origin "null"
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
MOST_BYTES = 4_000_000
LONGEST_PATH = 2000
"""Characters; a name of a document has 255 at most, and Python reads no number of more than 4300 digits."""
_TOO_LARGE = "This request is too large."
_OPEN = ("/static/", "/login", "/alive")


class Guard:
    """Middleware: known hosts, known readers, same origin and a form token for whatever changes something.

    Args:
        app: what it guards.
        gate: who may come in.
        hosts: names under which the server may be addressed, against DNS rebinding; "*" for any.
        cookie: name of the cookie; it holds the port, because cookies do not keep ports apart.
    """

    def __init__(self, app: ASGIApp, gate: Gate, hosts: Iterable[str], cookie: str) -> None:
        self._app, self._gate, self._hosts, self._cookie = app, gate, frozenset(hosts), cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._judge(scope)
        await (refusal or self._app)(scope, _counting(receive), _adding_headers(scope["path"], send))

    def _judge(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = _split(f"//{headers.get('host', '')}").hostname or ""
        if "*" not in self._hosts and host not in self._hosts:
            return PlainTextResponse("This server does not go by that name.", 421)
        cookie = _cookies(headers).get(self._cookie, "")
        reader = self._gate.read(cookie) if cookie else None
        form_token = self._gate.form_token(cookie) if reader else ""
        scope["state"] = {**scope.get("state", {}), "reader": reader, "form_token": form_token}
        changes = scope["method"] not in ("GET", "HEAD")
        if changes and not _is_same_origin(headers):
            return PlainTextResponse("This request comes from another site.", 403)
        if len(scope["path"]) > LONGEST_PATH:
            return PlainTextResponse("This address is too long.", 414)
        if int(headers.get("content-length") or 0) > MOST_BYTES:
            return PlainTextResponse(_TOO_LARGE, 413)
        comes_with_token = scope["path"] == "/" and not changes and "token" in Request(scope).query_params
        if scope["path"].startswith(_OPEN) or comes_with_token:
            return None
        if reader is None:
            return _ask_to_log_in(changes or scope["path"] != "/")
        if changes and not self._gate.check_form(cookie, headers.get("x-form-token", "")):
            return PlainTextResponse("The form token is missing. Load the page again.", 403)
        return None


def _ask_to_log_in(plainly: bool) -> Response:
    if plainly:
        said = "Open the address that 'redpencil review --web' printed, or log in at /login."
        return PlainTextResponse(said, 401)
    return RedirectResponse("/login", 303)


def _is_same_origin(headers: Headers) -> bool:
    """By Origin, which browsers send with every such request; by Sec-Fetch-Site as well where it is sent."""
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = headers.get("origin")
    return origin is not None and _split(origin).netloc == headers.get("host")


def _split(address: str) -> SplitResult:
    """The parts of an address; all empty where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _cookies(headers: Headers) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except Exception:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def _counting(receive: Receive) -> Receive:
    """Refuses what grows too large: a body in chunks does not say beforehand how long it is."""
    total = 0

    async def receive_some() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > MOST_BYTES:
            raise HTTPException(413, _TOO_LARGE)
        return message

    return receive_some


def _adding_headers(path: str, send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if not path.startswith(("/static/", "/tiles/", "/strips/")):
                headers["Cache-Control"] = "no-store"
        await send(message)

    return send_with_headers
