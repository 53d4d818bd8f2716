"""Several readings of a line made into one, word by word, the others kept as alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from rapidfuzz.distance import Levenshtein

from ocr.page import Alternative, BBox, Line, Word

VOICE = 0.6
"""What a reading's vote is worth whatever its confidence; the rest is its confidence."""

FIRST = 0.1
"""What the vote of the first reading is worth besides."""

MOST = 4
"""Alternatives that a word keeps."""

Words = tuple[Word, ...]


def vote(lines: Sequence[Line]) -> Line:
    """One line out of several readings of it, the first of which settles what does not find a majority.

    Readings are aligned with the first, letter by letter; where all have a space at the same place they are
    parted, and each stretch is put to the vote, which counts readings and their confidences (Fiscus, A
    post-processing system to yield reduced word error rates: ROVER, 1997).

    Args:
        lines: readings of the same printed line with boxes in the same image, at least one.

    Returns:
        The first line with the words that won; their confidence is the mean of those who read them, and
        what else was read of them, in as many words, stands among their alternatives.
    """
    first = lines[0]
    words = tuple(word for stretch in _divide(lines) for word in _elect(stretch))
    return replace(first, words=words, bbox=BBox.around([word.bbox for word in words]))


def _divide(lines: Sequence[Line]) -> Iterator[tuple[Words, ...]]:
    """Stretches of words, one of each line, that begin and end at spaces which all lines have in common."""
    text = lines[0].text
    spaces = [_find_spaces(line, text) for line in lines]
    common = sorted(set.intersection(*(set(found) for found in spaces)))
    for start, end in pairwise((-1, *common, len(text))):
        yield tuple(
            line.words[found.get(start, 0) : found.get(end, len(line.words))]
            for line, found in zip(lines, spaces, strict=True)
        )


def _find_spaces(line: Line, text: str) -> dict[int, int]:
    """For spaces of `text` that the line has, too: the number of the line's word after each."""
    ends = list(accumulate(len(word.text) + 1 for word in line.words))
    number = {end - 1: position for position, end in enumerate(ends[:-1], 1)}
    found = {}
    for step in Levenshtein.opcodes(text, line.text):
        if step.tag == "equal":
            for offset in range(step.src_end - step.src_start):
                if step.dest_start + offset in number:
                    found[step.src_start + offset] = number[step.dest_start + offset]
    return found


def _elect(stretch: tuple[Words, ...]) -> Words:
    """The words that most readings, or the surest, have in a stretch."""
    read: dict[str, list[Words]] = {}
    votes: dict[str, float] = {}
    for position, words in enumerate(stretch):
        text = " ".join(word.text for word in words)
        read.setdefault(text, []).append(words)
        bonus = 0.0 if position else FIRST
        votes[text] = votes.get(text, 0) + VOICE + (1 - VOICE) * _weigh(words) + bonus
    ranking = sorted(read, key=lambda text: -votes[text])
    winner = _average(read[ranking[0]])
    others = [_average(read[text]) for text in ranking[1:] if len(read[text][0]) == len(winner)]
    return tuple(
        replace(word, alternatives=_collect(word, [other[position] for other in others]))
        for position, word in enumerate(winner)
    )


def _weigh(words: Words) -> float:
    """The mean confidence over letters, 0 to 1."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _average(readings: Sequence[Words]) -> Words:
    """Equal words of several readings, each with its mean confidence and the first one's box."""
    return tuple(
        replace(same[0], confidence=sum(word.confidence for word in same) / len(same))
        for same in zip(*readings, strict=True)
    )


def _collect(word: Word, others: Sequence[Word]) -> tuple[Alternative, ...]:
    """Other readings of a word, each once."""
    texts = {other.text: other.confidence for other in reversed(others) if other.text != word.text}
    return tuple(Alternative(text, confidence) for text, confidence in reversed(texts.items()))[:MOST]
