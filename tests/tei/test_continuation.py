"""Paragraphs that a jump or a picture cuts in two."""

from __future__ import annotations

from pathlib import Path

import pytest

from corrections.passage import Token
from ocr.page import BBox, Line, Word
from tei.article import Article, Block, BlockKind, Span, SpanKind, TextLine
from tei.batch import Batch
from tei.continuation import divide_lines, find_continuations, join_blocks
from tei.metadata import Edition, Series
from tei.reading import write_markdown, write_text
from tei.validation import validate_bytes
from tei.writer import compose, enclose_article

PLAIN = Batch(Edition(Series("militant", "The Militant")))
P, Q, JUMP, BACK, PICTURE = (
    BlockKind.PARAGRAPH,
    BlockKind.QUOTATION,
    BlockKind.JUMP_LINE,
    BlockKind.JUMP_HEAD,
    BlockKind.CAPTION,
)


def make_block(name: str, kind: BlockKind, text: str, spans: tuple[Span, ...] = ()) -> Block:
    words = text.split()
    tokens = tuple(
        Token(f"{name}.w{n}", word, ends_line=n == len(words)) for n, word in enumerate(words, start=1)
    )
    return Block(name, kind, (TextLine(tokens),), spans)


def cut(*parts: tuple[BlockKind, str]) -> tuple[Block, ...]:
    return tuple(make_block(f"b{n}", kind, text) for n, (kind, text) in enumerate(parts, start=1))


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (((P, "four dollars a day, which"), (JUMP, "(Continued)"), (BACK, "(From)"), (P, "is more.")), True),
        (((P, "four dollars a day. which"), (JUMP, "(Continued)"), (P, "is more.")), True),  # a stop misread
        (((P, "the offer of President"), (JUMP, "(Continued)"), (P, "Green was heard.")), True),
        (((Q, "“It was"), (JUMP, "(Continued)"), (Q, "so.”")), True),
        (((P, "It was so."), (JUMP, "(Continued)"), (P, "Green was heard.")), False),
        (((P, "It was said of"), (JUMP, "(Continued)"), (Q, "him that")), False),
        (((P, "a column of the"), (PICTURE, "Garrison"), (P, "paper.")), True),
        (((P, "a column of the"), (PICTURE, "Garrison"), (P, "The paper.")), False),
        (((P, "It was said of"), (P, "him that")), False),  # nothing stands between
        (((P, "It was said of"), (JUMP, "(Continued)"), (BlockKind.SECTION, "Him"), (P, "that")), False),
    ],
)
def test_a_text_goes_on_over_a_jump_where_its_sentence_does(
    parts: tuple[tuple[BlockKind, str], ...], joined: bool
) -> None:
    blocks = cut(*parts)
    assert [(a.id, b.id) for a, b in find_continuations(blocks)] == (
        [("b1", blocks[-1].id)] if joined else []
    )
    found = join_blocks(blocks)
    assert len(found) == len(blocks) - joined
    tokens = sorted(token.id for block in blocks for token in block.tokens)
    assert sorted(token.id for block in found for token in block.tokens) == tokens


def test_readers_find_one_paragraph_and_no_divided_word() -> None:
    article = Article(
        "x",
        cut(
            (P, "It was told to the news-"),
            (JUMP, "(Continued)"),
            (P, "paper and"),
            (BACK, "A"),
            (P, "so on."),
        ),
    )
    assert write_text(article, PLAIN) == "It was told to the newspaper and so on.\n"
    assert write_markdown(article, PLAIN) == "It was told to the newspaper and so on.\n"


@pytest.mark.parametrize("hyphenated", [True, False])
def test_printed_lines_are_divided_by_what_stands_in_the_next(hyphenated: bool) -> None:
    box = BBox(0, 0, 90, 20)
    lines = tuple(
        Line(f"l{n}", box, (Word(f"w{n}", text, box, 0.9),), hyphenated)
        for n, text in enumerate(("news-", "paper", "Green-", "Land", "1914-", "and"))
    )
    told = [line.hyphenated for line in divide_lines(lines)]
    assert told[:-1] == [True, False, False, False, False]  # of the last nothing is known here


def test_notes_keep_their_place() -> None:
    first = make_block("b1", P, "He spoke in")
    second = make_block("b3", P, "lodz (a town – Ed.) again.", (Span(SpanKind.NOTE, 1, 4),))
    whole = join_blocks((first, make_block("b2", JUMP, "(Continued)"), second))[0]
    (span,) = whole.spans
    assert [token.text for token in whole.tokens[span.first : span.last + 1]] == ["(a", "town", "–", "Ed.)"]


def test_tei_says_where_a_paragraph_goes_on(article: Article, batch: Batch) -> None:
    content = enclose_article(compose(article, batch)).content
    assert validate_bytes(content, Path("article.xml")) == ()
    assert b'<p xml:id="a01.b3" cert="low" next="#a01.b6">' in content
    assert b'<p xml:id="a01.b6" prev="#a01.b3">' in content
