"""Jump lines: "(Continued on page 3)", "(Continued from page 1)", and their misspellings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

_FORMS = {
    "on": ("continued on page", "turn to page", "see page", "to page"),
    "from": ("continued from page", "from page"),
}
_NUMBER = re.compile(
    r"(?:pag?e?|p)\W*([0-9IlOSBZ]{1,3}|one|two|three|four|five|six|seven|eight)\b", re.IGNORECASE
)
_WORDS = {
    word: str(n)
    for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight"], start=1)
}
_MISREAD = str.maketrans("IlOSBZ", "110582")
_LONGEST = 44
_ENOUGH = 84.0


@dataclass(frozen=True, slots=True)
class Jump:
    """A line that sends the reader on, or tells where the text comes from.

    `page` is the printed number it names, "" where it cannot be read; `confidence` is from 0 to 1.
    """

    onward: bool
    page: str
    confidence: float


@lru_cache(maxsize=4096)
def read_jump(text: str) -> Jump | None:
    """The jump that a printed line is, None for any other line.

    The words are compared by Levenshtein ratio, so that "Contniued frcm pago 1" is known as well.
    """
    bare = re.sub(r"[^a-z0-9 ]", "", text.lower()).strip()
    if not 8 <= len(bare) <= _LONGEST:
        return None
    words = re.sub(r"\s*\S*\d\S*$", "", bare).strip()
    scores = {
        name: max(fuzz.ratio(words, form) - (0 if form.startswith("continued") else 12) for form in forms)
        for name, forms in _FORMS.items()
    }
    best = max(scores, key=lambda name: scores[name])
    found = fuzz.partial_ratio("continued", words) >= 70 or scores[best] > 86
    score = max(scores[best], fuzz.partial_ratio(_FORMS[best][0], words) - 4 if found else 0.0)
    if not found or score < _ENOUGH - 8 or (score < _ENOUGH and not bare[-1:].isdigit()):
        return None
    return Jump(best == "on", _page(text), min(score / 100, 1.0))


def _page(text: str) -> str:
    match = _NUMBER.search(text) or re.search(r"([0-9]{1,3})\W*$", text)
    if match is None:
        return ""
    number = match[1]
    return _WORDS.get(number.lower(), number.translate(_MISREAD))
