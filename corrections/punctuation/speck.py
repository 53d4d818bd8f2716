"""Stray marks that an engine made of column rules and specks on the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corrections.marks import strip_marks
from corrections.passage import Passage, Token
from corrections.proposal import Proposal, Recommendation
from corrections.punctuation.finding import suggest
from corrections.punctuation.style import Style

_RULE = re.compile(r"[|¦‖]+")
_SPECK = re.compile(r"[·•■▪°~^_`´¬]+|\\{2,}|['’‘]")
_CLINGING = re.compile(r"^[|¦‖_]+(?=\w{2})|(?<=\w{2})[|¦‖~_]+$")
"""Not before a word: "~ight" has lost its first letter to the mark."""


def propose_removals(passage: Passage, style: Style) -> Iterator[Proposal]:
    """Propose that stray marks go; a pipe alone between two words on a line is surely one.

    Underscores are let be where a transcriber wrote _italics_ with them.
    """
    for index, token in enumerate(passage.tokens):
        if style.emphasised and "_" in token.text:
            continue
        if _RULE.fullmatch(token.text):
            sure = _stands_between_words(passage, index)
            recommendation = Recommendation.APPLY if sure else Recommendation.ASK
            reason = "a column rule read as a character"
            removal = (("",), 0.99 if sure else 0.8)
            yield suggest(passage, index, reason, removal, recommendation=recommendation)
        elif _SPECK.fullmatch(token.text):
            yield suggest(passage, index, "a mark alone is likely a speck", (("",), 0.6))
        elif (bare := _CLINGING.sub("", token.text)) != token.text:
            yield suggest(passage, index, "a stray mark clings to the word", ((bare,), 0.8))


def _stands_between_words(passage: Passage, index: int) -> bool:
    """Whether there is a plain word on either side in the same line."""
    if not 0 < index < len(passage.tokens) - 1:
        return False
    before, after = passage.tokens[index - 1], passage.tokens[index + 1]
    apart = before.ends_line or passage.tokens[index].ends_line
    return _is_word(before) and _is_word(after) and not apart


def _is_word(token: Token) -> bool:
    core = strip_marks(token.text)
    return len(core) > 1 and core.isalpha()
