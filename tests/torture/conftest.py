"""What the torture tests share: a small project, redpencil as a process of its own, and a seeded mutator.

The short form runs with the normal tests; `pytest tests/torture --torture` is the long one.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("paper_1933-05-20_p1", "paper_1933-05-20_p2", "paper_1933-05-27_p1")
TEXT = (
    "MILL HANDS OUT ON STRIKE",
    "The weavers of the town walked out on",
    "Monday. Comrade Litvinoff read a speech",
    "that was Transcriebd for the paper, and",
    "the coun-",
    "cil of lahor tne same day met the goverument.",
    "(Continued on page 2)",
)
MISREAD = ("Transcriebd", "tne", "goverument", "lahor")
LIMIT = 120
"""Seconds after which a call counts as hanging."""


def pytest_addoption(parser):
    parser.addoption("--torture", action="store_true", help="the long form of the torture tests")


SHORT = (
    "test_a_killed_command_resumes",
    "test_every_worker_and_engine",
    "test_an_engine_that_fails[prints garbage]",
    "test_an_engine_that_fails[crashes]",
    "test_files_beside_the_pages",
    "test_tei_of_strangers",
    "test_rows_of_the_store",
    "test_many_files[alto",
    "test_many_files[html",
    "test_corpus",
    "test_what_fails_is_found",
    "test_the_order_of_decisions",
    "test_a_killed_idle_worker",
    "test_scans_is_a_link",
    "test_a_damaged_file_is_named",
)
"""What the short form tries: as much as fits into a minute."""


def pytest_collection_modifyitems(config, items):
    if config.getoption("--torture", default=False):
        return
    for item in items:
        if item.path.parent == Path(__file__).parent and not item.name.startswith(SHORT):
            item.add_marker(pytest.mark.skip(reason="in the long form only (make torture)"))


@pytest.fixture(scope="session")
def long(request):
    """Whether this is the long form."""
    return bool(request.config.getoption("--torture", default=False))


@dataclass(frozen=True)
class Call:
    """What a call of redpencil left: exit code, stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def sound(self):
        """Whether it ended as the interface promises: no bug, no traceback."""
        return (
            self.code in (0, 1, 2, 130) and "Traceback" not in self.err and "bug in redpencil" not in self.err
        )


def start(*arguments, environment=None, **options):
    """Start redpencil as a process of its own, leader of its group."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | options
    return subprocess.Popen(
        [sys.executable, "-m", "redpencil", *map(os.fspath, arguments)],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | (environment or {}),
        start_new_session=True,
        **options,
    )


def finish(process, limit=LIMIT):
    """Wait for a process; a hang fails the test and leaves nothing behind."""
    try:
        out, err = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=10)
        pytest.fail(f"{process.args} hangs")
    said = [(stream or b"").decode("utf-8", "backslashreplace") for stream in (out, err)]
    return Call(process.returncode, *said)


def call(*arguments, limit=LIMIT, **options):
    """Run redpencil as a process of its own to its end."""
    return finish(start(*arguments, **options), limit)


@pytest.fixture(scope="session")
def run():
    """Run redpencil as a process of its own: `run("-C", folder, "ocr")`."""
    return call


@pytest.fixture(scope="session")
def begin():
    """Start redpencil without waiting: `finish(begin("-C", folder, "ocr"))`."""
    return start


@pytest.fixture(scope="session")
def end():
    """Wait for what `begin` started."""
    return finish


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A project of three small pages and a transcription, ready for `ocr` with the recorded engine."""
    from ocr.alto import write_alto
    from redpencil.commands.initialize import make_project

    folder = tmp_path_factory.mktemp("torture") / "template"
    make_project(folder, "The Paper")
    for number, name in enumerate(PAGES):
        paint(folder / "scans" / f"{name}.png", number)
        write_alto(compose(name, number), folder / "recordings" / f"{name}.alto.xml")
    settings = folder / "redpencil.toml"
    recorded = '[ocr]\nengine = "recorded"\nrecordings = "recordings"\n'
    settings.write_text(settings.read_text("utf-8").replace("[ocr]\n", recorded), encoding="utf-8")
    lexicon = "form,kind,variants,modern,source,note\nSkoglund,person,,,masthead,\n"
    settings.write_text(
        settings.read_text("utf-8").replace("[corrections]", "[corrections]\nprecision = 0.5"),
        encoding="utf-8",
    )
    (folder / "lexicon.csv").write_text(lexicon, encoding="utf-8")
    story = "A Report\n\nTranscriebd by hand.\n\nThe meeting of tne union was long.\n"
    (folder / "story.txt").write_text(story, encoding="utf-8")
    return folder


