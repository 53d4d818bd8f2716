"""Each rule held to cases it must find and counter-cases it must leave alone."""

from dataclasses import replace

import pytest

from corrections.plain_text.running_text import read_sections
from corrections.proposal import Recommendation
from corrections.punctuation import RULES
from corrections.punctuation.style import Style, read_style

CASES = {
    "comma": [
        ("so it was for him, And Soviet diplomacy went on", "him. And"),
        ("they were beaten, They came again", "beaten. They"),
        ("it was decided, In the end they went", "decided, in"),
        ("they were glad, It was a fine day", "glad, it"),
        ("so Bosses told it to him, And Soviet diplomacy is on", "him. And"),
        ("the rose is red, And\nso am I there\nand so they said\nThey went", "red. And"),
    ],
    "stop": [
        ("for fifty-four hours. less a fine for each", "hours,"),
        ("the note of protest. in which it says so", "protest,"),
        ("the men of the mill. a small one", "mill,"),
        ("at Harlow, Mass.. May 16", "Mass.,"),
        ("the strike,, which went on", "strike,"),
        ("the strike,. It went on", "strike,"),
    ],
    "space": [
        ("when it ended,and then it ended and was over", "ended, and"),
        ("it ended.Then they said: then it ended", "ended. Then"),
        ("he asked:what of it was what he asked", "asked: what"),
        ("“it ended.”Then they ended then", "ended.” Then"),
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
        ("and “then “we” saw the strike.", "strike.”"),
        ("we “saw” it” and “went” on", "it"),
    ],
    "dash": [
        ("the men - all of them", "—"),
        ("a few of the men - all of them", "—"),
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
        "he answered, You are right",
        "The rose is red,\nAnd so am I,\nOr so they said,\nAnd so say I",
        "one, And two, And three, And four, And five, And six",
    ],
    "stop": [
        "they went home. The strike was over",
        "on the 3rd inst. at noon, ten per cent. of it, vol. iii. of the paper",
        "the art. xx and p. a",
        "he went home. i. e. to Paterson",
        "the stat. of it, the stat. for it, the stat. in it",
        "and so on . . . and then...",
        "Mr. Cannon, of the I. L. D. and the A. F. of L. were there",
        "and so on.",
    ],
    "space": [
        "he will tou,ch it and mas,tery",
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
    "speck": [
        *("the ~ight of it", "for ~300", "the \\ old", "he _said_ so", "the _old party_ and he _said_ so_"),
        *("the old . . . party", "in the & of", "5 * 4", "the § 4", "a—b", "No. 7", "the old , party"),
    ],
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


def propose(rule, text, style=None):
    passages = [passage for section in read_sections([text]) for passage in section.passages]
    style = style or replace(read_style(passages), curly=True, dashed=True)
    return [proposal for passage in passages for proposal in RULES[rule](passage, style)]


@pytest.mark.parametrize(("rule", "text", "expected"), ALL_CASES)
def test_cases(rule, text, expected):
    (proposal, *_) = propose(rule, text)
    assert proposal.best.text == expected
    assert proposal.best.reason
    assert all(len(c.texts) == len(proposal.before) for c in proposal.candidates)
    assert all(c.probability > 0 for c in proposal.candidates)
    assert sum(c.probability for c in proposal.candidates) < 1


@pytest.mark.parametrize(("rule", "text"), ALL_COUNTERCASES)
def test_countercases(rule, text):
    assert [(p.before, p.best.texts) for p in propose(rule, text)] == []


@pytest.mark.parametrize(("text", "sure"), PIPES)
def test_only_a_pipe_between_words_goes_unasked(text, sure):
    (proposal,) = propose("speck", text)
    assert (proposal.recommendation is Recommendation.APPLY) is sure


@pytest.mark.parametrize("rule", ["comma", "stop", "space", "quotation", "dash"])
def test_all_other_rules_only_ask(rule):
    for text, _ in CASES[rule]:
        assert {p.recommendation for p in propose(rule, text)} == {Recommendation.ASK}


@pytest.mark.parametrize(("rule", "text"), OTHER_STYLE)
def test_no_rule_brings_in_another_style(rule, text):
    assert propose(rule, text, Style()) == []


def test_style_is_the_documents():
    (section,) = read_sections(["he said\n\n“so”\n\nand so – on"])
    assert read_style(section.passages) == Style(
        curly=True, dashed=True, words=frozenset({"he", "said", "so", "and", "on"})
    )
    assert read_style(section.passages[:1]) == Style(words=frozenset({"he", "said"}))


def test_a_word_that_is_shortened_more_than_once_is_an_abbreviation():
    (section,) = read_sections(["the stat. of it and the stat. for it and the stat. in it at last. and so"])
    assert read_style(section.passages).shortened == {"stat"}


KNOWN_FAILURES = [
    ("comma", "it was for him, Soviet diplomacy went on", "him. Soviet"),
    ("comma", "they lost, The strike was over", "lost. The"),
    ("space", "it ended,1933 was over", "ended, 1933"),
    ("stop", "it was a fine. i say so", "fine,"),
    ("stop", "on Sunday. May 28", "Sunday,"),
    ("quotation", "“We saw it, he wrote.", "it,”"),
    ("dash", "the men —all of them", "— all"),
    ("speck", "the o|d party", "old"),
]


@pytest.mark.xfail(strict=True, raises=(AssertionError, ValueError), reason="known failure")
@pytest.mark.parametrize(("rule", "text", "expected"), KNOWN_FAILURES)
def test_known_failures(rule, text, expected):
    (proposal,) = propose(rule, text)
    assert proposal.best.text == expected


def commas(capitals, small):
    text = " ".join(["so, And"] * capitals + ["so, and"] * small)
    (section,) = read_sections((text,))
    return read_style(section.passages)


def test_capitals_after_commas_are_a_habit_where_there_are_five_and_more_than_a_twentieth():
    assert not commas(4, 0).capitals_after_commas
    assert commas(5, 0).capitals_after_commas
    assert commas(5, 94).capitals_after_commas
    assert not commas(5, 95).capitals_after_commas


def test_an_abbreviation_stands_with_a_full_stop_before_a_small_letter_three_times():
    text = (
        "see capt. smith and capt. jones and col. smith and capt. brown, col. jones and Col. brown in town."
    )
    (section,) = read_sections((text,))
    style = read_style(section.passages)
    assert style.shortened == {"capt"}
    assert {"see", "smith", "and", "town", "brown"} <= style.words
    assert not any("." in word for word in style.words)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("they were beaten, They came again", True),
        ("Beaten Again Tonight, They Came Home", False),
        ("beaten Again Tonight, They came home again", True),  # half of them
        ("Mr. X of A B C D E lost again, They went", True),  # short words do not count
        ("“mill “hand “strike, They Came", False),  # nor do those that a mark stands before
    ],
)
def test_most_longer_words_of_a_headline_have_a_capital(line, found):
    assert bool(propose("comma", line, Style())) is found
