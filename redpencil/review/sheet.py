"""One document as it lies on the reader's desk: its lines, its proposals, and what was decided so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from corrections.decisions.agreement import Dispute, agree, hear
from corrections.decisions.application import Application, Reading, apply_to
from corrections.decisions.decision import Decision, Verdict
from corrections.passage import Passage, Token
from corrections.proposal import Candidate, Fault, Proposal
from ocr.page import BBox, Page
from redpencil.machine import MACHINE
from redpencil.review.doubt import Cause, Doubt, asks, core


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A printed line; `id` is that of its first word, `bbox` is None where there is no scan."""

    id: str
    passage: str
    tokens: tuple[Token, ...]
    bbox: BBox | None


class Sheet:
    """A document, its proposals, and its decisions; the decisions grow, the rest stays.

    Args:
        id: of the document.
        passages: its running text.
        proposals: what the corrector proposes for it.
        page: what the engine read, where there is a scan.
        readers: how many people must say the same before it holds.
    """

    def __init__(
        self,
        id: str,  # noqa: A002
        passages: Sequence[Passage],
        proposals: Iterable[Proposal],
        page: Page | None = None,
        readers: int = 1,
    ) -> None:
        self.id, self.page, self.readers = id, page, readers
        self.passages = tuple(passages)
        self.proposals = tuple(proposals)
        self.decisions: list[Decision] = []
        self.tokens: Mapping[str, Token] = {t.id: t for p in self.passages for t in p.tokens}
        self._texts = {token.id: token.text for token in self.tokens.values()}
        self.boxes: Mapping[str, BBox] = {w.id: w.bbox for w in page.words()} if page else {}
        self.order: Mapping[str, int] = {token: position for position, token in enumerate(self.tokens)}
        self.refresh()

    def add(self, decisions: Iterable[Decision]) -> frozenset[str]:
        """Take notice of decisions that have been recorded; returns the words for which anything changes."""
        decisions = tuple(decisions)
        before = self.application.readings
        self.decisions.extend(decisions)
        self.refresh()
        after = self.application.readings
        changed = {token for token in before.keys() | after.keys() if before.get(token) != after.get(token)}
        return frozenset(changed.union(*(decision.tokens for decision in decisions)))

    def refresh(self) -> None:
        """Work out what stands now."""
        standing = agree(self.decisions, self.readers, MACHINE)
        self.application: Application = apply_to(self._texts, standing)
        self.voices: tuple[Dispute, ...] = hear(self.decisions, MACHINE)
        self.heard: dict[str, Dispute] = {t: voice for voice in self.voices for t in voice.tokens}

    @cached_property
    def lines(self) -> tuple[SheetLine, ...]:
        """The printed lines in reading order."""
        return tuple(line for passage in self.passages for line in self._lines(passage))

    @cached_property
    def line_of(self) -> Mapping[str, int]:
        """Index of the line by id of the word."""
        return {token.id: index for index, line in enumerate(self.lines) for token in line.tokens}

    @cached_property
    def line_height(self) -> int:
        """Of most lines, in pixels of the scan; 1 where there is no scan."""
        return int(median([line.bbox.height for line in self.lines if line.bbox] or [1]))

    @cached_property
    def forms(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the words of one form, for finding others like it."""
        forms: dict[str, list[str]] = {}
        for token in self.tokens.values():
            forms.setdefault(core(token.text), []).append(token.id)
        return {form: tuple(tokens) for form, tokens in forms.items()}

    @cached_property
    def proposed(self) -> Mapping[tuple[str, ...], Proposal]:
        """Proposals by the words they are about."""
        return {proposal.tokens: proposal for proposal in self.proposals}

    @cached_property
    def asked(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The spans that a person is asked about, by id of each word in them."""
        spans: dict[str, tuple[tuple[str, ...], ...]] = {}
        for proposal in filter(asks, self.proposals):
            for token in proposal.tokens:
                spans[token] = (*spans.get(token, ()), proposal.tokens)
        return spans

    def reading(self, token: str) -> Reading | None:
        """The decision that stands about a word, if any."""
        return self.application.readings.get(token)

    def text(self, token: str) -> str:
        """What the word says now; "" where it went into the one before it."""
        reading = self.reading(token)
        return reading.text if reading else self.tokens[token].text

    def decided(self, tokens: Iterable[str]) -> bool:
        """Whether what a person decided stands about any of the words."""
        return any((r := self.reading(t)) is not None and r.decision.who != MACHINE for t in tokens)

    def span(self, tokens: Sequence[str]) -> Doubt:
        """The words as a doubt that a reader pointed at, widened to the decisions and proposals they touch.

        Raises:
            KeyError: there is no such word.
        """
        wide = self._widen(tokens)
        proposal = self.proposed.get(wide)
        candidates = proposal.candidates if proposal else self._alternatives(wide)
        return self.doubt(wide, candidates, Cause.CHOSEN)

    def doubt(
        self,
        tokens: tuple[str, ...],
        candidates: Sequence[Candidate],
        cause: Cause,
        note: str = "",
    ) -> Doubt:
        """A doubt about words of this document."""
        before = tuple(self.tokens[token].text for token in tokens)
        current = tuple(self.text(token) for token in tokens)
        proposal = self.proposed.get(tokens)
        fault = proposal.fault if proposal else Fault.MISREADING
        wrong = proposal.wrong if proposal else 0.0
        line = self.line_of[tokens[0]]
        return Doubt(self.id, tokens, before, current, tuple(candidates), cause, fault, note, line, wrong)

    def experience(self) -> Counter[tuple[str, str]]:
        """How often people made one form into another (or kept it), by their newest decisions."""
        return Counter(
            (core(" ".join(voice.before)), core(" ".join(text for text in voice.after if text)))
            for dispute in self.voices
            for voice in dispute.voices
            if voice.verdict in (Verdict.CORRECT, Verdict.MISPRINT, Verdict.KEEP)
        )

    def _lines(self, passage: Passage) -> Iterator[SheetLine]:
        line: list[Token] = []
        for token in passage.tokens:
            line.append(token)
            if token.ends_line or token is passage.tokens[-1]:
                boxes = [self.boxes[t.id] for t in line if t.id in self.boxes]
                yield SheetLine(line[0].id, passage.id, tuple(line), BBox.around(boxes) if boxes else None)
                line = []

    def _widen(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """The words and all that decisions bind to them, as neighbours in order."""
        positions = [self.order[token] for token in tokens]
        ids = tuple(self.tokens)
        while True:
            reach = ids[min(positions) : max(positions) + 1]
            bound = [t for token in reach if (r := self.reading(token)) for t in r.decision.tokens]
            wider = [self.order[token] for token in (*reach, *bound)]
            if (min(wider), max(wider)) == (min(positions), max(positions)):
                return reach
            positions = wider

    def _alternatives(self, tokens: tuple[str, ...]) -> tuple[Candidate, ...]:
        """Other readings of the engine, for a word that nobody has proposed anything for."""
        if len(tokens) != 1:
            return ()
        readings = self.tokens[tokens[0]].readings
        return tuple(Candidate((text,), 0.0, "another reading of the engine") for text in readings[:5])
