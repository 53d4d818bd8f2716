from collections.abc import Callable
from dataclasses import replace

import pytest

from corrections.passage import Token
from tei.article import Article, Block, BlockKind, TextLine
from tei.batch import Batch, Encoding
from tei.metadata import Edition, Series
from tei.reading import read_lines, write_markdown, write_text
from tei.transcriptions import parse_text
from tei.transcriptions.lines import build_block
from tei.units import read_units

PLAIN = Batch(Edition(Series("militant", "The Militant")))


def test_decisions_are_read_and_period_spelling_kept(article: Article, batch: Batch) -> None:
    (text,) = read_lines(article.blocks[2], article, batch)
    assert text.startswith(
        "The owners of the Comintern mill said on Friday that no settlement for the weavers"
    )
    assert "was so extensive. Isvestia says tne same" in text


def test_line_end_hyphens_are_joined(article: Article, batch: Batch) -> None:
    (text,) = read_lines(article.blocks[5], article, batch)
    assert "when the Country heard of it," in text


def test_jump_lines_are_left_out(article: Article, batch: Batch) -> None:
    for write in (write_text, write_markdown):
        made: Callable[[Article, Batch], str] = write
        assert "Continued" not in made(article, batch)


def test_text_can_be_imported_again() -> None:
    text = "A Head\nin Two Lines\n\nA Deck\n\nFrom The Militant, Vol. VI No. 29.\nTranscribed by A. Bee.\n\n"
    text += "It began in May.\n\nLast updated on 4 September 2015\n"
    assert write_text(parse_text(text, "x"), PLAIN) == text


def test_markdown_is_escaped() -> None:
    blocks = (
        build_block(1, BlockKind.HEAD, [["A", "#Head"], ["*bold*"]]),
        build_block(2, BlockKind.PARAGRAPH, [["1.", "<b>", "[x](y)"]]),
        build_block(3, BlockKind.QUOTATION, [["-", "so"]]),
        build_block(4, BlockKind.NOTE, [["Note."]]),
    )
    assert write_markdown(Article("x", blocks), PLAIN) == (
        "# A \\#Head \\*bold\\*\n\n1\\. \\<b\\> \\[x\\](y)\n\n> \\- so\n\n*Note.*\n"
    )


@pytest.mark.parametrize(
    ("left", "right", "read"),
    [
        ("set-", "tlement", "the settlement,"),
        ("to-", "day", "the to-day,"),
        ("Brest-", "Litovsk", "the Brest-Litovsk,"),
        ("“Co-", "operation", "the “Co-operation,"),
        ("Garland-", "Smith", "the Garland-Smith,"),
        ("1914-", "Peace", "the 1914- Peace,"),
        ("-", "Peace", "the - Peace,"),
    ],
)
def test_a_hyphen_of_the_word_s_own_stays_where_a_line_ends_at_it(left: str, right: str, read: str) -> None:
    hyphenated = left[-2:-1].isalpha() and right.islower()
    block = Block(
        "b1",
        BlockKind.PARAGRAPH,
        (
            TextLine((Token("w1", "the"), Token("w2", left, ends_line=True, hyphenated=hyphenated))),
            TextLine((Token("w3", right + ","),)),
        ),
    )
    encoding = Encoding(compounds=frozenset(("to-day", "brest-litovsk", "co-operation")))
    article, batch = Article("x", (block,)), replace(PLAIN, encoding=encoding)
    assert read_lines(block, article, batch) == (read,)
    assert [unit.printed for unit in read_units(block, article, batch)] == read.split()
