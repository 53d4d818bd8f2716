"""Tables: cells from lines, and what becomes of them in every form that is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import html

from corrections.decisions.application import apply
from corrections.decisions.decision import Decision, Verdict
from corrections.passage import Token, read_passages
from ocr.page import BBox, Line, Page, Region, RegionKind, Step, Word
from scans.scan import Label
from tei.archive_html import write_archive_html
from tei.article import Article, Block, BlockKind, TextLine
from tei.batch import Batch
from tei.editing import Edits, Hand, read_edits
from tei.edition.text import render_text
from tei.metadata import Edition, Series
from tei.reading import read_rows, read_words, write_markdown, write_text
from tei.segmentation import segment
from tei.transcriptions import parse_archive_html, read_transcription
from tei.units import read_units
from tei.validation import parse, validate_bytes
from tei.writer import compose, enclose_article, enclose_issue

ROWS = (
    ("City", "1931", "1932"),
    ("New York", "1,204", "980"),
    ("Fall River", "", "77"),
    ("All others", "12", "9"),
    ("Together, with those away", "", "1,066"),
)
LEFTS = (40, 300, 420)
HAND = Hand("C. Editor", datetime(2026, 12, 1, tzinfo=UTC), "0.1")
SERIES = Series("militant", "The Militant")


def set_words(name: str, text: str, left: int, top: int) -> list[Word]:
    words = []
    for n, word in enumerate(text.split()):
        right = left + 11 * len(word)
        words.append(Word(f"{name}.w{n}", word, BBox(left, top, right, top + 20), 0.95))
        left = right + 8
    return words


def set_line(name: str, words: list[Word]) -> Line:
    return Line(name, BBox.around([word.bbox for word in words]), tuple(words))


def set_page(across: bool) -> Page:
    """A table between lines of text, its rows read `across`, or each column by itself."""
    cells = [
        (row, column, set_words(f"r2.l{row}.c{column}", text, LEFTS[column], 200 + 26 * row))
        for row, texts in enumerate(ROWS)
        for column, text in enumerate(texts)
        if text
    ]
    if across:
        rows = [[word for at, _, words in cells if at == row for word in words] for row in range(len(ROWS))]
        lines = [set_line(f"r2.l{n}", words) for n, words in enumerate(rows)]
    else:
        ordered = sorted(cells, key=lambda cell: cell[1])
        lines = [set_line(f"r2.l{row}.c{column}", words) for row, column, words in ordered]
    around = BBox.around([line.bbox for line in lines])
    head = set_line("r1.l0", set_words("r1.l0", "The members by cities and years are:", 40, 160))
    regions = (
        Region("r1", RegionKind.TEXT, head.bbox, (head,)),
        Region("r2", RegionKind.TABLE, around, tuple(lines)),
    )
    step = Step("Tesseract", "5.3.0", "psm 3")
    return Page("s1", "s1.png", 1, "1" * 64, 600, 800, 300, regions, (step,))


def hold(page: Page, *decisions: Decision) -> tuple[Article, Batch]:
    labels = {"s1": Label("1", date(1933, 6, 3), 6, "29")}
    (article,) = segment([page], labels, SERIES)
    done = apply(read_passages(page), decisions)
    assert not done.stale
    return article, Batch(Edition(SERIES), {"s1": page}, labels, {"s1": done.readings})


def decide(tokens: str, before: str, after: tuple[str, ...], verdict: Verdict) -> Decision:
    when = datetime(2026, 11, 21, tzinfo=UTC)
    return Decision("s1", tuple(tokens.split()), tuple(before.split()), after, verdict, "Ann", when, "", "0")


def table_of(article: Article) -> Block:
    return next(block for block in article.blocks if block.kind is BlockKind.TABLE)


def read_cells(content: bytes) -> list[list[str]]:
    root = parse(content, Path("x.xml"))
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row.iterfind("{*}cell")]
        for row in root.iterfind(".//{*}table/{*}row")
    ]


@pytest.mark.parametrize("across", [True, False])
def test_rows_and_columns_are_found_however_the_lines_were_read(across: bool) -> None:
    article, batch = hold(set_page(across))
    assert read_rows(table_of(article), article, batch) == ROWS


def test_a_rule_read_as_a_letter_parts_cells_and_is_no_text() -> None:
    page = set_page(across=True)
    text, table = page.regions
    rule = Word("r2.l1.rule", "|", BBox(388, 226, 391, 246), 0.4)
    row = table.lines[1]
    figures = (
        replace(row.words[2], bbox=BBox(350, 226, 383, 246)),
        rule,
        replace(row.words[3], bbox=BBox(396, 226, 430, 246)),
    )
    lines = (table.lines[0], replace(row, words=(*row.words[:2], *figures)), *table.lines[2:])
    article, batch = hold(replace(page, regions=(text, replace(table, lines=lines))))
    assert read_rows(table_of(article), article, batch) == ROWS


def test_what_has_one_column_is_a_paragraph() -> None:
    page = set_page(across=True)
    text, table = page.regions
    lines = tuple(replace(line, words=line.words[:1], bbox=line.words[0].bbox) for line in table.lines)
    article, _ = hold(replace(page, regions=(text, replace(table, lines=lines))))
    assert {block.kind for block in article.blocks} == {BlockKind.PARAGRAPH}
    assert sum(len(block.tokens) for block in article.blocks) == len(text.lines[0].words) + len(lines)


@pytest.mark.parametrize("across", [True, False])
def test_a_table_in_tei(across: bool) -> None:
    wrong = decide("r2.l1.c1.w0", "1,204", ("1,206",), Verdict.MISPRINT)
    article, batch = hold(set_page(across), wrong)
    written = compose(article, batch)
    for content in (enclose_article(written).content, enclose_issue([written]).content):
        assert validate_bytes(content, Path("x.xml")) == ()
    assert b'<table xml:id="a01.b002" facs="#p.s1.r2">' in content
    choice = content.partition(b"<choice>")[2].partition(b"</choice>")[0]
    assert b'facs="#p.s1.r2.l1.c1.w0">1,204</sic>' in choice
    assert b">1,206</corr>" in choice
    expected = [list(row) for row in ROWS]
    expected[1][1] = "1,2041,206"
    assert read_cells(content) == expected


def test_a_decision_over_two_cells_keeps_its_words_in_the_first() -> None:
    joined = decide("r2.l3.c1.w0 r2.l3.c2.w0", "12 9", ("129", ""), Verdict.CORRECT)
    article, batch = hold(set_page(across=False), joined)
    content = enclose_article(compose(article, batch)).content
    assert validate_bytes(content, Path("x.xml")) == ()
    assert read_cells(content)[3] == ["All others", "129", ""]


def edit(article: Article, batch: Batch, folder: Path, old: str, new: str) -> Edits:
    text = enclose_article(compose(article, batch)).content.decode()
    assert text.count(old) == 1
    path = folder / "edited.xml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return read_edits(path, [article], batch, HAND)


def test_edits_in_cells_become_decisions(tmp_path: Path) -> None:
    article, batch = hold(set_page(across=True))
    assert edit(article, batch, tmp_path, "1,204", "1,204") == Edits((), ())
    (changed,) = edit(article, batch, tmp_path, "1,204", "1,206").decisions
    assert (changed.tokens, changed.after) == (("r2.l1.c1.w0",), ("1,206",))
    marked = "<choice><sic>980</sic><corr>890</corr></choice>"
    (misprint,) = edit(article, batch, tmp_path, "980", marked).decisions
    assert (misprint.verdict, misprint.after) == (Verdict.MISPRINT, ("890",))


def test_a_hyphen_at_a_cell_s_end_joins_nothing() -> None:
    lines = tuple(
        TextLine((Token(f"w{n}", text, ends_line=True),)) for n, text in enumerate(("heau-", "Ruby"))
    )
    block = Block("b1", BlockKind.TABLE, lines, grid=((range(1),), (range(1, 2),)))
    article, batch = Article("x", (block,)), Batch(Edition(Series("m", "M")))
    assert [unit.printed for unit in read_units(block, article, batch)] == ["heau-", "Ruby"]
    assert not any(word.glued for word in read_words(block, article, batch))


def test_cells_without_white_space_between_are_still_words_apart(tmp_path: Path) -> None:
    article, batch = hold(set_page(across=True))
    lines = enclose_article(compose(article, batch)).content.decode().splitlines()
    path = tmp_path / "close.xml"
    joined = "".join(line.strip() if "cell" in line or "row" in line else f"{line}\n" for line in lines)
    path.write_text(joined, encoding="utf-8")
    assert read_edits(path, [article], batch, HAND) == Edits((), ())


def test_a_table_is_a_table_in_text_markdown_and_html(tmp_path: Path) -> None:
    article, batch = hold(set_page(across=True))
    text = write_text(article, batch).splitlines()
    assert text[-4] == "New York                   1,204  980"
    assert text[-3] == "Fall River                        77"
    assert "| New York | 1,204 | 980 |" in write_markdown(article, batch).splitlines()
    page = html.fromstring(write_archive_html(article, batch))
    assert [[cell.text or "" for cell in row] for row in page.iter("tr")] == [list(row) for row in ROWS]
    shown = html.fromstring(
        str(render_text(parse(enclose_article(compose(article, batch)).content, tmp_path), {}))
    )
    assert [len(row) for row in shown.iter("tr")] == [3] * len(ROWS)


def test_a_table_comes_back_from_html_and_from_tei(tmp_path: Path) -> None:
    article, batch = hold(set_page(across=True))
    page = parse_archive_html(write_archive_html(article, batch).encode(), "x")
    path = tmp_path / "x.xml"
    path.write_bytes(enclose_article(compose(article, batch)).content)
    for taken in (page, read_transcription(path)):
        assert read_rows(table_of(taken), taken, Batch(Edition(SERIES))) == ROWS
    again = parse_archive_html(write_archive_html(page, batch).encode(), "x")
    assert again.blocks == page.blocks
