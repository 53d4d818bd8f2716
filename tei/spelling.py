"""Words and their punctuation as text: what an element encloses, and what stands outside it."""

from __future__ import annotations

from collections.abc import Sequence

from corrections.application import Reading
from corrections.passage import Token

HYPHENS = frozenset("-\u2010\u00ac\u00ad")
"""Characters that end a line inside a word."""


def join(texts: Sequence[str], hyphenated: Sequence[bool]) -> str:
    """The texts of neighbouring tokens as running text: line-end hyphens dropped, merged tokens left out."""
    out, glue = "", ""
    kept = [(text, divided) for text, divided in zip(texts, hyphenated, strict=True) if text]
    for position, (text, divided) in enumerate(kept):
        weak = divided and position + 1 < len(kept) and text[-1] in HYPHENS
        out += glue + (text[:-1] if weak else text)
        glue = "" if divided else " "
    return out


def divides(token: Token, reading: Reading | None) -> bool:
    """Whether the token's hyphen only divides a word at a line's end: as it was read, or as was decided."""
    if reading is None or token.hyphenated or not token.ends_line:
        return token.hyphenated
    here, *onward = reading.decision.after[reading.position :]
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
