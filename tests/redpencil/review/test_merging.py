"""Two laptops: nothing is lost, whatever is merged in whichever order and however often."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.decisions.application import apply
from corrections.decisions.decision import Decision, Verdict
from corrections.passage import Passage, Token
from redpencil.review.audit import describe, read_rows, write_rows
from redpencil.review.merging import merge
from scans.errors import FormatError

START = datetime(1933, 6, 3, tzinfo=UTC)
LATER = datetime(2030, 1, 1, tzinfo=UTC)


def decide(word: int, after: str, who: str, minute: int, verdict: Verdict = Verdict.CORRECT) -> Decision:
    before = f"word{word}"
    text = before if verdict in (Verdict.UNDO, Verdict.KEEP) else after
    when = START + timedelta(minutes=minute)
    return Decision("p1", (f"w{word}",), (before,), (text,), verdict, who, when, "a\ttab", "1", 0.1 + 0.2)


def join(first: int, last: int, text: str, who: str, minute: int, *, undone: bool = False) -> Decision:
    """A decision on several words: they become one, or that is taken back."""
    words = range(first, last + 1)
    before = tuple(f"word{n}" for n in words)
    after = before if undone else (text, *("" for _ in words[1:]))
    verdict = Verdict.UNDO if undone else Verdict.CORRECT
    when = START + timedelta(minutes=minute)
    return Decision("p1", tuple(f"w{n}" for n in words), before, after, verdict, who, when, "why", "1")


def says(rows: list[Decision]) -> dict[str, str]:
    tokens = tuple(Token(f"w{n}", f"word{n}") for n in range(3))
    return {t: reading.text for t, reading in apply((Passage("r", tokens),), rows).readings.items()}


VERDICTS = st.sampled_from([Verdict.CORRECT, Verdict.KEEP, Verdict.MISPRINT, Verdict.UNDO])


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Decision], list[Decision]]:
    """Two stores that share a beginning; clocks tick on, no two rows at the same time."""
    minute = 0
    parts: list[list[Decision]] = []
    for who in ("both", "Anna", "Ben"):
        rows = []
        for _ in range(draw(st.integers(0, 6))):
            minute += 1
            word, text = draw(st.integers(0, 2)), draw(st.sampled_from("xyz"))
            when = minute if who != "Ben" else draw(st.integers(1, 5)) * 1000 + minute
            if word < 2 and draw(st.booleans()):
                rows.append(
                    join(word, draw(st.integers(word, 2)), text, who, when, undone=draw(st.booleans()))
                )
            else:
                rows.append(decide(word, text, who, when, draw(VERDICTS)))
        parts.append(sorted(rows, key=lambda row: row.when))
    return parts[0] + parts[1], parts[0] + parts[2]


@given(histories())
def test_every_row_of_both_is_kept_once_and_merging_again_changes_nothing(
    stores: tuple[list[Decision], list[Decision]],
) -> None:
    ours, theirs = stores
    merged = ours + list(merge(ours, theirs, "me", LATER).rows)
    assert merged[: len(ours)] == ours
    for row in theirs:
        assert merged.count(row) == 1
    again = merge(merged, theirs, "me", LATER)
    assert (again.rows, again.new, again.disagreements) == ((), 0, ())


@given(histories())
def test_both_copies_come_to_say_the_same(stores: tuple[list[Decision], list[Decision]]) -> None:
    ours, theirs = stores
    here = ours + list(merge(ours, theirs, "me", LATER).rows)
    there = theirs + list(merge(theirs, ours, "me", LATER).rows)
    assert says(here) == says(there)


def test_a_conflict_is_listed_and_the_later_stands() -> None:
    ours, theirs = [decide(0, "early", "Anna", 1)], [decide(0, "late", "Ben", 2)]
    for mine, other in ((ours, theirs), (theirs, ours)):
        merged = merge(mine, other, "me", LATER)
        (conflict,) = merged.disagreements
        assert conflict.standing == theirs[0]
        assert says([*mine, *merged.rows])["w0"] == "late"


def test_decisions_on_overlapping_words_are_a_conflict_and_the_later_stands_alone() -> None:
    ours, theirs = [join(0, 1, "joined", "Anna", 1)], [decide(1, "late", "Ben", 2)]
    for mine, other in ((ours, theirs), (theirs, ours)):
        merged = merge(mine, other, "me", LATER)
        (conflict,) = merged.disagreements
        assert conflict.standing == theirs[0]
        assert says([*mine, *merged.rows]) == {"w1": "late"}
    earlier = [decide(1, "early", "Ben", 0)]
    merged = merge(ours, earlier, "me", LATER)
    assert merged.disagreements[0].standing == ours[0]
    assert says([*ours, *merged.rows]) == {"w0": "joined", "w1": ""}


def test_the_same_said_twice_is_no_conflict() -> None:
    merged = merge([decide(0, "x", "Anna", 1)], [decide(0, "x", "Ben", 2)], "me", LATER)
    assert (merged.new, merged.disagreements) == (1, ())


texts = st.text(
    st.one_of(st.sampled_from("\\\t\n\r\"'=[, "), st.characters(exclude_categories=("Cs",))), max_size=6
)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    spans = draw(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=3))
    tokens, before, after = (tuple(side) for side in zip(*spans, strict=True))
    document, who, why, version, source = (draw(texts) for _ in range(5))
    zones = st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    verdict, when = draw(st.sampled_from(Verdict)), draw(st.datetimes(timezones=zones))
    probability = draw(st.floats(0, 1))
    return Decision(document, tokens, before, after, verdict, who, when, why, version, probability, source)


@given(st.lists(decisions(), max_size=4))
def test_the_trail_is_read_back_without_loss(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Decision]
) -> None:
    path = tmp_path_factory.mktemp("trail") / "log.tsv"
    path.write_bytes("".join(write_rows(rows)).encode())
    assert list(read_rows(path)) == rows


def test_the_trail_says_who_did_what_and_why() -> None:
    said = describe(decide(0, "x", "Anna", 1))
    assert all(part in said for part in ("Anna", "p1 w0", "word0 → x", "0.30"))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("\tverdict\t", "\tverdikt\t"), "lacks the columns verdict"),
        (("correct", "corect"), "row 2 cannot be understood"),
        (('["word0"]', "word0"), "row 2 cannot be understood"),
        (("+00:00", ""), "no time zone"),
    ],
)
def test_a_broken_trail_is_refused_with_the_row(
    tmp_path: Path, change: tuple[str, str], problem: str
) -> None:
    text = "".join(write_rows([decide(0, "x", "Anna", 1)])).replace('"[""word0""]"', '["word0"]')
    assert change[0] in text
    path = tmp_path / "log.tsv"
    path.write_text(text.replace(*change), "utf-8")
    with pytest.raises(FormatError, match=problem):
        read_rows(path)
