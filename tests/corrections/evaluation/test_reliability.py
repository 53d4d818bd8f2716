"""Whether probabilities keep their word."""

import pytest

from corrections.evaluation.reliability import Bin, Judgement, calibration_error, judge, reliability
from corrections.evaluation.scores import Rate
from corrections.plain_text.edits import Change
from corrections.proposal import Recommendation

ASK = Recommendation.ASK


def judgements(*pairs: tuple[float, bool]) -> list[Judgement]:
    return [Judgement(probability, right) for probability, right in pairs]


def test_a_bin_holds_its_lower_edge_and_the_last_one_both() -> None:
    found = reliability(
        judgements(
            (0.0, False), (0.1, True), (0.19, False), (0.89, True), (0.9, True), (0.99, True), (1.0, False)
        )
    )
    assert found == (
        Bin(0.0, 0.1, 0.0, Rate(0, 1)),
        Bin(0.1, 0.2, pytest.approx(0.145), Rate(1, 2)),
        Bin(0.8, 0.9, 0.89, Rate(1, 1)),
        Bin(0.9, 0.95, 0.9, Rate(1, 1)),
        Bin(0.99, 1.0, pytest.approx(0.995), Rate(1, 2)),
    )


def test_the_error_weighs_bins_by_their_changes() -> None:
    rows = reliability(judgements((0.5, True), (0.5, True), (0.5, False), (0.5, False), (0.25, True)))
    assert calibration_error(rows) == pytest.approx(0.75 / 5)
    assert calibration_error(reliability(judgements((0.25, True)))) == pytest.approx(0.75)
    assert calibration_error([]) == 0.0


def judge_all(truth: str, text: str, *changes: tuple[str, str]) -> list[bool]:
    """Whether each change is right; they are given in any order, each at the first place not yet taken."""
    made, taken = [], set()
    for before, after in changes:
        offset = text.index(before)
        while offset in taken:
            offset = text.index(before, offset + 1)
        taken.add(offset)
        made.append(Change(1, 1, offset, before, after, 0.5, "", ASK))
    return [row.right for row in judge(truth, text, made)]


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ([("tbe", "the"), ("tbe", "the")], [True, True]),
        ([("tbe", "tho"), ("tbe", "the")], [False, True]),
        ([("coun cil", "council")], [True]),
        ([("coun", "council")], [True]),  # what stands in the truth there
        ([("ofmen", "of men")], [True]),
        ([("ofmen", "men of")], [False]),
        ([("ofmen", "of")], [True]),
        ([("met,", "met;")], [True]),  # marks do not count
        ([("tbe", "men")], [False]),  # elsewhere, but not there
        ([("tbe", "hall")], [False]),
        ([("met,", "mot,"), ("tbe", "the")], [True, False]),  # in the order of the text
        ([("|", "")], [True]),
    ],
)
def test_changes_are_judged_by_the_truth_where_they_stand(
    changes: list[tuple[str, str]], right: list[bool]
) -> None:
    truth = "In the hall the council of men met, and they spoke."
    text = "In tbe hall tbe coun cil ofmen met, | and they spoke."
    assert judge_all(truth, text, *changes) == right


def test_nothing_is_judged_by_nothing() -> None:
    assert list(judge("the truth", "", [])) == []
    assert judge_all("", "tbe", ("tbe", "the")) == [False]
