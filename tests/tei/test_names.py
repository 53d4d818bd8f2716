"""Names found in running text, and how TEI shows them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corrections.entry import Entry, Kind
from corrections.lexicon import Lexicon
from corrections.passage import Token
from tei.article import Article, Block, BlockKind, TextLine
from tei.batch import Batch, Encoding
from tei.metadata import Edition, Series
from tei.names import find_names, index_names
from tei.validation import validate_bytes
from tei.writer import compose, enclose_article

LEXICON = Lexicon(
    (
        Entry("Stalin", Kind.PERSON),
        Entry("Litvinov", Kind.PERSON, ("Litvinoff",)),
        Entry("Rosa Luxemburg", Kind.PERSON),
        Entry("C.P.S.U.", Kind.ORGANIZATION),
        Entry("Unser Wort", Kind.PAPER),
        Entry("Geneva", Kind.PLACE),
        Entry("Field", Kind.PERSON),
        Entry("soviet", Kind.TERM),
        Entry("Lenin", Kind.PERSON),
        Entry("Leningrad", Kind.PLACE, ("Lenin",)),
    )
)
INDEX = index_names(LEXICON)


def names(text: str) -> list[str]:
    words = text.split()
    found = find_names(words, [word.endswith("-") for word in words], INDEX)
    return [f"{' '.join(words[name.first : name.last + 1])} = {name.entry.form}" for name in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("When Litvinoff, at Geneva;", ["Litvinoff, = Litvinov", "Geneva; = Geneva"]),
        ("of Stalin’s policy", ["Stalin’s = Stalin"]),
        ("of Sta- lin himself", ["Sta- lin = Stalin"]),
        ("by Rosa Luxemburg in Unser Wort.", ["Rosa Luxemburg = Rosa Luxemburg", "Unser Wort. = Unser Wort"]),
        ("He saw Rosa. Luxemburg slept.", []),
        ("into the C.P.S.U. Back", ["C.P.S.U. = C.P.S.U."]),
        ("stalin and geneva", []),
        ("a soviet Soviet", []),
        ("Field hands in the field struck", []),
        ("said Field to us", ["Field = Field"]),
        ("Stalinism in Leningrad", ["Leningrad = Leningrad"]),
        ("Lenin is two things here", []),
    ],
)
def test_names_are_found(text: str, found: list[str]) -> None:
    assert names(text) == found


def write(text: str, **more: object) -> str:
    tokens = tuple(Token(f"t{n}", word) for n, word in enumerate(text.split()))
    blocks = (Block("b1", BlockKind.PARAGRAPH, (TextLine(tokens),)),)
    batch = Batch(Edition(Series("m", "M")), encoding=Encoding(names=INDEX))
    article = replace(Article("m.undated.a01", blocks), **more)  # type: ignore[arg-type]
    content = enclose_article(compose(article, batch)).content
    assert validate_bytes(content, Path("x.xml")) == ()
    return content.decode()


def test_punctuation_stands_outside() -> None:
    text = write("(Stalin’s men, “Unser Wort”) at Geneva.")
    assert '(<persName ref="lex:Stalin" resp="#app-redpencil">Stalin</persName>’s men' in text
    assert '“<title level="j" ref="lex:Unser%20Wort" resp="#app-redpencil">Unser Wort</title>”) at' in text
    assert ">Geneva</placeName>.</p>" in text


def test_an_abbreviation_keeps_its_full_stop() -> None:
    assert ">C.P.S.U.</orgName> Back" in write("into the C.P.S.U. Back")


def test_names_are_not_tagged_unasked(article: Article, batch: Batch) -> None:
    assert "<persName ref" not in enclose_article(compose(article, batch)).content.decode()


def test_a_corrected_name_is_tagged_around_its_correction(article: Article, batch: Batch) -> None:
    lexicon = Lexicon((Entry("Comintern", Kind.ORGANIZATION), Entry("Lodz", Kind.PLACE)))
    told = replace(batch, encoding=Encoding(names=index_names(lexicon)))
    content = enclose_article(compose(article, told)).content
    assert validate_bytes(content, Path("x.xml")) == ()
    assert '<orgName ref="lex:Comintern" resp="#app-redpencil"><w xml:id=' in content.decode()
    assert ">Comintern</w></orgName> mill" in content.decode()
    assert "Lodz</unclear></w></placeName> –" in content.decode()
