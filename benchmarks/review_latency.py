"""From the key press to the next word, in a real browser and in the terminal."""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright
from textual.events import Key

from benchmarks.review_project import make_large_project, propose
from corrections.decisions.store import DecisionStore
from redpencil.project import Project
from redpencil.review.desk import Desk
from redpencil.review.opening import Scope
from redpencil.review.proposing import Proposer
from redpencil.review.sitting import Sitting
from redpencil.terminal.application import Reviewer
from redpencil.web.application import make_application
from redpencil.web.identity import make_gate
from redpencil.web.service import make_service
from redpencil.web.serving import listen

PRESSES = 40
_WATCH = """
addEventListener('keydown', event => { window.pressed = event.timeStamp; }, true);
addEventListener('DOMContentLoaded', () => {
  window.delays = [];
  const card = document.querySelector('#card');
  if (card) new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
    if (window.pressed) { window.delays.push(performance.now() - window.pressed); window.pressed = 0; }
  }))).observe(card, { childList: true });
});
"""


def run_latency() -> None:
    """Print medians and worst cases, and how busy the machine is with other things."""
    cores, load = os.cpu_count(), os.getloadavg()[0]
    print(f"{cores} cores, load {load:.1f} before the start" + (": too busy to tell" if load > cores else ""))
    with tempfile.TemporaryDirectory() as folder:
        project = make_large_project(Path(folder) / "web")
        _measure_browser(project)
        other = make_large_project(Path(folder) / "terminal")
        _report("terminal: key press to next word", asyncio.run(_measure_terminal(other)), 50)


def _report(name: str, delays: list[float], goal: float) -> None:
    worst = sorted(delays)[int(len(delays) * 0.95)]
    median = statistics.median(delays)
    print(f"{name:44} median {median:6.0f} ms, 95 % {worst:6.0f} ms (goal: {goal:.0f} ms), n = {len(delays)}")


def _measure_browser(project: Project) -> None:
    listener = listen("127.0.0.1", 0)
    gate = make_gate(project.state, "Anna", None)
    application = make_application(
        lambda: make_service(project, Proposer(project, 1, propose), (), Scope()),
        gate,
        title="A large paper",
        hosts=listener.hosts,
        port=listener.port,
    )
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", ws="none", lifespan="on"))
    threading.Thread(target=server.run, kwargs={"sockets": [listener.socket]}, daemon=True).start()
    while not (server.started and application.state.service.settled):
        time.sleep(0.05)
    (sheet,) = application.state.service.desk.sheets.values()
    print(f"{sheet.page.width * sheet.page.height / 1e6:.0f} megapixels, {len(sheet.proposals)} proposals")
    with sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        page.add_init_script(_WATCH)
        page.goto(f"{listener.address}?token={gate.token}")
        _report("browser, doubts: open to word", _measure_opening(page, listener.address), 1000)
        _report("browser, doubts: key press to next word", _press(page, "1"), 100)
        reading = f"{listener.address}page/large_p1"
        _report("browser, page of 19 200 words: open to word", _measure_opening(page, reading), 1000)
        _report("browser, page: key press to next word", _press(page, "1"), 100)
        browser.close()
    server.should_exit = True


def _measure_opening(page: Page, address: str) -> list[float]:
    delays = []
    for _ in range(5):
        page.goto(address, wait_until="commit")
        page.wait_for_selector("body[data-arrived]")
        delays.append(float(page.evaluate("Number(document.body.dataset.arrived)")))
    page.wait_for_timeout(1500)
    return delays


def _press(page: Page, key: str) -> list[float]:
    page.evaluate("window.delays = []")
    for count in range(1, PRESSES + 1):
        page.keyboard.press(key)
        while page.evaluate("window.delays.length") < count:
            page.wait_for_timeout(10)
        page.wait_for_timeout(60)
    return [float(delay) for delay in page.evaluate("window.delays")]


async def _measure_terminal(project: Project) -> list[float]:
    proposer = Proposer(project, 1, propose)
    delays = []
    with DecisionStore(project.decisions) as store:
        desk = Desk(store)
        for document in proposer.documents():
            desk.add(proposer.open(document))
        app = Reviewer(Sitting(desk, "Anna"))
        async with app.run_test(size=(80, 24)) as pilot:
            for _ in range(PRESSES):
                await pilot.pause()
                before, start = app.doubt, time.perf_counter()
                app.post_message(Key("1", "1"))
                while app.doubt is before:
                    await asyncio.sleep(0)
                delays.append((time.perf_counter() - start) * 1000)
    return delays
