"""A reader who knows the truth and answers the queue: how many errors go with how many decisions."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rapidfuzz import fuzz, process

from corrections.corrector import Corrector
from corrections.decisions.decision import Verdict
from corrections.decisions.store import DecisionStore
from corrections.editor import Editor
from corrections.lexicon import bundled_lexicon
from corrections.passage import Passage, Token, read_passages
from corrections.proposal import Recommendation
from ocr.alto import read_alto
from redpencil.correction import decide_by_policy
from redpencil.review.answer import Answer, accept, keep, liken, rewrite
from redpencil.review.desk import Desk
from redpencil.review.distribution import distribute
from redpencil.review.doubt import Doubt
from redpencil.review.opening import Scope
from redpencil.review.sheet import Sheet
from redpencil.review.sitting import Sitting

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "postcorrection"
_NOTHING = re.compile(r"[\W_]+")
_LONGEST = 30
_LISTED = 30
"""Undoubted places that a reader looks through."""


@dataclass(frozen=True)
class Case:
    """A text with what each of its words should say."""

    id: str
    passages: tuple[Passage, ...]
    truth: Mapping[str, str]


def run_curve(limit: int) -> None:
    """Print the curve for every set that is here."""
    for name, cases in (("sample", _sample()), ("overproof", _overproof()), ("icdar2017", _icdar())):
        chosen = [case for _, case in zip(range(limit), cases, strict=False)]
        if chosen:
            for scope in (Scope(), Scope(weak=True)):
                _measure(f"{name}{', weak doubts too' if scope.weak else ''}", chosen, scope)


def _measure(name: str, cases: Sequence[Case], scope: Scope) -> None:
    editor = Editor(Corrector(bundled_lexicon(), wary=True))
    with tempfile.TemporaryDirectory() as folder, DecisionStore(Path(folder) / "d.sqlite") as store:
        desk = Desk(store)
        truth = {case.id: case.truth for case in cases}
        raw = sum(_errors(Sheet(case.id, case.passages, ()), case.truth) for case in cases)
        now = datetime.now(UTC)
        for case in cases:
            proposals = tuple(editor.propose(case.passages))
            certain = [p for p in proposals if p.recommendation is Recommendation.APPLY]
            store.record(decide_by_policy(case.id, proposal, now) for proposal in certain)
            desk.refresh()
            desk.add(Sheet(case.id, case.passages, proposals))
        start = left = sum(_errors(sheet, truth[sheet.id]) for sheet in desk.sheets.values())
        words = sum(len(case.truth) for case in cases)
        print(
            f"\n{name}: {len(cases)} texts, {words} words, {raw} wrong; {start} after what is applied unasked"
        )
        best = _count_least(desk, truth, start / 2)
        rate = start / 2 / best
        print(
            f"  at the very best, seeing every error: {best} decisions to halve them, {rate:.2f} errors each"
        )
        sitting, decisions, halved = Sitting(desk, "simulated", scope=scope), 0, None
        marks = [start * tenth / 10 for tenth in range(9, 4, -1)]
        while (doubt := sitting.show()) is not None:
            left -= _decide(sitting, doubt, truth)
            decisions += 1
            while marks and left <= marks[0]:
                share = marks.pop(0) / start
                rate = (start - left) / decisions
                print(
                    f"  {share:4.0%} of the errors left after {decisions:5} decisions: {rate:.2f} errors each"
                )
            if left <= start / 2 and halved is None:
                halved = decisions
        rate = (start - left) / max(decisions, 1)
        print(f"  queue empty: {left} errors left after {decisions} decisions: {rate:.2f} errors each")
        said = (
            f"{(start / 2) / halved:.2f} errors a decision" if halved else "not reached: too few are proposed"
        )
        print(f"  halved: {halved or '-'} decisions; {said} (goal: 1.50)")


def _decide(sitting: Sitting, doubt: Doubt, truth: Mapping[str, Mapping[str, str]]) -> int:
    """One decision, on all like it where there are any; returns the errors that it removed."""
    wanted = truth[doubt.document]
    sheet = sitting.desk.sheets[doubt.document]
    line = sheet.lines[sheet.line_of[doubt.tokens[0]]]
    should = tuple(wanted[token] for token in doubt.tokens)
    answer = _answer(doubt, should)
    likes = sitting.likes(doubt)
    others = (*likes.doubted, *likes.others) if len(likes.others) <= _LISTED else likes.doubted
    same = [other for other in others if _fits(liken(answer, doubt, other), other, truth[other.document])]
    touched = [doubt, *same]
    wrong = [t for t in line.tokens if _plain(_printed(sheet, t.id)) != _plain(wanted[t.id])]
    if len(wrong) > sum(_wrong(sitting, other, truth) for other in touched):
        typed = " ".join(wanted[t.id] if t in wrong else sheet.text(t.id) for t in line.tokens)
        sitting.answer_line(sheet.id, line, typed)
        return len(wrong) - sum(_plain(_printed(sheet, t.id)) != _plain(wanted[t.id]) for t in line.tokens)
    before = sum(_wrong(sitting, other, truth) for other in touched)
    sitting.answer(doubt, answer, same)
    return before - sum(_wrong(sitting, other, truth) for other in touched)


def _answer(doubt: Doubt, should: tuple[str, ...]) -> Answer:
    if _norm(should) == _norm(doubt.before):
        return keep(doubt)
    for number, candidate in enumerate(doubt.candidates[:9], 1):
        if _norm(candidate.texts) == _norm(should):
            return accept(doubt, number)
    typed = " ".join(text for text in should if text)
    return rewrite(doubt, typed)


def _fits(answer: Answer, other: Doubt, truth: Mapping[str, str]) -> bool:
    return _norm(answer.after) == _norm([truth[token] for token in other.tokens])


def _wrong(sitting: Sitting, doubt: Doubt, truth: Mapping[str, Mapping[str, str]]) -> int:
    sheet, wanted = sitting.desk.sheets[doubt.document], truth[doubt.document]
    return sum(_plain(_printed(sheet, token)) != _plain(wanted[token]) for token in doubt.tokens)


def _errors(sheet: Sheet, truth: Mapping[str, str]) -> int:
    return sum(_plain(_printed(sheet, token)) != _plain(text) for token, text in truth.items())


def _printed(sheet: Sheet, token: str) -> str:
    """What the page says according to what was decided: the truth has the newspaper's misprints."""
    reading = sheet.reading(token)
    if reading and reading.decision.verdict is Verdict.MISPRINT:
        return reading.decision.before[reading.position]
    return sheet.text(token)


