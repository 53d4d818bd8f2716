"""Which corrections are of the newspaper's own misprints, told by the ink."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corrections.ink.cutting import Field, Grey, cut_word, measure_lines
from corrections.ink.fount import Fount, Sample, cast_fount
from corrections.ink.slips import find_slips, strip
from corrections.model import Model
from corrections.proposal import Candidate, Fault, Proposal, Recommendation
from ocr.page import Page, Word

_SURE = 0.85
"""Confidence of words whose letters are learned from."""
_PRINTS, _ENOUGH, _MOST = 8, 3, 80
"""Prints of a letter that are looked for; fewest that tell what it looks like; words for all letters."""
_ALIKE = 0.1
"""Difference in the logarithm of their height within which letters are of one size."""
_LEAST = 4.0
"""What a letter costs at least: cut between pixels, even perfect print differs."""
_CLEAR, _WORSE, _NEAR, _BLURRED = 1.5, 2.0, 0.7, 0.75
"""How badly the letters that were read may fit, how much worse the correction must, how much worse any other
candidate, and how much better they may with one replaced: in what a letter of a surely read word costs."""


def tell_misprints(
    proposals: Iterable[Proposal], page: Page, look: Callable[[], Grey | None], model: Model
) -> tuple[Proposal, ...]:
    """The proposals, with the fault that the ink tells where it is clear.

    The word's image is compared with what letters look like elsewhere on the page: as it was read it must fit
    well, much better than the correction or any other candidate, and as well as with any one letter replaced.
    An engine seldom loses a letter for which there is room, nor reads one where there is none. Where the
    correction fits better, the word was misread. A known word that is printed so may well be meant
    ("ton", not "town"): that is asked, never done.

    Args:
        proposals: for the page.
        page: as it was read.
        look: gives the page's scan, None where it cannot be read; asked only if there is a word to look at.
        model: what engines take for what, and which words are known.
    """
    proposals = tuple(proposals)
    slips = list(find_slips(proposals, {word.id: word for word in page.words()}, model.channel))
    if not slips or (grey := look()) is None:
        return proposals
    doubtful = {token for proposal in proposals for token in proposal.tokens}
    told = dict(_Press(page, grey, doubtful).judge(slips))
    known = model.language.vocabulary.ids
    return tuple(_mark(each, told[each.tokens], known) if each.tokens in told else each for each in proposals)


def _mark(proposal: Proposal, fault: Fault, known: Container[str]) -> Proposal:
    if fault is Fault.MISREADING:
        return replace(proposal, fault=fault)
    word, (best, *others) = strip(proposal.text), proposal.candidates
    best = replace(best, reason=f"{best.reason}; the letters are printed so: “{word}”")
    advice = Recommendation.ASK if word.lower() in known else proposal.recommendation
    return replace(proposal, candidates=(best, *others), fault=fault, recommendation=advice)


@dataclass(frozen=True)
class _Press:
    """A page and its scan; nothing is learned from doubtful words, which are given by id."""

    page: Page
    grey: Grey
    doubtful: set[str]

    def judge(self, slips: Iterable[Proposal]) -> Iterator[tuple[tuple[str, ...], Fault]]:
        """Whose fault each is, by its tokens, where the ink tells."""
        sizes: dict[int, list[Proposal]] = defaultdict(list)
        for slip in slips:
            sizes[round(math.log(self._height(slip)) / _ALIKE)].append(slip)
        for alike in sizes.values():
            letters = {letter for slip in alike for letter in slip.text + slip.best.text}
            fount = cast_fount(list(self._find_samples(self._height(alike[0]), letters)))
            for slip in alike:
                image = self._cut(slip.tokens[0])
                fault = None if image is None else tell_fault(fount, image, slip.text, slip.candidates)
                if fault:
                    yield slip.tokens, fault

    def _find_samples(self, height: float, letters: set[str]) -> Iterator[Sample]:
        """Surely read words in letters of about this height, until each letter was seen often enough."""
        seen: Counter[str] = Counter()
        words = (
            word
            for word, line in self._words.values()
            if word.confidence >= _SURE
            and len(word.text) > 2
            and abs(math.log(self._heights[line] / height)) <= _ALIKE
            and word.id not in self.doubtful
        )
        count = 0
        for word in words:
            if any(seen[letter] < _PRINTS for letter in letters.intersection(word.text)):
                image = self._cut(word.id)
                if image is not None:
                    yield image, word.text
                    seen.update(word.text)
                    count += 1
            if count == _MOST:
                return

    def _cut(self, token: str) -> Field | None:
        word, line = self._words[token]
        return cut_word(self.grey, word.bbox, word.text, self._heights[line])

    def _height(self, slip: Proposal) -> float:
        return self._heights[self._words[slip.tokens[0]][1]]

    @cached_property
    def _words(self) -> dict[str, tuple[Word, str]]:
        """Each word with the id of its line."""
        return {word.id: (word, line.id) for line in self.page.lines() for word in line.words}

    @cached_property
    def _heights(self) -> dict[str, float]:
        return measure_lines(self.page)


def tell_fault(fount: Fount, image: Field, read: str, meant: Sequence[Candidate]) -> Fault | None:
    """Whether a word's image shows the letters that were read or those that were meant; None in doubt."""
    best, *others = (candidate.text for candidate in meant)
    if min(fount.counts.get(letter, 0) for letter in read + best) < _ENOUGH:
        return None
    cost, right, usual = _cost(fount, image, read), _cost(fount, image, best), max(fount.usual, _LEAST)
    unlike = cost / len(read) / usual
    if right < cost:
        return Fault.MISREADING
    printed = (
        unlike <= _CLEAR
        and right >= cost + _WORSE * usual * max(1.0, unlike)
        and fount.find_rival(image, read, _ENOUGH) >= cost - _BLURRED * usual
        and all(_cost(fount, image, other) >= cost + _NEAR * usual for other in others)
    )
    return Fault.MISPRINT if printed else None


def _cost(fount: Fount, image: Field, text: str) -> float:
    placed = fount.place(image, text)
    return placed.cost if placed else math.inf
