"""Whether a passage is in English, or in what the corrector should leave alone."""

from __future__ import annotations

from corrections.passage import Passage
from corrections.unit import divide
from corrections.vocabulary import Vocabulary

_LEAST_WORDS = 12
_LEAST_SHARE = 0.2
_COMMON = 60_000.0


def is_english(passage: Passage, vocabulary: Vocabulary) -> bool:
    """Whether enough of its words are very common English ones; short passages pass.

    Even in a bad reading of English a fifth of the words are still "the", "of", "and" and their like.
    """
    words = [unit.text for token in passage.tokens for unit in divide(token.text) if unit.text.isalpha()]
    if len(words) < _LEAST_WORDS:
        return True
    common = sum(len(word) > 1 and float(vocabulary.counts[vocabulary.id(word)]) >= _COMMON for word in words)
    return common >= _LEAST_SHARE * len(words)
