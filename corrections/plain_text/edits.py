"""Changes of a text that are made one after another, told as changes of the text as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from corrections.proposal import Recommendation


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
class Edit:
    """Characters from `start` to `end` give way to `text`, because of a change in the same text."""

    start: int
    end: int
    text: str
    change: Change


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap, in its order."""
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += text[position : edit.start], edit.text
        position = edit.end
    return "".join((*parts, text[position:]))


def compose(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits of `text` that do what `first` does, and after that `second`, whose places are those of the text
    between. Those that touch each other become one edit; one that changes nothing is left out.
    """
    between = apply_edits(text, first)
    composed: list[Edit] = []
    shift = 0
    for low, high, earlier, later in _group(first, second):
        start = low - shift
        shift += sum(_growth(edit) for edit in earlier)
        moved = [replace(edit, start=edit.start - low, end=edit.end - low) for edit in later]
        after = apply_edits(between[low:high], moved)
        before = text[start : high - shift]
        if after != before:
            edits = (*earlier, *later)
            if len(edits) == 1:
                offset = start + edits[0].change.offset - edits[0].start
                change = replace(edits[0].change, offset=offset)
            else:
                change = _join(start, before, after, [edit.change for edit in edits])
            composed.append(Edit(start, high - shift, after, change))
    return tuple(composed)


def trace(edits: Iterable[Edit], start: int, end: int) -> int | None:
    """Where a span of the edited text started in the text as it was; None where an edit made part of it."""
    shift = 0
    for edit in edits:
        low = edit.start + shift
        if low + len(edit.text) <= start:
            shift += _growth(edit)
        elif low < end:
            return None
    return start - shift


Group = tuple[int, int, list[Edit], list[Edit]]
"""A span of the text between, the edits that made it, and those that change it."""


def _group(first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[Group]:
    """Edits that overlap, in the order of the text."""
    shifts = accumulate((_growth(edit) for edit in first), initial=0)
    made: list[Group] = [
        (edit.start + shift, edit.start + shift + len(edit.text), [edit], [])
        for edit, shift in zip(first, shifts, strict=False)
    ]
    spans: list[Group] = [*made, *((edit.start, edit.end, [], [edit]) for edit in second)]
    group: Group | None = None
    for low, high, earlier, later in sorted(spans, key=lambda span: span[:2]):
        if group and low < group[1]:
            group = group[0], max(group[1], high), group[2] + earlier, group[3] + later
            continue
        if group:
            yield group
        group = low, high, earlier, later
    if group:
        yield group


def _growth(edit: Edit) -> int:
    return len(edit.text) - (edit.end - edit.start)


def _join(start: int, before: str, after: str, changes: Sequence[Change]) -> Change:
    """One change of several that followed each other."""
    return replace(
        changes[-1],
        offset=start + len(before) - len(before.lstrip()),
        before=" ".join(before.split()),
        after=" ".join(after.split()),
        probability=min(change.probability for change in changes),
        reason="; then ".join(dict.fromkeys(change.reason for change in changes)),
    )
