"""What marks a text uses and how, so that no rule brings in marks of another style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from corrections.marks import strip_marks
from corrections.passage import Passage
from corrections.punctuation.openers import INNER, OPENERS

_EMPHASIS = re.compile(r"(?<!\w)_[^\W_]+_(?!\w)")
_SHORTENED = re.compile(r"([a-z]{3,})\.")
_CAPITAL_AFTER_COMMA = 5, 0.05
"""So many capitals of common words after commas, and such a share of them, make a habit."""
_MANY = 3


@dataclass(frozen=True, slots=True)
class Style:
    """What a text does, habitually.

    Attributes:
        curly: it has curly quotation marks.
        dashed: it has dashes longer than a hyphen.
        emphasised: it has underscores around words, as transcribers write italics.
        capitals_after_commas: common words begin with a capital after a comma: verse, or an old print.
        shortened: words that stand with a full stop before a small letter more than once: abbreviations.
        words: the words that stand alone in it, in lower case.
    """

    curly: bool = False
    dashed: bool = False
    emphasised: bool = False
    capitals_after_commas: bool = False
    shortened: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def read_style(passages: Iterable[Passage]) -> Style:
    """The style of a document."""
    curly = dashed = emphasised = False
    shortened: Counter[str] = Counter()
    followers: Counter[bool] = Counter()
    words = set()
    for passage in passages:
        for token, following in zip_longest(passage.tokens, passage.tokens[1:]):
            text, after = token.text, following.text if following else " "
            curly = curly or "“" in text or "”" in text
            dashed = dashed or "—" in text or "–" in text
            emphasised = emphasised or bool(_EMPHASIS.search(text))
            words.add(strip_marks(text).lower())
            if (found := _SHORTENED.fullmatch(text)) and after[0].islower():
                shortened[found[1]] += 1
            if text.endswith(",") and after.capitalize() in OPENERS | INNER:
                followers[after[0].isupper()] += 1
    least, share = _CAPITAL_AFTER_COMMA
    habit = followers[True] >= least and followers[True] > share * followers.total()
    often = frozenset(word for word, count in shortened.items() if count >= _MANY)
    return Style(curly, dashed, emphasised, habit, often, frozenset(filter(str.isalpha, words)))
