"""Plain-text transcriptions with the certain corrections applied, and not a byte more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from corrections.passage import Passage
from corrections.plain_text.edits import Change, Edit, apply_edits, compose, trace
from corrections.plain_text.encoding import Encoding, detect_encoding
from corrections.plain_text.running_text import Section, read_sections, replace_text
from corrections.proposal import Proposal, Recommendation
from scans.files import replacing


class Proofreader(Protocol):
    """What proposes corrections; a Corrector is one."""

    def propose(self, passages: Sequence[Passage]) -> Iterator[Proposal]: ...


_ROUNDS = 12
"""Times that a text is looked over before it counts as one that does not come to rest."""


@dataclass(frozen=True, slots=True)
class Proofreading:
    """A text with the certain changes made, and all changes in its order."""

    text: str
    changes: tuple[Change, ...]


def proofread(text: str, corrector: Proofreader) -> Proofreading:
    """Propose corrections for a text, and apply those recommended without a question.

    All other characters stay as they are, line breaks, quotation marks and spacing among them. What comes
    out comes out again: a text is looked over until nothing is certain any more, so that proofreading it
    once more changes nothing (in texts of more than `running_text.CHUNK` characters: in each such part).
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


def count_foreign(source: Path, find_english: Callable[[Passage], Iterable[Passage]]) -> int:
    """How many paragraphs of a text file are not all in English. Raises as `proofread_file`."""
    sections = read_sections(detect_encoding(source).decode(source))
    return sum(
        list(find_english(passage)) != [passage] for section in sections for passage in section.passages
    )


def _proofread(
    chunks: Iterable[str], corrector: Proofreader, writable: Callable[[str], bool]
) -> Iterator[Proofreading]:
    for section in read_sections(chunks):
        yield _settle(section, lambda part: _look(part, corrector, writable))


def _settle(section: Section, look: Callable[[Section], _Look]) -> Proofreading:
    """The section as it is when looking it over changes it no more.

    Where it comes back to what it was before, the first of these texts in the alphabet's order is taken, so
    that it is found from each of them; where it never rests, it stays as it was.
    """
    text, looks = section.text, dict[str, tuple[tuple[Edit, ...], tuple[Change, ...]]]()
    edits: tuple[Edit, ...] = ()
    while text not in looks and len(looks) < _ROUNDS:
        found = look(replace_text(section, text))
        looks[text] = edits, found.asked
        edits = compose(section.text, edits, found.edits) if edits else found.edits
        text = apply_edits(section.text, edits)
    if text not in looks:
        edits, asked = looks[section.text]
        return _report(section, (), asked)
    order = list(looks)
    text = min(order[order.index(text) :])
    return _report(section, *looks[text])


def _report(section: Section, edits: Sequence[Edit], asked: Iterable[Change]) -> Proofreading:
    """The section after the edits, with what was asked when they were made."""
    changes = [_place(section, edit.change, edit.change.offset) for edit in edits]
    for change in asked:
        start = trace(edits, change.offset, change.offset + len(change.before))
        if start is not None:
            changes.append(_place(section, change, start))
    changes.sort(key=lambda change: change.offset)
    return Proofreading(apply_edits(section.text, edits), tuple(changes))


def _place(section: Section, change: Change, start: int) -> Change:
    """The change where it stands in the original text; `start` counts from the section's."""
    offset = section.offset + start
    line, column = section.lines.locate(offset)
    return replace(change, line=line, column=column, offset=offset)


@dataclass(frozen=True, slots=True)
class _Look:
    """What is found in looking a section over once; places count from its start."""

    edits: tuple[Edit, ...]
    asked: tuple[Change, ...]


def _look(section: Section, corrector: Proofreader, writable: Callable[[str], bool]) -> _Look:
    edits: list[Edit] = []
    asked: list[Change] = []
    for proposal in sorted(corrector.propose(section.passages), key=lambda p: int(p.tokens[0])):
        change = _change(section, proposal)
        if change.recommendation is Recommendation.LEAVE or not writable(change.before):
            continue
        if change.recommendation is Recommendation.APPLY:
            edit = _edit(section, proposal, change) if writable(change.after) else None
            if edit and (not edits or edit.start >= edits[-1].end):
                edits.append(edit)
                continue
            change = replace(change, recommendation=Recommendation.ASK)
        asked.append(change)
    return _Look(tuple(edits), tuple(asked))


def _change(section: Section, proposal: Proposal) -> Change:
    """The proposal as a change; its place counts from the section's start."""
    place = section.place(proposal.tokens[0], proposal.before[0])
    best = proposal.best
    return Change(
        place.line,
        place.column,
        place.start - section.offset,
        proposal.text,
        best.text,
        best.probability,
        best.reason,
        proposal.recommendation,
    )


def _edit(section: Section, proposal: Proposal, change: Change) -> Edit | None:
    """The edit that makes the first candidate true; None where a line would be left without words."""
    edits: list[Edit] = []
    for token, before, after in zip(proposal.tokens, proposal.before, proposal.best.texts, strict=True):
        place = section.place(token, before)
        start, end = place.start - section.offset, place.end - section.offset
        edit = Edit(start, end, after, change) if after else _removal(section.text, start, end, change)
        if edit is None:
            return None
        edits.append(edit)
    start, end = edits[0].start, edits[-1].end
    moved = [replace(edit, start=edit.start - start, end=edit.end - start) for edit in edits]
    return Edit(start, end, apply_edits(section.text[start:end], moved), change)


def _removal(text: str, start: int, end: int, change: Change) -> Edit | None:
    """The edit that takes a token out with the white space beside it, but never with a line break."""
    gap = start
    while gap and text[gap - 1] not in "\r\n" and text[gap - 1].isspace():
        gap -= 1
    if gap and text[gap - 1] not in "\r\n":
        return Edit(gap, end, "", change)
    after = end
    while after < len(text) and text[after] not in "\r\n" and text[after].isspace():
        after += 1
    alone = after == len(text) or text[after] in "\r\n"
    return None if alone else Edit(start, after, "", change)
