"""A space missing after a mark: "ended,and" was meant as "ended, and"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corrections.passage import Passage
from corrections.proposal import Proposal
from corrections.punctuation.finding import suggest
from corrections.punctuation.style import Style

_MISSING = re.compile(r"([a-z]{2,})([,;:!?]”?(?=[A-Za-z]{2})|\.”?(?=[A-Z][a-z]))([A-Za-z]+)")
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|org|net)\b", re.IGNORECASE)


def propose_spaces(passage: Passage, style: Style) -> Iterator[Proposal]:
    """Propose the space that is missing, or none of the mark.

    What stands on either side must be a word that stands alone elsewhere in the text: a mark inside a
    word, "tou,ch", is a misread letter. Initials, numbers and addresses need no space.
    """
    for index, token in enumerate(passage.tokens):
        found = _MISSING.search(token.text)
        if not found or _ADDRESS.search(token.text):
            continue
        if {found[1].lower(), found[3].lower()} <= style.words:
            spaced = _MISSING.sub(r"\1\2 \3", token.text)
            bare = _MISSING.sub(r"\1 \3", token.text)
            yield suggest(passage, index, "no space after the mark", ((spaced,), 0.5), ((bare,), 0.3))
