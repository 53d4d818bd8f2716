import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.plain_text import running_text
from corrections.plain_text.running_text import read_sections

LINES = st.text(st.sampled_from("ab-,. \t\r\n\f\u00a0é"), max_size=120)


def read(text, monkeypatch=None):
    return list(read_sections([text]))


@given(chunks=st.lists(LINES, max_size=5), size=st.integers(1, 30))
def test_sections_are_the_text_cut_anywhere(chunks, size):
    text = "".join(chunks)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running_text, "CHUNK", size)
        sections = list(read_sections(chunks))
    assert "".join(section.text for section in sections) == text
    tokens = [(section, token) for section in sections for p in section.passages for token in p.tokens]
    assert [token.text for _, token in tokens] == text.split()
    for section, token in tokens:
        place = section.place(token.id, token.text)
        assert text[place.start : place.end] == token.text
        before = text[: place.start].replace("\r\n", "\n").replace("\r", "\n")
        assert place.line == before.count("\n") + 1
        assert place.column == len(before) - before.rfind("\n")


def test_paragraphs_are_passages():
    (section,) = read("One two\nthree.\n\nFour.\r\n \r\nFive.\r\rSix.")
    assert [[t.text for t in p.tokens] for p in section.passages] == [
        ["One", "two", "three."],
        ["Four."],
        ["Five."],
        ["Six."],
    ]
    assert [t.ends_line for t in section.passages[0].tokens] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "hyphenated"),
    [
        ("the coun-\ntry", True),
        ("the coun\u00ad\r\ntry", True),
        ("anti-\nFascist", False),
        ("he said -\nand went", False),
        ("so --\nand", False),
        ("the well- known", False),
        ("the coun-\n\ntry", False),
        ("the North-coun-\ntry", True),
        ("the 1914-\nmodel", False),
    ],
)
def test_word_division_at_the_line_end(text, hyphenated):
    (section,) = read(text)
    assert any(t.hyphenated for p in section.passages for t in p.tokens) is hyphenated


def test_a_line_of_a_million_characters_is_cut_into_passages():
    (*_, last) = sections = read("word " * 200_000)
    assert sum(len(p.tokens) for s in sections for p in s.passages) == 200_000
    assert max(len(p.tokens) for s in sections for p in s.passages) <= running_text.LONGEST_PASSAGE
    assert last.passages


def test_a_million_characters_without_a_space_are_no_word():
    (section,) = read("x" * 1_500_000 + " word")
    assert [t.text for p in section.passages for t in p.tokens] == ["word"]
