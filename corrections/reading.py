"""Corrections found in a document, put together to proposals by the tokens they touch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corrections.finding import Finding, Option
from corrections.lattice import Arcs, Feature
from corrections.model import Model
from corrections.passage import Passage, Token
from corrections.period import is_period_spelling, may_be_apart
from corrections.readings import Readings
from corrections.reason import explain
from corrections.rewording import Rewording, reword, rewrite
from corrections.stream import Piece, Place
from scans.record import record

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]

_ALTERNATIVES = 4
_FITS = 3.0
"""Log of how much likelier the words around must make a word for that to be told."""
_NAME = 0.7
"""Share of capitals inside sentences from which a word is a name."""
_TELLING = "&£$-—[]{}|!"
"""Marks that mean something, or that letters are read as: "[t" may well be "It"."""
_NUMERAL = re.compile(r"(?=..)x{0,3}(?:i[xv]|v?i{0,3})")
_SPECKS = 1
"""Marks beside a scrap that go with it."""


@dataclass(frozen=True)
class Document:
    """Passages of one document, and their words as one stream."""

    passages: tuple[Passage, ...]
    places: tuple[Place, ...]


def find_alternatives(chosen: Ids, arcs: Arcs, posteriors: Floats) -> list[tuple[int, ...]]:
    """For each chosen arc the others that change the same places, best first."""
    keys = arcs.places * 4 + arcs.spans
    changing = np.flatnonzero(~arcs.kept)
    order = changing[np.lexsort((-posteriors[changing], keys[changing]))]
    low = np.searchsorted(keys[order], keys[chosen], side="left")
    high = np.searchsorted(keys[order], keys[chosen], side="right")
    return [
        tuple([other for other in order[a : min(b, a + _ALTERNATIVES)].tolist() if other != arc])
        for arc, a, b in zip(chosen.tolist(), low.tolist(), high.tolist(), strict=True)
    ]


def combine(
    document: Document,
    chosen: Ids,
    outcomes: Floats,
    alternatives: Sequence[Sequence[int]],
    arcs: Arcs,
    readings: Readings,
    model: Model,
) -> Iterator[Finding]:
    """Findings in the order of the text; corrections that share a token are one finding."""
    reader = _Reader(document, _read_changes(arcs, chosen.tolist(), alternatives), readings, model)
    group: Finding | None = None
    for arc, (right, harmful, _), others in zip(
        chosen.tolist(), outcomes.tolist(), alternatives, strict=True
    ):
        finding = reader.read(arc, right, harmful, others)
        if finding is None:
            continue
        if group and group.passage is finding.passage and finding.first <= group.last:
            group = _join(group, finding)
            continue
        if group:
            yield group
        group = finding
    if group:
        yield group


def _join(group: Finding, finding: Finding) -> Finding:
    return Finding(
        group.passage,
        group.first,
        max(group.last, finding.last),
        group.best + finding.best,
        (),
        min(group.right, finding.right),
        max(group.harmful, finding.harmful),
    )


@record
class _Change:
    """An arc by itself; see `Arcs`."""

    place: int
    span: int
    first: int
    last: int
    echo: int
    split: bool
    dropped: bool
    fits: bool


@dataclass(frozen=True)
class _Changes:
    """The arcs that are spoken of.

    Attributes:
        rows: of the table, by number of the arc.
        table: shape (arcs, fields of `_Change`); most of them nobody asks for.
    """

    rows: Mapping[int, int]
    table: Ids

    def __getitem__(self, arc: int) -> _Change:
        return _Change(*self.table[self.rows[arc]].tolist())


def _read_changes(arcs: Arcs, chosen: Sequence[int], alternatives: Sequence[Sequence[int]]) -> _Changes:
    numbers = [*chosen, *(other for others in alternatives for other in others)]
    columns = [arcs.places, arcs.spans, arcs.firsts, arcs.lasts, arcs.echoes]
    flags = arcs.features[numbers][:, [Feature.SPLIT, Feature.DROPPED, Feature.CONTEXT]] > (0, 0, _FITS)
    return _Changes(
        dict(zip(numbers, range(len(numbers)), strict=True)),
        np.column_stack([*(column[numbers] for column in columns), flags]),
    )


@dataclass(frozen=True)
class _Reader:
    """Makes findings of arcs."""

    document: Document
    changes: _Changes
    readings: Readings
    model: Model

    @cached_property
    def _counts(self) -> Floats:
        """How often each word stands in the document."""
        readings = self.readings
        counts = np.bincount(readings.words, readings.counts, len(self.model.language.vocabulary))
        return np.asarray(counts, dtype=np.float64)

    def read(self, arc: int, right: float, harmful: float, others: Sequence[int]) -> Finding | None:
        """The finding of one arc; None where it cannot be written, or changes nothing."""
        place = self.document.places[self.changes[arc].place]
        passage = self.document.passages[place.passage]
        best = self._option(arc, right, passage.tokens)
        if best is None:
            return None
        printed = is_period_spelling(place.text, best.words[0]) or _NUMERAL.fullmatch(best.words[-1])
        if printed or self._may_be_apart(arc) or self._makes_common(arc):
            right, harmful = right / 2, harmful + right / 2
            best = replace(best, probability=right)
        pieces = best.rewording.pieces
        first, last = pieces[0].token, pieces[-1].token
        tokens = passage.tokens[first : last + 1]
        if rewrite(tokens, [best.rewording], first) == tuple(token.text for token in tokens):
            return None
        left = min(right, max(0.0, 1 - right - harmful) / (len(others) + 1))
        rest = self._find_others(others, left, passage.tokens, last)
        return Finding(passage, first, last, (best,), rest, right, harmful)

    def _may_be_apart(self, arc: int) -> bool:
        """Whether the arc puts together what may well be printed in two."""
        change, counts = self.changes[arc], self.model.language.vocabulary.counts
        if change.span != 2 or change.dropped:
            return False
        hyphen = self.document.places[change.place].hyphened
        first, last = self.readings.stream[change.place : change.place + 2]
        return may_be_apart(counts[first], counts[last], counts[change.first], hyphen)

    def _makes_common(self, arc: int) -> bool:
        """Whether the arc makes a common word of a known name: "Rutter" may well be nobody's butter."""
        change, capitals = self.changes[arc], self.model.language.vocabulary.capitals
        number = self.readings.places[change.place]
        if change.span != 1 or self.document.places[change.place].opens or not self.readings.capital[number]:
            return False
        own = self.readings.words[number]
        return bool(capitals[own] > _NAME and capitals[change.last] < 1 - _NAME)

    def _find_others(
        self, others: Sequence[int], probability: float, tokens: Sequence[Token], last: int
    ) -> Iterator[Option]:
        """The options of other arcs that touch no token after the last."""
        for other in others:
            option = self._option(other, probability, tokens)
            if option and option.rewording.pieces[-1].token <= last:
                yield option

    def _option(self, arc: int, probability: float, tokens: Sequence[Token]) -> Option | None:
        change, vocabulary = self.changes[arc], self.model.language.vocabulary
        places = self.document.places[change.place : change.place + change.span]
        if change.dropped:
            return _leave_out(places[:-1], tokens, probability)
        ids = (change.first, change.last) if change.split else (change.last,)
        name = self.readings.texts[change.echo] if change.echo >= 0 else ""
        words = (name.lower(),) if name else tuple(vocabulary.words[word] for word in ids)
        rewording = reword(places, words, float(vocabulary.capitals[ids[-1]]), tokens, self.model.channel)
        if rewording is None:
            return None
        if name:
            reason = f"“{name}” stands {self.readings.counts[change.echo]} times here"
            return Option(rewording, words, probability, reason)
        repeated = 0 if change.split else int(self._counts[ids[0]])
        stands = ("-" if places[0].hyphened else "").join([place.text for place in places])
        reason = explain(stands, ids, change.span, repeated, change.fits, vocabulary)
        return Option(rewording, words, probability, reason)


def _leave_out(places: Sequence[Place], tokens: Sequence[Token], probability: float) -> Option | None:
    """The option that nothing is printed there; None where a token holds more than a scrap."""
    pieces = tuple(Piece(place.token, 0, len(tokens[place.token].text)) for place in places)
    for piece, place in zip(pieces, places, strict=True):
        text = tokens[piece.token].text
        if len(text) > len(place.text) + _SPECKS or any(mark in text for mark in _TELLING):
            return None
    text = " ".join(tokens[piece.token].text for piece in pieces)
    reason = f"“{text}” is no word here: a speck or a piece of a rule"
    return Option(Rewording(pieces, ("",) * len(pieces)), ("",), probability, reason)
