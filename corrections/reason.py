"""Why a correction is proposed, in words."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from corrections.vocabulary import UNKNOWN, Vocabulary

_COMMON = 500


def explain(
    stands: str, words: tuple[int, ...], places: int, repeated: int, fits: bool, vocabulary: Vocabulary
) -> str:
    """Say what was taken for what, and what is known of either word.

    Args:
        stands: what was read, without clinging punctuation; a hyphen where one parts it in two.
        words: ids of what it becomes; two where it is split.
        places: words merged.
        repeated: how often the new word stands elsewhere in the document.
        fits: whether the words around speak for it.
        vocabulary: of the ids.
    """
    text = " ".join(vocabulary.words[word] for word in words)
    reasons = [_change(stands, text, len(words), places), _standing(stands, places, vocabulary)]
    least = min(float(vocabulary.counts[word]) for word in words)
    reasons.append(f"“{text}” is {'common' if least >= _COMMON else 'known' if least else 'in a word list'}")
    if repeated:
        reasons.append(f"it stands {repeated} more time{'s' if repeated > 1 else ''} in this text")
    if fits:
        reasons.append("it goes with the words around")
    return "; ".join(reason for reason in reasons if reason)


def _change(stands: str, text: str, words: int, places: int) -> str:
    if words > 1:
        return "a space is missing"
    if places == 1 and len(stands) == len(text) and sorted(stands.lower()) == sorted(text):
        return "letters in the wrong order"
    steps = [
        f"{read} read for {meant}" if read and meant else f"{meant} lost" if meant else f"{read} too many"
        for read, meant in _confusions(stands.replace("-", ""), text)
    ]
    torn = "a word parted by a hyphen" if "-" in stands else "a word torn in two"
    return ", ".join([torn] * (places > 1) + steps)


def _confusions(stands: str, text: str) -> Iterator[tuple[str, str]]:
    """What was read for what: the least edits, those that touch each other as one."""
    read = meant = ""
    for step in Levenshtein.opcodes(stands.lower(), text):
        if step.tag != "equal":
            read += stands[step.src_start : step.src_end]
            meant += text[step.dest_start : step.dest_end]
        elif read or meant:
            yield read, meant
            read = meant = ""
    if read or meant:
        yield read, meant


def _standing(stands: str, places: int, vocabulary: Vocabulary) -> str:
    if places > 1:
        return ""
    if vocabulary.id(stands) == UNKNOWN:
        return f"“{stands}” is in no list"
    return f"“{stands}” is a word, but unlikely between its neighbours"
