"""Learning what is mistaken for what: from texts beside their truth, and from decisions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from corrections.channel import WIDEST, Channel, Edit, align
from corrections.decisions.decision import Decision, Verdict
from corrections.marks import strip_marks
from corrections.symbols import LONGEST, MEANT, OTHER, READ, fold

Pair = tuple[str, str]
"""What was read, and the word that was meant."""

_ROUNDS = 3
_LEAST = 1.5
_LEAST_PAIR = 20.0
_LEAST_WORD = 30.0
_LEAST_MISREAD = 2.5
_TRANSPOSED = 5e-3
_FARTHEST = 0.6
"""Edits for each letter beyond which a word was not misread but written anew."""


def learn_channel(decisions: Iterable[Decision], channel: Channel, weight: float = 5.0) -> Channel:
    """The channel with what a project's people decided added to its counts.

    Words that a person put right count as confusions, words that were kept count for themselves;
    `weight` is how many shipped counts one decision is worth. The order of decisions does not matter.
    """
    pairs: Counter[Pair] = Counter()
    for decision in decisions:
        if decision.verdict in (Verdict.CORRECT, Verdict.KEEP) and decision.who != "redpencil":
            pairs.update(_pairs(decision))
    steps = _add(channel.counts, count_steps(_misread(pairs), channel), weight)
    return Channel(steps, _add(channel.words, count_words(pairs), weight))


def _add(counts: Mapping[Edit, float], more: Mapping[Edit, float], weight: float) -> dict[Edit, float]:
    summed = defaultdict(float, counts)
    for edit, count in more.items():
        summed[edit] += weight * count
    return dict(summed)


def train_channel(pairs: Mapping[Pair, float], rounds: int = _ROUNDS) -> Channel:
    """A channel from counted pairs, by hard expectation maximisation from a plain edit distance."""
    channel, misread = Channel(_first_counts()), _misread(pairs)
    for _ in range(rounds):
        channel = Channel(_prune(count_steps(misread, channel)))
    return Channel(_transpose(channel.counts), _prune_words(count_words(pairs)))


def _misread(pairs: Mapping[Pair, float]) -> dict[Pair, float]:
    """Without the words that were read right."""
    return {pair: count for pair, count in pairs.items() if fold(pair[0]).lower() != pair[1].lower()}


def count_words(pairs: Mapping[Pair, float]) -> dict[Edit, float]:
    """How often each word was read as each string."""
    counts: dict[Edit, float] = defaultdict(float)
    for (read, meant), count in pairs.items():
        counts[Edit(fold(read).lower(), meant.lower())] += count
    return counts


def _prune_words(counts: Mapping[Edit, float]) -> dict[Edit, float]:
    """Without rare words, and what was misread only once or twice."""
    right = {edit.meant for edit, count in counts.items() if edit.read == edit.meant and count >= _LEAST_WORD}
    return {
        edit: count
        for edit, count in counts.items()
        if edit.meant in right and (edit.read == edit.meant or count >= _LEAST_MISREAD)
    }


def count_steps(pairs: Mapping[Pair, float], channel: Channel) -> dict[Edit, float]:
    """How often each step stands in the best alignments of the pairs.

    Neighbouring steps that are both wrong count as one ("r" for nothing and "n" for "m" are "rn" for
    "m"); identical neighbours count as pairs too, because wrong pairs are shares of them.
    """
    counts: dict[Edit, float] = defaultdict(float)
    for (read, meant), count in pairs.items():
        for edit in _steps(fold(read), meant.lower(), channel):
            counts[edit] += count
    return counts


def _steps(read: str, meant: str, channel: Channel) -> Iterator[Edit]:
    if read.lower() == meant:
        edits: Sequence[Edit] = [Edit(r, m) for r, m in zip(read, meant, strict=True)]
    else:
        edits = _join(align(channel, read, meant)[1])
    yield from edits
    for first, second in pairwise(edits):
        if _same(first) and _same(second) and len(first.read) == len(second.read) == 1:
            yield Edit(first.read + second.read, first.meant + second.meant)


def _join(edits: Iterable[Edit]) -> list[Edit]:
    """Neighbouring wrong steps as one, where both sides have at most two characters."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and not _same(edit) and not _same(joined[-1]):
            both = Edit(joined[-1].read + edit.read, joined[-1].meant + edit.meant)
            if both.read and both.meant and len(both.read) <= WIDEST and len(both.meant) <= WIDEST:
                joined[-1] = both
                continue
        joined.append(edit)
    return joined


def _same(edit: Edit) -> bool:
    return edit.read.lower() == edit.meant


def _transpose(counts: Mapping[Edit, float]) -> dict[Edit, float]:
    """With the slips of typists: every pair of letters now and then in the wrong order."""
    slips = {
        Edit(edit.read[::-1], edit.meant): count * _TRANSPOSED
        for edit, count in counts.items()
        if _same(edit) and len(edit.read) == 2 and edit.read.islower() and edit.read[0] != edit.read[1]
    }
    return {**slips, **counts}


def _prune(counts: Mapping[Edit, float]) -> dict[Edit, float]:
    """Without chance confusions and rare pairs."""
    kept = {
        edit
        for edit, count in counts.items()
        if count >= _LEAST and not (_same(edit) and len(edit.read) == 2)
    }
    pairs = {edit for edit, count in counts.items() if _same(edit) and count >= _LEAST_PAIR}
    return {edit: counts[edit] for edit in counts if edit in kept or edit in pairs}


def _pairs(decision: Decision) -> Iterable[Pair]:
    read = "".join(text.rstrip("-") if len(decision.before) > 1 else text for text in decision.before)
    meant = "".join(text.rstrip("-") if len(decision.after) > 1 else text for text in decision.after)
    read, meant = strip_marks(fold(read)), strip_marks(fold(meant)).lower()
    sound = 0 < len(read) <= LONGEST and 0 < len(meant) <= LONGEST and not set(meant) - set(MEANT[1:])
    if sound and Levenshtein.distance(read.lower(), meant) <= max(1, _FARTHEST * len(meant)):
        yield "".join(letter if letter in READ[1:] else READ[OTHER] for letter in read), meant


def _first_counts() -> dict[Edit, float]:
    """Counts that make every letter most likely itself."""
    letters = MEANT[1:]
    return {Edit(case(letter), letter): 1000.0 for letter in letters for case in (str.lower, str.upper)}
