"""A document as one stream of words."""

import pytest

from corrections.passage import Passage, Token
from corrections.stream import Piece, Place, read_places
from corrections.unit import UnitKind

WORDS = frozenset(
    ["half", "dozen", "mill", "work", "the", "government", "com", "munist", "communist", "a", "strike"]
)


def read(text: str, *more: str) -> list[Place]:
    passages = [
        Passage(
            str(number), tuple(Token(f"{number}.{place}", word) for place, word in enumerate(each.split()))
        )
        for number, each in enumerate((text, *more))
    ]
    return list(read_places(passages, lambda word: word.lower() in WORDS))


@pytest.mark.parametrize(
    ("text", "opening", "closing"),
    [
        ("The strike ended", ["The"], []),
        ("It ended. Men came", ["It", "Men"], ["ended"]),
        ("It ended, Men came", ["It"], ["ended"]),
        ("It ended; Men came", ["It", "Men"], ["ended"]),
        ("“It ended.” Men came", ["It", "Men"], ["ended"]),
        ("“It ended,” Men said", ["It"], ["ended"]),
        ("the “mill” Men said", ["the"], []),
        ("It (the mill) Men", ["It"], []),
        ("It ended.) Men came", ["It", "Men"], ["ended"]),
        ("Mill-street. Men came", ["Mill", "Men"], ["street"]),
    ],
)
def test_where_a_sentence_may_start_and_what_is_followed_by_a_mark(
    text: str, opening: list[str], closing: list[str]
) -> None:
    places = read(text)
    assert [place.text for place in places if place.opens] == opening
    assert [place.text for place in places if place.closes] == closing


def test_every_passage_opens_and_is_numbered() -> None:
    assert [(place.passage, place.text, place.opens) for place in read("the mill", "a strike")] == [
        (0, "the", True),
        (0, "mill", False),
        (1, "a", True),
        (1, "strike", False),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the govern- ment met", ["the", "government", "met"]),
        ("the govern¬ ment, met", ["the", "government", "met"]),
        ("a qovern- mcnt met", ["a", "qovernmcnt", "met"]),  # nobody knows the whole, nor its parts
        ("a half- dozen men", ["a", "half", "dozen", "men"]),  # both are words, together they are none
        ("com- munist men", ["communist", "men"]),  # both are words, together they are one
        ("the work- a", ["the", "worka"]),  # what is so short is no word that a hyphen joins
        ("Com- Munist men", ["Com", "Munist", "men"]),
        ("COM- MUNIST men", ["COMMUNIST", "men"]),
        ("the qovern- “ment” met", ["the", "qovern", "ment", "met"]),
        ("the 1914- ment met", ["the", "1914-", "ment", "met"]),
        ("the qovern- 1914", ["the", "qovern", "1914"]),
        ("the qovern-", ["the", "qovern"]),
        ("the qovern. ment", ["the", "qovern", "ment"]),
        (f"{'q' * 12}- {'z' * 12}", ["q" * 12 + "z" * 12]),
        (f"{'q' * 12}- {'z' * 13}", ["q" * 12, "z" * 13]),
    ],
)
def test_words_divided_over_a_line_end(text: str, words: list[str]) -> None:
    assert [place.text for place in read(text)] == words


def test_a_divided_word_stands_in_two_pieces_and_what_follows_it_counts() -> None:
    _, divided, after = read("the govern- ment. Met")
    assert divided.pieces == (Piece(1, 0, 6), Piece(2, 0, 4))
    assert (divided.closes, divided.glued, after.opens) == (True, False, True)
    _, whole, rest, last = read("the govern- ment-mill strike")
    assert (whole.text, whole.glued, rest.text, rest.pieces) == (
        "government",
        False,
        "mill",
        (Piece(2, 5, 9),),
    )
    assert last.text == "strike"


def test_words_of_one_token_are_glued() -> None:
    places = read("the mill-street men")
    assert [(place.text, place.glued) for place in places] == [
        ("the", False),
        ("mill", True),
        ("street", False),
        ("men", False),
    ]
    assert [place.pieces for place in places][1:3] == [(Piece(1, 0, 4),), (Piece(1, 5, 11),)]


def test_a_hyphen_is_told_from_other_marks_between_words() -> None:
    places = read("my-self mill--street end.begin one/two un\u2010til a- b mill-")
    assert [place.text for place in places if place.hyphened] == ["my", "un"]


def test_other_readings_that_are_one_word_are_told() -> None:
    token = Token("1", "gatcs,", readings=("gates,", "ga tes", "gat-es", "1914", "galos"))
    (place,) = read_places([Passage("p", (token,))], WORDS.__contains__)
    assert place.others == ("gates", "galos")
    two = Token("1", "gat-cs", readings=("gates",))
    assert [place.others for place in read_places([Passage("p", (two,))], WORDS.__contains__)] == [(), ()]


def test_kinds() -> None:
    kinds = {place.text: place.kind for place in read("the 1914 J.P. mill")}
    assert kinds == {
        "the": UnitKind.WORD,
        "1914": UnitKind.NUMBER,
        "J.P.": UnitKind.SIGN,
        "mill": UnitKind.WORD,
    }


def test_a_line_may_end_after_a_word_that_nothing_divides() -> None:
    tokens = (Token("0", "the", ends_line=True), Token("1", "half-dozen", ends_line=True))
    tokens += (Token("2", "com-", ends_line=True, hyphenated=True), Token("3", "munist"))
    places = read_places([Passage("p", tokens)], lambda word: word in WORDS)
    assert [(place.text, place.ends_line) for place in places] == [
        ("the", True),
        ("half", False),
        ("dozen", True),
        ("communist", False),
    ]
