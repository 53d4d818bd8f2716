"""TEI files as an archivist would read them."""

from __future__ import annotations

from pathlib import Path

from tei.article import Article
from tei.batch import Batch
from tei.validation import validate_bytes
from tei.writer import compose, enclose_article, enclose_issue

HERE = Path("article.xml")


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
