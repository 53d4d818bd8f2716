import numpy as np
import pytest

from corrections.counting import Counts, count_texts, learn_language
from corrections.language_model import LanguageModel
from corrections.model import shipped_model

TEXT = """Comrade Zabrinsky spoke for the Hollister local. The Hollister local voted to strike,
and Zabrinsky was sent to Akron. Later the Hollister local met again in Zabrin-
sky's hall.
"""


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return shipped_model().language


@pytest.fixture(scope="module")
def counts() -> Counts:
    return count_texts([TEXT])


def probability(model: LanguageModel, *words: str) -> float:
    ids = [np.array([model.vocabulary.id(word)]) for word in words]
    return float(model.log_probabilities(*ids)[0])


def test_words_are_counted_whole_and_without_endings(counts: Counts) -> None:
    assert counts.words["zabrinsky"] == 3
    assert counts.pairs["hollister", "local"] == 3
    assert counts.triples["the", "hollister", "local"] == 3


def test_a_papers_names_become_words(model: LanguageModel, counts: Counts) -> None:
    assert model.vocabulary.id("Zabrinsky") == 0
    assert learn_language(model, counts).vocabulary.id("Zabrinsky") > 0


def test_a_papers_phrases_become_likelier(model: LanguageModel, counts: Counts) -> None:
    learned = learn_language(model, counts)
    assert (
        probability(learned, "the", "hollister", "local")
        > probability(model, "the", "hollister", "local") + 1
    )


def test_what_was_not_read_stays_as_it_was(model: LanguageModel, counts: Counts) -> None:
    learned = learn_language(model, counts)
    assert probability(learned, "one", "of", "these") == pytest.approx(
        probability(model, "one", "of", "these"), abs=0.05
    )


def test_the_order_of_texts_does_not_matter(model: LanguageModel) -> None:
    texts = TEXT.split(". ")
    first, second = (learn_language(model, count_texts(order)) for order in (texts, texts[::-1]))
    assert np.array_equal(first.tables[-1].fingerprints, second.tables[-1].fingerprints)
    assert first.vocabulary.words == second.vocabulary.words


def test_nothing_is_learned_from_nothing(model: LanguageModel) -> None:
    learned = learn_language(model, count_texts([]))
    assert learned.vocabulary.words == model.vocabulary.words
