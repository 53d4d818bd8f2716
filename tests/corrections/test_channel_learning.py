"""What texts and decisions teach the channel, counted by hand."""

from datetime import UTC, datetime

import pytest

from corrections.channel import Channel, Edit, read_channel
from corrections.channel_learning import count_steps, learn_channel, train_channel
from corrections.decisions.decision import Decision, Verdict

CHANNEL = read_channel()
EMPTY = Channel({})


def decide(before: tuple[str, ...], after: tuple[str, ...], verdict: Verdict = Verdict.CORRECT) -> Decision:
    tokens = tuple(str(n) for n in range(len(before)))
    return Decision("d", tokens, before, after, verdict, "Ada", datetime(2026, 1, 1, tzinfo=UTC), "", "0")


def learned(*decisions: Decision, weight: float = 5.0) -> tuple[dict[Edit, float], dict[Edit, float]]:
    """What was added to the shipped counts: of steps, and of words."""
    channel = learn_channel(decisions, CHANNEL, weight)
    steps = {edit: n - CHANNEL.counts.get(edit, 0) for edit, n in channel.counts.items()}
    words = {edit: n - CHANNEL.words.get(edit, 0) for edit, n in channel.words.items()}
    return {e: n for e, n in steps.items() if n}, {e: n for e, n in words.items() if n}


def same(text: str, count: float) -> dict[Edit, float]:
    """A word read right: its letters, and its pairs of letters."""
    parts = [*text, *(text[n : n + 2] for n in range(len(text) - 1))]
    return {Edit(part, part.lower()): count * parts.count(part) for part in parts}


@pytest.mark.parametrize(
    ("read", "meant", "steps"),
    [
        ("the", "the", same("the", 3.0)),
        ("The", "the", same("The", 3.0)),
        ("tbe", "the", {Edit("t", "t"): 3.0, Edit("b", "h"): 3.0, Edit("e", "e"): 3.0}),
        ("thqe", "the", same("th", 3.0) | {Edit("q", ""): 3.0, Edit("e", "e"): 3.0}),
        ("thee", "thes", same("the", 3.0) | {Edit("e", "s"): 3.0}),
        ("modem", "modern", same("mode", 3.0) | {Edit("m", "rn"): 3.0}),
        ("tlie", "the", {Edit("t", "t"): 3.0, Edit("li", "h"): 3.0, Edit("e", "e"): 3.0}),
        ("ﬁve", "five", same("five", 3.0)),
    ],
)
def test_steps_are_counted_and_wrong_neighbours_as_one(
    read: str, meant: str, steps: dict[Edit, float]
) -> None:
    assert count_steps({(read, meant): 3.0}, CHANNEL) == steps


def test_pairs_of_many_words_add_up() -> None:
    counts = count_steps({("tbe", "the"): 3.0, ("the", "the"): 2.0, ("tbey", "they"): 1.0}, CHANNEL)
    assert (counts[Edit("b", "h")], counts[Edit("h", "h")], counts[Edit("t", "t")]) == (4.0, 2.0, 6.0)


@pytest.mark.parametrize(
    ("decision", "pair"),
    [
        (decide(("sbip",), ("ship",)), ("sbip", "ship")),
        (decide(("“sbip,",), ("“ship,",)), ("sbip", "ship")),
        (decide(("(sbip)",), ("(ship).",)), ("sbip", "ship")),
        (decide(("sb-", "ip"), ("sh-", "ip")), ("sbip", "ship")),
        (decide(("sb", "ip"), ("ship", "")), ("sbip", "ship")),
        (decide(("ship",), ("ship",), Verdict.KEEP), ("ship", "ship")),
        (decide(("SBIP",), ("SHIP",)), ("SBIP", "ship")),
        (decide(("sb-ip",), ("ship",)), ("sb-ip", "ship")),
    ],
)
def test_a_decision_counts_as_much_as_it_weighs(decision: Decision, pair: tuple[str, str]) -> None:
    read, meant = pair
    steps, words = learned(decision, decision, weight=5.0)
    assert words == {Edit(read.lower(), meant): 10.0}
    misread = {pair: 2.0} if read.lower() != meant else {}
    assert steps == pytest.approx({edit: 5.0 * n for edit, n in count_steps(misread, CHANNEL).items()})


@pytest.mark.parametrize(
    "decision",
    [
        decide(("sbip",), ("ship",), Verdict.MISPRINT),
        decide(("sbip",), ("sbip",), Verdict.UNDO),
        decide(("sbip",), ("",)),
        decide(("—",), ("ship",)),
        decide(("xqzw",), ("ship",)),  # written anew
        decide(("sbip",), ("ship2",)),
        decide(("s" * 25,), ("s" * 24,)),
        decide(("s" * 24,), ("s" * 25,)),
    ],
)
def test_what_teaches_nothing(decision: Decision) -> None:
    assert learned(decision) == ({}, {})


def test_up_to_six_in_ten_letters_may_be_wrong() -> None:
    assert learned(decide(("xqzeq",), ("three",)))[1] == {}
    assert learned(decide(("xqzee",), ("three",)))[1] == {Edit("xqzee", "three"): 5.0}
    assert learned(decide(("q",), ("a",)))[1] == {Edit("q", "a"): 5.0}


def test_rare_confusions_and_pairs_are_chance() -> None:
    pairs = {("tqe", "the"): 1.0, ("tbe", "the"): 2.0, ("thc", "the"): 25.0, ("oxcn", "oxen"): 10.0}
    counts = train_channel(pairs).counts
    assert Edit("q", "h") not in counts
    assert counts[Edit("b", "h")] == 2.0
    assert counts[Edit("th", "th")] == 25.0
    assert Edit("ox", "ox") not in counts


def test_only_misread_words_tell_how_letters_are_misread() -> None:
    pairs = {("tbe", "the"): 30.0}
    more = train_channel({**pairs, ("the", "the"): 900.0, ("The", "the"): 90.0})
    assert more.counts == train_channel(pairs).counts
    assert more.words[Edit("the", "the")] == 990.0


def test_typists_now_and_then_put_letters_in_the_wrong_order() -> None:
    counts = train_channel({("thec", "thee"): 900.0, ("htee", "thee"): 100.0, ("ALLo", "alle"): 900.0}).counts
    assert counts[Edit("eh", "he")] == pytest.approx(4.5)
    assert counts[Edit("ht", "th")] == 100.0  # as it was counted
    assert Edit("LA", "al") not in counts
    assert counts[Edit("LL", "ll")] == 900.0
    assert Edit("ll", "ll") not in counts
