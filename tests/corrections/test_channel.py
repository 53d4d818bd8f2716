from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrections.channel import Channel, Edit, align, read_channel, write_channel
from corrections.channel_learning import learn_channel, train_channel
from corrections.channel_scoring import score_channel
from corrections.decision import Decision, Verdict
from corrections.symbols import encode_meant, encode_read

CHANNEL = read_channel()


def decide(before: str, after: str, verdict: Verdict = Verdict.CORRECT, who: str = "Ada") -> Decision:
    return Decision("d", ("1",), (before,), (after,), verdict, who, datetime(2026, 1, 1, tzinfo=UTC), "", "0")


@pytest.mark.parametrize(
    ("read", "meant", "edit"),
    [
        ("modem", "modern", Edit("m", "rn")),
        ("tlie", "the", Edit("li", "h")),
        ("Tune", "June", Edit("T", "j")),
    ],
)
def test_confusions_are_found(read: str, meant: str, edit: Edit) -> None:
    assert edit in align(CHANNEL, read, meant)[1]


def test_a_common_confusion_is_likelier_than_a_strange_one() -> None:
    assert align(CHANNEL, "tbe", "the")[0] > align(CHANNEL, "tqe", "the")[0] + 2


words = st.text(alphabet="abcehilmnorstu", min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(words, words)
def test_batches_score_as_single_alignments_do(read: str, meant: str) -> None:
    if abs(len(read) - len(meant)) > 3:
        return
    at = np.zeros(1, dtype=np.int64)
    batch = score_channel(CHANNEL.tables, encode_read([read]), encode_meant([meant]), at, at)
    single = align(CHANNEL, read, meant)[0]
    assert batch[0] <= single + 1e-3
    assert batch[0] == pytest.approx(single, abs=1e-3) or abs(len(read) - len(meant)) > 1 or single < -25


def test_tables_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_channel(CHANNEL, tmp_path)
    channel = read_channel(tmp_path)
    assert channel.counts == pytest.approx(CHANNEL.counts)
    assert channel.words == pytest.approx(CHANNEL.words)


def test_a_frequent_word_is_misread_as_a_whole() -> None:
    pairs = {
        ("the", "the"): 900.0,
        ("Hie", "the"): 10.0,
        ("hie", "the"): 20.0,
        ("tqe", "the"): 1.0,
        ("zo", "zu"): 9.0,
    }
    channel = train_channel(pairs)
    assert channel.words == {Edit("the", "the"): 900, Edit("hie", "the"): 30}
    assert channel.misread["hie"]["the"] == pytest.approx(np.log(30 / 970))
    assert "the" not in channel.misread


def test_letters_that_look_alike_were_confused_though_nobody_counted_it() -> None:
    assert align(CHANNEL, "moinent", "moment")[0] > align(CHANNEL, "moxkent", "moment")[0] + 3


def test_training_learns_what_is_mistaken_for_what() -> None:
    pairs = {("modem", "modern"): 30.0, ("bum", "burn"): 20.0, ("burn", "burn"): 50.0, ("man", "man"): 200.0}
    assert train_channel(pairs).counts[Edit("m", "rn")] == pytest.approx(50)


def test_a_persons_decisions_raise_a_confusion() -> None:
    learned = learn_channel([decide("qhip", "ship")] * 4, CHANNEL)
    assert align(learned, "qhop", "shop")[0] > align(CHANNEL, "qhop", "shop")[0] + 1


def test_decisions_on_strange_characters_teach_without_harm() -> None:
    learned = learn_channel([decide("«hip", "ship"), decide("ж", "s"), decide("\0x", "sx")], CHANNEL)
    at = np.zeros(1, dtype=np.int64)
    scores = [
        float(score_channel(channel.tables, encode_read(["»hop"]), encode_meant(["shop"]), at, at)[0])
        for channel in (CHANNEL, learned)
    ]
    assert scores[1] > scores[0]


def test_what_a_person_put_right_is_found_when_it_stands_there_again() -> None:
    learned = learn_channel([decide("zxq", "ship")] * 2 + [decide("sjiq", "ship")] * 2, CHANNEL)
    assert "sjiq" in learned.misread
    assert "zxq" not in learned.misread


def test_a_word_written_anew_is_no_misreading() -> None:
    assert learn_channel([decide("~~|.", "committee")], CHANNEL) == CHANNEL


def test_what_the_policy_decided_teaches_nothing() -> None:
    assert learn_channel([decide("qhip", "ship", who="redpencil")], CHANNEL) == CHANNEL


def test_a_letter_too_many_is_as_likely_as_it_was_counted_capital_or_not() -> None:
    counts = {Edit("a", "a"): 900.0, Edit("b", "b"): 95.0, Edit("b", ""): 5.0, Edit("B", ""): 5.0}
    channel = Channel(counts, {})
    assert channel.log_probability(Edit("B", "")) == channel.log_probability(Edit("b", ""))
    assert channel.log_probability(Edit("b", "")) == pytest.approx(np.log(5 / 995), abs=0.2)
