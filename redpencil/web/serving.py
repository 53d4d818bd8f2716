"""The server: which address it has, and how it runs."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from scans.errors import BusyError, SettingsError

LOOPBACK = "127.0.0.1"
PORT = 8765


@dataclass(frozen=True)
class Listener:
    """A socket that listens, so that its port is known before the server starts."""

    socket: socket.socket
    host: str
    port: int

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names under which the server may be addressed. Behind all interfaces that may be any."""
        if self.host in ("0.0.0.0", "::"):  # noqa: S104
            return ("*",)
        return (self.host, "localhost", LOOPBACK, "::1") if is_loopback(self.host) else (self.host,)

    @property
    def address(self) -> str:
        """What to type into a browser."""
        name = LOOPBACK if self.hosts == ("*",) else self.host
        return f"http://[{name}]:{self.port}/" if ":" in name else f"http://{name}:{self.port}/"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int | None) -> Listener:
    """Listen at an address; without a port the usual one, or any other where that is taken.

    Raises:
        BusyError: the port that was asked for is taken.
        SettingsError: this machine has no such address.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for wanted in (port,) if port is not None else (PORT, 0):
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, wanted))
            bound.listen()  # a browser that comes before the server runs waits instead of being refused
        except OSError as error:
            bound.close()
            if isinstance(error, socket.gaierror):
                raise SettingsError(host, "is no address of this machine", "Give another --host") from error
            continue
        return Listener(bound, host, bound.getsockname()[1])
    raise BusyError(
        f"{host}:{port}", "cannot be listened on, perhaps another server does", "Give another --port"
    )


def serve(application: ASGIApp, listener: Listener) -> None:
    """Serve until interrupted."""
    config = uvicorn.Config(
        application, log_level="warning", ws="none", lifespan="on", server_header=False, access_log=False
    )
    uvicorn.Server(config).run(sockets=[listener.socket])
