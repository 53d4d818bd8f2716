"""Files that are not what we say they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from scans.errors import FormatError
from tei.article import Article
from tei.batch import Batch
from tei.validation import validate, validate_bytes
from tei.writer import compose, enclose_article

HERE = Path("article.xml")


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ('target="#a01.pb3"', 'target="#a01.pb9"', "target '#a01.pb9' leads nowhere"),
        ('xml:id="a01.b6"', 'xml:id="a01.b3"', "xml:id 'a01.b3' is there 2 times"),
        ('xml:id="a01.pb3" n="3"', 'xml:id="a01.pb3" n="2"', "page break 2 shows the image of page 3"),
        (
            'from="3" to="3">3<',
            'from="2" to="3">2–3<',
            "the source states pages 1, 2, 3, the text has pages 1, 3",
        ),
        ('ulx="240"', 'ulx="9000"', "does not lie on its page"),
        ('type="line"', 'type="text"', "does not stand where a"),
        ('type="word"', 'type="column" n="1"', "does not stand where a column can"),
        ("<teiHeader>", "<teiHeader><blink/>", "blink"),
        ('unit="volume" n="6"', 'unit="tome" n="6"', "biblScope"),
    ],
)
def test_each_fault_is_told(article: Article, batch: Batch, good: str, bad: str, told: str) -> None:
    text = enclose_article(compose(article, batch)).content.decode()
    assert good in text
    problems = validate_bytes(text.replace(good, bad).encode(), HERE)
    assert any(told in problem.text for problem in problems), problems


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<TEI",
        b"\x00\x01",
        b'<!DOCTYPE TEI [<!ENTITY a "aaaa">]><TEI xmlns="http://www.tei-c.org/ns/1.0">&a;</TEI>',
        b'<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]><TEI>&a;</TEI>',
        b"<a>" * 100_000,
    ],
)
def test_hostile_and_broken_xml_is_refused(content: bytes) -> None:
    with pytest.raises(FormatError):
        validate_bytes(content, HERE)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="cannot be read"):
        validate(tmp_path / "none.xml")
