"""A hyphen that stands for a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corrections.passage import Passage
from corrections.proposal import Proposal
from corrections.punctuation.finding import suggest
from corrections.punctuation.style import Style

_LONG = re.compile(r"(?<=[\w.,;:!?”])-{2,3}(?=[\w“])|^-{2,3}$")


def propose_dashes(passage: Passage, style: Style) -> Iterator[Proposal]:
    """Propose dashes for lone and doubled hyphens in a text that has dashes."""
    for index, token in enumerate(passage.tokens):
        dashed = _LONG.sub("—", token.text)
        if style.dashed and dashed != token.text:
            yield suggest(passage, index, "two hyphens are a typist's dash", ((dashed,), 0.6))
        elif style.dashed and token.text == "-" and _stands_between_words(passage, index):
            yield suggest(passage, index, "a hyphen alone between words is a dash", (("—",), 0.7))


def _stands_between_words(passage: Passage, index: int) -> bool:
    around = [token.text for token in passage.tokens[max(0, index - 1) : index + 2]]
    return len(around) == 3 and around[0][-1].isalpha() and around[2][0].isalpha()
