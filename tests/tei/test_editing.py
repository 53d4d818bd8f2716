"""Edited files read back as decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrections.decisions.application import Reading, apply
from corrections.decisions.decision import Decision, Verdict
from corrections.passage import Token, read_passages
from tei.article import Article, Block, BlockKind, TextLine
from tei.batch import Batch
from tei.editing import Edits, Hand, compare, read_edits
from tei.markup import ID, TEI
from tei.metadata import Edition, Series
from tei.units import parse_units, read_units
from tei.validation import parse
from tei.writer import compose, enclose_article, enclose_issue

HAND = Hand("C. Editor", datetime(2026, 12, 1, tzinfo=UTC), "0.1")


def edit(article: Article, batch: Batch, folder: Path, changes: Mapping[str, str]) -> Edits:
    text = enclose_article(compose(article, batch)).content.decode()
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder / "edited.xml"
    path.write_text(text, encoding="utf-8")
    edits = read_edits(path, [article], batch, HAND)
    assert edits is not None
    return edits


def test_an_unedited_file_holds_no_edits(article: Article, batch: Batch, tmp_path: Path) -> None:
    path = tmp_path / "issue.xml"
    path.write_bytes(enclose_issue([compose(article, batch)]).content)
    assert read_edits(path, [article], batch, HAND) == Edits((), ())
    assert edit(article, batch, tmp_path, {}) == Edits((), ())


@pytest.mark.parametrize(
    ("old", "new", "before", "after", "verdict"),
    [
        ("The owners", "The landlords", ("owners",), ("landlords",), Verdict.CORRECT),
        (">Comintern</w>", ">Cominform</w>", ("Cornintern",), ("Cominform",), Verdict.CORRECT),
        ("mill said", "mill has said", ("mill",), ("mill has",), Verdict.CORRECT),
        ("mill said", "mill", ("mill", "said"), ("mill", ""), Verdict.CORRECT),
        ("(Continued on", "(Contd on", ("(Continued",), ("(Contd",), Verdict.CORRECT),
        (
            "mill said",
            "<choice><sic>mill</sic><corr>mills</corr></choice> said",
            ("mill",),
            ("mills",),
            Verdict.MISPRINT,
        ),
        (
            "Sunday,",
            "<choice><orig>Sunday</orig><reg>Sabbath</reg></choice>,",
            ("Sunday,",),
            ("Sabbath,",),
            Verdict.REGULARISE,
        ),
        ("Coun<pc", "Town<pc", ("coun-", "try"), ("Town-", "try"), Verdict.CORRECT),
    ],
)
def test_an_edit_becomes_a_decision(
    article: Article,
    batch: Batch,
    tmp_path: Path,
    old: str,
    new: str,
    before: tuple[str, ...],
    after: tuple[str, ...],
    verdict: Verdict,
) -> None:
    edits = edit(article, batch, tmp_path, {old: new})
    (decision,) = edits.decisions
    assert (decision.before, decision.after, decision.verdict) == (before, after, verdict)
    assert (decision.who, decision.when, decision.why) == (HAND.who, HAND.when, "edited in edited.xml")


def test_a_choice_taken_away_confirms_the_print(article: Article, batch: Batch, tmp_path: Path) -> None:
    text = enclose_article(compose(article, batch)).content.decode()
    begin = text.index("<choice><sic")
    end = text.index("</choice>", begin) + len("</choice>")
    (decision,) = edit(article, batch, tmp_path, {text[begin:end]: "tor"}).decisions
    assert (decision.before, decision.after, decision.verdict) == (("tor",), ("tor",), Verdict.KEEP)


def test_decisions_read_back_give_the_edited_text(article: Article, batch: Batch, tmp_path: Path) -> None:
    edits = edit(article, batch, tmp_path, {"mill said": "works declared", "heard of": "heard nothing of"})
    readings = {
        name: apply(
            read_passages(page), [d for d in (*_made(batch, name), *edits.decisions) if d.document == name]
        )
        for name, page in batch.pages.items()
    }
    told = replace(batch, readings={name: done.readings for name, done in readings.items()})
    text = enclose_article(compose(article, told)).content.decode()
    assert ">works</w> " in text
    assert ">declared</w> on\n" in text
    assert ">heard nothing</seg> of" in text


def _made(batch: Batch, name: str) -> list[Decision]:
    return list({id(r.decision): r.decision for r in batch.readings[name].values()}.values())


def test_a_missing_block_is_told(article: Article, batch: Batch, tmp_path: Path) -> None:
    edits = edit(article, batch, tmp_path, {'xml:id="a01.b6"': 'xml:id="other"'})
    assert edits.decisions == ()
    assert "a01.b6" in edits.problems[0].text


def test_elements_from_elsewhere_do_not_disturb(article: Article, batch: Batch, tmp_path: Path) -> None:
    changes = {
        "The owners": '<emph xmlns="urn:x">The</emph> <foreign>own</foreign>ers',
        "mill said": "<!-- ! -->mill said",
    }
    assert edit(article, batch, tmp_path, changes).decisions == ()


words = st.text("abc-.,()", min_size=1, max_size=6)


@settings(deadline=None)
@given(st.lists(st.tuples(words, st.booleans()), min_size=1, max_size=8), st.data())
def test_what_is_written_is_read_as_no_edit(texts: list[tuple[str, bool]], data: st.DataObject) -> None:
    tokens = tuple(Token(f"t{n}", text, hyphenated=divided) for n, (text, divided) in enumerate(texts))
    block = Block("b1", BlockKind.PARAGRAPH, (TextLine(tokens),))
    article = Article("m.undated.a01", (block,))
    made = []
    for token in tokens:
        verdict = data.draw(st.sampled_from((None, Verdict.CORRECT, Verdict.MISPRINT, Verdict.REGULARISE)))
        if verdict:
            spans, after = (token.id,), (data.draw(words),)
            made.append(Decision(article.id, spans, (token.text,), after, verdict, "x", HAND.when, "", "0"))
    batch = Batch(Edition(Series("m", "M")), readings={article.id: apply(article.passages(), made).readings})
    root = parse(enclose_article(compose(article, batch)).content, Path("article.xml"))
    (node,) = root.findall(f".//{{{TEI}}}p[@{ID}='a01.b1']")
    assert compare(read_units(block, article, batch), parse_units(node)) == []


def test_what_is_not_read_of_an_edited_file_is_told(article: Article, batch: Batch, tmp_path: Path) -> None:
    text = enclose_article(compose(article, batch)).content.decode()
    path = tmp_path / "edited.xml"
    added = '<p>A paragraph of their own.</p><fw type="jumpLine" place="bottom" xml:id="a01.b4"'
    text = text.replace('<fw type="jumpLine" place="bottom" xml:id="a01.b4"', added, 1)
    path.write_text(text.replace("try</w> heard", "try</w> <emph>heard</emph>"), encoding="utf-8")
    edits = read_edits(path, [article], batch, Hand("E", datetime(2026, 1, 1, tzinfo=UTC), "0"))
    told = [problem.text for problem in edits.problems]
    assert told == [
        "'A paragraph of their own.' stands in no block that was exported, and was not taken",
        "the text of <emph> was read; the element will not be in the next export",
    ]


def test_a_file_that_nobody_edited_tells_nothing(article: Article, batch: Batch, tmp_path: Path) -> None:
    path = tmp_path / "same.xml"
    path.write_bytes(enclose_issue([compose(article, batch)]).content)
    edits = read_edits(path, [article], batch, Hand("E", datetime(2026, 1, 1, tzinfo=UTC), "0"))
    assert edits == Edits((), ())


def make(texts: list[str]) -> tuple[Article, Batch]:
    tokens = tuple(Token(f"t{n}", text) for n, text in enumerate(texts))
    blocks = (Block("b0", BlockKind.PARAGRAPH, ()), Block("b1", BlockKind.PARAGRAPH, (TextLine(tokens),)))
    return Article("m.undated.a01", blocks), Batch(Edition(Series("m", "M")))


@pytest.mark.parametrize(
    ("changes", "before", "after"),
    [
        ({"one two": "new one two"}, ("one",), ("new one",)),
        ({"one two": "two"}, ("one", "two"), ("two", "")),
        ({"three": "three new"}, ("three",), ("three new",)),
        ({"two three": "two"}, ("two", "three"), ("two", "")),
        ({"one two three": "1 2 3"}, ("one", "two", "three"), ("1", "2", "3")),
        ({"two": "2 and more"}, ("two",), ("2 and more",)),
    ],
)
def test_words_added_and_taken_away_go_with_a_neighbour(
    tmp_path: Path, changes: dict[str, str], before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    article, batch = make(["one", "two", "three"])
    decisions = edit(article, batch, tmp_path, changes).decisions
    assert tuple(word for made in decisions for word in made.before) == before
    assert tuple(word for made in decisions for word in made.after) == after


def test_an_article_that_is_not_in_the_file_has_no_edits(
    article: Article, batch: Batch, tmp_path: Path
) -> None:
    other, its = make(["one"])
    path = tmp_path / "other.xml"
    path.write_bytes(enclose_article(compose(replace(other, id="m.undated.a02"), its)).content)
    assert read_edits(path, [article], batch, HAND) is None


def test_the_first_article_of_another_issue_is_another_article(
    article: Article, batch: Batch, tmp_path: Path
) -> None:
    path = tmp_path / "edited.xml"
    other = replace(article, id="militant.1933-06-10.v06n30.a01", label=replace(article.label, issue="30"))
    for content in (
        enclose_article(compose(article, batch)).content,
        enclose_issue([compose(article, batch)]).content,
    ):
        path.write_bytes(content.replace(b"The owners", b"The landlords"))
        assert read_edits(path, [other], batch, HAND) is None
        edits = read_edits(path, [other, article], batch, HAND)
        assert edits
        assert [decision.after for decision in edits.decisions] == [("landlords",)]


def test_a_word_removed_at_the_beginning_is_no_edit(tmp_path: Path) -> None:
    article, batch = make(["y", "existing", "forms"])
    token = "t0"
    removed = Decision(
        article.id, (token,), ("y",), ("",), Verdict.CORRECT, "redpencil", HAND.when, "a speck", "0"
    )
    decided = replace(batch, readings={article.id: {token: Reading("", 0, removed)}})
    path = tmp_path / "article.xml"
    path.write_bytes(enclose_article(compose(article, decided)).content)
    assert read_edits(path, [article], decided, HAND) == Edits((), ())
    path.write_bytes(path.read_bytes().replace(b"existing", b"standing"))
    edits = read_edits(path, [article], decided, HAND)
    assert edits
    assert ["".join(decision.after) for decision in edits.decisions] == ["standing"]


def test_an_article_taken_out_of_an_issue_is_told(article: Article, batch: Batch, tmp_path: Path) -> None:
    path = tmp_path / "issue.xml"
    content = enclose_issue([compose(article, batch)]).content
    path.write_bytes(content.replace(b'xml:id="a01"', b'xml:id="a99"'))
    edits = read_edits(path, [article], batch, HAND)
    assert edits
    assert (edits.decisions, ["'a01' is gone" in p.text for p in edits.problems]) == ((), [True])
