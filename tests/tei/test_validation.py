"""Files that are not what we say they are."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from scans.errors import FormatError
from tei.article import Article
from tei.batch import Batch
from tei.precedent import Precedent, examine
from tei.serialization import Layout
from tei.validation import validate, validate_bytes
from tei.writer import compose, enclose_article, enclose_issue

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


@pytest.fixture
def layout(article: Article, batch: Batch) -> Layout:
    return enclose_article(compose(article, batch)).layout


@pytest.fixture
def precedent(article: Article, batch: Batch) -> Precedent:
    other = replace(article, id=article.id.replace("a01", "a02"), blocks=())
    whole = enclose_issue([compose(other, batch), compose(article, batch)]).layout
    problems, found = examine(whole, HERE)
    assert problems == ()
    return found


def test_an_article_is_valid_by_its_issue(layout: Layout, precedent: Precedent) -> None:
    assert precedent.covers(layout, HERE)
    for part in layout.parts:
        assert part.encode() not in layout.frame


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("<teiHeader>", "<teiHeader><blink/>"),
        ('unit="volume" n="6"', 'unit="tome" n="6"'),
        ('target="#w.s1', 'target="#w.s9'),
        ('xml:id="a01.src"', 'xml:id="a01.b1"'),
        ('xml:id="a01.src"', 'xml:id="a01.source"'),
        ('from="3" to="3">3<', 'from="2" to="3">2–3<'),
        ('n="3" ulx="0"', 'n="4" ulx="0"'),
        ('lrx="800" lry', 'lrx="801" lry'),
        ('type="column"', 'type="word"'),
    ],
)
def test_each_fault_of_its_own_is_seen(layout: Layout, precedent: Precedent, good: str, bad: str) -> None:
    assert good in layout.frame.decode()
    pieces = tuple(piece.replace(good, bad) for piece in layout.pieces)
    assert not precedent.covers(Layout(pieces, layout.parts), HERE)


def test_a_part_that_is_left_out_or_new_is_seen(layout: Layout, precedent: Precedent) -> None:
    """What is left out is pointed to; what is new the issue does not have."""
    pieces, parts = layout.pieces, layout.parts
    for n, part in enumerate(parts):
        before, after = parts[:n], parts[n + 1 :]
        closed = (*pieces[:n], pieces[n] + pieces[n + 1], *pieces[n + 2 :])
        opened = (*pieces[: n + 1], "\n", *pieces[n + 1 :])
        assert not precedent.covers(Layout(closed, (*before, *after)), HERE)
        assert not precedent.covers(Layout(pieces, (*before, f"{part}<blink/>", *after)), HERE)
        assert not precedent.covers(Layout(opened, (*before, part, part, *after)), HERE)


def test_names_in_the_text_are_no_names(article: Article, batch: Batch) -> None:
    """What only looks like a name or a pointer is text; at worst the document is looked at whole."""
    line = article.blocks[-1].lines[-1]
    token = replace(line.tokens[0], text='xml:id="a01.src" <zone xml:id="x"/> resp="#y"')
    last = replace(article.blocks[-1], lines=(replace(line, tokens=(token, *line.tokens[1:])),))
    told = replace(article, blocks=(*article.blocks[:-1], last))
    whole, one = enclose_issue([compose(told, batch)]).layout, enclose_article(compose(told, batch)).layout
    problems, precedent = examine(whole, HERE)
    assert problems == ()
    assert validate_bytes(one.content, HERE) == ()
    pieces = tuple(piece.replace('"a01.src"', '"a01.z"') for piece in one.pieces)
    assert not precedent.covers(Layout(pieces, one.parts), HERE)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('xml:id="a01.b6"', 'xml:id="a01.b3"'),
        ('xml:id="a01.b6"', 'xml:id="6"'),
        ('facs="#p.s1.r1.l1"', 'facs="#p.s1.r1.l9"'),
        ('facs="#p.s1.r1.l1"', 'facs="p.s1.r1.l1"'),
        ('target="#w.s1', 'target="#w.s9'),
        ('ulx="240"', 'ulx="9000"'),
        ("<teiHeader>", "<teiHeader><blink/>"),
        ('force="weak"', 'force="none"'),
    ],
)
def test_each_fault_of_a_document_of_ours_is_told(layout: Layout, good: str, bad: str) -> None:
    """As it would be told of the same file by itself."""
    assert good in layout.content.decode()
    pieces = tuple(piece.replace(good, bad) for piece in layout.pieces)
    broken = Layout(pieces, tuple(part.replace(good, bad) for part in layout.parts))
    problems, _ = examine(broken, HERE)
    assert problems
    assert problems == validate_bytes(broken.content, HERE)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (' motivation="editing"', ""),
        ("<respStmt>", "<respStmt><blink/>"),
        ("<resp>decided by</resp>", "<resp>decided by<p/></resp>"),
        ('<name ref="#person1">', "<name>"),
        ('<note type="ocr"', '<note type="read"'),
        ('<note type="ocr" resp="#app-ocr">', '<note type="ocr" resp="app-ocr">'),
        ('cert="high"', 'cert="good"'),
        ('<note type="reason">', '<note type="reason" n="1">'),
        ("</annotation>", "text</annotation>"),
        ("</annotation>", "<note/></annotation>"),
    ],
)
def test_each_fault_of_a_correction_in_the_log_is_told(
    layout: Layout, precedent: Precedent, good: str, bad: str
) -> None:
    """Wherever it stands among the others: only the last is looked at where they are as we write them."""
    (at,) = (n for n, piece in enumerate(layout.pieces) if "<annotation " in piece)
    before, *notes = re.split("(?=<annotation )", layout.pieces[at])
    assert len(notes) > 3
    assert any(good in note for note in notes[:-1])
    for n, note in enumerate(notes):
        if good in note:
            told = "".join([before, *notes[:n], note.replace(good, bad), *notes[n + 1 :]])
            broken = Layout((*layout.pieces[:at], told, *layout.pieces[at + 1 :]), layout.parts)
            problems, _ = examine(broken, HERE)
            assert problems
            assert problems == validate_bytes(broken.content, HERE)
            assert not precedent.covers(broken, HERE)


def test_zones_of_some_lines_speak_for_themselves(layout: Layout, precedent: Precedent) -> None:
    zones = next(part for part in layout.parts if part.startswith("<zone") and "</zone>" in part)
    stranger = replace(precedent, parts={k: v for k, v in precedent.parts.items() if k != zones})
    assert stranger.covers(layout, HERE)
    for good, bad in (
        ('type="line"', 'type="text"'),
        ('type="word"', 'type="line"'),
        ('type="line"', 'type="line" n="1"'),
        ('ulx="', 'ulx="9'),
        ('lry="', 'lry="9'),
        ('lrx="', 'lrx="-'),
        ('ulx="', 'ulx="1.'),
        ("</zone>", "<lb/></zone>"),
        ("</zone>", "text</zone>"),
        ('xml:id="', 'xml:id="9'),
    ):
        assert good in zones
        parts = tuple(part.replace(good, bad) if part == zones else part for part in layout.parts)
        assert not stranger.covers(Layout(layout.pieces, parts), HERE)
