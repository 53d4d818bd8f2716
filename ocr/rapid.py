"""RapidOCR (PP-OCR models, run by ONNX Runtime), an extra: a reader whose errors are not Tesseract's."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import cv2
import numpy as np

from ocr.engine import Excerpt, Mode
from ocr.estimation import divide_line
from ocr.page import BBox, Line, Region, RegionKind
from ocr.settings import OcrSettings
from scans.errors import EngineError

LARGEST_SIDE = 6000
"""Pixels: what is larger is reduced by RapidOCR, which loses small type; its own default is 2000."""

SAME_LINE = 0.5
"""Two pieces are on one line when their middles differ by less than this share of a piece's height."""

Piece = tuple[BBox, str, float]
"""Box in pixels of the excerpt, text, confidence."""


@dataclass(frozen=True, slots=True)
class RapidEngine:
    """RapidOCR with the models that the package brings; boxes of words are estimated within lines."""

    settings: OcrSettings
    name: str = "rapidocr"

    @property
    def version(self) -> str:
        """As the package tells it."""
        try:
            return version("rapidocr")
        except PackageNotFoundError as error:
            raise _missing() from error

    def check(self) -> str:
        """The version; see `Engine.check`."""
        _load()
        return f"rapidocr {self.version}"

    def read(self, excerpts: Sequence[Excerpt], mode: Mode) -> tuple[tuple[Region, ...], ...]:  # noqa: ARG002
        """Read one excerpt after the other, whatever it shows; see `Engine.read`."""
        return tuple(tuple(_read(excerpt)) for excerpt in excerpts)


@functools.cache
def _load() -> Any:
    """The models, once a process. Raises EngineError where the package is missing."""
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise _missing() from error
    threads = "EngineConfig.onnxruntime.{}_op_num_threads"
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Global.max_side_len": LARGEST_SIDE,
            "Det.limit_side_len": LARGEST_SIDE,
            "Det.limit_type": "max",
            threads.format("intra"): 1,
            threads.format("inter"): 1,
        }
    )


def _missing() -> EngineError:
    return EngineError("rapidocr", "is not installed", "Install it: pip install 'redpencil[rapidocr]'")


def _read(excerpt: Excerpt) -> Iterator[Region]:
    """One region with all lines, if there are any. Raises EngineError where the models fail."""
    engine = _load()
    try:
        found = engine(cv2.cvtColor(np.asarray(excerpt.image), cv2.COLOR_GRAY2BGR), use_cls=False)
    except Exception as error:  # the models' own errors are of any kind
        raise EngineError(excerpt.page, f"RapidOCR failed ({error})", "Use the engine 'tesseract'") from error
    if found.txts is None:
        return
    pieces = [
        (BBox(*corners.min(axis=0).round().astype(int), *corners.max(axis=0).round().astype(int)), text, sure)
        for corners, text, sure in zip(found.boxes, found.txts, found.scores, strict=True)
        if text.strip()
    ]
    lines = tuple(_join(row, f"r01.l{number:03}") for number, row in enumerate(_group(pieces), 1))
    if lines:
        yield Region("r01", RegionKind.TEXT, BBox.around([line.bbox for line in lines]), lines)


def _group(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces line by line, from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: _middle(piece[0])):
        box = piece[0]
        if rows and _middle(box) - _middle(rows[-1][0][0]) < SAME_LINE * box.height:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _middle(box: BBox) -> float:
    return (box.top + box.bottom) / 2


def _join(row: Sequence[Piece], name: str) -> Line:
    """The pieces of one line from left to right, with words that share their boxes."""
    words = [
        word
        for number, (box, text, sure) in enumerate(sorted(row, key=lambda piece: piece[0].left), 1)
        for word in divide_line(text, box, f"{name}.p{number}", min(1.0, max(0.0, float(sure)))).words
    ]
    return Line(name, BBox.around([word.bbox for word in words]), tuple(words))
