"""What is asked about though nobody has a better word for it."""

import math
from dataclasses import replace

import numpy as np
import pytest

from corrections.corrector import Corrector
from corrections.editor import Editor
from corrections.lexicon import bundled_lexicon
from corrections.passage import Passage, Token
from corrections.policy import Policy
from corrections.proposal import Proposal, Recommendation
from corrections.stream import Place
from corrections.suspicion import LABELS, gather
from corrections.unit import UnitKind

TEXT = "The committee of the union met in the hall and {} spoke to the members about the strike in the mills."
WARY = Corrector(bundled_lexicon(), Policy(), wary=True)


def suspect(word: str, confidences: dict[str, float] | None = None, **more: object) -> dict[str, Proposal]:
    texts = TEXT.format(word).split()
    sure = confidences or {}
    tokens = tuple(
        Token(str(place), text, sure.get(text, 0.96 - place % 3 / 100) if confidences is not None else None)
        for place, text in enumerate(texts)
    )
    tokens = tuple(replace(token, **more) if token.text == word else token for token in tokens)
    return {proposal.text: proposal for proposal in Editor(WARY).propose([Passage("p", tokens)])}


def test_gibberish_is_likely_wrong_and_the_text_is_left_alone() -> None:
    found = suspect("xqzjvwqj")["xqzjvwqj"]
    assert (found.recommendation, found.candidates) == (Recommendation.LEAVE, ())
    assert found.wrong > 0.8


def test_a_name_is_less_suspect_than_gibberish() -> None:
    assert suspect("xqzjvwqj")["xqzjvwqj"].wrong > suspect("Zelkowiak")["Zelkowiak"].wrong


@pytest.mark.parametrize("word", ["Skoglund", "1,234", "workers", "Isvestia"])
def test_what_is_known_or_protected_is_not_suspect(word: str) -> None:
    assert word not in suspect(word)


def test_a_known_word_that_the_engine_was_unsure_of_is_suspect() -> None:
    assert "members" not in suspect("workers", {"workers": 0.97})
    assert suspect("workers", {"members": 0.2})["members"].wrong > 0.2


def test_an_engine_that_is_sure_of_nothing_says_nothing() -> None:
    assert "members" not in suspect("workers", dict.fromkeys(TEXT.split(), 0.0) | {"workers": 0.1})


def test_the_engines_other_readings_are_offered_words_first() -> None:
    found = suspect("xqzjvwqj", readings=("xqzkwj", "delegates"))["xqzjvwqj"]
    assert found.best.text == "delegates"


SURE = (0.99, 0.95, 0.9, 0.7, 0.5, 0.3, 0.1)


@pytest.mark.parametrize("word", ["Zelkowiak", "members"])
def test_the_surer_the_engine_the_less_suspect(word: str) -> None:
    found = [suspect("Zelkowiak", {word: sure}).get(word) for sure in SURE]
    wrong = [proposal.wrong if proposal else 0.0 for proposal in found]
    assert wrong == sorted(wrong)
    assert wrong[0] < wrong[-1]
    # Beyond what was measured it stays as it is.
    least, less = (suspect("Zelkowiak", {word: sure})[word].wrong for sure in (0.0, 0.01))
    assert least == less


@pytest.mark.parametrize("sure", [0.3, 0.7])
def test_confidence_adds_to_the_log_odds_as_it_was_fitted(sure: float) -> None:
    def log_odds(share: float) -> float:
        return math.log(share / (1 - share))

    alone = log_odds(suspect("Zelkowiak")["Zelkowiak"].wrong)
    unknown = log_odds(suspect("Zelkowiak", {"Zelkowiak": sure})["Zelkowiak"].wrong)
    known = log_odds(suspect("Zelkowiak", {"members": 0.3})["members"].wrong)
    assert unknown == pytest.approx(alone + 0.6 - 0.38 * log_odds(sure), abs=0.02)
    assert known == pytest.approx(-1.65 - 0.85 * log_odds(0.3), abs=0.02)


def test_a_word_divided_over_a_line_end_is_as_sure_as_its_less_sure_half_and_asked_about_once() -> None:
    texts = TEXT.format("Zelko- wiak").split()
    tokens = tuple(
        Token(str(n), text, 0.2 if text == "wiak" else 0.97 - n % 3 / 100) for n, text in enumerate(texts)
    )
    found = [proposal for proposal in WARY.propose([Passage("p", tokens)]) if "Zelko-" in proposal.before]
    assert [proposal.before for proposal in found] == [("Zelko-", "wiak")]
    assert found[0].wrong > suspect("Zelkowiak", {})["Zelkowiak"].wrong


def test_an_engine_that_says_the_same_of_every_word_says_nothing() -> None:
    same = dict.fromkeys(TEXT.format("and").split(), 0.6)
    assert suspect("and", same) == {}
    assert "members" in suspect("and", same | {"members": 0.2})


def test_at_most_four_other_readings_are_offered() -> None:
    found = suspect("xqzjvwqj", readings=("aqzv", "bqzv", "cqzv", "dqzv", "eqzv"))["xqzjvwqj"]
    assert [candidate.text for candidate in found.candidates] == ["aqzv", "bqzv", "cqzv", "dqzv"]


def test_only_a_wary_corrector_tells_what_is_left_alone() -> None:
    passage = Passage(
        "p", tuple(Token(str(n), text) for n, text in enumerate(TEXT.format("xqzjvwqj").split()))
    )
    calm = list(Corrector(bundled_lexicon()).propose([passage]))
    assert all(proposal.recommendation is not Recommendation.LEAVE for proposal in calm)
    assert "xqzjvwqj" not in {proposal.text for proposal in calm}


class Even:
    """A letter model that finds every string a letter as likely as any other."""

    def log_probabilities(self, readings):
        return [-2.0 * (len(reading) + 1) for reading in readings]


def test_the_evidence_on_unknown_words() -> None:
    def place(text: str, opens: bool) -> Place:
        return Place(0, text, UnitKind.WORD, 0, 0, len(text), opens, False, False)

    places = [
        place("Zel", False),
        place("Zel", True),
        place("ZEL", False),
        place("zelk-wiakski-owicz", False),
    ]
    third = math.log(3)
    assert gather(Even(), places, 0.1) == pytest.approx(  # columns: see LABELS
        np.array(
            [
                [1, -0.5, 1, 0, third, 0, 0],
                [1, -0.5, 0, 0, third, 0, 0],
                [1, -0.5, 0, 1, third, 0, 0],
                [1, 1, 0, 0, 0, 1, 0],
            ]
        )
    )
    assert gather(Even(), [place("X", False)], 0.9)[0] == pytest.approx([1, 1 / 6 - 1, 1, 0, 0, 0, 1.5])
    assert gather(Even(), [], 0.0).shape == (0, len(LABELS))
