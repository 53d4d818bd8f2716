"""A project with two drawn pages whose proposals are known, and a server for it in a thread."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from PIL import Image, ImageDraw
from starlette.applications import Starlette

from corrections.decisions.decision import Decision
from corrections.decisions.store import DecisionStore
from corrections.passage import Passage
from corrections.proposal import Candidate, Proposal, Recommendation
from ocr.alto import write_alto
from ocr.page import BBox, Line, Page, Region, RegionKind, Word
from redpencil.commands.initialize import make_project
from redpencil.project import Project, open_project
from redpencil.review.opening import Scope
from redpencil.review.proposing import Proposer
from redpencil.web.application import make_application
from redpencil.web.identity import make_gate
from redpencil.web.service import make_service
from redpencil.web.serving import Listener, listen

PAGES = {
    "p1": ("The stirke of tne dockers", "went on. Tne owners of tne", "mills said pos sible Skoglund"),
    "p2": ("In tne evening <script>alert(1)</script> tne", "town was quiet, said Skoglund"),
}
CANDIDATES = {"stirke": "strike", "tne": "the", "Tne": "The", "Skoglund": "Skogland"}
WIDTH, HEIGHT = 1400, 700


def propose(passages: Sequence[Passage]) -> Iterator[Proposal]:
    for passage in passages:
        for token in passage.tokens:
            if token.text in CANDIDATES:
                candidates = (
                    Candidate((CANDIDATES[token.text],), 0.8, "near to a common word"),
                    Candidate(("<i>other</i>",), 0.1, "far & <b>wide</b>"),
                )
                yield Proposal((token.id,), (token.text,), candidates, Recommendation.ASK)


def make_page(project: Project, name: str, lines: Sequence[str]) -> None:
    image = Image.new("L", (WIDTH, HEIGHT), 235)
    pen = ImageDraw.Draw(image)
    made = []
    for number, text in enumerate(lines):
        words, left = [], 40
        for position, word in enumerate(text.split()):
            box = BBox(left, 40 + 60 * number, left + 16 * len(word), 70 + 60 * number)
            pen.text(box[:2], word, fill=20, font_size=26)
            words.append(Word(f"r1.l{number}.w{position}", word, box, 0.9))
            left = box.right + 16
        made.append(Line(f"r1.l{number}", BBox.around([word.bbox for word in words]), tuple(words)))
    image.save(project.scans / f"{name}.png")
    region = Region("r1", RegionKind.TEXT, BBox(0, 0, WIDTH, HEIGHT), tuple(made))
    page = Page(name, f"{name}.png", 1, "0" * 63 + name[-1], WIDTH, HEIGHT, 300, (region,))
    write_alto(page, project.alto(name))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    make_project(tmp_path / "batch", "The <Lantern>")
    project = open_project(tmp_path / "batch")
    project.pages.mkdir()
    for name, lines in PAGES.items():
        make_page(project, name, lines)
    return project


def build(
    project: Project, listener: Listener, passwords: Path | None, readers: int
) -> tuple[Starlette, str]:
    gate = make_gate(project.state, "Anna", passwords)
    application = make_application(
        lambda: make_service(project, Proposer(project, readers, propose), (), Scope()),
        gate,
        title=project.settings.series.title,
        hosts=listener.hosts,
        port=listener.port,
    )
    return application, gate.token


CHANGED = "ERR_NETWORK_CHANGED"
SHOWN = """() => document.querySelector(".card .word, #lines .w.here, [data-shown]")
    && (document.body.dataset.arrived || document.body.dataset.shown)"""


@dataclass
class Running:
    """A server, where it is, how to come in, and what it has recorded."""

    address: str
    token: str
    project: Project

    @property
    def entrance(self) -> str:
        return f"{self.address}?token={self.token}"

    def rows(self) -> list[Decision]:
        with DecisionStore(self.project.decisions) as store:
            return list(store.log())

    def said(self) -> list[tuple[str, str, str]]:
        return [(" ".join(r.before), " ".join(t for t in r.after if t), r.verdict.value) for r in self.rows()]


Start = Callable[..., Running]


@pytest.fixture
def start(project: Project) -> Iterator[Start]:
    """Starts servers; each is stopped when the test ends."""
    stops: list[Callable[[], None]] = []

    def begin(passwords: Path | None = None, readers: int = 1) -> Running:
        listener = listen("127.0.0.1", 0)
        application, token = build(project, listener, passwords, readers)
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning", ws="none", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener.socket]}, daemon=True)
        thread.start()

        def stop() -> None:
            server.should_exit = True
            thread.join(10)

        stops.append(stop)
        while not (server.started and len(application.state.service.desk.sheets) == len(PAGES)):
            time.sleep(0.01)
        return Running(listener.address, token, project)

    yield begin
    for stop in stops:
        stop()


@pytest.fixture
def open_page(browser: Any, start: Start, steady: None) -> Iterator[Callable[..., Any]]:
    """Opens the reviewer at a path; what the browser complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def begin(path: str = "", width: int = 1280, running: Running | None = None, **options: Any) -> Any:
        running = running or start()
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(running.entrance)
        if path:
            page.goto(running.address + path)
        try:
            page.wait_for_function(SHOWN, timeout=15_000)
        except Exception:
            if not any(CHANGED in complaint for complaint in complaints):
                raise
            complaints.clear()  # the machine's network changed, and the browser gave up a part of the page
            page.reload()
            page.wait_for_function(SHOWN)
        return page, running

    yield begin
    for context in contexts:
        context.close()
    told = ("409", "422", "503", "ERR_CONNECTION")  # these are told to the reader
    assert [c for c in complaints if not any(mark in c for mark in told)] == []
