"""Plain-text transcriptions with the certain corrections applied, and not a byte more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from corrections.encoding import Encoding, detect_encoding, read_text
from corrections.passage import Passage
from corrections.proposal import Proposal, Recommendation
from corrections.running_text import Place, Section, read_sections
from scans.files import replacing

__all__ = ["Change", "Encoding", "Proofreader", "Proofreading", "proofread", "proofread_file", "read_text"]


class Proofreader(Protocol):
    """What proposes corrections; a Corrector is one."""

    def propose(self, passages: Sequence[Passage]) -> Iterator[Proposal]: ...


@dataclass(frozen=True, slots=True)
class Change:
    """A proposal at its place in a text; it is made where the recommendation is APPLY.

    Attributes:
        line, column: of the first character, from 1.
        offset: of the first character, from 0, in the original text.
        before, after: as people read them.
        probability: that `after` is right, from 0 to 1.
        reason: in words.
        recommendation: APPLY or ASK.
    """

    line: int
    column: int
    offset: int
    before: str
    after: str
    probability: float
    reason: str
    recommendation: Recommendation


@dataclass(frozen=True, slots=True)
class Proofreading:
    """A text with the certain changes made, and all changes in its order."""

    text: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters of the whole text to replace."""

    start: int
    end: int
    text: str


def proofread(text: str, corrector: Proofreader) -> Proofreading:
    """Propose corrections for a text, and apply those recommended without a question.

    All other characters stay as they are, line breaks, quotation marks and spacing among them.
    """
    parts = list(_proofread((text,), corrector, Encoding("utf-8").holds))
    changes = tuple(change for part in parts for change in part.changes)
    return Proofreading("".join(part.text for part in parts), changes)


def proofread_file(source: Path, target: Path | None, corrector: Proofreader) -> tuple[Change, ...]:
    """Proofread a text file of any length into `target`, in the same encoding; None writes nothing.

    Memory is bounded by the number of changes, not by the length of the text.

    Raises:
        FormatError: it cannot be read or written, or is no text.
    """
    encoding = detect_encoding(source)
    parts = _proofread(encoding.decode(source), corrector, encoding.holds)
    if target is None:
        return tuple(change for part in parts for change in part.changes)
    changes: list[Change] = []
    with replacing(target) as temporary, temporary.open("wb") as file:
        file.write(encoding.mark)
        for part in parts:
            file.write(encoding.encode(part.text))
            changes += part.changes
    return tuple(changes)


def _proofread(
    chunks: Iterable[str], corrector: Proofreader, writable: Callable[[str], bool]
) -> Iterator[Proofreading]:
    for section in read_sections(chunks):
        edits: list[_Edit] = []
        changes: list[Change] = []
        for proposal in sorted(corrector.propose(section.passages), key=lambda p: int(p.tokens[0])):
            change = _change(proposal, section.place(proposal.tokens[0], proposal.before[0]))
            if change.recommendation is Recommendation.LEAVE or not writable(change.before):
                continue
            if change.recommendation is Recommendation.APPLY:
                wanted = _edits(section, proposal) if writable(change.after) else ()
                if wanted and (not edits or wanted[0].start >= edits[-1].end):
                    edits += wanted
                else:
                    change = replace(change, recommendation=Recommendation.ASK)
            changes.append(change)
        yield Proofreading(_apply(section, edits), tuple(changes))


def _change(proposal: Proposal, place: Place) -> Change:
    best = proposal.best
    return Change(
        place.line,
        place.column,
        place.start,
        proposal.text,
        best.text,
        best.probability,
        best.reason,
        proposal.recommendation,
    )


def _edits(section: Section, proposal: Proposal) -> tuple[_Edit, ...]:
    """The edits that make the first candidate true; none where a line would be left without words."""
    edits: list[_Edit] = []
    for token, before, after in zip(proposal.tokens, proposal.before, proposal.best.texts, strict=True):
        place = section.place(token, before)
        edit: _Edit | None = _Edit(place.start, place.end, after)
        if not after:
            edit = _removal(section, place)
        if edit is None:
            return ()
        if before != after:
            edits.append(edit)
    return tuple(edits)


def _removal(section: Section, place: Place) -> _Edit | None:
    """The edit that takes a token out with the white space beside it, but never with a line break."""
    text, start, end = section.text, place.start - section.offset, place.end - section.offset
    gap = start
    while gap and text[gap - 1] not in "\r\n" and text[gap - 1].isspace():
        gap -= 1
    if gap and text[gap - 1] not in "\r\n":
        return _Edit(section.offset + gap, place.end, "")
    while end < len(text) and text[end] not in "\r\n" and text[end].isspace():
        end += 1
    alone = end == len(text) or text[end] in "\r\n"
    return None if alone else _Edit(place.start, section.offset + end, "")


def _apply(section: Section, edits: list[_Edit]) -> str:
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += section.text[position : edit.start - section.offset], edit.text
        position = edit.end - section.offset
    return "".join((*parts, section.text[position:]))
