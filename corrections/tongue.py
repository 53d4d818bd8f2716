"""Whether a passage is in English, or in what the corrector should leave alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from corrections.passage import Passage
from corrections.unit import divide, strip_clinging
from corrections.vocabulary import UNKNOWN, Vocabulary

_COMMON = 60_000.0
_AROUND, _BESIDE = 10, 4
"""Words on either side that are looked at, and that go with one among words of another language."""
_LEAST_OTHER = 2
_LEAST_WORDS, _FEW_COMMON, _FEW_KNOWN = 12, 0.05, 0.08
_OTHERS = MappingProxyType(
    {
        "German": "der die das und ist nicht den dem des von zu mit sich auf fur ein eine einen auch es dass "
        "wir sie aber nach werden wird hat sind",
        "French": "la le les et de des du un une est que qui dans pour par sur pas ne se au aux ce il plus "
        "avec sont nous cette",
        "Spanish": "el la los las de del que en un una por con para se su es al lo como mas son esta",
        "Italian": "il la le di che un una non del della dei con si al alla nel sono piu gli anche questo",
        "Portuguese": "os de da dos das que em um uma nao para com por se na ao mais sao",
        "Dutch": "de het een van en dat niet te zijn op met voor aan er ook werd naar bij hij zij wij worden",
        "Swedish": "och att det som en av med den till inte har ett vi var om sig fran",
        "Danish, Norwegian": "og det som en er pa af av med den til ikke har et vi var om sig seg fra jeg",
        "Polish": "na sie nie ze jest jak po co za od dla przez byl oraz tym przy",
        "Czech, Slovak": "se na je ze jako ale jsou za od ktere byl jeho sa ktory",
        "Serbian, Croatian, Slovene": "je na se da su za od sto nije sa kao bi ali koji koje bilo ki pa so",
        "Hungarian": "az es hogy nem egy van meg ez csak mint volt mar ki fel vagy",
        "Finnish": "ja ei etta se oli han ovat mutta joka kun niin myos sen hanen tama ole sita mita",
        "Lithuanian": "ir yra kad su bet ne tai jis buvo kaip apie uz nuo po ju",
        "Yiddish": "di dos un iz fun nit mit tsu az vos zey er zikh oyf ober mir",
        "Latin": "et est non ad quod cum ut qui quae sed ex ab esse sunt enim autem atque nec",
    }
)
"""The most common words of the languages that an English newspaper quotes, without accents."""
_LANGUAGES = {
    word: [number for number, listed in enumerate(_OTHERS.values()) if word in listed.split()]
    for word in " ".join(_OTHERS.values()).split()
}


def find_english(passage: Passage, vocabulary: Vocabulary) -> Iterator[Passage]:
    """The stretches of a passage that are in English, however badly they were read.

    A word is in another language where more of the words around it are very common ones of that language
    than of English, or where hardly any is an English word; lists of names and prices have few common words
    of any language.
    """
    foreign = _find_foreign([token.text for token in passage.tokens], vocabulary)
    for other, group in groupby(zip(foreign, passage.tokens, strict=True), key=itemgetter(0)):
        if not other:
            yield Passage(passage.id, tuple(token for _, token in group))


def _find_foreign(tokens: Sequence[str], vocabulary: Vocabulary) -> list[bool]:
    """Whether each token stands among words of another language."""
    units = ((at, unit) for at, token in enumerate(tokens) for unit in divide(token))
    words = [(at, word) for at, unit in units if (word := strip_clinging(unit.text).lower()).isalpha()]
    at = np.array([place for place, _ in words], dtype=np.int64)
    ids = np.array([vocabulary.ids.get(word, UNKNOWN) for _, word in words], dtype=np.int64)
    sizes = np.array([len(word) for _, word in words], dtype=np.int64)
    listed = [(place, number) for place, word in words for number in _LANGUAGES.get(word, ())]
    places, numbers = np.array(listed, dtype=np.int64).reshape(-1, 2).T
    common = _count_around(at[(sizes > 1) & (vocabulary.counts[ids] >= _COMMON)], len(tokens))
    known = _count_around(at[(sizes > 2) & (ids != UNKNOWN)], len(tokens))
    every = _count_around(at, len(tokens))
    other = np.zeros(len(tokens), dtype=np.int64)
    for number in np.flatnonzero(np.bincount(numbers) >= _LEAST_OTHER):
        np.maximum(other, _count_around(places[numbers == number], len(tokens)), out=other)
    strange = (every >= _LEAST_WORDS) & (common < _FEW_COMMON * every) & (known < _FEW_KNOWN * every)
    foreign = np.flatnonzero(((other >= _LEAST_OTHER) & (other > common)) | strange)
    beside = set((foreign[:, None] + np.arange(-_BESIDE, _BESIDE + 1)).ravel().tolist())
    return [place in beside for place in range(len(tokens))]


def _count_around(at: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """How many of the places are around each of `size`: ten on either side, or as many in all at an end."""
    sums = np.concatenate([[0], np.cumsum(np.bincount(at, minlength=size))])
    low = np.clip(np.arange(size) - _AROUND, 0, max(0, size - 2 * _AROUND - 1))
    return np.asarray(sums[np.minimum(low + 2 * _AROUND + 1, size)] - sums[low])
