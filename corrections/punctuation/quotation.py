"""Quotation marks that point the wrong way, are straight among curly ones, or lack their pair."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corrections.passage import Passage
from corrections.proposal import Proposal
from corrections.punctuation.finding import suggest
from corrections.punctuation.style import Style

_OPENING = re.compile(r"^([(\[—]*)(?:\"|”|,,|''|``|‘‘|’’)(?=\w)")
_CLOSING = re.compile(r"(?<=[\w.,;:!?)—])(?:\"|“|''|``|‘‘|’’)([.,;:!?)\]—]*)$")
_INCHES = re.compile(r"\d”")
_CURLY = re.compile(r"[“”]")


def propose_quotation_marks(passage: Passage, style: Style) -> Iterator[Proposal]:
    """Propose marks turned the right way in a text with curly ones, and the mark that is missing."""
    if not style.curly:
        return
    texts = []
    for index, token in enumerate(passage.tokens):
        turned = _CLOSING.sub(r"”\1", _OPENING.sub(r"\1“", token.text))
        texts.append(turned)
        if turned != token.text:
            yield suggest(passage, index, "the quotation mark does not look its way", ((turned,), 0.85))
    yield from _propose_missing(passage, texts)


def _propose_missing(passage: Passage, texts: list[str]) -> Iterator[Proposal]:
    """The pair of a lone mark: at the end of the passage for an opening one, at its start else.

    A quotation of several paragraphs opens each and closes the last alone, so that a mark that opens the
    passage or closes it may well stand without its pair.
    """
    depth, last = 0, len(texts) - 1
    opened = 0
    for index, text in enumerate(texts):
        for mark in _CURLY.findall(text):
            depth, opened = (depth + 1, index) if mark == "“" else (depth - 1, opened)
            if depth < 0 and index != last and not _INCHES.search(text):
                yield suggest(passage, index, "nothing opens this quotation", ((text.replace("”", ""),), 0.4))
            depth = max(depth, 0)
    if depth and opened != 0:
        yield suggest(passage, last, "nothing closes the quotation", ((texts[last] + "”",), 0.4))
