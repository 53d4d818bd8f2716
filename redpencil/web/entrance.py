"""How readers come in: by the token in the address, or by name and password."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from redpencil.web.identity import LIFETIME, Gate
from redpencil.web.rendering import render


@dataclass(frozen=True)
class Entrance:
    """Lets a reader in, and remembers them by a cookie that scripts cannot read."""

    gate: Gate
    cookie: str
    _guessers: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(4))

    def remember(self, response: Response, name: str) -> None:
        """Give the reader the cookie."""
        response.set_cookie(
            self.cookie, self.gate.issue(name), max_age=LIFETIME, httponly=True, samesite="strict"
        )

    async def enter(self, request: Request) -> Response | None:
        """A redirection for who comes with the right token; None for everybody else."""
        if not self.gate.admit_token(request.query_params.get("token", "")):
            return None
        response = RedirectResponse(request.url.path, 303)
        self.remember(response, self.gate.reader)
        return response

    async def log_in(self, request: Request) -> Response:
        """The form for name and password, and what it says."""
        if request.method == "GET":
            return self._form(request, "")
        fields = parse_qs((await request.body()).decode("utf-8", "replace"))
        name, password = (fields.get(field, [""])[0] for field in ("name", "password"))
        if self.gate.passwords is None:
            name, admitted = self.gate.reader, self.gate.admit_token(password.strip())
        else:
            admitted = await asyncio.to_thread(self.gate.admit_password, name, password)
        if not admitted:
            async with self._guessers:
                await asyncio.sleep(1)  # so that guessing takes long, however many guess at once
            said = "That token is not right."
            if self.gate.passwords is not None:
                said = "That name and that password do not belong together."
            return self._form(request, said, 401)
        response = RedirectResponse("/", 303)
        self.remember(response, name)
        return response

    async def log_out(self, request: Request) -> Response:  # noqa: ARG002
        """Forget the reader."""
        response = Response(status_code=204)
        response.delete_cookie(self.cookie)
        return response

    def _form(self, request: Request, said: str, status: int = 200) -> Response:
        return render(request, "login.html", status, said=said)
