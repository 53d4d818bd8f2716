"""Jump lines: "(Continued on page 3)", "(To be continued)", and their misspellings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

_FORMS = {
    "on": ("continued on page", "concluded on page", "turn to page", "see page", "to page"),
    "from": ("continued from page", "concluded from page", "from page"),
}
_SERIAL = {
    True: (
        "to be continued",
        "to be concluded",
        "to be continued in our next",
        "continued in our next",
        "continued in our next issue",
        "continued in next issue",
        "continued in the next issue",
        "continued next week",
        "concluded next week",
        "to be concluded in our next",
        "concluded in our next issue",
        "concluded in next issue",
    ),
    False: (
        "continued from last issue",
        "continued from our last",
        "continued from our last issue",
        "continued from the last issue",
        "continued from last week",
        "continued from previous issue",
        "continued from the preceding issue",
        "concluded from last issue",
        "concluded from last week",
        "concluded from our last issue",
    ),
}
"""What stands where an article goes on in the next issue, and where it comes from the one before."""
_TOLD = tuple(form for forms in _FORMS.values() for form in forms)
_SERIALS = tuple(form for forms in _SERIAL.values() for form in forms)
_NUMBER = re.compile(
    r"(?:pag?e?|p)\W*([0-9IlOSBZ]{1,3}|one|two|three|four|five|six|seven|eight)\b", re.IGNORECASE
)
_WORDS = {
    word: str(n)
    for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight"], start=1)
}
_NTH = re.compile(r"\b(\w{5,8})\s+page\b", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_MARKS = re.compile(r"[^a-z0-9 ]")
_BEGINS = re.compile(r"\W*[A-Z]|\W*[(\[]")
_MISREAD = str.maketrans("IlOSBZ", "110582")
_LONGEST = 44
_ENOUGH = 84.0


@dataclass(frozen=True, slots=True)
class Jump:
    """A line that sends the reader on, or tells where the text comes from.

    `page` is the printed number it names, "" where it cannot be read; `confidence` is from 0 to 1; `serial`
    says that the rest is in another issue.
    """

    onward: bool
    page: str
    confidence: float
    serial: bool = False


@lru_cache(maxsize=4096)
def read_jump(text: str) -> Jump | None:
    """The jump that a printed line is, None for any other line.

    The words are compared by Levenshtein ratio, so that "Contniued frcm pago 1" is known as well; "on second
    page" is the same as "on page 2".
    """
    text = _NTH.sub(_number, text)
    bare = _MARKS.sub("", text.lower()).strip()
    if not 8 <= len(bare) <= _LONGEST:
        return None
    if serial := _read_serial(text, bare):
        return serial
    words, _, last = bare.rpartition(" ")
    if last.isalpha():
        words = bare
    near = fuzz.partial_ratio("continued", words, score_cutoff=70) > 0
    if not near and not process.extractOne(words, _TOLD, scorer=fuzz.ratio, score_cutoff=86):
        return None  # which is so nearly always, and told much sooner
    scores = {
        name: max(fuzz.ratio(words, form) - (0 if form.startswith("continued") else 12) for form in forms)
        for name, forms in _FORMS.items()
    }
    best = max(scores, key=lambda name: scores[name])
    found = near or scores[best] > 86
    score = max(scores[best], fuzz.partial_ratio(_FORMS[best][0], words) - 4 if found else 0.0)
    if not found or score < _ENOUGH - 8 or (score < _ENOUGH and not bare[-1:].isdigit()):
        return None
    return Jump(best == "on", _page(text), min(score / 100, 1.0))


def _read_serial(text: str, bare: str) -> Jump | None:
    """A line about another issue: in brackets, or with a capital, not the end of a sentence."""
    if bare[-1:].isdigit() or not _BEGINS.match(text):
        return None
    told = process.extractOne(bare, _SERIALS, scorer=fuzz.ratio, score_cutoff=_ENOUGH + 2)
    return Jump(told[0] in _SERIAL[True], "", told[1] / 100, serial=True) if told else None


def _number(ordinal: re.Match[str]) -> str:
    """For "second page", and for "sccond page", "page 2"."""
    found = process.extractOne(ordinal[1].lower(), _ORDINALS, scorer=fuzz.ratio, score_cutoff=80)
    return f"page {found[2] + 1}" if found else ordinal[0]


def _page(text: str) -> str:
    match = _NUMBER.search(text) or re.search(r"([0-9]{1,3})\W*$", text)
    if match is None:
        return ""
    number = match[1]
    return _WORDS.get(number.lower(), number.translate(_MISREAD))
