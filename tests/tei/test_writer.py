"""TEI files as an archivist would read them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from corrections.decisions.application import Reading
from corrections.decisions.decision import Decision, Verdict
from corrections.passage import Token
from tei.article import Article, Block, BlockKind, Placement, TextLine
from tei.batch import Batch
from tei.bibliography import title_of
from tei.reading import read_lines
from tei.validation import parse, validate_bytes
from tei.writer import compose, enclose_article, enclose_issue

HERE = Path("article.xml")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_an_article_and_an_issue_are_valid(article: Article, batch: Batch) -> None:
    assert validate_bytes(enclose_article(compose(article, batch)).content, HERE) == ()
    assert validate_bytes(enclose_issue([compose(article, batch)]).content, HERE) == ()


def test_the_same_input_gives_the_same_bytes(article: Article, batch: Batch) -> None:
    assert (
        enclose_article(compose(article, batch)).content == enclose_article(compose(article, batch)).content
    )


def test_each_kind_of_decision_has_its_encoding(article: Article, batch: Batch) -> None:
    text = enclose_article(compose(article, batch)).content.decode()
    assert '<choice><sic xml:id="w.s1.r1.l3.w5" facs="#p.s1.r1.l3.w5">tor</sic><corr resp="#person1"' in text
    assert ">Isvestia</orig><reg" in text
    assert 'cert="high">Comintern</w> mill' in text
    assert ">so extensive</seg>. " in text
    assert "of it<choice><sic" in text
    assert '<note type="ocr" resp="#app-ocr">Cornintern</note>' in text
    assert 'break="no" facs="#p.s3.r1.l2"/>try</w> heard' in text
    assert '<biblScope unit="page" from="1" to="1">1</biblScope>' in text
    assert "pp. 1 &amp; 3." in text
    assert '<availability status="unknown">' in text
    assert '(the reference is to <w xml:id="w.s1.r1.l5.w4"' in text


def test_punctuation_that_is_divided_is_valid_too(batch: Batch) -> None:
    """An element for punctuation can hold neither a line-end hyphen nor a second mark."""
    tokens = (Token("t1", "--", hyphenated=True), Token("t2", "."), Token("t3", "end"))
    flagged = Decision("m.a01", ("t1", "t2"), ("--", "."), ("--", "."), Verdict.FLAG, "Ann", NOW, "", "0")
    readings = {"t1": Reading("--", 0, flagged), "t2": Reading(".", 1, flagged)}
    article = Article("m.a01", (Block("b1", BlockKind.PARAGRAPH, (TextLine(tokens),)),))
    content = enclose_article(compose(article, replace(batch, readings={"m.a01": readings}))).content
    assert validate_bytes(content, HERE) == ()
    assert '-<pc force="weak">-</pc>.</unclear></seg> end' in content.decode()
    nested = re.sub(rb"<(/?)seg\b", rb"<\1pc", re.sub(rb"</?unclear[^>]*>", b"", content))
    assert validate_bytes(nested, HERE) != ()


def test_what_xml_would_change_comes_back(article: Article, batch: Batch) -> None:
    """Quotation marks, angle brackets, carriage returns and tabs in text and in attributes."""
    hostile = "a<b>&\"c'\r\t]]>"
    block = Block("b1", BlockKind.PARAGRAPH, (TextLine((Token("t1", hostile),)),))
    series = replace(batch.edition.series, id=hostile, title=hostile, language=hostile)
    told = Batch(replace(batch.edition, series=series))
    root = parse(enclose_article(compose(replace(article, blocks=(block,)), told)).content, HERE)
    (paragraph,) = root.iterfind(".//{*}body//{*}p")
    assert paragraph.text == hostile
    assert root.find(".//{*}monogr/{*}title").text == hostile
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == hostile


def test_a_hyphen_that_was_decided_at_a_line_s_end_divides_the_word(batch: Batch) -> None:
    """As one that was read: "atmos:" and "phere" become "atmos-" and "phere", which is one word."""
    words = [("the", "atmos:"), ("phere", "of")]
    first, second = (
        TextLine(
            (Token(f"r1.l{n}.w0", left), Token(f"r1.l{n}.w1", right, ends_line=True)),
            Placement("s1", "r1", f"r1.l{n}"),
        )
        for n, (left, right) in enumerate(words)
    )
    for verdict in (Verdict.CORRECT, Verdict.MISPRINT):
        made = Decision(
            "s1",
            ("r1.l0.w1", "r1.l1.w0"),
            ("atmos:", "phere"),
            ("atmos-", "phere"),
            verdict,
            "Ann",
            NOW,
            "",
            "0",
        )
        readings = {"r1.l0.w1": Reading("atmos-", 0, made), "r1.l1.w0": Reading("phere", 1, made)}
        decided = replace(batch, readings={"s1": readings})
        for kind in (BlockKind.HEAD, BlockKind.PARAGRAPH):
            block = Block("b1", kind, (first, second))
            article = Article("m.a01", (block,), pages=("1",))
            content = enclose_article(compose(article, decided)).content
            assert validate_bytes(content, HERE) == ()
            assert '<lb n="2" break="no"' in content.decode()
            assert "".join(read_lines(block, article, decided)) == "the atmosphere of"
            assert kind is not BlockKind.HEAD or title_of(article, decided) == "the atmosphere of"
