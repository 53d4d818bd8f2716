"""The server's doors, tried with a plain client as an attacker would."""

import errno
import json
import re
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable
from datetime import UTC, datetime
from http.client import HTTPMessage
from pathlib import Path
from typing import IO, Any

import pytest

from corrections.decisions.decision import Decision, Verdict
from corrections.decisions.store import DecisionStore
from redpencil.machine import MACHINE
from redpencil.web.guard import MOST_BYTES
from redpencil.web.passwords import add_password
from scans.errors import SettingsError


class NoRedirection(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        return None


class Client:
    """A browser without a page: keeps one cookie."""

    def __init__(self, address: str) -> None:
        self.address, self.cookie, self.token = address.rstrip("/"), "", ""

    def ask(
        self, path: str, body: bytes | Iterable[bytes] | None = None, *, cookie: bool = True, **headers: str
    ) -> tuple[int, str, HTTPMessage]:
        request = urllib.request.Request(self.address + path, data=body)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        if self.cookie and cookie:
            request.add_header("Cookie", self.cookie)
        try:
            reply: Any = urllib.request.build_opener(NoRedirection).open(request, timeout=20)
        except urllib.error.HTTPError as error:
            reply = error
        with reply:
            return reply.status, reply.read().decode("utf-8", "replace"), reply.headers

    def enter(self, token: str) -> None:
        status, _, headers = self.ask(f"/?token={token}")
        assert status == 303
        self._remember(headers)

    def log_in(self, name: str, password: str) -> int:
        body = urllib.parse.urlencode({"name": name, "password": password}).encode()
        status, _, headers = self.ask("/login", body, Origin=self.address)
        if status == 303:
            self._remember(headers)
        return status

    def _remember(self, headers: HTTPMessage) -> None:
        self.cookie = str(headers["Set-Cookie"]).partition(";")[0]
        _, page, _ = self.ask("/")
        self.token = re.findall(r'name="form-token" content="(\w+)"', page)[0]

    def post(self, path: str, form: object, **headers: str) -> tuple[int, str]:
        headers = {"Origin": self.address, "X_Form_Token": self.token, **headers}
        status, text, _ = self.ask(path, json.dumps(form).encode(), **headers)
        return status, text


KEEP = {"action": "keep", "document": "p1", "tokens": ["r1.l0.w1"], "seen": 0}


@pytest.fixture
def running(start):
    return start()


@pytest.fixture
def client(running):
    client = Client(running.address)
    client.enter(running.token)
    return client


def test_without_a_token_nothing_is_shown(running) -> None:
    stranger = Client(running.address)
    assert stranger.ask("/")[0] == 303
    for path in (
        "/card",
        "/pages",
        "/page/p1",
        "/page/p1/layout",
        "/page/p1/layout.json",
        "/page/p1/reading",
        "/page/p1/articles",
        "/page/p1/articles.json",
        "/log",
        "/report",
        "/tiles/p1/9/0_0.jpg",
        "/strips/p1/0.jpg",
    ):
        assert stranger.ask(path)[0] == 401
        assert stranger.ask(f"{path}?token=x")[0] == 401
    assert stranger.ask("/?token=wrong")[0] == 403
    assert stranger.post("/answer?token=x", KEEP)[0] == 401
    assert running.rows() == []


def test_a_cookie_that_was_tampered_with_is_no_cookie(client) -> None:
    name, _, value = client.cookie.partition("=")
    client.cookie = f"{name}={value.replace(value[5], 'x', 1)}"
    assert client.ask("/pages")[0] == 401


def test_a_forged_form_is_refused(client, running) -> None:
    assert client.post("/answer", KEEP, X_Form_Token="0" * 64)[0] == 403
    assert client.post("/answer", KEEP, Origin="http://evil.example")[0] == 403
    assert client.post("/answer", KEEP, Origin="null")[0] == 403
    assert client.post("/answer", KEEP, Sec_Fetch_Site="cross-site")[0] == 403
    assert client.ask("/answer", json.dumps(KEEP).encode(), X_Form_Token=client.token)[0] == 403
    assert running.rows() == []
    assert client.post("/answer", KEEP)[0] == 200
    assert len(running.rows()) == 1


@pytest.mark.parametrize("path", ["/answer", "/login"])
def test_what_is_too_large_is_refused_though_it_does_not_say_how_long_it_is(client, running, path) -> None:
    parts = (b" " * 1_000_000 for _ in range(MOST_BYTES // 1_000_000 + 1))
    try:
        status, said, _ = client.ask(path, parts, Origin=client.address, X_Form_Token=client.token)
    except OSError:
        return  # the server had hung up before all was sent
    assert (status, said) == (413, "This request is too large.")
    assert running.rows() == []


def test_another_name_for_the_server_is_refused(client) -> None:
    assert client.ask("/pages", Host="evil.example")[0] == 421


@pytest.mark.parametrize("name", [MACHINE, f" {MACHINE} ", "", "a\nb", "\x1b[2J", "x" * 81, "\u202eanna"])
def test_what_is_no_name_of_a_reader_is_refused(client, running, name: str) -> None:
    assert client.post("/name", {"name": name})[0] == 422
    assert client.post("/answer", KEEP)[0] == 200
    assert [row.who for row in running.rows()] == ["Anna"]


@pytest.mark.parametrize("host", ["[", "[::1", "", "a@evil.example", "\xe9"])
def test_what_is_no_name_of_a_server_is_refused(client, host: str) -> None:
    assert client.ask("/pages", Host=host)[0] in (400, 421)
    assert client.ask("/answer", b"{}", Origin=f"http://{host}", X_Form_Token=client.token)[0] == 403


def test_a_full_disk_and_a_bug_are_told_to_the_reader(client, project, monkeypatch, tmp_path) -> None:
    def fill(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "articles.toml")

    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("redpencil.web.articles.write_overrides", fill)
    status, said = client.post("/page/p1/articles", {"draft": {}, "revision": ""})
    assert (status, "the disk is full" in said, "articles.toml" in said) == (503, True, True)
    monkeypatch.setattr("redpencil.web.articles.write_overrides", stumble)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    status, said = client.post("/page/p1/articles", {"draft": {}, "revision": ""})
    assert (status, "a bug in redpencil" in said) == (500, True)
    (log,) = tmp_path.glob("redpencil-bug-*.log")
    assert str(log) in said
    assert "ZeroDivisionError" in log.read_text("utf-8")


def test_every_answer_forbids_what_pages_from_strangers_could_do(client) -> None:
    for path in ("/", "/page/p1", "/nowhere", "/static/review.js", "/static/openseadragon/LICENSE.txt"):
        _, _, headers = client.ask(path)
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_text_of_a_scan_is_never_markup(client) -> None:
    pages = [client.ask("/page/p2")[1], client.ask("/card?document=p2&word=r1.l0.w3")[1], client.ask("/")[1]]
    for page in pages:
        assert "<script>alert" not in page
        assert "<i>other" not in page
        assert "<Lantern>" not in page
    assert "&lt;script&gt;alert" in pages[0]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../service.py",
        "/static/%2e%2e/service.py",
        "/static/..%2fservice.py",
        "/page/..%2f..%2fredpencil.toml",
        "/tiles/..%2fp1/9/0_0.jpg",
        "/strips/p1/..%2f..%2f..%2fredpencil.toml.jpg",
        "/strips/p1/0_0_9_9.jpg",
        "/strips/p1/-1.jpg",
        "/strips/p1/9999.jpg",
        "/decisions.sqlite",
        "/scans/p1.png",
        f"/tiles/p1/{'9' * 5000}/0_0.jpg",
        f"/strips/p1/{'9' * 5000}.jpg",
        f"/page/p1/lines/{'9' * 5000}",
    ],
)
def test_nothing_else_is_served(client, path: str) -> None:
    assert client.ask(path)[0] in (404, 405, 414)


def test_who_comes_to_a_wrong_address_is_shown_the_way_back(client) -> None:
    status, page, headers = client.ask("/page/%3Cb%3E", Sec_Fetch_Dest="document")
    assert status == 404
    assert headers["Content-Type"].startswith("text/html")
    assert "There is no such page" in page
    assert 'href="/pages"' in page
    status, said, headers = client.ask("/page/%3Cb%3E")
    assert (status, headers["Content-Type"].partition(";")[0]) == (404, "text/plain")
    assert said.startswith("There is no such page")


def test_the_log_can_be_of_people_alone(client, project) -> None:
    when = datetime(2026, 1, 2, tzinfo=UTC)
    machine = Decision(
        "p1", ("r1.l0.w3",), ("tne",), ("the",), Verdict.CORRECT, MACHINE, when, "n for h", "0"
    )
    with DecisionStore(project.decisions) as store:
        store.record([machine])
    client.post("/answer", KEEP)
    both, people = client.ask("/log")[1], client.ask("/log?by=people")[1]
    assert "n for h" in both
    assert "n for h" not in people
    assert "stirke" in both
    assert "stirke" in people


def test_a_page_that_names_a_scan_outside_the_project_shows_none(start, project, tmp_path) -> None:
    secret = tmp_path / "secret.png"
    (project.scans / "p1.png").rename(secret)
    alto = project.alto("p1")
    alto.write_text(alto.read_text("utf-8").replace("p1.png", "../../secret.png"), "utf-8")
    running = start()
    client = Client(running.address)
    client.enter(running.token)
    status, text, _ = client.ask("/strips/p1/0.jpg")
    assert status == 503
    assert "outside" in text
    assert client.ask("/page/p1")[0] == 200


def test_what_makes_no_sense_is_told_and_changes_nothing(client, running) -> None:
    for form in (
        {},
        [],
        {"action": "accept", "document": "p1"},
        {**KEEP, "tokens": []},
        {**KEEP, "tokens": ["nowhere"]},
        {**KEEP, "document": "p9"},
        {**KEEP, "action": "destroy"},
        {**KEEP, "action": "accept", "after": ["a", "b", "c"]},
        {**KEEP, "action": "keep_always", "kind": "animal"},
        {**KEEP, "likes": [["p9", ["x"]]]},
        {**KEEP, "likes": 7},
        {**KEEP, "likes": [[]]},
        {**KEEP, "seen": 10**30},
        {**KEEP, "seen": -1},
        {**KEEP, "action": "type", "text": "x" * 2001},
        {**KEEP, "action": "type", "text": "str\0ike"},
        {**KEEP, "action": "type", "text": "\x1b[2Jstrike"},
        {**KEEP, "action": "type", "text": "\ud800"},
        {**KEEP, "action": "flag", "text": "\ud800"},
    ):
        status, text = client.post("/answer", form)
        assert status == 422, form
        assert text.strip()
    for body in (b"{", b"[" * 100_000, b'{"seen": ' + b"9" * 5000 + b"}"):
        assert client.ask("/answer", body, Origin=client.address, X_Form_Token=client.token)[0] == 422
    assert running.rows() == []


@pytest.mark.parametrize(
    "regions",
    [
        "all",
        [{"kind": "text"}],
        [{"kind": "poem", "box": [0, 0, 9, 9]}],
        [{"kind": "text", "box": [0, 0, 1401, 9]}],
        [{"kind": "text", "box": [-1, 0, 9, 9]}],
        [{"kind": "text", "box": [0, 0, 1.5, 9]}],
        [{"kind": "text", "box": [0, 0, "9", 9]}],
        [{"kind": "text", "box": [9, 0, 9, 9]}],
        [[0, 0, 9, 9]],
        [{"kind": "text", "box": [0, 0, 9, 9]}] * 2001,
    ],
)
def test_regions_that_make_no_sense_are_told_and_not_kept(client, project, regions) -> None:
    status, text = client.post("/page/p1/layout", {"regions": regions, "revision": ""})
    assert status == 422
    assert text.strip()
    assert not project.layout("p1").exists()


def test_a_layout_is_saved_only_by_who_may_and_only_over_what_they_saw(client, project) -> None:
    form = {"regions": [{"kind": "text", "box": [0, 0, 99, 99]}], "revision": ""}
    for headers in ({"X_Form_Token": "0" * 64}, {"Origin": "http://evil.example"}):
        assert client.post("/page/p1/layout", form, **headers)[0] == 403
        assert client.post("/page/p1/reading", {}, **headers)[0] == 403
    assert client.post("/page/..%2f..%2fp1/layout", form)[0] == 404
    assert not project.layout("p1").exists()
    assert client.post("/page/p1/layout", form)[0] == 200
    status, text = client.post("/page/p1/layout", form)
    assert status == 409
    assert "changed by somebody else" in json.loads(text)["said"]
    assert (
        client.post("/page/p1/layout", {"regions": None, "revision": json.loads(text)["revision"]})[0] == 200
    )
    assert not project.layout("p1").exists()


def test_an_arrangement_that_makes_no_sense_is_told_and_not_kept(client, project) -> None:
    one = {"id": "a", "lines": ["p1#r1"]}
    for form in (
        {},
        {"draft": []},
        {"draft": {"article": 7}},
        {"draft": {"article": [{**one, "genre": "poem"}]}},
        {"draft": {"kinds": {"p1#r1": "poem"}}},
        {"draft": {}, "action": "burn"},
        {"draft": {}, "action": "begin", "places": []},
        {"draft": {}, "action": "begin", "places": [["p1"]]},
        {"draft": {}, "action": "begin", "places": [["p9", "r1.l0"]]},
        {"draft": {}, "action": "begin", "places": 7},
        {"draft": {}, "action": "unite", "first": "a01"},
        {"draft": {}, "action": "genre", "article": "a01", "genre": "poem"},
        {"draft": {}, "action": "kind", "places": [["p1", "r1.l0"]], "kind": "poem"},
    ):
        assert client.post("/page/p1/arrangement", form)[0] == 422, form
    assert client.post("/page/p1/articles", {"draft": {"article": [{**one, "id": "../a"}]}})[0] == 422
    for headers in ({"X_Form_Token": "0" * 64}, {"Origin": "http://evil.example"}):
        assert client.post("/page/p1/articles", {"draft": {}, "revision": ""}, **headers)[0] == 403
        assert client.post("/page/p1/arrangement", {"draft": {}}, **headers)[0] == 403
    assert not project.overrides.exists()


def test_readers_with_passwords_come_in_under_their_names(start, tmp_path: Path) -> None:
    passwords = tmp_path / "readers.txt"
    add_password(passwords, "Anna", "correct horse")
    add_password(passwords, "Ben", "battery staple")
    running = start(passwords=passwords)
    assert passwords.stat().st_mode & 0o77 == 0
    assert "correct horse" not in passwords.read_text("utf-8")
    for name, password in (("Anna", "battery staple"), ("Carl", "correct horse"), ("", "")):
        assert Client(running.address).log_in(name, password) == 401
    assert Client(running.address).ask(f"/?token={running.token}")[0] == 403
    ben = Client(running.address)
    assert ben.log_in("Ben", "battery staple") == 303
    assert ben.post("/answer", KEEP)[0] == 200
    assert [row.who for row in running.rows()] == ["Ben"]
    add_password(passwords, "Anna", "another one")
    passwords.write_text(passwords.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    assert ben.ask("/pages")[0] == 401


def test_passwords_that_are_too_short_or_names_that_break_the_file_are_refused(tmp_path: Path) -> None:
    for name, password in (
        ("Anna", "short"),
        ("An:na", "long enough"),
        ("", "long enough"),
        ("a\nb", "long enough"),
    ):
        with pytest.raises(SettingsError):
            add_password(tmp_path / "readers.txt", name, password)


def test_a_reader_stays_logged_in_when_the_server_starts_anew(start, client) -> None:
    other = start()
    again = Client(other.address)
    name = f"redpencil-{other.address.rstrip('/').rpartition(':')[2]}"
    again.cookie = f"{name}={client.cookie.partition('=')[2]}"
    assert again.ask("/pages")[0] == 200


def test_two_readers_on_one_page_are_told_of_each_other(start, tmp_path: Path) -> None:
    passwords = tmp_path / "readers.txt"
    for name in ("Anna", "Ben"):
        add_password(passwords, name, "correct horse")
    running = start(passwords=passwords)
    anna, ben = Client(running.address), Client(running.address)
    for name, who in (("Anna", anna), ("Ben", ben)):
        who.log_in(name, "correct horse")
    assert "is at this page" not in anna.ask("/page/p1")[1]
    assert "Anna is at this page" in ben.ask("/page/p1")[1]
    assert 'data-document="p2"' in ben.ask("/card")[1]
    assert "is at this page" not in ben.ask("/page/p1?take=1")[1]
    assert "Ben is at this page" in anna.ask("/page/p1")[1]
    assert anna.post("/answer", KEEP)[0] == 200
    status, text = ben.post("/answer", {**KEEP, "action": "type", "text": "strike"})
    assert status == 409
    assert "Anna:" in text
    assert "strike" in text
    assert len(running.rows()) == 1
