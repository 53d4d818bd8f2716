import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.evaluation.normalisation import Measure, read_words
from corrections.evaluation.scores import Rate, evaluate, pair_files, total
from scans.errors import FormatError


def levenshtein(left, right):
    """The textbook's table, row by row."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, row = row, [i]
        for j, b in enumerate(right, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b)))
    return row[-1]


texts = st.text("ab -.\nA", max_size=40)


@given(texts, texts)
def test_rates_are_those_of_the_textbook(truth, text):
    scores = evaluate(truth, text).scores
    for measure, rate in scores.wer.items():
        left, right = read_words(truth, measure), read_words(text, measure)
        assert rate == Rate(levenshtein(left, right), len(left))
    for measure, rate in scores.cer.items():
        space = "" if measure is Measure.LETTERS else " "
        left, right = (space.join(read_words(side, measure)) for side in (truth, text))
        assert rate == Rate(levenshtein(left, right), len(left))


@given(texts)
def test_a_text_is_right_by_itself(text):
    scores = evaluate(text, text).scores
    assert {rate.count for rate in (*scores.cer.values(), *scores.wer.values())} == {0}
    assert scores.recall.count == scores.recall.total


@pytest.mark.parametrize(
    ("measure", "text", "expected"),
    [
        (Measure.STRICT, "The  Coun-\ntry's “End”", ["The", "Coun-", "try's", "“End”"]),
        (
            Measure.NORMALISED,
            "The  Coun-\r\n  try's “End”, well-known",
            ["the", "country", "s", "end", "well", "known"],
        ),
        (
            Measure.NORMALISED,
            "coun\u00ad\ntry e\u0301migre\u0301 snake_case",
            ["country", "émigré", "snake", "case"],
        ),
        (Measure.NORMALISED, "— 1933 —\n", ["1933"]),
        (Measure.NORMALISED, "oﬃce ﬁnds ½", ["office", "finds", "½"]),
        (Measure.STRICT, "oﬃce", ["oﬃce"]),
    ],
)
def test_what_the_measures_see(measure, text, expected):
    assert read_words(text, measure) == expected


def test_words_in_another_order_are_still_recognised():
    scores = evaluate("one two three four", "three four one two").scores
    assert scores.recall == scores.precision == Rate(4, 4)
    assert scores.wer[Measure.NORMALISED].count == 4


def test_nothing_against_something():
    assert evaluate("", "a b").scores.wer[Measure.STRICT].value == 1.0
    assert evaluate("a b", "").scores.wer[Measure.STRICT].value == 1.0
    assert evaluate("", "").scores.cer[Measure.LETTERS].value == 0.0


def test_totals_weigh_by_length():
    both = total([evaluate("a b c", "a b x").scores, evaluate("d", "y").scores])
    assert both.wer[Measure.STRICT] == Rate(2, 4)
    assert total([]).cer[Measure.STRICT] == Rate(0, 0)


def test_a_whole_page_is_quick():
    truth = " ".join(f"word{n % 997}" for n in range(20_000))
    started = time.process_time()
    evaluation = evaluate(truth, truth.replace("7", "1"))
    assert evaluation.scores.wer[Measure.STRICT].count > 1000
    assert sum(not span.equal for span in evaluation.alignment) > 1000
    assert time.process_time() - started < 5


def test_folders_go_by_stem(tmp_path):
    for name in ("truth/p10.gt.txt", "truth/p2.gt.txt", "text/p2.txt", "text/p10.txt", "text/p11.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    pairs = pair_files(tmp_path / "truth", tmp_path / "text")
    assert [(stem, truth.name, text.name) for stem, truth, text in pairs] == [
        ("p2", "p2.gt.txt", "p2.txt"),
        ("p10", "p10.gt.txt", "p10.txt"),
    ]
    (tmp_path / "text" / "p2.txt").unlink()
    with pytest.raises(FormatError, match="no text for p2"):
        pair_files(tmp_path / "truth", tmp_path / "text")
    (tmp_path / "text" / "p2.a.txt").touch()
    (tmp_path / "text" / "p2.b.txt").touch()
    with pytest.raises(FormatError, match="same name"):
        pair_files(tmp_path / "truth", tmp_path / "text")


def test_two_files_need_no_common_name(tmp_path):
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").touch()
    assert pair_files(tmp_path / "a.txt", tmp_path / "b.txt")[0][0] == "a"
    with pytest.raises(FormatError, match="is no folder"):
        pair_files(tmp_path / "a.txt", tmp_path / "gone")
