"""From passages to proposals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corrections.arcs import build_arcs
from corrections.decoder import decode
from corrections.entry import Kind
from corrections.evidence import choose, weigh
from corrections.finding import Finding
from corrections.lattice import Arcs, Feature, make_lattice, strip_borders
from corrections.lexicon import Lexicon
from corrections.model import Model, shipped_model
from corrections.passage import Passage
from corrections.policy import Policy
from corrections.proposal import Proposal, Recommendation
from corrections.protection import Protection
from corrections.reading import Document, combine, find_alternatives
from corrections.readings import Readings, read_readings
from corrections.strays import expect_strays
from corrections.stream import Place, read_places
from corrections.suspicion import Suspicion
from corrections.symbols import fold
from corrections.tongue import find_english
from corrections.unit import strip_clinging
from corrections.vocabulary import extend_vocabulary

Flags = NDArray[np.bool_]
Ids = NDArray[np.int64]
Floats = NDArray[np.float64]

_LEAST = 0.15
"""Probability in the lattice from which a correction is weighed at all."""
_WARY = 0.05
"""Probability of being right from which a wary corrector tells a correction."""
_LEXICON_COUNT = 30.0
_CREDIT, _LEAST_CREDITED = 3.0, 5
"""How much likelier a correction to a form of the lexicon is than the judge says, whose texts hardly have
those forms; and letters that a form must have for it."""
_LINE_END = 4.0
"""How much likelier than the judge says, whose texts hardly have lines, a word is torn where a line ends: the
hyphen may have been lost there, and of two words that are printed apart one pair in seven stands so."""
_SHORT = 3


@dataclass(frozen=True)
class Corrector:
    """Proposes corrections: a noisy channel, decoded over a lattice of all the text, and judged.

    Every word of a document may have been read right, or stand for a word that looks like it (Kernighan,
    Church and Gale 1990; Brill and Moore 2000), for two words run together, or with its neighbour for one
    that was torn (Kolak and Resnik 2002). A trigram model weighs all ways to read the text at once; what
    stands around, and elsewhere in the document, counts as evidence. What then looks like an error is
    judged by boosted trees that were trained on texts with known truth, and the policy says what to do
    with it.

    Numbers, initials and what the lexicon knows are never touched; only period spellings of three letters
    or less ("tho") may be, because they are what common words are misread as. Text in another language
    is left alone. The same input gives the same output.

    Attributes:
        lexicon: what is right as it stands.
        policy: what to do with a proposal.
        model: what was learned.
        wary: whether to propose, to be left alone, what is only a little doubtful as well: for people who
            look a text through.
    """

    lexicon: Lexicon
    policy: Policy = field(default_factory=Policy)
    model: Model = field(default_factory=shipped_model)
    wary: bool = False

    def propose(self, passages: Sequence[Passage]) -> Iterator[Proposal]:
        """Proposals in the order of the text; `passages` are one document, which is evidence for itself.

        Of a wary corrector, what is only a little doubtful comes after these, where nothing likelier touches
        it, and then suspicions without a better word.
        """
        english = [stretch for passage in passages for stretch in self.find_english(passage)]
        places = list(read_places(english, self._knows))
        if places:
            taken: set[str] = set()
            for proposal in self._propose(Document(tuple(english), tuple(places))):
                taken.update(proposal.tokens)
                yield proposal
            if self.wary:
                taken.update(token for passage in english for token in self._protection.find(passage))
                suspicion = Suspicion(self._model.letters, self._knows, self._protects)
                yield from suspicion.propose(english, places, taken)

    def find_english(self, passage: Passage) -> Iterator[Passage]:
        """The stretches of a passage in the language that is corrected; others are left alone."""
        return find_english(passage, self._model.language.vocabulary)

    @cached_property
    def _model(self) -> Model:
        """The model, with the lexicon's words among its own."""
        language = self.model.language
        words = sorted({form.lower() for form in self.lexicon.forms()})
        vocabulary = extend_vocabulary(language.vocabulary, words, _LEXICON_COUNT)
        return replace(self.model, language=replace(language, vocabulary=vocabulary))

    def _knows(self, word: str) -> bool:
        word = strip_clinging(word)
        return word.lower() in self._model.language.vocabulary.ids or self.lexicon.knows(word)

    def _protects(self, word: str) -> bool:
        word = strip_clinging(word)
        entry = self.lexicon.entry(word)
        known = entry is not None and not (entry.kind is Kind.SPELLING and len(word) <= _SHORT)
        return known or word.casefold() in self._folded

    @cached_property
    def _protection(self) -> Protection:
        return Protection(self.lexicon)

    @cached_property
    def _folded(self) -> frozenset[str]:
        """The lexicon's forms with accents, as they stand once the text has been folded."""
        return frozenset(fold(form).casefold() for form in self.lexicon.forms() if not form.isascii())

    @cached_property
    def _credited(self) -> Flags:
        """Whether a misreading becomes each word with some credit: the lexicon's, but no period spellings."""
        entries = [entry for entry in self.lexicon.entries if entry.kind is not Kind.SPELLING]
        words = {form.lower() for entry in entries for form in entry.forms if len(form) >= _LEAST_CREDITED}
        vocabulary = self._model.language.vocabulary
        flags = np.zeros(len(vocabulary), dtype=np.bool_)
        flags[[vocabulary.ids[word] for word in words if word in vocabulary.ids]] = True
        return flags

    def _find_credits(self, chosen: Ids, arcs: Arcs, readings: Readings) -> Floats:
        """How much likelier right each correction is: more where what nobody knows becomes the lexicon's."""
        one = (arcs.spans[chosen] == 1) & (arcs.firsts[chosen] == arcs.lasts[chosen])
        strange = readings.unknown[readings.places[arcs.places[chosen]]]
        return np.where(one & strange & self._credited[arcs.lasts[chosen]], _CREDIT, 1.0)

    def _propose(self, document: Document) -> Iterator[Proposal]:
        known = {token for passage in document.passages for token in self._protection.find(passage)}
        language, letters = self._model.language, self._model.letters
        readings = read_readings(document.places, language, letters, self._protects)
        for finding in self._find(document, readings):
            if any(token.id in known for token in finding.tokens):
                continue
            right, harmful = finding.right, finding.harmful
            recommendation = self.policy.recommend(right, harmful, readings.noise)
            if self.wary or recommendation is not Recommendation.LEAVE:
                yield finding.propose(recommendation, self.lexicon)

    def _find(self, document: Document, readings: Readings) -> Iterator[Finding]:
        model, places = self._model, document.places
        arcs = build_arcs(places, readings, model.index, model.rivals, model.embeddings)
        lattice = make_lattice(arcs, model.vector, len(places))
        posteriors = strip_borders(decode(lattice, model.language, model.weights["language"]))
        posteriors = expect_strays(arcs, posteriors, readings)
        chosen = choose(arcs, posteriors, len(places), _LEAST)
        if len(chosen):
            evidence = weigh(chosen, arcs, posteriors, places, readings, model.language, model.letters)
            outcomes = model.judge.probabilities(evidence)
            outcomes[:, 0] *= self._find_credits(chosen, arcs, readings) * _trust_line_ends(
                chosen, arcs, places
            )
            outcomes /= outcomes.sum(axis=1, keepdims=True)
            right, least = outcomes[:, 0], min(self.policy.doubt, self.policy.certainty)
            taken: set[str] = set()
            for some in (right >= least, (right >= _WARY) & (right < least))[: 1 + self.wary]:
                alternatives = find_alternatives(chosen[some], arcs, posteriors)
                found = combine(document, chosen[some], outcomes[some], alternatives, arcs, readings, model)
                for finding in found:
                    tokens = {token.id for token in finding.tokens}
                    if taken.isdisjoint(tokens):
                        yield finding
                    taken |= tokens


def _trust_line_ends(chosen: Ids, arcs: Arcs, places: Sequence[Place]) -> Floats:
    """How much likelier right each is: more where a line ends in a torn word with no letter misread."""
    features, ends = arcs.features[chosen], np.array([place.ends_line for place in places], dtype=np.bool_)
    plain = features[:, Feature.MENDED] + features[:, Feature.MARKED] == 0
    torn = (features[:, Feature.MERGED] == 1) & plain
    return np.where(torn & ends[arcs.places[chosen]], _LINE_END, 1.0)
