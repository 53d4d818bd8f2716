"""A comma before a capital that starts a sentence: "for him, And so" was meant as "for him. And so"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from corrections.passage import Passage
from corrections.proposal import Proposal
from corrections.punctuation.finding import suggest
from corrections.punctuation.style import Style

_OPENERS = frozenset(
    {
        *("And", "But", "Yet", "Nor", "So", "Thus", "Hence", "Then", "Therefore", "However", "Moreover"),
        *("Furthermore", "Nevertheless", "Meanwhile", "He", "She", "It", "They", "We", "You", "This"),
        *("These", "Those", "There", "Here", "What", "Why", "How"),
    }
)
_INNER = frozenset(
    {
        *("As", "At", "By", "From", "In", "Of", "On", "To", "With", "If", "When", "While", "Where", "Who"),
        *("Which", "That", "Although", "Because", "Since"),
    }
)
"""Words that often begin with a capital only because the engine read one."""


def propose_full_stops(passage: Passage, _: Style) -> Iterator[Proposal]:
    """Propose a full stop for the comma, or a small letter; headlines in Title Case are let be."""
    if _is_headline(passage):
        return
    for index, (token, following) in enumerate(pairwise(passage.tokens)):
        word, capital = token.text[:-1], following.text
        if not token.text.endswith(",") or not word[-1:].islower() or capital not in _OPENERS | _INNER:
            continue
        stop, small = (f"{word}.", capital), (token.text, capital.lower())
        first, second = (stop, small) if capital in _OPENERS else (small, stop)
        reason = f"a comma stands before “{capital}”, whose capital starts a sentence"
        yield suggest(passage, index, reason, (first, 0.5), (second, 0.3))


def _is_headline(passage: Passage) -> bool:
    """Whether most longer words begin with a capital, as in titles."""
    words = [token.text for token in passage.tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) > len(words)
