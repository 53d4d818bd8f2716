"""Characters by their codes."""

import pytest

from corrections.symbols import LONGEST, MEANT, OTHER, READ, encode_meant, encode_read, fold


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("plain", "plain"),
        ("Congreſs", "Congress"),
        ("don’t ‘so’", "don't 'so'"),
        ("Œuvre", "Œuvre"),
        ("œuvre æther", "oeuvre aether"),
        ("café Łódź", "cafe Łodz"),
        ("ﬁne ﬂow oﬀ", "fine flow off"),
        ("govern¬", "govern-"),
        ("ſhop", "shop"),
        ("Vérité", "Verite"),
        ("don’t", "don't"),
        ("ﬁﬂﬀæœ", "fiflffaeoe"),
        ("co¬", "co-"),
        ("ж", "ж"),
    ],
)
def test_texts_are_folded(text: str, plain: str) -> None:
    assert fold(text) == plain


def test_every_character_that_may_be_read_has_a_code_of_its_own_and_others_share_one() -> None:
    codes = encode_read([READ[1:25], "Жa", "", "x" * (LONGEST + 3)]).codes.T
    assert codes.shape == (4, LONGEST)
    assert codes[0].tolist() == list(range(1, 25))
    assert codes[1].tolist() == [OTHER, READ.index("a"), *[0] * (LONGEST - 2)]
    assert not codes[2].any()
    assert (codes[3] == READ.index("x")).all()
    assert len(set(READ)) == len(READ)
    assert READ.startswith(MEANT)


def test_words_are_spelled_by_the_letters_they_can_have() -> None:
    codes = encode_meant(["o'er", "", "z" * LONGEST]).codes.T
    assert codes.shape == (3, LONGEST)
    assert codes[0].tolist() == [MEANT.index(c) for c in "o'er"] + [0] * (LONGEST - 4)
    assert not codes[1].any()
    assert (codes[2] == MEANT.index("z")).all()


def test_words_and_readings_have_the_same_codes() -> None:
    words = ["the", "committee", "o'clock", "x" * 24]
    assert (encode_read(words).codes == encode_meant(words).codes).all()
    assert encode_read(words).sizes.tolist() == [3, 9, 7, 24]
    codes = encode_read(["Aé{\0😀"]).codes[:, 0]
    assert [READ[code] for code in codes[:5]] == ["A", "\ufffd", "{", "\0", "\ufffd"]
    assert encode_read(["x" * 30]).codes.shape == (24, 1)
    assert encode_meant(["a?A"]).codes[1:3, 0].tolist() == [0, 0]
