"""A full stop read for the comma inside a sentence: "fifty hours. less a fine", "Harlow, Mass.. May 16"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corrections.passage import Passage
from corrections.proposal import Proposal
from corrections.punctuation.finding import suggest
from corrections.punctuation.style import Style

_STOP = re.compile(r"([a-z]{3,})\.")
_SMALL = re.compile(r"[a-z]{2,}[,.;:!?”]*|a")
_NUMERAL = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})\W*")
_DOUBLED = re.compile(r"(?<=[a-z])(?:\.\.|,\.|,,)$")
_ABBREVIATIONS = frozenset(
    {
        *("ult", "inst", "prox", "viz", "etc", "chap", "sect", "vol", "vols", "fig", "cap", "art", "ibid"),
        *("cent", "cwt", "lbs", "pub", "jun", "jnr", "sen", "esq", "bros", "dept", "assn", "tel", "min"),
        *("sec", "hrs", "ins", "yds", "gal", "doz", "approx", "incl", "encl", "resp", "corr", "trans"),
    }
)


def propose_commas(passage: Passage, style: Style) -> Iterator[Proposal]:
    """Propose a comma for a full stop before a small letter, or none; and for a doubled mark a single one."""
    for index, token in enumerate(passage.tokens):
        after = "".join(following.text for following in passage.tokens[index + 1 : index + 2])
        stop = _STOP.fullmatch(token.text)
        if stop and _goes_on(after) and not _is_short(stop[1], style):
            reason = "a full stop stands before a small letter"
            yield suggest(passage, index, reason, ((f"{stop[1]},",), 0.35), ((stop[1],), 0.25))
        elif _DOUBLED.search(token.text):
            bare = _DOUBLED.sub("", token.text)
            first = f"{bare}.," if token.text.endswith("..") else f"{bare},"
            reason = "a doubled mark is likely a single one, or a stop and a comma"
            yield suggest(passage, index, reason, ((first,), 0.5), ((f"{bare}.",), 0.4))


def _goes_on(text: str) -> bool:
    return bool(_SMALL.fullmatch(text)) and not _NUMERAL.fullmatch(text)


def _is_short(word: str, style: Style) -> bool:
    return word in _ABBREVIATIONS or word in style.shortened or bool(_NUMERAL.fullmatch(word))
