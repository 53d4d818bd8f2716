"""Words and punctuation together: what proofreads a text in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corrections.passage import Passage
from corrections.proofreading import Proofreader
from corrections.proposal import Proposal
from corrections.punctuation import punctuate


@dataclass(frozen=True)
class Editor:
    """Proposes what `words` proposes, and corrections of punctuation wherever that leaves the tokens free."""

    words: Proofreader

    def propose(self, passages: Sequence[Passage]) -> Iterator[Proposal]:
        """Proposals in the order of the text; none of the punctuation's overlaps another."""
        found = list(self.words.propose(passages))
        taken = {token for proposal in found for token in proposal.tokens}
        found += (mark for mark in punctuate(passages) if taken.isdisjoint(mark.tokens))
        tokens = (token.id for passage in passages for token in passage.tokens)
        place = {token: index for index, token in enumerate(tokens)}
        yield from sorted(found, key=lambda proposal: place[proposal.tokens[0]])
