"""Rules for punctuation, quotation marks and stray marks: one module a rule, apart from words.

A rule takes a passage and the document's style, and proposes; it never looks at spelling. Nearly all
that rules find is for a person to decide; tests hold each to a table of cases and counter-cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from corrections.passage import Passage
from corrections.proposal import Proposal
from corrections.punctuation.comma import propose_full_stops
from corrections.punctuation.dash import propose_dashes
from corrections.punctuation.quotation import propose_quotation_marks
from corrections.punctuation.space import propose_spaces
from corrections.punctuation.speck import propose_removals
from corrections.punctuation.stop import propose_commas
from corrections.punctuation.style import Style, read_style

Rule = Callable[[Passage, Style], Iterator[Proposal]]

RULES: Mapping[str, Rule] = {
    "speck": propose_removals,
    "quotation": propose_quotation_marks,
    "comma": propose_full_stops,
    "stop": propose_commas,
    "dash": propose_dashes,
    "space": propose_spaces,
}
"""All rules; where two want the same token, the one that stands first has it."""


def punctuate(passages: Sequence[Passage]) -> Iterator[Proposal]:
    """Propose corrections of everything but words, in the order of the text; no two overlap."""
    style = read_style(passages)
    for passage in passages:
        taken: dict[str, Proposal] = {}
        for propose in RULES.values():
            for proposal in propose(passage, style):
                if taken.keys().isdisjoint(proposal.tokens):
                    taken |= dict.fromkeys(proposal.tokens, proposal)
        order = dict.fromkeys(taken[token.id].tokens for token in passage.tokens if token.id in taken)
        yield from (taken[tokens[0]] for tokens in order)
