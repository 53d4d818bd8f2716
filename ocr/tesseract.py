"""Tesseract, run through pytesseract: one process for all excerpts of a page, one thread."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import pytesseract

from ocr.engine import Excerpt, Mode
from ocr.page import BBox, Line, Region, RegionKind, Word
from ocr.settings import OcrSettings
from scans.errors import EngineError

Answer = TypeVar("Answer")
SEGMENTATION = {Mode.PAGE: 3, Mode.COLUMN: 4, Mode.BLOCK: 6, Mode.LINE: 7}
"""Tesseract's page segmentation mode (psm) for each of ours."""

INSTALL = (
    "Install it: 'sudo apt install tesseract-ocr' (Debian, Ubuntu), 'brew install tesseract' (macOS), "
    "'choco install tesseract' (Windows)"
)
COLUMNS = 12
"""In a row of Tesseract's TSV: level, page, block, paragraph, line, word, box (4), confidence, text."""

WORD_LEVEL = 5

PLAIN = "-c invert_threshold=0 -c textord_all_prop=1"
"""No line is read again as white on black, since `ocr.negatives` has turned those, and no type is measured
against a typewriter's: together a tenth of the time on worn small type, for the same text."""


@dataclass(frozen=True, slots=True)
class TesseractEngine:
    """Tesseract 4 or later with the models of `settings.language`."""

    settings: OcrSettings
    name: str = "tesseract"

    @property
    def version(self) -> str:
        """As the program tells it, e.g. "5.3.0"."""
        return _ask_version(cached=True)

    def check(self) -> str:
        """The version and the languages; see `Engine.check`."""
        version, languages = _ask_version(cached=False), _ask(pytesseract.get_languages)
        for language in self.settings.language.split("+"):
            if language not in languages:
                raise _missing_language(language)
        return f"tesseract {version} with {', '.join(languages)}"

    def read(self, excerpts: Sequence[Excerpt], mode: Mode) -> tuple[tuple[Region, ...], ...]:
        """Read all excerpts in one process; see `Engine.read`."""
        if not excerpts:
            return ()
        with tempfile.TemporaryDirectory(prefix="redpencil-") as folder:
            listing = _write_excerpts(excerpts, Path(folder))
            answer = self._run(listing, mode, excerpts[0].page)
        return _parse(answer, len(excerpts), excerpts[0].page)

    def _run(self, listing: Path, mode: Mode, page: str) -> str:
        # Tesseract's threads wait for each other more than they work: two took twice the time of one.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        try:
            return str(
                pytesseract.image_to_data(
                    str(listing),
                    lang=self.settings.language,
                    config=f"--psm {SEGMENTATION[mode]} {PLAIN}",
                    timeout=self.settings.timeout,
                )
            )
        except pytesseract.TesseractNotFoundError as error:
            raise EngineError("tesseract", "is not installed or not on the PATH", INSTALL) from error
        except pytesseract.TesseractError as error:
            raise self._explain(error, page) from error
        except RuntimeError as error:
            raise EngineError(
                page,
                f"Tesseract took longer than {self.settings.timeout:g} s",
                "Look at the scan, or raise 'timeout' under [ocr] in redpencil.toml",
            ) from error
        except (OSError, UnicodeDecodeError) as error:
            raise EngineError(page, f"Tesseract gave no readable answer ({error})", _AGAIN) from error

    def _explain(self, error: pytesseract.TesseractError, page: str) -> EngineError:
        if lost := re.search(r"Failed loading language '([^']+)'", error.message):
            return _missing_language(lost[1])
        said = error.message.strip()[-200:] or "no message"
        return EngineError(page, f"Tesseract failed with status {error.status} ({said})", _AGAIN)


def _ask_version(*, cached: bool) -> str:
    return str(_ask(lambda: pytesseract.get_tesseract_version(cached=cached)))


def _ask(question: Callable[[], Answer]) -> Answer:
    """What the program says of itself. Raises EngineError where it is missing or speaks gibberish."""
    try:
        return question()
    except OSError as error:
        raise EngineError("tesseract", "is not installed or not on the PATH", INSTALL) from error
    # pytesseract leaves the whole program where it cannot make out the version.
    except (SystemExit, RuntimeError, ValueError, subprocess.SubprocessError) as error:
        raise EngineError("tesseract", "does not tell its version", "Install Tesseract 4 or 5") from error


_AGAIN = "Run the same command again; if it fails again, look at the scan and at 'redpencil doctor'"


def _missing_language(language: str) -> EngineError:
    return EngineError(
        f"tesseract language '{language}'",
        "its model is not installed",
        f"Install it: 'sudo apt install tesseract-ocr-{language.replace('_', '-')}' (Debian, Ubuntu), "
        f"'brew install tesseract-lang' (macOS), or put {language}.traineddata into the tessdata folder",
    )


def _write_excerpts(excerpts: Sequence[Excerpt], folder: Path) -> Path:
    """The images and the list of their names that makes Tesseract read them all in one process."""
    paths = [folder / f"{position:04}.tif" for position in range(len(excerpts))]
    for excerpt, path in zip(excerpts, paths, strict=True):
        content = io.BytesIO()  # on a full disk Pillow would write a part of the file and say nothing
        excerpt.image.save(content, "TIFF", dpi=(excerpt.dpi, excerpt.dpi))
        path.write_bytes(content.getvalue())
    listing = folder / "excerpts.txt"
    listing.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    return listing


def _parse(answer: str, count: int, page: str) -> tuple[tuple[Region, ...], ...]:
    """Tesseract's TSV as regions, for each of `count` excerpts."""
    rows = [line.split("\t") for line in answer.splitlines()[1:] if line]
    try:
        if any(len(row) != COLUMNS for row in rows):
            raise ValueError("a row of the wrong length")
        words = [row for row in rows if int(row[0]) == WORD_LEVEL and row[11].strip()]
        found = {number: tuple(_regions(group)) for number, group in groupby(words, lambda row: int(row[1]))}
        return tuple(found.get(number, ()) for number in range(1, count + 1))
    except ValueError as error:
        raise EngineError(page, f"Tesseract answered nonsense ({error})", _AGAIN) from error


def _regions(rows: Iterator[list[str]]) -> Iterator[Region]:
    for block, group in groupby(rows, lambda row: int(row[2])):
        name = f"r{block:02}"
        lines = tuple(_lines(group, name))
        yield Region(name, RegionKind.TEXT, BBox.around([line.bbox for line in lines]), lines)


def _lines(rows: Iterator[list[str]], region: str) -> Iterator[Line]:
    for position, (_, group) in enumerate(groupby(rows, lambda row: (row[3], row[4])), 1):
        name = f"{region}.l{position:03}"
        words = tuple(_word(row, f"{name}.w{number:02}") for number, row in enumerate(group, 1))
        yield Line(name, BBox.around([word.bbox for word in words]), words)


def _word(row: list[str], name: str) -> Word:
    left, top, width, height = (int(field) for field in row[6:10])
    # White space inside a word would be two words in ALTO; the other control characters no XML can hold.
    text = re.sub(r"[\s\x00-\x1f\x7f-\x9f]", "", row[11])
    confidence = min(1.0, max(0.0, float(row[10]) / 100))
    return Word(name, text or "\ufffd", BBox(left, top, left + width, top + height), confidence)
