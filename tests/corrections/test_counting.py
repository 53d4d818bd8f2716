from itertools import pairwise

import numpy as np
import pytest

from corrections.counting import Counts, count_texts, learn_language
from corrections.language_model import LanguageModel
from corrections.model import shipped_model
from corrections.ngrams import hash_ngrams

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


@pytest.mark.parametrize(
    ("text", "inside", "capitals"),
    [
        ("The men met Smith in town", {"men": 1, "met": 1, "smith": 1, "in": 1, "town": 1}, {"smith": 1}),
        ("They met. Smith came. Smith, Smith", {"met": 1, "came": 1, "smith": 1}, {"smith": 1}),
        ("He said: “Go home” and went", {"said": 1, "home": 1, "and": 1, "went": 1}, {}),
        ("Go | Up", {}, {}),
        ("a\n\nB", {}, {}),
    ],
)
def test_capitals_count_inside_sentences_only(
    text: str, inside: dict[str, int], capitals: dict[str, int]
) -> None:
    counts = count_texts([text])
    assert counts.inside == inside
    assert +counts.capitals == capitals


def test_neighbours_are_those_of_one_paragraph_and_numbers_are_all_one() -> None:
    counts = count_texts(["In 1933 the mill’s men met 200 of the mill's own.\n\nThe end-\n ing came"])
    words = ["in", "<num>", "the", "mill", "men", "met", "<num>", "of", "the", "mill", "own"]
    last = ["the", "ending", "came"]
    assert counts.words == {word: (words + last).count(word) for word in {*words, *last}}
    pairs = [*pairwise(["", *words]), *pairwise(["", *last])]
    assert counts.pairs == {pair: pairs.count(pair) for pair in pairs}
    assert ("own", "the") not in counts.pairs
    assert counts.triples["", "in", "<num>"] == counts.triples["of", "the", "mill"] == 1
    assert counts.triples.total() == len(words) - 1 + len(last) - 1


def test_what_stands_there_once_or_cannot_be_spelled_is_no_new_word(model: LanguageModel) -> None:
    texts = ["Zabrinsky once; Zéquov Zéquov; Жуков Жуков; " + "Z" * 25 + " " + "Z" * 25 + " qx'zy qx'zy"]
    learned = learn_language(model, count_texts(texts)).vocabulary
    assert set(learned.words) - set(model.vocabulary.words) == {"zequov", "qx'zy"}
    assert learned.words[: len(model.vocabulary)] == model.vocabulary.words


def test_learned_words_have_the_weight_of_their_counts_and_the_capitals_of_their_places(
    model: LanguageModel,
) -> None:
    counts = count_texts(["Then Qvarn met Qvarn and qvarn saw the men of the town"])
    learned = learn_language(model, counts, weight=10.0).vocabulary
    place, the = learned.id("qvarn"), learned.id("the")
    assert learned.counts[place] == 30
    assert learned.capitals[place] == pytest.approx(2 / 3)
    assert learned.followers[place] == 3
    assert learned.counts[the] == pytest.approx(float(model.vocabulary.counts[the]) + 20, rel=1e-6)
    assert learned.counts[:3].tolist() == model.vocabulary.counts[:3].tolist()
    assert model.vocabulary.id("qvarn") == 0


def test_what_was_counted_is_found_in_the_learned_table(model: LanguageModel) -> None:
    counts = count_texts(["Qvarn and Zelk met 7 men. " * 2 + "Qvarn Once"])
    learned = learn_language(model, counts, weight=2.0)
    assert (len(learned.tables), learned.weights) == (2, (1.0, 2.0))
    ids = [np.array([learned.vocabulary.id(word)]) for word in ("qvarn", "and", "zelk")]
    assert float(learned.log_counts(*ids)[0]) == pytest.approx(np.log1p(4), rel=0.03)
    assert float(learned.log_counts(*ids[:2])[0]) == pytest.approx(np.log1p(4), rel=0.03)
    met, seven = np.array([learned.vocabulary.id("met")]), np.array([2])
    assert learned.log_counts(met, seven) > model.log_counts(met, seven)


def test_of_many_neighbours_hardly_any_are_lost(model: LanguageModel) -> None:
    words = [word for word in model.vocabulary.words[3:] if word.isalpha()][:3000]
    text = " ".join(words)
    learned = learn_language(model, count_texts([text]))
    first, second = (np.array([model.vocabulary.ids[word] for word in some]) for some in (words, words[1:]))
    table = learned.tables[-1]
    assert (table.counts(hash_ngrams(first[:-1], second)) > 0).mean() > 0.99
    assert (table.counts(hash_ngrams(second, first[:-1])) > 0).mean() < 0.01
    assert table.fingerprints.size < 8 * len(words)


def test_both_spellings_of_a_word_are_counted_as_one(model: LanguageModel) -> None:
    learned = learn_language(model, count_texts(["The labour bar stands. " * 3 + "The labor bar stands."]))
    said = [("the", word, "bar") for word in ("labour", "labor")]
    gains = [probability(learned, *words) - probability(model, *words) for words in said]
    assert gains[0] == gains[1] > 1
    ids = [[np.array([learned.vocabulary.id(word)]) for word in words] for words in said]
    assert [round(float(learned.tables[-1].counts(hash_ngrams(*words))[0])) for words in ids] == [0, 4]
