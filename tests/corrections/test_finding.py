"""Corrections put together to proposals."""

import pytest

from corrections.entry import Entry, Kind
from corrections.finding import Finding, Option
from corrections.lexicon import Lexicon, bundled_lexicon
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


@pytest.mark.parametrize(("word", "source"), [("picketing", "picketing"), ("Cannon", "Cannon"), ("met", "")])
def test_a_form_of_the_lexicon_is_its_source(word: str, source: str) -> None:
    lexicon = Lexicon((Entry("picketing", Kind.TERM), Entry("Cannon", Kind.PERSON)))
    assert propose(option(word, 0.9), lexicon=lexicon).best.source == source


@pytest.mark.parametrize(
    ("word", "confidence", "fault"),
    [
        ("employer", None, Fault.MISREADING),
        ("employer", 0.95, Fault.MISREADING),
        ("employer", 0.96, Fault.MISREADING),  # engines are as sure of what they misread
        ("empioeys", 0.5, Fault.MISPRINT),  # the same letters in another order
        ("empioeys", None, Fault.MISREADING),  # no engine read it
        ("empoiyes", 0.96, Fault.MISPRINT),
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


def propose_all(*tokens: Token, texts: dict[int, str], lexicon=LEXICON) -> Proposal:
    """What is proposed where such tokens become such texts; the finding spans them all, as of the third."""
    before = (Token("a", "met"), Token("b", "the", 0.5))
    best = tuple(
        Option(
            Rewording((Piece(2 + at, 0, len(tokens[at].text)),), (text,)),
            (text.lower(),),
            0.8,
            f"for {text}",
        )
        for at, text in texts.items()
    )
    passage = Passage("p", (*before, *tokens, Token("z", "again")))
    return Finding(passage, 2, 1 + len(tokens), best, (), 0.8, 0.1).propose(APPLY, lexicon)


def test_a_finding_may_span_tokens_in_the_middle_of_a_passage() -> None:
    found = propose_all(
        Token("c", "mcn"), Token("d", "and"), Token("e", "womcn"), texts={0: "men", 2: "women"}
    )
    assert (found.tokens, found.before) == (("c", "d", "e"), ("mcn", "and", "womcn"))
    assert found.best.texts == ("men", "and", "women")


@pytest.mark.parametrize(
    ("confidences", "texts", "fault"),
    [
        ((0.99, 0.99), ("met", "in"), Fault.MISREADING),
        ((0.5, None), ("emn", "met"), Fault.MISREADING),  # nobody read the other
        ((0.5, 0.0), ("emn", "met"), Fault.MISPRINT),
        ((0.99, 0.99), ("men-", "met"), Fault.MISREADING),  # a hyphen that was lost, whatever is sure
        ((0.5, 0.5), ("emn", "met"), Fault.MISPRINT),  # the letters are there, in another order
        ((0.5, 0.5), ("mne", "met"), Fault.MISPRINT),
        ((0.5, 0.5), ("menm", "et"), Fault.MISREADING),  # only the gap is elsewhere
        ((0.5, 0.5), ("me n", "met"), Fault.MISREADING),  # or one more
    ],
)
def test_whose_fault_several_tokens_are(
    confidences: tuple[float | None, ...], texts: tuple[str, str], fault: Fault
) -> None:
    tokens = (Token("c", "men", confidences[0]), Token("d", "met", confidences[1]))
    found = propose_all(*tokens, texts=dict(enumerate(texts)))
    assert found.fault is fault


def test_strokes_side_by_side_are_counted_out_by_the_engine() -> None:
    token = Token("c", "bulidings", 0.96)
    assert propose_all(token, texts={0: "buildings"}).fault is Fault.MISREADING


EMPLOYES, CENTRE = (
    Entry("employes", Kind.SPELLING, modern="employees"),
    Entry("centre", Kind.SPELLING, modern="center"),
)


@pytest.mark.parametrize(
    ("entry", "texts", "first"),
    [
        (EMPLOYES, ("employees", "employer", "employes"), "employes"),
        (EMPLOYES, ("Employees", "employer", "Employes"), "Employes"),
        (EMPLOYES, ("EMPLOYEES", "EMPLOYES"), "EMPLOYES"),
        (Entry("Corea", Kind.SPELLING, modern="Korea"), ("Korea", "Corea"), "Corea"),
        (CENTRE, ("employees", "centre", "employes"), "employes"),  # that of another word
        (CENTRE, ("center", "employes", "centre"), "centre"),
        (Entry("unions", Kind.TERM), ("employees", "unions"), None),  # no spelling at all
        (EMPLOYES, ("employes", "employees"), None),  # it is the best already
        (EMPLOYES, ("employees", "employer"), None),
    ],
)
def test_the_periods_spelling_goes_before_todays_and_nothing_else_does(
    entry: Entry, texts: tuple[str, ...], first: str | None
) -> None:
    options = {text: option(text, 0.9 / place) for place, text in enumerate(texts, 1)}
    found = propose(*options.values(), lexicon=Lexicon((EMPLOYES, entry)))
    wanted = [first, *(text for text in texts if text != first)] if first else [*texts]
    assert [c.text.rstrip(",") for c in found.candidates] == wanted
    assert [c.probability for c in found.candidates] == [
        round(options[text].probability, 4) for text in wanted
    ]
    assert found.recommendation is (ASK if first else APPLY)
