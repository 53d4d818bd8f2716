"""A comma before a capital that starts a sentence: "for him, And so" was meant as "for him. And so"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from corrections.passage import Passage
from corrections.proposal import Proposal
from corrections.punctuation.finding import suggest
from corrections.punctuation.openers import INNER, OPENERS, SPEAKING
from corrections.punctuation.style import Style


def propose_full_stops(passage: Passage, style: Style) -> Iterator[Proposal]:
    """Propose a full stop for the comma, or a small letter.

    Headlines in Title Case, verse, and texts that have such capitals habitually are let be.
    """
    if style.capitals_after_commas or _is_headline(passage) or _is_verse(passage):
        return
    for index, (token, following) in enumerate(pairwise(passage.tokens)):
        word, capital = token.text[:-1], following.text
        if not token.text.endswith(",") or not word[-1:].islower() or capital not in OPENERS | INNER:
            continue
        if word.lower() in SPEAKING:
            continue
        stop, small = (f"{word}.", capital), (token.text, capital.lower())
        first, second = (stop, small) if capital in OPENERS else (small, stop)
        reason = f"a comma stands before “{capital}”, whose capital starts a sentence"
        yield suggest(passage, index, reason, (first, 0.5), (second, 0.3))


def _is_headline(passage: Passage) -> bool:
    """Whether most longer words begin with a capital, as in titles."""
    words = [token.text for token in passage.tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) > len(words)


def _is_verse(passage: Passage) -> bool:
    """Whether there are several lines and nearly all begin with a capital."""
    starts = [passage.tokens[0], *(after for before, after in pairwise(passage.tokens) if before.ends_line)]
    return len(starts) >= 4 and sum(token.text[:1].isupper() for token in starts) > 0.8 * len(starts)
