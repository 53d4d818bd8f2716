"""Old spellings, which are no errors: "tolde", "ioy", "cryed", "haue", "mid-night"."""

from __future__ import annotations

_OLD = """
    againe anie beeing beene bene betweene certaine euer euery giue hadde haue hee heere himselfe hir
    hymselfe hys kinde liue loue manie mee minde moste muche neuer olde onelie onely ouer owne sayd
    sayde selfe selues shal shee shold shuld sonne speake suche themselfe themselues thinke thys tolde
    verie vnder vnlesse vntill vnto vpon vse wee whan whiche wold wolde wyth yeere
"""
OLD = frozenset(_OLD.split())
"""Common words as they were spelt before 1650 and are not misread: in such a text one word in thirty."""

_WORD = 20.0
"""How many times as often as its rarer part a word may stand, if that is a word of its own."""


def is_period_spelling(stands: str, word: str) -> bool:
    """Whether what stands there may be an older spelling of the word (both without punctuation).

    Older are a final e, y for i, i for j, and u for v; the other way round it is a misreading ("jn").
    """
    stands, word = stands.lower(), word.lower()
    if stands == word or len(stands) < len(word):
        return False
    older = all(stands.count(letter) <= word.count(letter) for letter in "jv")
    return older and _skeleton(stands) == _skeleton(word)


def may_be_apart(first: float, last: float, whole: float, hyphen: bool) -> bool:
    """Whether a word may have been printed in two, by how often its parts and it were counted.

    "mid-night" may, for both are words; "posi-tion" is torn, since one of its parts is hardly ever a word.
    Without a hyphen the parts must be the commoner, as in "any thing", but not in "per son".
    """
    return min(first, last) * (_WORD if hyphen else 1) >= whole


def _skeleton(word: str) -> str:
    plain = word.replace("y", "i").replace("j", "i").replace("v", "u")
    if plain.endswith("es"):
        plain = plain[:-2] + "s"
    return plain.rstrip("e")
