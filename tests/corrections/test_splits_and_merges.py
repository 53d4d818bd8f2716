import pytest

from corrections.corrector import Corrector
from corrections.lexicon import bundled_lexicon
from corrections.proofreading import proofread
from corrections.running_text import read_sections

TEXT = """The members of the committee met in the hall on Monday, and the chairman said that {} in the city
tbe men would wait no longer. He was askcd by several of thc members what tho governor had said to him."""


@pytest.fixture(scope="module")
def corrector() -> Corrector:
    return Corrector(bundled_lexicon())


@pytest.mark.parametrize(
    ("spoiled", "right"),
    [
        ("the respec tablc families", "the respectable families"),
        ("the members of the com mit tee", "the members of the committee"),
        ("thc govern ment of tlie country", "the government of the country"),
        ("the labor movement everywhcre has been bctter since theelection", "since the election"),
        ("the depart.ment of labor", "the department of labor"),
    ],
)
def test_spaces_are_put_where_they_belong(corrector: Corrector, spoiled: str, right: str) -> None:
    best = TEXT.format(spoiled)
    for section in read_sections((best,)):
        for proposal in corrector.propose(section.passages):
            best = best.replace(proposal.text, proposal.best.text, 1)
    assert right in best


@pytest.mark.parametrize(
    "clean",
    [
        "to-day the co-operative store re-opened",
        "men from Mill-street and others",
        "Mr. Smith, of the A. F. of L., and a half-dozen women",
    ],
)
def test_what_stands_apart_stays_apart(corrector: Corrector, clean: str) -> None:
    assert clean in proofread(TEXT.format(clean), corrector).text
