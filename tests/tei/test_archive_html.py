from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from corrections.decisions.application import apply
from corrections.decisions.decision import Decision, Verdict
from scans.scan import Label
from tei.archive_html import write_archive_html
from tei.archive_path import archive_path
from tei.article import Article, Block, BlockKind, Span, SpanKind
from tei.batch import Batch
from tei.metadata import Edition, Person, Series
from tei.transcriptions import parse_archive_html, parse_text, read_transcription
from tei.transcriptions.assembly import assemble
from tei.transcriptions.lines import build_block

BATCH = Batch(Edition(Series("militant", "The Militant")))
SOURCE = "From The Militant, Vol. VI No. 29, 3 June 1933, pp. 1 & 3."
CREDIT = "Transcriebd & marked up by A. Typist for the Example Archive."
UPDATED = "Last updated on 4 September 2015"
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6).filter(
    lambda word: len(word.split()) == 1 and word[-1] not in "-‐¬"
)
TEXT_KINDS = (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.SECTION, BlockKind.NOTE)


def outline(blocks: Sequence[Block]) -> list[object]:
    """What must survive: kinds, words with ids, lines and spans."""
    return [(block.id, block.kind, block.lines, set(block.spans)) for block in blocks]


@st.composite
def spans(draw: st.DrawFn, words: list[str]) -> tuple[Span, ...]:
    """Neighbouring spans of any kind, around words that have letters."""
    made, at = [], 0
    while at < len(words) and draw(st.booleans()):
        first = draw(st.integers(at, len(words) - 1))
        kind = draw(st.sampled_from((SpanKind.NOTE, SpanKind.EMPHASIS, SpanKind.ANCHOR)))
        last = first if kind is SpanKind.ANCHOR else draw(st.integers(first, len(words) - 1))
        made.append(Span(kind, first, last))
        at = last + 1
    return tuple(made)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    head = draw(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=3))
    blocks = [build_block(1, BlockKind.HEAD, head)]
    lines = [(BlockKind.SUBHEAD, draw(st.booleans()) and "A Further Deck"), (BlockKind.SOURCE, SOURCE)]
    lines += [(BlockKind.CREDIT, CREDIT), (BlockKind.BYLINE, draw(st.booleans()) and "By Anna Weber")]
    for kind, line in lines:
        if line:
            blocks.append(build_block(len(blocks) + 1, kind, [line.split()]))
    for kind in draw(st.lists(st.sampled_from(TEXT_KINDS), min_size=1, max_size=5)):
        words = draw(st.lists(WORDS, min_size=1, max_size=8))
        blocks.append(build_block(len(blocks) + 1, kind, [words], draw(spans(words))))
    blocks.append(build_block(len(blocks) + 1, BlockKind.UPDATED, [UPDATED.split()]))
    return assemble("any", tuple(blocks))


@settings(deadline=None)
@given(articles())
def test_what_is_written_is_read_back(article: Article) -> None:
    back = parse_archive_html(write_archive_html(article, BATCH).encode(), "any")
    assert outline(back.blocks) == outline(article.blocks)
    assert outline(back.front) == outline(article.front)
    assert replace(back, blocks=(), front=()) == replace(article, blocks=(), front=())


def test_nested_spans_are_read_back() -> None:
    spans = (Span(SpanKind.NOTE, 1, 5), Span(SpanKind.EMPHASIS, 2, 3), Span(SpanKind.ANCHOR, 6, 6))
    words = ["He", "(the", "great", "man", "–", "Ed.)", "[1]", ",", "left."]
    block = build_block(1, BlockKind.PARAGRAPH, [words], spans)
    page = write_archive_html(Article("any", (block,)), BATCH)
    assert 'He <span class="inote">(the <em>great man</em> – Ed.)</span><sup class="anote">[1]</sup>,' in page
    (back,) = parse_archive_html(page.encode(), "any").blocks
    assert outline([back])[0][3] == set(spans)  # type: ignore[index]