def _count_least(desk: Desk, truth: Mapping[str, Mapping[str, str]], enough: float) -> int:
    """Decisions that remove so many errors, each by a line typed or by one pair put right everywhere, the
    greatest first.
    """
    groups: dict[tuple[str, ...], set[str]] = {}
    for sheet in desk.sheets.values():
        for token, text in truth[sheet.id].items():
            now = _plain(_printed(sheet, token))
            if now != _plain(text):
                place = f"{sheet.id} {token}"
                groups.setdefault((now, _plain(text)), set()).add(place)
                groups.setdefault((sheet.id, str(sheet.line_of[token]), ""), set()).add(place)
    decisions, gone = 0, set[str]()
    while len(gone) < enough:
        gone |= max(groups.values(), key=lambda places: len(places - gone))
        decisions += 1
    return decisions


def _norm(texts: Sequence[str]) -> str:
    return " ".join(_plain(text) for text in texts)


def _plain(text: str) -> str:
    """Lower case without punctuation, as peers are scored."""
    return _NOTHING.sub("", text.lower())


def _make_case(name: str, lines: Sequence[tuple[str, str]]) -> Case:
    tokens, truth = [], {}
    for number, (raw, right) in enumerate(lines):
        words = raw.split()
        texts = distribute(right, words) if words else ()
        for position, (word, text) in enumerate(zip(words, texts, strict=True)):
            token = Token(f"l{number:05}.w{position:03}", word, None, position == len(words) - 1)
            tokens.append(token)
            truth[token.id] = text
    return Case(name, (Passage("r1", tuple(tokens)),), truth)


def _overproof() -> Iterator[Case]:
    """Line by line; the truth of a line is shared out among its words."""
    path = SHARED / "overproof-smh.txt"
    if not path.exists():
        return
    lines: list[tuple[str, str]] = []
    name = ""
    for line in path.read_text("utf-8", "replace").splitlines():
        if line.startswith("*$*OVERPROOF*$*"):
            if lines:
                yield _make_case(name, lines)
            name, lines = f"overproof-{line.split()[1]}", []
        elif line.count("||@@||") == 2:
            raw, right, _ = line.split("||@@||")
            if len(raw.split()) <= _LONGEST:
                lines.append((raw, right))
    if lines:
        yield _make_case(name, lines)


def _icdar() -> Iterator[Case]:
    """Aligned letter by letter: a word's truth is what stands above it."""
    for path in sorted((SHARED / "icdar2017-en").glob("eng_periodical-*.txt")):
        rows = [row.partition("] ")[2] for row in path.read_text("utf-8", "replace").splitlines()[:3]]
        if len(rows) == 3 and len(rows[1]) == len(rows[2]):
            yield _aligned(path.stem, rows[1], rows[2])


def _aligned(name: str, raw: str, right: str) -> Case:
    tokens, truth = [], {}
    for number, match in enumerate(re.finditer(r"\S+", raw)):
        word = match.group().replace("@", "")
        wanted = right[match.start() : match.end()]
        if not word or "#" in wanted:
            continue
        token = Token(f"w{number:05}", word, None, number % 10 == 9)
        tokens.append(token)
        truth[token.id] = " ".join(wanted.replace("@", "").split())
    return Case(name, (Passage("r1", tuple(tokens)),), truth)


def _sample() -> Iterator[Case]:
    """The sample newspaper as Tesseract read it, where a recording of that is here."""
    truths = Path(__file__).resolve().parents[1] / "redpencil" / "sample" / "truth"
    recordings = Path(__file__).resolve().parents[1] / "tests" / "recordings"
    for path in sorted(recordings.glob("labor-lantern*.alto.xml")):
        page = read_alto(path)
        right = (truths / f"{page.id}.txt").read_text("utf-8").split("\n")
        lines = [" ".join(word.text for word in line.words) for line in page.lines()]
        truth: dict[str, str] = {}
        for line, text in zip(page.lines(), lines, strict=True):
            found = process.extractOne(text, right, scorer=fuzz.ratio, score_cutoff=60)
            texts = distribute(found[0], [w.text for w in line.words]) if found else ()
            for word, wanted in zip(line.words, texts or [w.text for w in line.words], strict=True):
                truth[word.id] = wanted
        yield Case(page.id, tuple(read_passages(page)), truth)
