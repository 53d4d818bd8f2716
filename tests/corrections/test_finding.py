"""Corrections put together to proposals."""

import pytest

from corrections.finding import Finding, Option
from corrections.lexicon import bundled_lexicon
from corrections.passage import Passage, Token
from corrections.proposal import Fault, Proposal, Recommendation
from corrections.rewording import Rewording
from corrections.stream import Piece

APPLY, ASK = Recommendation.APPLY, Recommendation.ASK
LEXICON = bundled_lexicon()


def option(word: str, probability: float, text: str = "empioyes,", token: int = 1) -> Option:
    size = len(text.rstrip(","))
    return Option(Rewording((Piece(token, 0, size),), (word,)), (word.lower(),), probability, f"for {word}")


def propose(
    *options: Option, right: float = 0.9, confidence: float | None = None, lexicon=LEXICON
) -> Proposal:
    tokens = tuple(Token(f"w{n}", text, confidence) for n, text in enumerate(["the", "empioyes,", "met"]))
    finding = Finding(Passage("p", tokens), 1, 1, options[:1], iter(options[1:]), right, 0.04)
    return finding.propose(APPLY, lexicon)


def test_the_periods_spelling_goes_first_and_is_asked_about() -> None:
    found = propose(option("employees", 0.9), option("employes", 0.05), option("employer", 0.01))
    assert [c.text for c in found.candidates] == ["employes,", "employees,", "employer,"]
    assert (found.recommendation, found.candidates[1].probability) == (ASK, 0.9)


def test_without_one_the_likeliest_goes_first() -> None:
    found = propose(option("employer", 0.9), option("employee", 0.05), option("employer", 0.02))
    assert [(c.text, c.probability) for c in found.candidates] == [("employer,", 0.9), ("employee,", 0.05)]
    assert (found.recommendation, found.best.reason, found.wrong) == (APPLY, "for employer", 0.96)
    assert (found.tokens, found.before) == (("w1",), ("empioyes,",))


def test_a_form_of_the_lexicon_is_its_source() -> None:
    form = next(entry.form for entry in LEXICON.entries if entry.form.isalpha() and entry.form.istitle())
    assert propose(option(form, 0.9)).best.source == form
    assert propose(option("qzxvb", 0.9)).best.source == ""


@pytest.mark.parametrize(
    ("word", "confidence", "fault"),
    [
        ("employer", None, Fault.MISREADING),
        ("employer", 0.95, Fault.MISREADING),
        ("employer", 0.96, Fault.MISPRINT),
        ("empoiyes", 0.5, Fault.MISPRINT),  # the same letters in another order
        ("empoiyes", None, Fault.MISREADING),  # no engine read it
    ],
)
def test_whose_fault_it_is(word: str, confidence: float | None, fault: Fault) -> None:
    assert propose(option(word, 0.9), confidence=confidence).fault is fault


def test_others_than_the_best_are_made_when_they_are_looked_at() -> None:
    tokens = tuple(Token(f"w{n}", text) for n, text in enumerate(["the", "empioyer,", "met"]))
    others = iter([option("employee", 0.05), option("employers", 0.02)])
    found = Finding(Passage("p", tokens), 1, 1, (option("employer", 0.9),), others, 0.9, 0.04)
    proposal = found.propose(APPLY, LEXICON)
    assert (proposal.best.text, bool(proposal.candidates)) == ("employer,", True)
    assert next(others).words == ("employee",), "nobody has looked at it"
    assert [c.text for c in proposal.candidates] == ["employer,", "employers,"]
    assert [c.text for c in proposal.candidates[1:]] == ["employers,"], "and they stay"


def test_of_several_corrections_in_one_finding_the_best_of_each_are_proposed() -> None:
    tokens = (Token("w0", "mcn-womcn", 0.5), Token("w1", "met", 0.5))
    best = (
        Option(Rewording((Piece(0, 0, 3),), ("men",)), ("men",), 0.8, "a"),
        Option(Rewording((Piece(0, 4, 9),), ("women",)), ("women",), 0.7, "b"),
    )
    found = Finding(Passage("p", tokens), 0, 0, best, (), 0.7, 0.1).propose(APPLY, LEXICON)
    assert [(c.texts, c.probability, c.reason) for c in found.candidates] == [(("men-women",), 0.7, "a; b")]