def paint(path, number):
    """A page image with the text in type that Pillow brings along."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (960, 1280), 250)
    pen, face = ImageDraw.Draw(image), ImageFont.load_default(34)
    for row, line in enumerate(TEXT * 2):
        pen.text((80 - number, 80 + 60 * row), line, fill=20, font=face)
    image.save(path, dpi=(200, 200))


def compose(name, number):
    """The page that the recorded engine replays for it."""
    from ocr.page import BBox, Line, Page, Region, RegionKind, Step, Word

    def words(row, line):
        for place, text in enumerate(f"{line} {number}".split() if row == 1 else line.split()):
            box = BBox(80 + 90 * place, 80 + 60 * row, 160 + 90 * place, 120 + 60 * row)
            yield Word(f"r01.l{row + 1:03}.w{place + 1:02}", text, box, 0.3 if text in MISREAD else 0.9)

    rows = [tuple(words(row, line)) for row, line in enumerate(TEXT)]
    lines = tuple(
        Line(
            f"r01.l{row + 1:03}", BBox.around([word.bbox for word in found]), found, found[-1].text == "coun-"
        )
        for row, found in enumerate(rows)
    )
    region = Region("r01", RegionKind.TEXT, BBox.around([line.bbox for line in lines]), lines)
    return Page(name, f"{name}.png", 1, "", 960, 1280, 200, (region,), (Step("recorded", "1", ""),))


@pytest.fixture
def project(template, tmp_path):
    """A copy of the project in a folder of its own."""
    return Path(shutil.copytree(template, tmp_path / "batch"))


@pytest.fixture(scope="session")
def snapshot():
    """What a project comes to: every visible file's bytes, and the decisions without their times."""
    return take


def take(folder):
    state = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).as_posix().startswith((".redpencil", "decisions."))
    }
    if (folder / "decisions.sqlite").exists():
        columns = "document, tokens, before, after, verdict, who, why, version, probability, source"
        with closing(sqlite3.connect(folder / "decisions.sqlite")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            query = f"SELECT {columns} FROM decisions ORDER BY id"
            state["decisions"] = repr(connection.execute(query).fetchall()).encode()
    return state


class Mutator:
    """Damage to bytes as files come by it or as a stranger does it; the same seed gives the same damage."""

    def __init__(self, seed, words=()):
        self._random, self._words = random.Random(seed), words

    def mutate(self, content):
        """The bytes with one to six random changes."""
        damaged = bytearray(content)
        for _ in range(self._random.randint(1, 6)):
            self._random.choice(
                (self._flip, self._flip, self._cut, self._drop, self._repeat, self._spread, self._insert)
            )(damaged)
        return bytes(damaged)

    def _place(self, content):
        # Formats keep what steers a decoder near the beginning.
        reach = self._random.choice((64, 1024, len(content) + 1))
        return self._random.randrange(min(reach, len(content) + 1))

    def _flip(self, content):
        for _ in range(self._random.choice((1, 1, 4, 32))):
            if content:
                place = min(self._place(content), len(content) - 1)
                content[place] = self._random.choice((0, 255, 0x7F, 0x80, self._random.randrange(256)))

    def _cut(self, content):
        del content[self._place(content) :]

    def _drop(self, content):
        place = self._place(content)
        del content[place : place + self._random.randint(1, 200)]

    def _repeat(self, content):
        place = self._place(content)
        content[place:place] = content[place : place + self._random.randint(1, 500)] * self._random.randint(
            1, 50
        )

    def _spread(self, content):
        place = self._place(content)
        content[place : place + 4] = self._random.choice(
            (b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"\0\0\0\x01")
        )

    def _insert(self, content):
        place = self._place(content)
        content[place:place] = self._random.choice(
            (*self._words, b"\0", b"\xed\xa0\x80", b"\xff\xfe", b"\r", b"9" * 400)
        )


@pytest.fixture(scope="session")
def mutator():
    """Make a mutator: `mutator(seed, words).mutate(content)`."""
    return Mutator


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 4 MB that fills; only where root may mount one."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("needs root and mount for a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True)
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder])
