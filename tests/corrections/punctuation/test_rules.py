"""Each rule held to cases it must find and counter-cases it must leave alone."""

import pytest

from corrections.proposal import Recommendation
from corrections.punctuation import RULES
from corrections.punctuation.style import Style, read_style
from corrections.running_text import read_sections

TYPESET = Style(curly=True, dashed=True)

CASES = {
    "comma": [
        ("so it was for him, And Soviet diplomacy went on", "him. And"),
        ("they were beaten, They came again", "beaten. They"),
        ("it was decided, In the end they went", "decided, in"),
    ],
    "space": [
        ("when it ended,and then", "ended, and"),
        ("it ended.Then they", "ended. Then"),
        ("he asked:what of it", "asked: what"),
        ("“it ended.”Then they", "ended.” Then"),
    ],
    "quotation": [
        ("he ”said” so", "“said”"),
        ('he "said" so', "“said”"),
        ("he “said“ so", "“said”"),
        ("he ''said'' so", "“said”"),
        ("he ,,said” so", "“said”"),
        ('that is "it," he', "“it,”"),
        ("and then “we saw the strike.", "strike.”"),
        ("we saw” the strike go on", "saw"),
    ],
    "dash": [
        ("the men - all of them", "—"),
        ("the men -- all of them", "—"),
        ("the men--all of them", "men—all"),
    ],
    "speck": [
        ("the old | party", ""),
        ("the old ¦¦ party", ""),
        ("| the old party", ""),
        ("the old · party", ""),
        ("the old ^ party", ""),
        ("the |old party", "old"),
        ("the old| party", "old"),
    ],
}
COUNTERCASES = {
    "comma": [
        "in Paterson, The Militant was sold",
        "so it was for him, and diplomacy went on",
        "“It is so,” He said",
        "Bosses Gather, And Workers Strike Again",
        "in New York, N.Y., And",
        "in the year 1933, And so on",
    ],
    "space": [
        "at 3.5 or 10,000 or 1:2",
        "the U.S.S.R. and the A.F.of L. in N.Y.City",
        "write to office@paper.org or www.paper.org",
        "J.P.Cannon spoke",
        "the price ; and the cost",
        "he said: “so”",
    ],
    "quotation": [
        "he “said” so, and “went”",
        "“A first paragraph of a long quotation.",
        "and the last one of it.”",
        "the ’30s and the workers’ party",
        "don’t",
        "(“so”), he said",
        "“‘so’ is what he said”",
        "12” and 6”",
    ],
    "dash": ["the well-known man", "the coun- try", "from 1928 - 1934", "- the first point", "---- ----"],
    "speck": ["the old . . . party", "in the & of", "5 * 4", "the § 4", "a—b", "No. 7", "the old , party"],
}
APPLIED = ["the old | party", "the old, | Workers’ party", "party “of | it”"]
NOT_APPLIED = [
    *("1 | 2", "| party", "party |", "12 | men", "the a | b", "a · party"),
    *("first\n| second", "first |\nsecond"),
]
ALL_CASES = [(rule, *case) for rule, cases in CASES.items() for case in cases]
ALL_COUNTERCASES = [(rule, text) for rule, texts in COUNTERCASES.items() for text in texts]
PIPES = [*((text, True) for text in APPLIED), *((text, False) for text in NOT_APPLIED)]
OTHER_STYLE = [("quotation", 'he "said" so'), ("dash", "the men -- all of them")]


def propose(rule, text, style=TYPESET):
    return [p for s in read_sections([text]) for passage in s.passages for p in RULES[rule](passage, style)]


@pytest.mark.parametrize(("rule", "text", "expected"), ALL_CASES)
def test_cases(rule, text, expected):
    (proposal, *_) = propose(rule, text)
    assert proposal.best.text == expected
    assert proposal.best.reason
    assert all(len(c.texts) == len(proposal.before) for c in proposal.candidates)


@pytest.mark.parametrize(("rule", "text"), ALL_COUNTERCASES)
def test_countercases(rule, text):
    assert [(p.before, p.best.texts) for p in propose(rule, text)] == []


@pytest.mark.parametrize(("text", "sure"), PIPES)
def test_only_a_pipe_between_words_goes_unasked(text, sure):
    (proposal,) = propose("speck", text)
    assert (proposal.recommendation is Recommendation.APPLY) is sure


@pytest.mark.parametrize("rule", ["comma", "space", "quotation", "dash"])
def test_all_other_rules_only_ask(rule):
    for text, _ in CASES[rule]:
        assert {p.recommendation for p in propose(rule, text)} == {Recommendation.ASK}


@pytest.mark.parametrize(("rule", "text"), OTHER_STYLE)
def test_no_rule_brings_in_another_style(rule, text):
    assert propose(rule, text, Style()) == []


def test_style_is_the_documents():
    (section,) = read_sections(["he said\n\n“so”\n\nand so – on"])
    assert read_style(section.passages) == Style(curly=True, dashed=True)
    assert read_style(section.passages[:1]) == Style()


KNOWN_FAILURES = [
    ("comma", "it was for him, Soviet diplomacy went on", "him. Soviet"),
    ("comma", "they lost, The strike was over", "lost. The"),
    ("space", "it ended,1933 was over", "ended, 1933"),
    ("quotation", "“We saw it, he wrote.", "it,”"),
    ("dash", "the men —all of them", "— all"),
    ("speck", "the o|d party", "old"),
]


@pytest.mark.xfail(strict=True, raises=(AssertionError, ValueError), reason="known failure")
@pytest.mark.parametrize(("rule", "text", "expected"), KNOWN_FAILURES)
def test_known_failures(rule, text, expected):
    (proposal,) = propose(rule, text)
    assert proposal.best.text == expected
