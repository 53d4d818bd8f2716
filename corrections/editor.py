"""Words and punctuation together: what proofreads a text in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corrections.passage import Passage
from corrections.plain_text.proofreading import Proofreader
from corrections.proposal import Proposal, Recommendation
from corrections.punctuation import punctuate


@dataclass(frozen=True)
class Editor:
    """Proposes what `words` proposes, and corrections of punctuation wherever that leaves the tokens free."""

    words: Proofreader

    def propose(self, passages: Sequence[Passage]) -> Iterator[Proposal]:
        """Proposals in the order of the text; none of the punctuation's overlaps another."""
        words = list(self.words.propose(passages))
        firm = [proposal for proposal in words if proposal.recommendation is not Recommendation.LEAVE]
        taken = {token for proposal in firm for token in proposal.tokens}
        marks = [mark for mark in punctuate(passages) if taken.isdisjoint(mark.tokens)]
        taken.update(token for mark in marks for token in mark.tokens)
        left = (p for p in words if p.recommendation is Recommendation.LEAVE and taken.isdisjoint(p.tokens))
        found = [*firm, *marks, *left]
        tokens = (token.id for passage in passages for token in passage.tokens)
        place = {token: index for index, token in enumerate(tokens)}
        yield from sorted(found, key=lambda proposal: place[proposal.tokens[0]])
