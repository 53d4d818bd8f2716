from hypothesis import given
from hypothesis import strategies as st

from tei.spelling import difference, join, trim

TOKENS = st.text(st.sampled_from("ab1“”(),.'-—"), min_size=1, max_size=6)


@given(st.lists(TOKENS, min_size=1, max_size=3))
def test_nothing_is_lost_in_trimming(texts: list[str]) -> None:
    lead, core, trail = trim(texts)
    assert lead + core + trail == " ".join(texts)
    assert not any(map(str.isalnum, lead + trail)) or not core


@given(st.lists(TOKENS, min_size=1, max_size=2), TOKENS)
def test_what_is_meant_is_said_in_three_parts(printed: list[str], meant: str) -> None:
    before, after, rest = difference(printed, meant)
    assert before + rest + after == meant
    if before + after:
        (text,) = printed
        assert text.startswith(before)
        assert text.endswith(after)


def test_where_only_punctuation_differs_the_word_is_common() -> None:
    assert difference(["strike."], "strike,") == ("strike", "", ",")
    assert difference(["'strike,"], "“strike,") == ("", "strike,", "“")
    assert difference(["'strike."], "“strike,") == ("", "", "“strike,")
    assert difference(["(tne"], "(the") == ("(", "", "the")


def test_a_hyphen_that_divides_is_dropped() -> None:
    assert join(["re-", "public", "", "of"], [1, 0, 0, 0]) == "republic of"
    assert join(["to-", "day"], [2, 0]) == "to-day"
