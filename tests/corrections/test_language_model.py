"""The language model beside the formula it is made after, counted and reckoned word by word."""

import itertools
import math
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.language_model import _UNSEEN, _UNSEEN_NAME, LanguageModel, read_variants
from corrections.ngrams import SLOTS, hash_ngrams, make_table, read_table, write_table
from corrections.vocabulary import BORDER, NUMBER, UNKNOWN, Vocabulary

SAID = "the men of the mill and the men of the town met in the hall of the mill and the strike went on"
TEXT = SAID.split()
PAIRS, TRIPLES = Counter(itertools.pairwise(TEXT)), Counter(zip(TEXT, TEXT[1:], TEXT[2:], strict=False))
WORDS = ("<unk>", "<border>", "<num>", *sorted(set(TEXT)), "never")


def ids(*words: str) -> list[np.ndarray]:
    return [np.array([WORDS.index(word)]) for word in words]


def make_model(weight: float = 1.0) -> LanguageModel:
    alone = Counter(TEXT)
    followers = Counter(first for first, _ in PAIRS)
    vocabulary = Vocabulary(
        WORDS,
        np.array([alone[word] for word in WORDS], dtype=np.float32),
        np.array([followers[word] for word in WORDS], dtype=np.float32),
        np.zeros(len(WORDS), dtype=np.float32),
    )
    grams = [*PAIRS.items(), *TRIPLES.items()]
    hashes = np.concatenate([hash_ngrams(*ids(*gram)) for gram, _ in grams])
    table = make_table(hashes, np.array([float(count) for _, count in grams]), 64)
    return LanguageModel(vocabulary, (table,), (weight,))


def reckon(before: str, last: str, word: str) -> float:
    """P(word | before, last) after Witten and Bell, as the docstring of the model has it."""
    alone = 0.99 * (TEXT.count(word) + 3) / (len(TEXT) + 3 * (len(WORDS) - 2))
    different = 8 * len({after for first, after in PAIRS if first == last})
    two = alone
    if different:
        two = (PAIRS[last, word] + different * alone) / (TEXT.count(last) + different)
    seen = PAIRS[before, last]
    if not seen:
        return two
    types = 12 * seen**0.7
    return (TRIPLES[before, last, word] + types * two) / (seen + types)


@given(st.tuples(*[st.sampled_from(WORDS[3:])] * 3))
def test_probabilities_are_those_of_the_formula(said: tuple[str, str, str]) -> None:
    found = float(make_model().log_probabilities(*ids(*said))[0])
    # Counts are kept in steps of 8 %.
    assert found == pytest.approx(math.log(reckon(*said)), abs=0.06)


def test_all_words_together_are_certain() -> None:
    model = make_model()
    assert model.unigrams.sum() == pytest.approx(1.0, abs=1e-4)
    assert model.unigrams[BORDER] < 1e-9
    assert model.log_unigrams == pytest.approx(np.log(model.unigrams))
    assert model.unigrams[WORDS.index("never")] > 0
    context = ids("of", "the")
    some = np.array([UNKNOWN, *range(NUMBER, len(WORDS))])
    shares = np.exp(model.log_probabilities(*(np.repeat(word, len(some)) for word in context), some))
    assert shares.sum() == pytest.approx(1.0, abs=0.05)


def test_an_unknown_word_has_a_share_of_its_own_whatever_stands_before_it() -> None:
    model = make_model()
    contexts = [(4, 5), (BORDER, BORDER), (UNKNOWN, 4)]
    found = model.log_probabilities(*np.array([(*two, UNKNOWN) for two in contexts]).T)
    assert found == pytest.approx([math.log(0.01)] * 3, abs=1e-5)


def test_what_was_counted_is_told_and_counts_of_all_tables_are_added() -> None:
    model = make_model()
    double = LanguageModel(model.vocabulary, model.tables * 2, (1.0, 3.0))
    the_men = ids("the", "men")
    assert float(model.log_counts(*the_men)[0]) == pytest.approx(math.log(3), abs=0.06)
    assert float(double.log_counts(*the_men)[0]) == pytest.approx(math.log(9), abs=0.06)
    assert float(model.log_counts(*ids("men", "the"))[0]) == 0
    assert float(model.log_counts(np.array([UNKNOWN]), the_men[1])[0]) == 0


@given(st.dictionaries(st.tuples(st.integers(0, 9999), st.integers(0, 9999)), st.integers(1, 10**6)))
def test_a_table_tells_counts_within_a_step(counts: dict[tuple[int, int], int]) -> None:
    if not counts:
        return
    hashes = hash_ngrams(*np.array(list(counts)).T)
    # In 4096 buckets so few never overflow; two with one hash count as one of them.
    found = make_table(hashes, np.array([float(n) for n in counts.values()]), 4096).counts(hashes)
    firm = [np.count_nonzero(hashes == own) == 1 for own in hashes]
    assert found[firm] == pytest.approx(np.array(list(counts.values()))[firm], rel=0.041)


def test_the_order_and_number_of_words_matter_to_a_hash() -> None:
    one, two = np.array([7]), np.array([9])
    hashes = [hash_ngrams(*some)[0] for some in ((one, two), (two, one), (one, two, two), (one,), (one, one))]
    assert len(set(hashes)) == len(hashes)


def test_where_a_bucket_overflows_the_rarest_are_left_out(tmp_path) -> None:
    numbers = np.arange(SLOTS + 4)
    hashes = hash_ngrams(numbers, numbers + 1)
    table = make_table(hashes, np.array([float(number + 1) for number in numbers]), 1)
    write_table(table, tmp_path)
    for each in (table, read_table(tmp_path)):
        assert (each.counts(hashes) > 0).tolist() == [False] * 4 + [True] * SLOTS


def test_a_word_from_a_list_is_likelier_than_none_and_a_name_from_one_than_a_word() -> None:
    model = make_model()
    counts, shares = model.vocabulary.counts, model.unigrams
    assert math.isclose(float(shares.sum()), 1, rel_tol=1e-5)
    listed = Vocabulary(
        (*model.vocabulary.words, "listed", "once", "named"),
        np.append(counts, [0, 1, 0]).astype(np.float32),
        np.append(model.vocabulary.followers, [0, 0, 0]).astype(np.float32),
        np.append(counts * 0, [0, 0, 1]).astype(np.float32),
    )
    word, once, name = LanguageModel(listed, model.tables, model.weights).unigrams[-3:]
    assert 1e-12 < word < once < name
    assert once / word == pytest.approx((1 + _UNSEEN) / _UNSEEN, rel=1e-3)
    assert name / word == pytest.approx(_UNSEEN_NAME / _UNSEEN, rel=1e-3)


def test_another_spelling_is_as_likely_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "variants.tsv").write_text("never\tmen\nunheard\tmill\nhall\tunheard\n", encoding="utf-8")
    variants = read_variants(tmp_path / "variants.tsv")
    assert variants == (("never", "men"), ("unheard", "mill"), ("hall", "unheard"))
    plain, model = make_model(), replace(make_model(), variants=variants)
    for words in (("the", "men", "of"), ("men", "of", "the")):
        said, other = ids(*words), ids(*(word.replace("men", "never") for word in words))
        assert model.log_probabilities(*other) == model.log_probabilities(*said)
        assert model.log_counts(*other) == plain.log_counts(*said) > 0 == plain.log_counts(*other)
    assert model.log_unigrams[ids("never")[0]] == model.log_unigrams[ids("men")[0]]
    assert model.log_unigrams[ids("hall")[0]] == pytest.approx(plain.log_unigrams[ids("hall")[0]], abs=0.1)
