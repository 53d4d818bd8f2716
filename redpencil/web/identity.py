"""Who is asking: signed cookies, the token in the address, and tokens against forged requests."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from redpencil.web.passwords import check_password, read_passwords
from scans.files import write_text

LIFETIME = 7 * 24 * 3600
"""Seconds for which a reader stays logged in."""


@dataclass(frozen=True)
class Gate:
    """Lets readers in.

    Attributes:
        secret: signs cookies; kept in the project, so that readers stay logged in over a restart.
        token: in the address that is printed at the start; for who has no password file.
        reader: the name of who comes with the token.
        passwords: the password file, or None.
    """

    secret: bytes
    token: str
    reader: str
    passwords: Path | None = None

    def admit_token(self, token: str) -> bool:
        """Whether it is the token of this server."""
        return self.passwords is None and hmac.compare_digest(token.encode(), self.token.encode())

    def admit_password(self, name: str, password: str) -> bool:
        """Whether that reader has that password."""
        return self.passwords is not None and check_password(read_passwords(self.passwords), name, password)

    def issue(self, name: str) -> str:
        """A cookie for a reader."""
        payload = json.dumps({"name": name, "until": int(time.time()) + LIFETIME})
        body = base64.urlsafe_b64encode(payload.encode()).decode()
        return f"{body}.{self._sign(body)}"

    def read(self, cookie: str) -> str | None:
        """The reader's name; None for a cookie not ours, too old, or of somebody struck off."""
        body, _, signature = cookie.partition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(body).encode()):
            return None
        claims = json.loads(base64.urlsafe_b64decode(body))
        if claims["until"] < time.time():
            return None
        if self.passwords is not None and claims["name"] not in read_passwords(self.passwords):
            return None
        return str(claims["name"])

    def form_token(self, cookie: str) -> str:
        """What every request that changes something has to carry beside that cookie."""
        return self._sign(f"form {cookie}")

    def check_form(self, cookie: str, token: str) -> bool:
        """Whether the request carries it."""
        return hmac.compare_digest(token.encode(), self.form_token(cookie).encode())

    def _sign(self, text: str) -> str:
        return hmac.new(self.secret, text.encode(), hashlib.sha256).hexdigest()


def make_gate(state: Path, reader: str, passwords: Path | None) -> Gate:
    """A gate whose secret is kept in the project's state folder, for its owner alone."""
    kept = state / "secret"
    if not kept.exists():
        write_text(kept, secrets.token_hex(32), private=True)
    if passwords:
        read_passwords(passwords)
    return Gate(bytes.fromhex(kept.read_text("ascii")), secrets.token_urlsafe(24), reader, passwords)
