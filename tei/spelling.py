"""Words and their punctuation as text: what an element encloses, and what stands outside it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from enum import IntEnum

from corrections.decisions.application import Reading
from corrections.passage import Token

HYPHENS = frozenset("-\u2010\u00ac\u00ad")
"""Characters that end a line inside a word."""


def join(texts: Sequence[str], divisions: Sequence[Division | bool]) -> str:
    """The texts of neighbouring tokens as running text: line-end hyphens dropped, merged tokens left out."""
    out, glue = "", ""
    kept = [(text, divided) for text, divided in zip(texts, divisions, strict=True) if text]
    for position, (text, divided) in enumerate(kept):
        weak = divided == Division.WEAK and position + 1 < len(kept) and text[-1] in HYPHENS
        out += glue + (text[:-1] if weak else text)
        glue = "" if divided else " "
    return out


class Division(IntEnum):
    """Whether a word goes on behind a token, and whether the hyphen between only divides it there."""

    NONE = 0
    WEAK = 1
    OWN = 2
    """The hyphen is the word's own: "to-" | "day", "Brest-" | "Litovsk"."""


def divide(
    token: Token, reading: Reading | None, text: str, rest: str, compounds: Container[str] | None
) -> Division:
    """How the token's word goes on in the next line: as it was read, or as was decided.

    `text` and `rest` are what is said up to the token's end and from the next one on, `compounds` the words,
    case-folded, that have a hyphen of their own; None where lines are cells and no word goes on in the next.
    """
    if not rest or not (token.hyphenated or token.ends_line):
        return Division.NONE
    hyphened = compounds is not None and text[-1:] in HYPHENS and text[-2:-1].isalpha()
    if hyphened and (rest[0].isupper() or _join_whole(text, rest) in (compounds or ())):
        return Division.OWN
    return Division.WEAK if token.hyphenated or _is_decided(reading) else Division.NONE


def _join_whole(text: str, rest: str) -> str:
    """The word of the last and the first, with its hyphen, case-folded and without what clings to it."""
    return trim([f"{text[:-1].rpartition(' ')[2]}-{rest.partition(' ')[0]}"])[1].casefold()


def _is_decided(reading: Reading | None) -> bool:
    """Whether a decision puts a word together that the token and the next one are the parts of."""
    here, *onward = reading.decision.after[reading.position :] if reading else ("",)
    return here[-1:] in HYPHENS and here[-2:-1].isalpha() and bool(onward) and onward[0][:1].islower()


def trim(texts: Sequence[str]) -> tuple[str, str, str]:
    """Punctuation before, what lies between, punctuation after. All punctuation counts as before."""
    text = " ".join(texts)
    if not any(map(str.isalnum, text)):
        return text, "", ""
    first, last = texts[0], texts[-1]
    lead = first[: len(first) - len(first.lstrip(_marks(first)))]
    trail = last[len(last.rstrip(_marks(last))) :]
    return lead, text[len(lead) : len(text) - len(trail)], trail


def difference(printed: Sequence[str], meant: str) -> tuple[str, str, str]:
    """What is common before and after, and the rest of `meant`.

    That is punctuation or, where only punctuation differs, the word.
    """
    kept = [text for text in printed if text]
    if len(kept) != 1:
        return "", "", meant
    text = kept[0]
    lead, core, trail = trim([text])
    lead2, core2, trail2 = trim([meant])
    if core and core == core2:
        if lead == lead2:
            return lead + core, "", trail2
        if trail == trail2:
            return "", core + trail, lead2
        return "", "", meant
    before = lead if lead == lead2 and core and core2 else ""
    after = trail if trail == trail2 and core and core2 else ""
    return before, after, meant[len(before) : len(meant) - len(after)]


def degree(probability: float) -> str:
    """TEI's three degrees of certainty for a probability."""
    return "high" if probability >= 0.9 else "medium" if probability >= 0.6 else "low"


def _marks(text: str) -> str:
    return "".join({character for character in text if not character.isalnum()})
