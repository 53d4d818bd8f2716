"""Misprints and misreadings are told apart by what is on the paper."""

from dataclasses import replace

import numpy as np
import pytest

from corrections.ink.cutting import Grey
from corrections.ink.misprints import tell_misprints
from corrections.model import shipped_model
from corrections.proposal import Candidate, Fault, Proposal, Recommendation
from ocr.page import BBox, Page
from tests.corrections.ink.conftest import TEXT, Press

MODEL = shipped_model()
MISPRINT, MISREADING = Fault.MISPRINT, Fault.MISREADING


def propose(page: Page, read: str, *meant: str, fault: Fault = MISREADING) -> Proposal:
    word = next(word for word in page.words() if word.text == read)
    candidates = tuple(Candidate((text,), 0.9, "near") for text in meant)
    return Proposal((word.id,), (read,), candidates, Recommendation.APPLY, fault)


def judge(page: Page, grey: Grey | None, *proposals: Proposal) -> tuple[Proposal, ...]:
    return tell_misprints(proposals, page, lambda: grey, MODEL)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("goverment", "government"),
        ("goverrnment", "government"),
        ("movled", "moved"),
        ("beyter", "better"),
    ],
)
def test_a_letter_too_few_too_many_or_another_is_the_newspapers_where_it_is_printed_so(
    press: Press, wrong: str, right: str
) -> None:
    page, grey = press(TEXT.replace(right, wrong, 1))
    (told,) = judge(page, grey, propose(page, wrong, right))
    assert told.fault is MISPRINT
    assert told.best.reason == f"near; the letters are printed so: “{wrong}”"
    page, grey = press(TEXT, read={right: wrong})
    misread = propose(page, wrong, right)
    assert judge(page, grey, misread) == (misread,)


def test_letters_that_changed_places_are_a_misreading_where_they_are_printed_right(press: Press) -> None:
    page, grey = press(TEXT.replace("better", "bettre"))
    assert judge(page, grey, propose(page, "bettre", "better", fault=MISPRINT))[0].fault is MISPRINT
    page, grey = press(TEXT, read={"better": "bettre"})
    assert judge(page, grey, propose(page, "bettre", "better", fault=MISPRINT))[0].fault is MISREADING


def test_a_known_word_that_is_printed_so_is_asked_about(press: Press) -> None:
    page, grey = press(TEXT.replace("bread", "bead", 1))
    (told,) = judge(page, grey, propose(page, "bead", "bread"))
    assert (told.fault, told.recommendation) == (MISPRINT, Recommendation.ASK)
    page, grey = press(TEXT.replace("government", "goverment", 1))
    (told,) = judge(page, grey, propose(page, "goverment", "government"))
    assert (told.fault, told.recommendation) == (MISPRINT, Recommendation.APPLY)


def test_in_doubt_it_stays_a_misreading(press: Press) -> None:
    page, grey = press(TEXT.replace("government", "goverment"))
    doubt = propose(page, "goverment", "government")
    alike = propose(page, "goverment", "government", "goverment")
    assert judge(page, grey, alike) == (alike,)  # another candidate fits as well
    assert judge(page, np.full_like(grey, 200), doubt) == (doubt,)  # nothing is printed
    assert judge(page, grey[:, :300], doubt) == (doubt,)  # not there
    bare = replace(page, regions=(replace(page.regions[0], lines=page.regions[0].lines[3:4]),))
    assert judge(bare, grey, doubt) == (doubt,)  # too few letters to learn from
    flat = tuple(
        replace(line, words=tuple(word.placed(BBox(0, 0, 0, 0)) for word in line.words))
        for line in page.regions[0].lines
    )
    empty = replace(page, regions=(replace(page.regions[0], lines=flat),))
    assert judge(empty, grey, doubt) == (doubt,)


def test_the_scan_is_not_asked_for_unless_there_is_a_word_to_look_at(press: Press) -> None:
    page, _ = press(read={"govern": "govcrn"})
    proposal = propose(page, "govcrn", "govern")

    def look() -> None:
        raise AssertionError

    assert tell_misprints([proposal], page, look, MODEL) == (proposal,)


def test_without_a_scan_nothing_is_told(press: Press) -> None:
    page, _ = press(TEXT.replace("government", "goverment"))
    proposal = propose(page, "goverment", "government")
    assert judge(page, None, proposal) == (proposal,)
