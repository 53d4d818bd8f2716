"""The socket that a server listens at."""

import socket

import pytest

from redpencil.web.serving import listen
from scans.errors import BusyError


def test_who_comes_before_the_server_runs_waits_instead_of_being_refused() -> None:
    listener = listen("127.0.0.1", 0)
    try:
        socket.create_connection((listener.host, listener.port), timeout=5).close()
        with pytest.raises(BusyError):
            listen("127.0.0.1", listener.port)
    finally:
        listener.socket.close()
