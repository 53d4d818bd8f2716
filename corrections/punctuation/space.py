"""A space missing after a mark: "ended,and" was meant as "ended, and"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corrections.passage import Passage
from corrections.proposal import Proposal
from corrections.punctuation.finding import suggest
from corrections.punctuation.style import Style

_MISSING = re.compile(r"(?<=[a-z]{2})([,;:!?]”?(?=[A-Za-z]{2})|\.”?(?=[A-Z][a-z]))")
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|org|net)\b", re.IGNORECASE)


def propose_spaces(passage: Passage, _: Style) -> Iterator[Proposal]:
    """Propose the space that is missing; initials, numbers and addresses need none."""
    for index, token in enumerate(passage.tokens):
        spaced = _MISSING.sub(r"\1 ", token.text)
        if spaced != token.text and not _ADDRESS.search(token.text):
            yield suggest(passage, index, "no space after the mark", ((spaced,), 0.5))
