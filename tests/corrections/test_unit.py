import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.unit import UnitKind, cast, divide, strip_clinging


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("“Freedom,”", ["Freedom"]),
        ("north-eaft", ["north", "eaft"]),
        ("party's", ["party"]),
        ("made.The", ["made", "The"]),
        ("w.is", ["w.is"]),
        ("(ſtrike)", ["strike"]),
        ("—", []),
        ("“don't”", ["don't"]),
        ("Smith's,", ["Smith"]),
        ("it's", ["it"]),
        ("s's", ["s's"]),
        ("one/two–three", ["one", "two", "three"]),
        ("w-orkers", ["w", "orkers"]),
        ("end.begin", ["end", "begin"]),
        ("e.g.begin", ["e.g.begin"]),
        ("Iowu*‘papers,", ["Iowu", "papers"]),
        ("house,,and:’the", ["house", "and", "the"]),
        ("posto(fice", ["posto(fice"]),
        ("of*!a", ["of*!a"]),
        ("Frida¢", ["Frida¢"]),
        ("{nside", ["{nside"]),
        ("rate«.", ["rate«"]),
        ("“««as", ["««as"]),
        ("«««as", ["««as"]),
        ("t^", ["t^"]),
        ("o£", ["o£"]),
        ("«", []),
        ("(that", ["that"]),
        ("A—«ll", ["A", "«ll"]),
        ("(a)", ["a"]),
        ("x" * 200, ["x" * 200]),
        ("x" * 201, []),
    ],
)
def test_tokens_are_divided(text: str, units: list[str]) -> None:
    assert [unit.text for unit in divide(text)] == units


@pytest.mark.parametrize(
    ("unit", "word"),
    [
        ("rate«", "rate"),
        ("««as", "as"),
        ("o£", "o"),
        ("£o", "£o"),
        ("a«b", "a«b"),
        ("men", "men"),
        ("wa$", "wa"),
    ],
)
def test_marks_that_cling_to_a_word_are_no_letters_of_what_stands_there(unit: str, word: str) -> None:
    assert strip_clinging(unit) == word


@pytest.mark.parametrize(
    "text",
    [
        *("1917,", "£3", "4s.", "3lst", "$1,500", "U.S.S.R.", "M'Lean", "12th", "6d.", "M’Lean", "(A.F.L.)"),
        *("J.P", "l9l7", "J1S0O", "a1", "1a2b", "½", "x" * 25, "a¦¦¦¦b", "Жуков", "straße"),
        *("llth,", "Ilth", "p,m.", "A,F.L"),
    ],
)
def test_numbers_and_signs_are_told_from_words(text: str) -> None:
    assert all(unit.kind is not UnitKind.WORD for unit in divide(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Church-st.,", UnitKind.SIGN),
        ("north-eaft.", UnitKind.WORD),
        ("Mill-street", UnitKind.WORD),
        ("st.", UnitKind.WORD),
        ("Church-rd.", UnitKind.SIGN),
        ("Church-row.", UnitKind.SIGN),
        ("Church-road.", UnitKind.WORD),
        ("Church-s.", UnitKind.WORD),
        ("Church-st,", UnitKind.WORD),
        ("J0BS", UnitKind.WORD),
        ("strlk3", UnitKind.WORD),
        ("st12", UnitKind.NUMBER),
        ("No1933", UnitKind.NUMBER),
        ("x" * 24, UnitKind.WORD),
        ("Mac'Lean", UnitKind.WORD),
    ],
)
def test_the_end_of_a_streets_name_is_an_abbreviation(text: str, kind: UnitKind) -> None:
    assert divide(text)[-1].kind is kind


@given(st.text(max_size=40))
def test_units_stand_where_they_say(text: str) -> None:
    ends = 0
    for unit in divide(text):
        assert ends <= unit.start < unit.end <= len(text)
        ends = unit.end


@pytest.mark.parametrize(
    ("word", "pattern", "written"),
    [
        ("the", "tbe", "the"),
        ("the", "Tbe", "The"),
        ("country", "COUNTnY", "COUNTRY"),
        ("of", "oF", "of"),
        ("in", "IN", "IN"),
        ("committee", "COmmittee", "Committee"),
        ("committee", "COMMITtee", "COMMITTEE"),
        ("the", "THc", "The"),
        ("the", "THIc", "THE"),
        ("a", "A", "A"),
        ("it", "1t", "it"),
        ("it", "'It", "It"),
        ("it", "", "it"),
        ("macdonald", "MasBonaid", "MacDonald"),
        ("mcnamara", "MeNamara", "McNamara"),
        ("mcnamara", "M'Namara", "McNamara"),
        ("macnamara", "Maenamara", "Macnamara"),
        ("mcnamara", "menamara", "mcnamara"),
        ("macnamara", "MAENAMARA", "MACNAMARA"),
        ("machine", "MacbinE", "Machine"),
    ],
)
def test_case_follows_what_stands_there(word: str, pattern: str, written: str) -> None:
    assert cast(word, pattern) == written


def test_names_keep_their_capital() -> None:
    assert [cast("akron", "akrcn", share) for share in (0.9, 0.91, 1.0)] == ["akron", "Akron", "Akron"]
    assert cast("akron", "AKRCN", 1.0) == "AKRON"


def test_a_sign_is_told_from_a_number() -> None:
    kinds = [divide(text)[0].kind for text in ("workers", "1933", "U.S.S.R.", "£3", "Жуков", "J.P")]
    word, number, sign = UnitKind.WORD, UnitKind.NUMBER, UnitKind.SIGN
    assert kinds == [word, number, sign, number, sign, sign]
    assert len({word, number, sign}) == 3
