"""Tokens that may be wrong together, and what is proposed for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corrections.entry import Kind
from corrections.lexicon import Lexicon
from corrections.marks import strip_marks
from corrections.passage import Passage, Token
from corrections.proposal import Candidate, Fault, Proposal, Ranking, Recommendation
from corrections.rewording import Rewording, rewrite

_STROKES = frozenset("ilmnu")
"""Letters of strokes side by side, which an engine may count out anew: "buildings" read as "bulidings"."""


@dataclass(frozen=True)
class Option:
    """One way to put a place right."""

    rewording: Rewording
    words: tuple[str, ...]
    probability: float
    reason: str


@dataclass(frozen=True)
class Finding:
    """Tokens that may be wrong together.

    Attributes:
        passage: that they are in.
        first, last: places of the tokens in it.
        best: the best option of each word to correct.
        others: of the word, where it is only one, best first; they can be gone through once.
        right: least probability that a best option is right.
        harmful: greatest probability that what stands there is.
    """

    passage: Passage
    first: int
    last: int
    best: tuple[Option, ...]
    others: Iterable[Option]
    right: float
    harmful: float

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.passage.tokens[self.first : self.last + 1]

    def propose(self, recommendation: Recommendation, lexicon: Lexicon) -> Proposal:
        """The proposal for a person, or for the policy."""
        tokens = self.tokens
        writer = _Writer(tokens, self.first, lexicon)
        best = writer.write(self.best, self.right)
        ranked: Sequence[Candidate] = Ranking(best, writer.write_others(best, self.others))
        if period := _find_period_spelling(ranked, lexicon):
            # "empioyes" is nearer to the period's "employes" than to "employees": a person decides.
            ranked = (period, *(candidate for candidate in ranked if candidate is not period))
            recommendation = Recommendation.ASK
        return Proposal(
            tuple(token.id for token in tokens),
            tuple(token.text for token in tokens),
            ranked,
            recommendation,
            _fault(tokens, ranked[0]),
            round(1 - self.harmful, 3),
        )


@dataclass(frozen=True)
class _Writer:
    """Writes options into tokens, the first of which stands at such a place of its passage."""

    tokens: tuple[Token, ...]
    first: int
    lexicon: Lexicon

    def write(self, options: Sequence[Option], probability: float) -> Candidate:
        texts = rewrite(self.tokens, [option.rewording for option in options], self.first)
        words = " ".join(word for option in options for word in option.words)
        entry = self.lexicon.entry(words) or self.lexicon.entry(words.capitalize())
        reason = "; ".join(option.reason for option in options)
        return Candidate(texts, round(probability, 4), reason, entry.form if entry else "")

    def write_others(self, best: Candidate, others: Iterable[Option]) -> Iterator[Candidate]:
        """The candidates after the best, each once."""
        done = {best.texts}
        for option in others:
            candidate = self.write((option,), option.probability)
            if candidate.texts not in done:
                done.add(candidate.texts)
                yield candidate


def _find_period_spelling(candidates: Sequence[Candidate], lexicon: Lexicon) -> Candidate | None:
    """The candidate that is the period's spelling of the best one, if there is one."""
    best = strip_marks(candidates[0].text).casefold()
    if best in lexicon.modern:
        for candidate in candidates[1:]:
            entry = lexicon.entry(strip_marks(candidate.text))
            if entry and entry.kind is Kind.SPELLING and entry.modern.casefold() == best:
                return candidate
    return None


def _fault(tokens: Sequence[Token], best: Candidate) -> Fault:
    """Whose error it probably is: the typesetter's where two letters changed places.

    An engine takes letters for others, or loses them, but does not change their order (.1 % of the misread
    words of the Sydney Morning Herald), as typesetters do. How sure it is says nothing: of 22 words on nine
    real pages that were corrected though it was as sure of them as of any, one was printed so.
    """
    if any(token.confidence is None for token in tokens):
        return Fault.MISREADING
    before, after = "".join(token.text for token in tokens), "".join(best.texts)
    moved = {letter for pair in zip(before, after, strict=False) if len(set(pair)) > 1 for letter in pair}
    swapped = sorted(before) == sorted(after) and not moved <= _STROKES
    return Fault.MISPRINT if swapped else Fault.MISREADING
