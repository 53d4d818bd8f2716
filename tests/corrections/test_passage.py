"""A page as running text."""

from corrections.passage import Token, read_passages
from ocr.page import Alternative, BBox, Line, Page, Region, RegionKind, Word

BOX = BBox(0, 0, 9, 9)


def line(number: int, *texts: str, hyphenated: bool = False) -> Line:
    words = tuple(
        Word(f"l{number}.w{place}", text, BOX, 0.5, (Alternative("other", 0.1),) if text == "odd" else ())
        for place, text in enumerate(texts)
    )
    return Line(f"l{number}", BOX, words, hyphenated)


def test_words_are_tokens_and_only_the_last_of_a_line_ends_it() -> None:
    lines = (line(1, "the", "odd", "govern-", hyphenated=True), line(2, "ment", "met"), line(3, "it"))
    regions = (
        Region("r1", RegionKind.TEXT, BOX, lines),
        Region("r2", RegionKind.PICTURE, BOX, ()),
        Region("r3", RegionKind.TEXT, BOX, (line(4, "end"),)),
    )
    first, second = read_passages(Page("p", "p.png", 1, "", 9, 9, 300, regions, ()))
    assert (first.id, second.id) == ("r1", "r3")
    assert first.tokens[1] == Token("l1.w1", "odd", 0.5, readings=("other",))
    assert [token.text for token in first.tokens if token.ends_line] == ["govern-", "met", "it"]
    assert [token.text for token in first.tokens if token.hyphenated] == ["govern-"]
