"""A small issue on two pages, with decisions of every kind."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corrections.decisions.application import Application, apply
from corrections.decisions.decision import Decision, Verdict
from corrections.passage import read_passages
from ocr.page import BBox, Line, Page, Region, RegionKind, Step, Word
from scans.scan import Label
from tei.article import Article, Block, BlockKind, Placement, Span, SpanKind, TextLine
from tei.batch import Batch
from tei.metadata import Edition, Person, Series

FIRST = (
    "A Strike in the Mills",
    "Pickets Hold the Gate",
    "The owners of the Cornintern mill said on",
    "Friday that no settle- ment tor the weavers",
    "was soextensive. Isvestia says tne same",
    "(the reference is to Lodz – Ed.) and so",
    "(Continued on page 3)",
)
SECOND = ("(Continued from page 1)", "it went on un- til Sunday, when the coun-", "try heard of it.")


def make_page(name: str, number: int, lines: tuple[str, ...]) -> Page:
    made = []
    for row, text in enumerate(lines):
        words = tuple(
            Word(
                f"r1.l{row}.w{n}",
                word,
                BBox(n * 60, row * 40, n * 60 + 50, row * 40 + 30),
                0.4 if word == "Lodz" else 0.95,
            )
            for n, word in enumerate(text.split())
        )
        made.append(Line(f"r1.l{row}", BBox(0, row * 40, 600, row * 40 + 30), words, text.endswith("-")))
    region = Region("r1", RegionKind.TEXT, BBox(0, 0, 600, 400), tuple(made))
    step = Step("Tesseract", "5.3.0", "psm 3")
    return Page(name, f"{name}.png", 1, f"{number}" * 64, 800, 600, 300, (region,), (step,))


def text_lines(page: Page, *rows: int) -> tuple[TextLine, ...]:
    passage = next(read_passages(page))
    tokens = {token.id: token for token in passage.tokens}
    lines = page.regions[0].lines
    return tuple(
        TextLine(tuple(tokens[word.id] for word in lines[row].words), Placement(page.id, "r1", lines[row].id))
        for row in rows
    )


def decide(
    page: str, tokens: str, before: str, after: tuple[str, ...], verdict: Verdict, **more: str
) -> Decision:
    when = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    who = more.get("who", "A. Reviewer")
    source = more.get("source", "")
    return Decision(
        page,
        tuple(tokens.split()),
        tuple(before.split()),
        after,
        verdict,
        who,
        when,
        "why & <how>",
        "0.1",
        0.95,
        source,
    )


@pytest.fixture
def pages() -> dict[str, Page]:
    return {"s1": make_page("s1", 1, FIRST), "s3": make_page("s3", 3, SECOND)}


@pytest.fixture
def decisions() -> tuple[Decision, ...]:
    return (
        decide(
            "s1",
            "r1.l2.w4",
            "Cornintern",
            ("Comintern",),
            Verdict.CORRECT,
            source="Comintern",
            who="redpencil",
        ),
        decide("s1", "r1.l3.w3 r1.l3.w4", "settle- ment", ("settlement", ""), Verdict.CORRECT),
        decide("s1", "r1.l3.w5", "tor", ("for",), Verdict.MISPRINT),
        decide("s1", "r1.l4.w1", "soextensive.", ("so extensive.",), Verdict.CORRECT),
        decide("s1", "r1.l4.w2", "Isvestia", ("Izvestia",), Verdict.REGULARISE, source="Izvestia"),
        decide("s1", "r1.l4.w4", "tne", ("tne",), Verdict.FLAG),
        decide("s3", "r1.l1.w8 r1.l2.w0", "coun- try", ("Coun-", "try"), Verdict.CORRECT),
        decide("s3", "r1.l2.w3", "it.", ("it,",), Verdict.MISPRINT),
    )


@pytest.fixture
def batch(pages: dict[str, Page], decisions: tuple[Decision, ...]) -> Batch:
    readings = {}
    for name, page in pages.items():
        done: Application = apply(read_passages(page), [d for d in decisions if d.document == name])
        assert not done.stale
        readings[name] = done.readings
    edition = Edition(
        Series("militant", "The Militant", "New York", "Communist League of America"),
        people=(Person("A. Reviewer", "reviewer"),),
    )
    day = date(1933, 6, 3)
    labels = {name: Label(name[1:], day, 6, "29") for name in pages}
    return Batch(edition, pages, labels, readings)


@pytest.fixture
def article(pages: dict[str, Page]) -> Article:
    one, three = pages["s1"], pages["s3"]
    blocks = (
        Block("b1", BlockKind.HEAD, text_lines(one, 0)),
        Block("b2", BlockKind.SUBHEAD, text_lines(one, 1)),
        Block("b3", BlockKind.PARAGRAPH, text_lines(one, 2, 3, 4, 5), (Span(SpanKind.NOTE, 22, 28),), 0.5),
        Block("b4", BlockKind.JUMP_LINE, text_lines(one, 6)),
        Block("b5", BlockKind.JUMP_HEAD, text_lines(three, 0)),
        Block("b6", BlockKind.PARAGRAPH, text_lines(three, 1, 2)),
    )
    label = Label(None, date(1933, 6, 3), 6, "29")
    return Article("militant.1933-06-03.v06n29.a01", blocks, label, ("1", "3"), confidence=0.8)
