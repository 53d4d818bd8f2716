import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.evaluation.comparison import Harm, compare, total_comparison
from corrections.evaluation.normalisation import Measure
from corrections.evaluation.reliability import calibration_error, judge, reliability
from corrections.evaluation.scores import Rate
from corrections.plain_text.edits import Change
from corrections.proposal import Recommendation

TRUTH = "It is possible for the whole Soviet Union, comrade Gitlow said."
BEFORE = "It is pos sible tor tbe whole Sovict Union, comrade Gitlow said."
AFTER = "It is possible for tbe whole Soviets Union, comrade Pillow said."


def test_what_was_fixed_and_what_was_broken():
    comparison = compare(TRUTH, BEFORE, AFTER)
    assert comparison.fixed == Rate(2, 4)
    assert comparison.changed == Rate(1, 4)
    assert comparison.broken == Rate(1, 7)
    assert comparison.precision == Rate(2, 3)
    assert [(m.harm, m.truth, m.before, m.after) for m in comparison.mistakes] == [
        (Harm.BROKEN, "gitlow", "gitlow", "pillow"),
        (Harm.CHANGED, "soviet", "sovict", "soviets"),
        (Harm.MISSED, "the", "tbe", "tbe"),
    ]
    assert (
        comparison.mistakes[0].context == "union comrade gitlow said"
        or "gitlow" in comparison.mistakes[0].context
    )


def test_totals_add_up_and_merge_mistakes():
    one = compare(TRUTH, BEFORE, AFTER)
    both = total_comparison([one, one])
    assert both.fixed == Rate(4, 8)
    assert both.mistakes[0].count == 2
    assert both.before.wer[Measure.NORMALISED].total == 22


words = st.lists(st.sampled_from(["a", "b", "ab", "Gitlow,", "tor"]), max_size=12).map(" ".join)


@given(words, words)
def test_changing_nothing_fixes_and_breaks_nothing(truth, text):
    comparison = compare(truth, text, text)
    assert comparison.fixed.count == comparison.broken.count == comparison.changed.count == 0
    assert {m.harm for m in comparison.mistakes} <= {Harm.MISSED}


@given(words, words)
def test_writing_the_truth_fixes_everything(truth, text):
    comparison = compare(truth, text, truth)
    assert comparison.fixed.count == comparison.fixed.total
    assert comparison.mistakes == ()


def change(text, before, after, probability):
    offset = text.index(before)
    return Change(1, offset + 1, offset, before, after, probability, "", Recommendation.APPLY)


@pytest.mark.parametrize(
    ("before", "after", "right"),
    [
        ("tor", "for", True),
        ("pos sible", "possible", True),
        ("tbe", "he", False),
        ("Sovict", "Soviet", True),
        ("Gitlow", "Pillow", False),
        ("Union,", "Union.", True),
    ],
)
def test_changes_are_judged_where_they_stand(before, after, right):
    (judgement,) = judge(TRUTH, BEFORE, [change(BEFORE, before, after, 0.9)])
    assert judgement.right is right


def test_reliability_bins_every_change_once():
    changes = [change(BEFORE, "tor", "for", p) for p in (0.0, 0.55, 0.93, 0.985, 1.0)]
    bins = reliability(judge(TRUTH, BEFORE, changes))
    assert sum(b.right.total for b in bins) == 5
    assert all(b.low <= b.mean <= b.high for b in bins)
    assert calibration_error(bins) == pytest.approx((1 + 0.45 + 0.07 + 0.015 + 0) / 5)
    assert calibration_error(()) == 0.0
