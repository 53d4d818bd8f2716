"""Old spellings, which are no errors: "tolde", "ioy", "cryed", "haue"."""

from __future__ import annotations


def is_period_spelling(stands: str, word: str) -> bool:
    """Whether what stands there may be an older spelling of the word (both without punctuation).

    Older are a final e, y for i, i for j, and u for v; the other way round it is a misreading ("jn").
    """
    stands, word = stands.lower(), word.lower()
    if stands == word or len(stands) < len(word):
        return False
    older = all(stands.count(letter) <= word.count(letter) for letter in "jv")
    return older and _skeleton(stands) == _skeleton(word)


def _skeleton(word: str) -> str:
    plain = word.replace("y", "i").replace("j", "i").replace("v", "u")
    if plain.endswith("es"):
        plain = plain[:-2] + "s"
    return plain.rstrip("e")
