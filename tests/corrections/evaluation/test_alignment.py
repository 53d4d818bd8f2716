import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.evaluation import alignment
from corrections.evaluation.alignment import Span, align, cut

words = st.lists(st.text("ab", min_size=1, max_size=3), max_size=25)


def spans(truth, text):
    return [
        (" ".join(span.truth), " ".join(span.text))
        for span in align(truth.split(), text.split())
        if not span.equal
    ]


@given(words, words, st.integers(1, 30))
def test_each_side_is_its_text_again(truth, text, longest):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "LONGEST", longest)
        aligned = list(align(truth, text))
    assert [word for span in aligned for word in span.truth] == truth
    assert [word for span in aligned for word in span.text] == text
    assert all(span.truth or span.text for span in aligned)


@given(words)
def test_a_text_aligns_with_itself_word_by_word(truth):
    assert list(align(truth, truth)) == [Span((word,), (word,)) for word in truth]


@pytest.mark.parametrize(
    ("truth", "text", "expected"),
    [
        ("it is possible now", "it is pos sible now", [("possible", "pos sible")]),
        ("a so extensive one", "a soextensive one", [("so extensive", "soextensive")]),
        ("for the Charter for us", "tor tho Charter for us", [("for", "tor"), ("the", "tho")]),
        ("one two three", "one three", [("two", "")]),
        ("one three", "one | three", [("", "|")]),
        ("", "a b", [("", "a b")]),
    ],
)
def test_what_stands_for_what(truth, text, expected):
    assert spans(truth, text) == expected


def test_long_texts_are_cut_where_they_agree(monkeypatch):
    monkeypatch.setattr(alignment, "LONGEST", 200)
    chance = random.Random(7)
    truth = [f"w{chance.randrange(500)}" for _ in range(3000)]
    text = [
        word for word in truth for word in ([word] if chance.random() < 0.9 else ["x"] * chance.randrange(3))
    ]
    stretches = list(cut(truth, text))
    assert len(stretches) > 10
    assert all(len(left) < 400 for left, _ in stretches)
    same = sum(span.equal for span in align(truth, text))
    assert same >= 0.88 * len(truth)


def test_long_texts_that_share_nothing_are_cut_too(monkeypatch):
    monkeypatch.setattr(alignment, "LONGEST", 100)
    sizes = [(len(left), len(right)) for left, right in cut(["a"] * 1000, ["b"] * 700)]
    assert sizes == [(100, 70)] * 10


@pytest.mark.parametrize(
    ("truth", "text", "expected"),
    [
        ("a b c", "a x y c", [("b", "x y")]),
        (
            "the coun cil met here",
            "tho council mot here",
            [("the", "tho"), ("coun cil", "council"), ("met", "mot")],
        ),
        ("one two", "", [("one two", "")]),
        ("ab cd ef", "xb cx ef", [("ab", "xb"), ("cd", "cx")]),
    ],
)
def test_unequal_words_are_parted_where_their_spaces_match(truth, text, expected):
    assert spans(truth, text) == expected


def increase(pairs):
    """The length of the longest run whose second numbers grow, by trying all."""
    best = []
    for number, (_, value) in enumerate(pairs):
        best.append(1 + max((best[m] for m in range(number) if pairs[m][1] < value), default=0))
    return max(best, default=0)


@given(st.permutations(range(9)))
def test_cuts_are_in_the_same_order_on_both_sides_and_as_many_as_can_be(order):
    found = alignment._longest_increasing(list(enumerate(order)))
    assert found == sorted(found)
    assert [value for _, value in found] == sorted(value for _, value in found)
    assert len(found) == increase(list(enumerate(order)))


def test_cuts_are_at_phrases_that_stand_once(monkeypatch):
    monkeypatch.setattr(alignment, "LONGEST", 40)
    truth = [f"w{n}" for n in range(120)]
    text = ["x"] * 7 + truth
    stretches = list(cut(truth, text))
    first, second = stretches[0]
    assert second == ["x"] * 7 + first
    assert all(right == left for left, right in stretches[1:])
    assert max(len(left) for left, _ in stretches) <= 40
    assert min(len(left) for left, _ in stretches[:-1]) >= 10 - 7


def test_short_texts_are_compared_whole(monkeypatch):
    monkeypatch.setattr(alignment, "LONGEST", 9)
    truth = [f"w{n}" for n in range(9)]
    assert list(cut(truth, truth)) == [(truth, truth)]
    assert len(list(cut([*truth, "w"], truth))) > 1
