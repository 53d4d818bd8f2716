"""How letters begin, and how they and signed articles end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

import pytest
from lxml import etree

from corrections.decisions.decision import Verdict
from corrections.passage import Token
from ocr.page import BBox, Line, Page, Region, RegionKind, Word
from tei.archive_html import write_archive_html
from tei.article import Article, Block, BlockKind, TextLine
from tei.authorship import Authorship, find_authorship
from tei.batch import Batch
from tei.closing import is_greeting
from tei.editing import Hand, read_edits
from tei.edition.text import render_text
from tei.export import name_authors
from tei.metadata import Edition, Series
from tei.overrides import Overrides
from tei.segmentation import segment
from tei.transcriptions.archive import parse_archive_html
from tei.transcriptions.tei_text import list_unkept, parse_tei
from tei.validation import validate_bytes
from tei.writer import compose, enclose_article

SERIES = Series("militant", "The Militant")
PLAIN = Batch(Edition(SERIES))
HERE = Path("a01.xml")
P, SALUTE, SIGNED, DATED = (
    BlockKind.PARAGRAPH,
    BlockKind.SALUTE,
    BlockKind.SIGNED,
    BlockKind.DATELINE,
)
FULL = 400
"""Width of a column in pixels; a letter has ten."""
TEXT = ("places of duty that we have undertaken to", "serve, and that we owe to all our country-")
ENDED = "men of whatever rank they are."


def set_column(*lines: tuple[str, int], kind: RegionKind = RegionKind.TEXT, captions: int = 0) -> Page:
    """A column under a headline: texts, and how far each begins from the left, in pixels.

    The last `captions` lines stand in a region of their own.
    """
    set_lines = [("A MESSAGE", 100), *(4 * [(text, 0) for text in TEXT]), *lines]
    made = [_set_line(n, text, left, 42 if n == 0 else 20) for n, (text, left) in enumerate(set_lines)]
    parts = [made[:1], made[1 : len(made) - captions], made[len(made) - captions :]]
    kinds = (RegionKind.HEADLINE, kind, kind)
    regions = (
        Region(f"r{n}", sort, BBox.around([line.bbox for line in part]), tuple(part))
        for n, (sort, part) in enumerate(zip(kinds, parts, strict=True), 1)
        if part
    )
    return Page("p1", "p1.png", 1, "0" * 64, 800, 1200, 300, tuple(regions))


def _set_line(n: int, text: str, left: int, height: int) -> Line:
    top, words, size = 60 + 26 * n, [], height // 2
    height = round(height * (0.94 if set("gjpqyQ,;()$").intersection(text) else 0.72))
    for number, word in enumerate(text.split()):
        box = BBox(left, top, left + size * len(word), top + height)
        words.append(Word(f"l{n:02}.w{number}", word, box, 0.95))
        left = box.right + size
    return Line(f"l{n:02}", BBox.around([word.bbox for word in words]), tuple(words), text.endswith("-"))


def read_end(page: Page, **kinds: BlockKind) -> list[tuple[BlockKind, str]]:
    """Kinds and texts of the blocks after the first paragraph; `kinds` are set by hand."""
    fixed = {f"p1#{line}": kind for line, kind in kinds.items()}
    (article,) = segment([page], {}, SERIES, Overrides(kinds=fixed))
    told = [(block.kind, " ".join(line.text for line in block.lines)) for block in article.blocks]
    return told[2:] if told[1][0] is P else told


@pytest.mark.parametrize(
    ("lines", "closing"),
    [
        ([("GROVER CLEVELAND.", 230)], [SIGNED]),
        ([("“GROVER CLEVELAND.", 140), ('"Executive Mansion, Dec. 2, 1895.”', 12)], [SIGNED, DATED]),
        ([("Bb. F. ADAMS. D. D. G. C.", 110)], [SIGNED]),
        ([("Yours fraternally,", 120), ("James Macpherson", 240)], [SALUTE, SIGNED]),
        ([("I remain yours, very truly,", 60), ("A. DE LEON", 280)], [SALUTE, SIGNED]),
        ([("John Winslow,", 260), ("Peter van Doren,", 230), ("Ruth Abt.", 300)], [SIGNED]),
        ([("New York, May 3, 1933.", 20), ("THE EDITORS.", 270)], [DATED, SIGNED]),
    ],
)
def test_the_lines_that_sign_a_text_are_told(lines: list[tuple[str, int]], closing: list[BlockKind]) -> None:
    found = read_end(set_column((ENDED, 0), *lines))
    assert [kind for kind, _ in found] == closing
    assert " ".join(text for _, text in found) == " ".join(text for text, _ in lines)


@pytest.mark.parametrize(
    "lines",
    [
        [("men of the town and of", 0), ("GROVER CLEVELAND.", 230)],  # the sentence goes on
        [(ENDED, 0), ("GROVER CLEVELAND.", 15)],  # a paragraph begins so
        [(ENDED, 0), ("James Macpherson", 100)],  # at no edge, in no capitals
        [(ENDED, 0), ("so ended the long day.", 180)],
        [(ENDED, 0), ("—New York Sun.", 260)],  # where it was taken from
        [(ENDED, 0), ("THE END.", 160)],
        [(ENDED, 0), ("(To be continued.)", 220)],
        [(ENDED, 0), ("$12.50", 340)],
        [(ENDED, 0), ("GROVER CLEVELAND.", 230), ("who was to speak, said that he would not.", 0)],
        [(ENDED, 0), ("New York, May 3, 1933.", 20)],  # nobody signs
        [(ENDED, 0), ("Yours fraternally,", 120)],
        [(ENDED, 0), *(6 * [("John Winslow,", 270)])],  # a list of names
    ],
)
def test_what_only_looks_like_a_signature_is_none(lines: list[tuple[str, int]]) -> None:
    found = read_end(set_column(*lines))
    assert not {SALUTE, SIGNED}.intersection(kind for kind, _ in found)


def test_captions_and_advertisements_are_not_signed() -> None:
    lines = ((ENDED, 0), ("Rosalie Kovacs", 260))
    assert read_end(set_column(*lines))[-1][0] is SIGNED
    assert SIGNED not in [kind for kind, _ in read_end(set_column(*lines, captions=1))]
    boxed = set_column(*lines, kind=RegionKind.ADVERTISEMENT)
    found = {block.kind for article in segment([boxed], {}, SERIES) for block in article.blocks}
    assert SIGNED not in found


def test_what_a_person_has_set_stays() -> None:
    page = set_column((ENDED, 0), ("GROVER CLEVELAND.", 230))
    assert read_end(page, l10=P) != read_end(page)
    assert SIGNED not in [kind for kind, _ in read_end(page, l10=P)]
    assert read_end(page, l09=SIGNED)[0] == (SIGNED, ENDED)


GREETED, SIGNATURE = ("Yours fraternally,", 120), ("James Macpherson", 240)
MORE = [*(3 * [(text, 0) for text in TEXT]), (ENDED, 0)]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ([GREETED, SIGNATURE, ("Dear Comrades:", 0)], [P, SALUTE, SIGNED, SALUTE, P]),
        ([SIGNATURE, ("To the Editor:", 0)], [P, SIGNED, SALUTE, P]),
        ([GREETED, SIGNATURE], [P, SALUTE, SIGNED, P]),
        ([("To all workers in the trade:", 0)], [P, SALUTE, P]),
        ([SIGNATURE], None),  # it may be anything in the middle of a text
        ([("“Dear Comrades,” he said,", 0)], None),
        ([("Dear as it was to him, the", 0)], None),
        ([("places of duty, and", 0), ("Dear Comrades:", 0)], None),  # the sentence goes on
    ],
)
def test_letters_in_the_middle_of_an_article_begin_and_end(
    lines: list[tuple[str, int]], kinds: list[BlockKind] | None
) -> None:
    found = [kind for kind, _ in read_end(set_column((ENDED, 0), *lines, *MORE)) if kind is not None]
    assert set(found) == {P} if kinds is None else [P, *found][-len(kinds) :] == kinds


def test_whom_an_article_addresses_is_told() -> None:
    page = set_column((ENDED, 0))
    head, body = page.regions
    addressed = _set_line(1, "Fellow Workers:", 0, 20)
    given = replace(page, regions=(head, replace(body, lines=(addressed, *body.lines[1:]))))
    (article,) = segment([given], {}, SERIES)
    assert [block.kind for block in article.blocks] == [BlockKind.HEAD, SALUTE, P]
    (article,) = segment([given], {}, SERIES, Overrides(kinds={"p1#l01": P}))
    assert SALUTE not in {block.kind for block in article.blocks}


def test_greetings() -> None:
    assert all(map(is_greeting, ("Yours fraternally,", "“Very truly yours,", "Fraternally", "YOURS,")))
    assert not any(map(is_greeting, ("Yours is the victory.", "I am", "", "fraternally received the men")))


def make_article(*parts: tuple[BlockKind, str]) -> Article:
    blocks = []
    for n, (kind, text) in enumerate(parts, start=1):
        words = text.split()
        tokens = (Token(f"b{n}.w{i}", word, ends_line=i == len(words)) for i, word in enumerate(words, 1))
        blocks.append(Block(f"b{n}", kind, (TextLine(tuple(tokens)),)))
    return Article("a01", tuple(blocks))


HEAD, LETTER = (BlockKind.HEAD, "A Letter"), (P, "Comrades: It is so.")
END = ((SALUTE, "Yours fraternally,"), (SIGNED, "A. Weber"), (DATED, "Lodz, May 3, 1933"))


def write(*parts: tuple[BlockKind, str]) -> etree._Element:
    content = enclose_article(compose(make_article(*parts), PLAIN)).content
    assert validate_bytes(content, HERE) == ()
    return etree.fromstring(content)


def outline(root: etree._Element) -> list[str]:
    """The elements of the article, each with those around it."""
    (top,) = root.iterfind(".//{*}body/{*}div")
    found = []
    for node in top.iterdescendants("{*}*"):
        within = list(takewhile(lambda one: one is not top, node.iterancestors()))
        found.append("/".join(etree.QName(one).localname for one in (*reversed(within), node)))
    return found


def test_what_closes_an_article_stands_in_a_closer() -> None:
    assert outline(write(HEAD, LETTER, *END)) == [
        "head",
        "p",
        "closer",
        "closer/salute",
        "closer/signed",
        "closer/dateline",
    ]


def test_whom_a_letter_addresses_stands_in_an_opener() -> None:
    address = (SALUTE, "Dear Comrades:")
    found = outline(write(HEAD, END[2], address, LETTER, address, LETTER))
    assert found == ["head", "opener", "opener/dateline", "opener/salute", "p", "ab", "p"]
    assert outline(write(HEAD, (BlockKind.SECTION, "Another"), address, LETTER))[-3:] == [
        "div/opener",
        "div/opener/salute",
        "div/p",
    ]


def test_a_signature_under_a_section_closes_the_section() -> None:
    section = (BlockKind.SECTION, "Another")
    found = outline(write(HEAD, LETTER, *END, section, LETTER, *END[:2]))
    assert found[:5] == ["head", "p", "ab", "ab", "ab"]  # a division may follow no closer
    assert found[5:] == [
        "div",
        "div/head",
        "div/p",
        "div/closer",
        "div/closer/salute",
        "div/closer/signed",
    ]


def test_a_signature_with_text_after_it_closes_nothing() -> None:
    assert outline(write(HEAD, LETTER, *END, (P, "P.S. It is not."))) == ["head", "p", "ab", "ab", "ab", "p"]
    assert outline(write(HEAD, LETTER, END[2])) == ["head", "p", "ab"]
    assert outline(write(HEAD, *END[:2])) == ["head", "opener", "opener/salute", "ab"]  # nor without any
    assert outline(write(HEAD, END[2], (BlockKind.NOTE, "– Ed."), END[1])) == [
        "head",
        "dateline",
        "note",
        "ab",
    ]


def test_a_signed_article_is_not_called_unsigned() -> None:
    for parts, said in (((HEAD, LETTER, *END), "Signed below the text."), ((HEAD, LETTER), "Unsigned.")):
        (note,) = write(*parts).iterfind(".//{*}note[@type='authorship']")
        assert note.text == said


def test_a_person_that_signs_below_the_text_is_its_author() -> None:
    article = make_article(HEAD, LETTER, *END)
    guessed = replace(article, blocks=tuple(replace(block, confidence=0.7) for block in article.blocks))
    for letter, cert in ((guessed, "medium"), (article, None)):
        root = etree.fromstring(enclose_article(compose(name_authors(letter, PLAIN), PLAIN)).content)
        named = root.findall(".//{*}titleStmt/{*}author") + root.findall(".//{*}analytic/{*}author")
        assert [(author.text, author.get("cert")) for author in named] == 2 * [("A. Weber", cert)]
        assert root.findtext(".//{*}xenoData//{*}creator") == "A. Weber"


@pytest.mark.parametrize(
    "parts",
    [
        (HEAD, LETTER, *END, LETTER, *END),  # two letters are of two people
        (HEAD, LETTER, *END, LETTER),
        (HEAD, LETTER, (SALUTE, "Dear Comrades:"), LETTER, *END),  # a letter that is quoted
        (HEAD, LETTER, (SIGNED, "The Editors")),
        (HEAD, LETTER, END[2]),
    ],
)
def test_who_signs_a_part_or_for_a_body_is_no_author(parts: tuple[tuple[BlockKind, str], ...]) -> None:
    assert find_authorship(make_article(*parts), PLAIN) == Authorship()


def test_a_byline_says_more_than_a_signature() -> None:
    article = make_article(HEAD, (BlockKind.BYLINE, "By Ruth Abt"), LETTER, *END)
    assert find_authorship(article, PLAIN) == Authorship(("Ruth Abt",))


def test_closings_are_read_back() -> None:
    article = make_article(HEAD, LETTER, *END)
    kept = [block.kind for block in article.blocks]
    content = enclose_article(compose(article, PLAIN)).content
    assert [block.kind for block in parse_tei(content, HERE).blocks[-5:]] == kept
    assert "signed" not in list_unkept(content, HERE)
    page = write_archive_html(name_authors(article, PLAIN), PLAIN)
    assert '<p class="signed">A. Weber</p>' in page
    assert "<h2>A. Weber</h2>" in page
    assert [block.kind for block in parse_archive_html(page.encode(), "a01").blocks] == kept
    shown = str(render_text(etree.fromstring(content), {}))
    assert '<p class="signed">A. Weber</p>' in shown


def test_an_edited_signature_is_a_decision(tmp_path: Path) -> None:
    article = make_article(HEAD, LETTER, *END)
    path = tmp_path / "a01.xml"
    path.write_bytes(enclose_article(compose(article, PLAIN)).content.replace(b"A. Weber", b"A. Weaver"))
    found = read_edits(path, [article], PLAIN, Hand("Anna", datetime(2026, 1, 1, tzinfo=UTC), "0"))
    assert found is not None
    assert not found.problems
    assert [(d.before, d.after, d.verdict) for d in found.decisions] == [
        (("Weber",), ("Weaver",), Verdict.CORRECT)
    ]
