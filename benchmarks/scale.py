"""How the cost of a command grows with the batch: python -m benchmarks.scale [COUNT…].

For each size a project of that many synthetic scans, pages and decisions is made. "first" is the first time
that a command sees it, "again" with nothing changed, "one new" after one page has changed; "correct" knows
from the start that each page has been corrected as it is. Seconds are of processor time. The exponent is that
of the power law fitted to them: 1 is proportional, 2 quadratic.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from ocr.alto import write_alto
from ocr.page import BBox, Line, Page, Region, RegionKind, Step, Word
from redpencil.commands.initialize import make_project
from redpencil.editor import fingerprint
from redpencil.project import Project, open_project
from scans import memory

SIZES = (1_000, 10_000, 100_000)
TEXT = "The weavers of the town walked out on Monday and the council of labor met the same day in the hall"
LINES = 3
DECISIONS = 5
COMMANDS = {
    "status": ("status",),
    "listing": ("status", "--json"),
    "resume": ("ocr",),
    "correct": ("correct",),
    "export": ("export", "--no-preview"),
}


def main() -> None:
    """Measure the sizes that the command line names."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    table: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="redpencil-scale-") as name:
            project = make(Path(name) / "batch", size)
            for command, arguments in COMMANDS.items():
                if command == "correct":
                    pretend_corrected(project)
                for state in ("first", "again", "one new"):
                    if state == "one new":
                        change(project, command)
                    table.setdefault((command, state), []).append(measure(project.folder, arguments))
                    seconds, megabytes = table[command, state][-1]
                    print(f"{size:>7} {command:8} {state:8} {seconds:8.2f} s {megabytes:7.0f} MB", flush=True)
    for (command, state), rows in table.items():
        if len(rows) > 1:
            print(f"exponent of {command}, {state}: {fit(sizes, [seconds for seconds, _ in rows]):.2f}")


def make(folder: Path, size: int) -> Project:
    """A project of that many pages that were read and corrected some time ago."""
    make_project(folder, "The Scale")
    project = open_project(folder)
    project.pages.mkdir()
    model = folder / "model.alto.xml"
    write_alto(replace(compose(), sha256="DIGEST", image="IMAGE"), model)
    text = model.read_text("utf-8")
    model.unlink()
    names = []
    for number in range(size):
        month, day = number // 250 % 12 + 1, number // 10 % 25 + 1
        name = f"scale_{1900 + number // 3000}-{month:02}-{day:02}_p{number % 10 + 1}"
        scan = png(number)
        (project.scans / f"{name}.png").write_bytes(scan)
        filled = text.replace("DIGEST", sha256(scan).hexdigest()).replace("IMAGE", f"{name}.png")
        project.alto(name).write_text(filled.replace("scale_p1", name), "utf-8")
        names.append(name)
    decide(project, names)
    time.sleep(memory.RACE + 0.5)
    return project


def compose() -> Page:
    """A page with a few lines."""
    lines = []
    for row in range(LINES):
        words = tuple(
            Word(
                f"r01.l{row + 1:03}.w{place:02}",
                text,
                BBox(40 * place, 30 * row, 40 * place + 36, 30 * row + 20),
                0.9,
            )
            for place, text in enumerate(TEXT.split(), start=1)
        )
        lines.append(Line(f"r01.l{row + 1:03}", BBox.around([word.bbox for word in words]), words))
    region = Region("r01", RegionKind.TEXT, BBox.around([line.bbox for line in lines]), tuple(lines))
    return Page("scale_p1", "x.png", 1, "", 900, 200, 200, (region,), (Step("synthetic", "1", ""),))


def png(number: int) -> bytes:
    """A picture of 8 by 8 pixels, no two alike."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    pixels = b"".join(b"\0" + struct.pack(">Q", number * 8 + row) for row in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def decide(project: Project, names: list[str]) -> None:
    """Decisions of the machine on every page, put into the store in one go."""
    from corrections.decisions.store import DecisionStore

    with DecisionStore(project.decisions):
        pass
    when = datetime(2026, 1, 1, tzinfo=UTC).isoformat()
    rows = (
        (
            name,
            f'["r01.l001.w{n:02}"]',
            '["tne"]',
            '["the"]',
            "correct",
            "redpencil",
            when,
            "",
            "1",
            0.99,
            "model",
        )
        for name in names
        for n in range(1, DECISIONS + 1)
    )
    with closing(sqlite3.connect(project.decisions)) as connection, connection:
        columns = "document, tokens, before, after, verdict, who, decided, why, version, probability, source"
        connection.executemany(f"INSERT INTO decisions ({columns}) VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)


def pretend_corrected(project: Project) -> None:
    """Remember that each page has been corrected as it is: the corrector itself is measured elsewhere."""
    basis = fingerprint(project).hex()
    from corrections.decisions.store import DecisionStore

    with DecisionStore(project.decisions) as store:
        newest = dict(store.newest())
    with project.remember() as known:
        for path in project.pages.glob("*.alto.xml"):
            row = newest.get(path.name.removesuffix(".alto.xml"), 0)
            told = {"basis": basis, "row": row, "words": 60, "applied": 5, "asked": 0, "failed": 0}
            known.keep("correction", path, memory.read_state(path), told)


def change(project: Project, command: str) -> None:
    """Make one page new for the command."""
    path = min(project.pages.glob("*.alto.xml"))
    if command in ("status", "listing"):
        os.utime(path)
    elif command in ("correct", "export"):
        path.write_text(path.read_text("utf-8").replace("hall", "hallway"), "utf-8")
    time.sleep(memory.RACE + 0.5)


def measure(folder: Path, arguments: tuple[str, ...]) -> tuple[float, float]:
    """Seconds of processor time and peak megabytes of a call, start-up included."""
    call = ["-q", "-C", str(folder), *arguments]
    script = (
        "import json, re, resource, sys; from redpencil.boundary import run_guarded; "
        "from redpencil.cli import cli; "
        f"code = run_guarded(lambda: cli.main({call!r}, standalone_mode=False)); "
        "used = resource.getrusage(resource.RUSAGE_SELF); "
        # What getrusage tells of memory is at least what the process that started this one held.
        "peak = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]; "
        "sys.stderr.write('\\n' + json.dumps([int(code), used.ru_utime + used.ru_stime, int(peak)]))"
    )
    command = [sys.executable, "-c", script]
    made = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    code, seconds, used = json.loads(made.stderr.splitlines()[-1])
    if code:
        raise SystemExit(made.stderr.decode())
    return seconds, used / 1000


def fit(sizes: tuple[int, ...], seconds: list[float]) -> float:
    """The exponent of the power law through the times, by least squares of their logarithms."""
    return statistics.linear_regression([math.log(s) for s in sizes], [math.log(s) for s in seconds]).slope


if __name__ == "__main__":
    main()
