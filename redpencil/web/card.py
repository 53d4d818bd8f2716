"""A doubt as the browser shows it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from corrections.proposal import Candidate
from ocr.page import BBox
from redpencil.review.context import ContextLine, show_context
from redpencil.review.difference import mark_difference
from redpencil.review.doubt import Cause, Doubt
from redpencil.review.editing import merge
from redpencil.review.pictures import frame_line
from redpencil.review.sheet import Sheet

CAUSES = {
    Cause.PROPOSED: "doubt",
    Cause.APPLIED: "put right by redpencil",
    Cause.FLAGGED: "flagged for a second reader",
    Cause.DISPUTED: "readers disagree",
    Cause.STALE: "decided on an earlier reading",
    Cause.CHOSEN: "chosen",
}


@dataclass(frozen=True, slots=True)
class Strip:
    """The part of the scan that shows a line: its address, its size in pixels of the scan, and in
    percent of it where the words in question are (left, top, width, height).
    """

    address: str
    width: int
    height: int
    lit: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that the template of a doubt needs."""

    doubt: Doubt
    cause: str
    lines: tuple[ContextLine, ...]
    strips: tuple[Strip, ...]
    confidence: float | None
    box: str
    seen: int
    joined: str

    @property
    def tokens(self) -> str:
        """Ids of the words, as JSON."""
        return json.dumps(self.doubt.tokens)

    @property
    def letters(self) -> tuple[tuple[str, bool], ...]:
        """What is read, with the letters that the best candidate changes."""
        best = self.doubt.candidates[0].text if self.doubt.candidates else self.doubt.text
        return mark_difference(best, self.doubt.text)

    def changes(self, candidate: Candidate) -> tuple[tuple[str, bool], ...]:
        """What the candidate says, with the letters that it changes."""
        return mark_difference(self.doubt.text, candidate.text)

    @staticmethod
    def texts(candidate: Candidate) -> str:
        """The candidate's texts, as JSON."""
        return json.dumps(candidate.texts, ensure_ascii=False)


def make_card(sheet: Sheet, doubt: Doubt, seen: int) -> Card:
    """The doubt with its context and its places on the scan."""
    confidences = [c for token in doubt.tokens if (c := sheet.tokens[token].confidence) is not None]
    indexes = dict.fromkeys(sheet.line_of[token] for token in doubt.tokens)
    strips = tuple(strip for index in indexes if (strip := make_strip(sheet, index, doubt.tokens)))
    boxes = [sheet.boxes[token] for token in doubt.tokens if token in sheet.boxes]
    box = json.dumps(BBox.around(boxes)) if boxes else ""
    lines = show_context(sheet, doubt)
    confidence = min(confidences) if confidences else None
    return Card(doubt, CAUSES[doubt.cause], lines, strips, confidence, box, seen, _join(sheet, doubt))


def _join(sheet: Sheet, doubt: Doubt) -> str:
    """The words joined with the next one, as JSON, so that no key waits for it; "" after the last word."""
    try:
        wide, text = merge(sheet, doubt)
    except KeyError:
        return ""
    return json.dumps({"tokens": wide.tokens, "text": text}, ensure_ascii=False)


def make_strip(sheet: Sheet, index: int, lit: Sequence[str] = ()) -> Strip | None:
    """The line's place on the scan; None where there is no scan."""
    line = sheet.lines[index]
    if sheet.page is None or line.bbox is None:
        return None
    frame = frame_line(sheet.page, line.bbox)
    places = [sheet.boxes[token.id] for token in line.tokens if token.id in lit and token.id in sheet.boxes]
    address = f"/strips/{sheet.id}/{index}.jpg?{'_'.join(map(str, frame))}"
    return Strip(address, frame.width, frame.height, tuple(_percent(box, frame) for box in places))


def _percent(box: BBox, frame: BBox) -> tuple[float, float, float, float]:
    shifted = box.shifted(-frame.left, -frame.top)
    return (
        round(100 * shifted.left / frame.width, 2),
        round(100 * shifted.top / frame.height, 2),
        round(100 * box.width / frame.width, 2),
        round(100 * box.height / frame.height, 2),
    )
