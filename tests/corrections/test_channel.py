import itertools
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrections.channel import MISREAD, NEVER, Channel, Edit, align, read_channel, write_channel
from corrections.channel_learning import learn_channel, train_channel
from corrections.channel_scoring import BAND, score_channel
from corrections.decisions.decision import Decision, Verdict
from corrections.symbols import encode_meant, encode_read

CHANNEL = read_channel()
HOPELESS = -24


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


def divide_in_all_ways(read: str, meant: str, widest: int) -> Iterator[float]:
    """What every division into steps comes to: the naive reference."""
    if not read and not meant:
        yield 0.0
    for wide, long in itertools.product(
        range(min(widest, len(read)) + 1), range(min(widest, len(meant)) + 1)
    ):
        if (wide, long) not in ((0, 0), (0, 2), (2, 0)):
            step = CHANNEL.log_probability(Edit(read[:wide], meant[:long]))
            rest = divide_in_all_ways(read[wide:], meant[long:], widest)
            yield max((step + other for other in rest), default=-np.inf)


def score(reads: list[str], meants: list[str], *, wide: bool = True) -> np.ndarray:
    """Scores of pairs, all at once."""
    at = np.arange(len(reads))
    return score_channel(CHANNEL.tables, encode_read(reads), encode_meant(meants), at, at, wide)


@settings(max_examples=40, deadline=None)
@given(words.map(lambda word: word[:4]), words.map(lambda word: word[:4]))
def test_the_best_division_is_found(read: str, meant: str) -> None:
    found, edits = align(CHANNEL, read, meant)
    assert found == pytest.approx(max(divide_in_all_ways(read, meant, 2)))
    assert ("".join(edit.read for edit in edits), "".join(edit.meant for edit in edits)) == (read, meant)
    assert found == pytest.approx(sum(map(CHANNEL.log_probability, edits)))
    if abs(len(read) - len(meant)) <= BAND:
        quick, best = score([read], [meant], wide=False)[0], MISREAD + max(divide_in_all_ways(read, meant, 1))
        # What is hopeless may be told to be more so: two letters too many and two lost elsewhere.
        assert quick == pytest.approx(best, abs=1e-3) or quick < best < HOPELESS


def test_real_misreadings_score_together_as_each_does_alone() -> None:
    pairs = [(edit.read, edit.meant) for edit in CHANNEL.words if edit.read.isascii()][::5]
    pairs += [
        ("lhc" * 8, "the" * 8),
        ("comniittcc", "committee"),
        ("IIouso", "house"),
        ("Wasbington", "washington"),
    ]
    pairs = [pair for pair in pairs if abs(len(pair[0]) - len(pair[1])) < BAND]
    alone = [MISREAD + align(CHANNEL, *pair)[0] for pair in pairs]
    assert len({len(read) for read, _ in pairs}) > 8
    assert score(*map(list, zip(*pairs, strict=True))) == pytest.approx(alone, abs=1e-3)


@pytest.mark.parametrize("growth", range(-BAND, BAND + 1))
def test_pairs_of_all_lengths_are_scored_as_each_alone(growth: int) -> None:
    letters = "thecommitteeofthestrikers"
    reads = [letters[start : start + size] for size in (3, 5, 9, 13, 21) for start in range(4)]
    meants = [f"{letters[:growth]}{read}" if growth > 0 else read[-growth:] for read in reads]
    alone = [float(score([read], [meant])[0]) for read, meant in zip(reads, meants, strict=True)]
    assert score(reads, meants).tolist() == alone
    assert len(set(alone)) > 5
    assert min(alone) > -60


def test_words_that_are_much_longer_or_shorter_were_never_meant() -> None:
    assert (score(["a", "commit"], ["committee", "a"]) < -50).all()


def test_a_step_is_as_likely_as_it_was_counted_among_those_of_what_was_meant() -> None:
    counts = {Edit("a", "a"): 9e5, Edit("o", "a"): 1e5, Edit("O", "a"): 5e5, Edit("A", "a"): 5e5}
    counts |= {Edit("m", "rn"): 3e5, Edit("rn", "rn"): 7e5, Edit("x", ""): 3e4}
    channel = Channel(counts)
    shares = {edit: np.exp(channel.log_probability(edit)) for edit in counts}
    assert shares[Edit("o", "a")] == pytest.approx(0.1, rel=1e-3)
    assert shares[Edit("O", "a")] == pytest.approx(0.5, rel=1e-3)  # capitals are counted apart
    assert shares[Edit("m", "rn")] == pytest.approx(0.3, rel=1e-3)
    assert shares[Edit("x", "")] == pytest.approx(0.03 / 2.0, rel=1e-3)  # of all letters that were meant
    # Letters never counted for this one are as likely as they are wrong at all.
    assert np.exp(channel.log_probability(Edit("o", "b"))) == pytest.approx(1e5 / sum(counts.values()))
    assert channel.log_probability(Edit("qj", "zz")) == NEVER
    assert NEVER < channel.log_probability(Edit("q", "z")) < np.log(1e-4)


def test_every_confusion_stands_in_the_tables() -> None:
    for edit in CHANNEL.counts:
        read, meant = encode_read([edit.read]).codes.T, encode_meant([edit.meant]).codes.T
        if edit.read.lower() != edit.meant and edit.read.isascii():
            tables = CHANNEL.tables
            row = tables.read_pairs[tuple(read[0, :2])] if len(edit.read) == 2 else read[0, 0]
            column = tables.meant_pairs[tuple(meant[0, :2])] if len(edit.meant) == 2 else meant[0, 0]
            table = {
                (0, 1): tables.lost[None],
                (1, 0): tables.extra[:, None],
                (1, 1): tables.one,
                (2, 1): tables.two_one,
                (1, 2): tables.one_two,
                (2, 2): tables.two_two,
            }[len(edit.read), len(edit.meant)]
            row, column = (row if edit.read else 0), (column if edit.meant else 0)
            assert table[row, column] == pytest.approx(CHANNEL.log_probability(edit), abs=1e-3), edit


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
    learned = learn_channel([decide("‡hip", "ship"), decide("ж", "s"), decide("\0x", "sx")], CHANNEL)
    at = np.zeros(1, dtype=np.int64)
    scores = [
        float(score_channel(channel.tables, encode_read(["†hop"]), encode_meant(["shop"]), at, at)[0])
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


@pytest.mark.parametrize(
    ("read", "meant"), [("a", "abcdefgh"), ("abcdefgh", "a"), ("", "abcde"), ("abcde", "")]
)
def test_texts_of_any_lengths_are_divided_into_steps_that_are_all_of_both(read: str, meant: str) -> None:
    total, edits = align(CHANNEL, read, meant)
    assert "".join(edit.read for edit in edits) == read
    assert "".join(edit.meant for edit in edits) == meant
    assert total == pytest.approx(sum(CHANNEL.log_probability(edit) for edit in edits))
