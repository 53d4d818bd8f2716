"""What a page's ALTO file comes to, found out once and remembered until the file changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cattrs

from ocr.alto import read_alto
from ocr.page import Ink, Page
from scans.errors import FormatError
from scans.memory import Memory, read_state

TOPIC = "page 1"


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page in figures.

    Attributes:
        sha256: of the scan that it was read from, "" where the file does not tell.
        words: how many.
        confidence: the engine's mean over the words, 0 to 1; None where there are none.
        ink: what share of the letters was not read; None where other software read the page.
        problem: why the file cannot be read, else "".
    """

    sha256: str = ""
    words: int = 0
    confidence: float | None = None
    ink: Ink | None = None
    problem: str = ""


def read_facts(path: Path, memory: Memory) -> PageFacts:
    """The page in figures. Raises FileNotFoundError where there is no page, or a link that leads nowhere."""
    seen = read_state(path)
    known = memory.recall(TOPIC, path, seen)
    if known is not None:
        return cattrs.structure(known, PageFacts)
    try:
        facts = _measure(read_alto(path))
    except FormatError as error:
        return PageFacts(problem=str(error))
    memory.keep(TOPIC, path, seen, cattrs.unstructure(facts))
    return facts


def _measure(page: Page) -> PageFacts:
    confidences = [word.confidence for word in page.words()]
    mean = sum(confidences) / len(confidences) if confidences else None
    return PageFacts(page.sha256, len(confidences), mean, page.ink)
