"""Twenty readers at once on one server, which is killed three times: is anything lost, or there twice?"""

from __future__ import annotations

import http.cookiejar
import json
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.review_project import make_large_project
from corrections.decisions.store import DecisionStore
from redpencil.project import Project
from redpencil.web.passwords import add_password

READERS, DECISIONS, KILLS = 20, 2000, 3
_PASSWORD = "for measuring only"
_RUN = "from redpencil.__main__ import main; main()"


@dataclass
class Tally:
    """What the readers were told, over all of them."""

    acknowledged: list[tuple[str, str, str]] = field(default_factory=list)
    conflicts: int = 0
    again: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Reader:
    """Logs in and decides words at random, sending again what was not acknowledged."""

    def __init__(self, name: str, address: str, tally: Tally, words: list[str]) -> None:
        self.name, self.address, self.tally, self.words = name, address, tally, words
        self.random = random.Random(name)
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        self.token, self.seen = "", 0

    def work(self, count: int) -> None:
        """Have so many decisions acknowledged."""
        form = urllib.parse.urlencode({"name": self.name, "password": _PASSWORD}).encode()
        page = self._send("/login", form, "application/x-www-form-urlencoded")[1]
        self.token = re.findall(r'name="form-token" content="(\w+)"', page)[0]
        done = 0
        while done < count:
            done += self._decide(f"{self.name}{done}")

    def _decide(self, text: str) -> bool:
        word = self.random.choice(self.words)
        form = {"action": "type", "document": "large_p1", "tokens": [word], "text": text, "seen": self.seen}
        status, page = self._send("/answer", json.dumps(form | {"mode": "page"}).encode(), "application/json")
        self.seen = int((re.findall(r'data-now-seen="(\d+)"', page) or [self.seen])[0])
        with self.tally.lock:
            if status == 409:
                self.tally.conflicts += 1
                return False
            self.tally.acknowledged.append((self.name, word, text))
        return True

    def _send(self, path: str, body: bytes, kind: str) -> tuple[int, str]:
        """Until there is an answer."""
        headers = {"Content-Type": kind, "Origin": self.address, "X-Form-Token": self.token}
        while True:
            request = urllib.request.Request(self.address + path, data=body, headers=headers)
            try:
                with self.opener.open(request, timeout=60) as reply:
                    return reply.status, reply.read().decode()
            except urllib.error.HTTPError as error:
                if error.code == 409:
                    return 409, error.read().decode()
                if error.code not in (404, 422, 503):  # while the page is still being read, it is not there
                    raise
            except (OSError, urllib.error.URLError, ConnectionError):
                pass
            with self.tally.lock:
                self.tally.again += 1
            time.sleep(0.2)


def run_crash() -> None:
    """Print what was lost and what is there twice; both must be 0."""
    with tempfile.TemporaryDirectory() as folder:
        project = make_large_project(Path(folder) / "batch", ("the", "of", "and"))
        passwords = Path(folder) / "readers.txt"
        names = [f"reader{number:02}" for number in range(READERS)]
        for name in names:
            add_password(passwords, name, _PASSWORD)
        start = time.monotonic()
        tally = _play(project, passwords, names)
        _judge(project, tally, time.monotonic() - start)


def _play(project: Project, passwords: Path, names: list[str]) -> Tally:
    port = _find_port()
    address, tally = f"http://127.0.0.1:{port}", Tally()
    # Few words for many readers, so that they meet.
    words = [f"r{c}.l{line:03}.w{w}" for c in range(8) for line in range(150) for w in range(4)]
    server = _serve(project, passwords, port)
    share = DECISIONS // READERS
    readers = [Reader(name, address, tally, words) for name in names]
    threads = [threading.Thread(target=reader.work, args=(share,), daemon=True) for reader in readers]
    for thread in threads:
        thread.start()
    for kill in range(1, KILLS + 1):
        while len(tally.acknowledged) < DECISIONS * kill // (KILLS + 1):
            time.sleep(0.02)
        server.send_signal(signal.SIGKILL)
        server.wait()
        print(f"killed after {len(tally.acknowledged)} decisions", flush=True)
        server = _serve(project, passwords, port)
    for thread in threads:
        thread.join()
    server.send_signal(signal.SIGKILL)
    server.wait()
    return tally


def _serve(project: Project, passwords: Path, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _RUN, "-q", "-C", str(project.folder), "review", "--web", "--no-open"]
    command += ["--port", str(port), "--passwords", str(passwords)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _judge(project: Project, tally: Tally, seconds: float) -> None:
    with DecisionStore(project.decisions) as store:
        rows = Counter((row.who, row.tokens[0], row.after[0]) for row in store.log())
    told = Counter(tally.acknowledged)
    lost = sum((told - rows).values())
    doubled = sum(count - 1 for count in rows.values() if count > 1)
    untold = sum((rows - told).values()) - doubled
    print(
        f"{READERS} readers, {sum(told.values())} decisions acknowledged, {tally.conflicts} conflicts told, "
        f"{tally.again} requests sent again, {KILLS} kills, {seconds:.0f} s"
    )
    print(f"lost {lost} (goal: 0), doubled {doubled} (goal: 0), recorded but never acknowledged {untold}")
