"""Which corrections may be of a slip of the typesetter."""

import pytest

from corrections.ink.slips import find_slips
from corrections.model import shipped_model
from corrections.proposal import Candidate, Fault, Proposal, Recommendation
from ocr.page import BBox, Word

CHANNEL = shipped_model().channel
APPLY, LEAVE = Recommendation.APPLY, Recommendation.LEAVE


def is_slip(
    read: str,
    meant: str,
    confidence: float = 0.9,
    recommendation: Recommendation = APPLY,
    fault: Fault = Fault.MISREADING,
) -> bool:
    word = Word("w1", read, BBox(0, 0, 90, 20), confidence)
    proposal = Proposal(("w1",), (read,), (Candidate((meant,), 0.9, ""),), recommendation, fault)
    return list(find_slips([proposal], {"w1": word}, CHANNEL)) == [proposal]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("goverment", "government"),
        ("“Goverment,”", "“Government,”"),
        ("Millitary", "Military"),
        ("payer", "paper"),
        ("albhough", "although"),
    ],
)
def test_a_letter_lost_added_or_unlike_inside_a_word(read: str, meant: str) -> None:
    assert is_slip(read, meant)
    assert not is_slip(read, meant, confidence=0.4)
    assert not is_slip(read, meant, recommendation=LEAVE)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("havin", "having"),  # torn off
        ("thaving", "having"),
        ("shal", "shall"),  # may be torn off, too
        ("tbere", "there"),  # as engines misread
        ("umited", "united"),
        ("yrs", "years"),  # no single letter
        ("Agt", "Agent"),
        ("cts.", "cents."),
        ("govermeut", "government"),
        ("goverment", "government."),
        ("1n33", "1933"),
        ("house", "house"),
    ],
)
def test_nothing_else(read: str, meant: str) -> None:
    assert not is_slip(read, meant)


def test_letters_that_changed_places() -> None:
    assert is_slip("stirke", "strike", fault=Fault.MISPRINT)


def test_only_single_words_of_the_page() -> None:
    pair = Proposal(("w1", "w2"), ("gover", "ment"), (Candidate(("government", ""), 0.9, ""),), APPLY)
    assert not list(find_slips([pair], {}, CHANNEL))
    alone = Proposal(("w1",), ("goverment",), (Candidate(("government",), 0.9, ""),), APPLY)
    assert not list(find_slips([alone], {}, CHANNEL))