def test_text_cannot_become_mark_up() -> None:
    hostile = '<script>alert("x")</script> & <b onclick=1> \x01 “"\' --></title>'
    blocks = tuple(build_block(n, kind, [hostile.split()]) for n, kind in enumerate(BlockKind, 1))
    article = Article("any", blocks, authors=(hostile,), name=hostile)
    batch = Batch(
        Edition(Series("../../x", hostile, language='"><b>'), hostile, people=(Person(hostile, "markup"),))
    )
    tree = html.document_fromstring(write_archive_html(article, batch))
    assert not tree.xpath("//script | //b | //*[@onclick]")
    assert tree.xpath("string(//h1)") == " ".join(hostile.split()).replace("\x01", "\ufffd")
    assert archive_path(article, batch).parts[:4] == ("history", "etol", "newspape", "x")


def test_corrections_are_applied_and_misprints_said() -> None:
    article = parse_text("The Head Line\n\nThe Isvestia wrote tor hte strike, and so it went.", "any")
    words = {token.text: token.id for token in article.blocks[1].tokens}

    def decide(word: str, after: str, verdict: Verdict) -> Decision:
        when = datetime(2026, 11, 22, tzinfo=UTC)
        return Decision("any", (words[word],), (word,), (after,), verdict, "A", when, "", "0")

    decisions = (
        decide("Isvestia", "Izvestia", Verdict.REGULARISE),
        decide("tor", "for", Verdict.MISPRINT),
        decide("hte", "the", Verdict.CORRECT),
    )
    batch = replace(BATCH, readings={"any": apply(article.passages(), decisions).readings})
    page = write_archive_html(article, batch)
    wrote = '<span class="corrected" title="The newspaper has “tor”">for</span>'
    assert f"The Isvestia wrote {wrote} the strike, and" in page


def test_an_article_from_scans_states_its_source() -> None:
    label = Label(date=date(1933, 6, 3), volume=6, issue="29")
    blocks = (
        build_block(1, BlockKind.HEAD, [["A", "Head"]]),
        build_block(2, BlockKind.JUMP_LINE, [["(Continued"]]),
    )
    edition = Edition(
        Series("militant", "The Militant"), "Example Archive", people=(Person("A. Bee", "markup"),)
    )
    page = write_archive_html(Article("any", blocks, label, ("1", "3")), Batch(edition))
    source = SOURCE.replace("&", "&amp;").replace("The Militant", "<em>The Militant</em>")
    assert f"{source}<br>\nMarked up by A. Bee for Example Archive.</p>" in page
    assert parse_archive_html(page.encode(), "any").source == SOURCE
    assert "Continued" not in page


def test_the_archive_s_file_names() -> None:
    batch = Batch(Edition(Series("militant", "The Militant")))
    article = Article("a", (build_block(1, BlockKind.HEAD, [["On", "the", "Way", "to", "Łódź"]]),))
    labelled = replace(
        article, label=Label(date=date(1933, 6, 3), volume=6, issue="9"), authors=("Max O’Neil",)
    )
    assert str(archive_path(labelled, batch)) == "history/etol/newspape/militant/vol06/no09/oneil.htm"
    assert str(archive_path(article, batch)) == "history/etol/newspape/militant/way.htm"
    dated = replace(labelled, label=Label(date=date(1933, 6, 3), issue="29-30"), authors=())
    assert str(archive_path(dated, batch)) == "history/etol/newspape/militant/1933/no29-30/way.htm"


def test_the_seed_survives_html(shared: Path, tmp_path: Path) -> None:
    article = read_transcription(shared / "data/seed/militant-1933-06-03-stalinist-diplomacy.txt")
    path = tmp_path / f"{article.id}.htm"
    path.write_text(write_archive_html(article, BATCH), encoding="utf-8")
    back = read_transcription(path)
    assert outline(back.blocks + back.front) == outline(article.blocks + article.front)
    assert (back.credits, back.label, back.pages) == (article.credits, article.label, article.pages)


@pytest.mark.parametrize("kind", list(BlockKind))
def test_every_kind_of_block_can_be_written(kind: BlockKind) -> None:
    page = write_archive_html(Article("any", (build_block(1, kind, [["Word"]]),)), BATCH)
    assert html.document_fromstring(page) is not None
