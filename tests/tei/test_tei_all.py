"""What our profile accepts, TEI All accepts."""

from __future__ import annotations

import copy
import random
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from corrections.decisions.application import Reading
from corrections.decisions.decision import Decision, Verdict
from corrections.entry import Entry, Kind
from corrections.lexicon import Lexicon
from corrections.passage import Token
from scans.scan import Label
from tei.article import Article, Block, BlockKind, Credit, Genre, Span, SpanKind, TextLine
from tei.batch import Batch, Encoding
from tei.markup import ID
from tei.metadata import Edition, Licence, Person, Series
from tei.names import index_names
from tei.validation import parse, read_profile, validate_bytes
from tei.writer import compose, enclose_article, enclose_issue

pytestmark = pytest.mark.slow
SCHEMA = "schemas/tei_all-4.12.0.rng"
PROFILE = Path(__file__).parents[2] / "tei" / "profile.rng"
HERE = Path("article.xml")
MUTANTS = 300
ONLY_FRONT = (BlockKind.SOURCE, BlockKind.CREDIT, BlockKind.UPDATED, BlockKind.REMARK)
KINDS = [kind for kind in BlockKind if kind not in ONLY_FRONT]


@pytest.fixture(scope="session")
def tei_all(shared: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(shared / SCHEMA))


def test_an_article_and_an_issue(article: Article, batch: Batch, tei_all: etree.RelaxNG) -> None:
    kinds = {
        "Comintern": Kind.ORGANIZATION,
        "Lodz": Kind.PLACE,
        "Isvestia": Kind.PAPER,
        "Friday": Kind.PERSON,
    }
    index = index_names(Lexicon(tuple(Entry(form, kind) for form, kind in kinds.items())))
    named = replace(batch, encoding=Encoding(names=index))
    for held in (batch, named):
        for content in (
            enclose_article(compose(article, held)).content,
            enclose_issue([compose(article, held)]).content,
        ):
            assert tei_all.validate(etree.fromstring(content)), tei_all.error_log


def test_jing_agrees(article: Article, batch: Batch, shared: Path, tmp_path: Path) -> None:
    if shutil.which("jing") is None:
        pytest.skip("needs jing")
    path = tmp_path / "article.xml"
    path.write_bytes(enclose_article(compose(article, batch)).content)
    for schema in (shared / SCHEMA, PROFILE):
        done = subprocess.run(["jing", schema, path], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


words = st.text(st.characters(exclude_categories=("Zs", "Zl", "Zp", "Cc", "Cs")), min_size=1, max_size=8)
names = st.text(max_size=12)


@st.composite
def blocks(draw: st.DrawFn, number: int) -> tuple[Block, dict[str, Reading]]:
    texts = draw(st.lists(words, min_size=1, max_size=6))
    tokens = tuple(
        Token(f"b{number}.t{n}", text, hyphenated=draw(st.booleans())) for n, text in enumerate(texts)
    )
    cut = draw(st.integers(0, len(tokens)))
    lines = tuple(TextLine(part) for part in (tokens[:cut], tokens[cut:]) if part)
    first = draw(st.integers(0, len(tokens) - 1))
    spans = (Span(draw(st.sampled_from(list(SpanKind))), first, draw(st.integers(first, len(tokens) - 1))),)
    kind = draw(st.sampled_from(KINDS))
    begins = sorted(draw(st.lists(st.integers(0, len(tokens)), min_size=3, max_size=3)))
    cells = [range(begin, end) for begin, end in pairwise((0, *begins, len(tokens)))]
    grid = (tuple(cells[:2]), tuple(cells[2:])) if kind is BlockKind.TABLE and draw(st.booleans()) else ()
    block = Block(f"b{number}", kind, lines, draw(st.sampled_from([(), spans])), draw(st.floats(0, 1)), grid)
    return block, draw(readings(tokens))


@st.composite
def readings(draw: st.DrawFn, tokens: tuple[Token, ...]) -> dict[str, Reading]:
    made: dict[str, Reading] = {}
    index = 0
    while index < len(tokens):
        length = draw(st.integers(1, 3))
        span = tokens[index : index + length]
        index += length
        verdict = draw(st.sampled_from([v for v in Verdict if v is not Verdict.UNDO] + [None]))
        if verdict is None:
            continue
        before = tuple(token.text for token in span)
        after = before
        if verdict not in (Verdict.KEEP, Verdict.FLAG):
            after = tuple(draw(words if n == 0 else st.one_of(words, st.just(""))) for n in range(len(span)))
        decision = Decision(
            document="x",
            tokens=tuple(token.id for token in span),
            before=before,
            after=after,
            verdict=verdict,
            who=draw(st.sampled_from(["redpencil", "A. Reviewer", "Ünal <b>"])),
            when=datetime(2026, 1, draw(st.integers(1, 28)), tzinfo=UTC),
            why=draw(names),
            version="0",
            probability=draw(st.floats(0, 1)),
            source=draw(names),
        )
        for n, (token, text) in enumerate(zip(span, after, strict=True)):
            made[token.id] = Reading(text, n, decision)
    return made


@st.composite
def documents(draw: st.DrawFn) -> tuple[Article, Batch]:
    count = draw(st.integers(1, 6))
    made = [draw(blocks(n)) for n in range(count)]
    front, told = draw(blocks(99))
    label = Label(
        None,
        draw(st.none() | st.dates(date(1800, 1, 1))),
        draw(st.none() | st.integers(0, 99)),
        draw(st.none() | st.just("29-30")),
    )
    article = Article(
        "series.a01",
        tuple(block for block, _ in made),
        label,
        draw(st.sampled_from([(), ("1",), ("1", "3"), ("iv", "v")])),
        authors=tuple(draw(st.lists(names, max_size=2))),
        credits=(Credit(draw(st.sampled_from(["transcriber", "x"])), draw(names), draw(names)),),
        updated=draw(st.none() | st.just(date(2015, 9, 4))),
        source=draw(names),
        genre=draw(st.sampled_from(list(Genre))),
        front=(replace(front, id="front", kind=BlockKind.CREDIT, spans=()),),
    )
    licences = st.builds(
        Licence,
        st.sampled_from(["source", "edition"]),
        st.sampled_from(["", "https://example.org/a%20b"]),
        names,
    )
    edition = Edition(
        Series("series", draw(words), draw(names), draw(names), draw(names)),
        draw(names),
        draw(names),
        draw(st.sampled_from(["1.0.0", "", "draft 2"])),
        (Person(draw(names), draw(st.sampled_from(["reviewer", "markup", "cook"]))),),
        tuple(draw(st.lists(licences, max_size=2))),
    )
    found = {name: reading for some in (*(r for _, r in made), told) for name, reading in some.items()}
    return article, Batch(edition, readings={article.id: found})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_whatever_is_written_is_valid_by_both(
    tei_all: etree.RelaxNG, document: tuple[Article, Batch]
) -> None:
    article, batch = document
    for content in (
        enclose_article(compose(article, batch)).content,
        enclose_issue([compose(article, batch)]).content,
    ):
        problems = validate_bytes(content, HERE)
        assert not [problem for problem in problems if "the source states" not in problem.text]
        assert tei_all.validate(etree.fromstring(content)), tei_all.error_log


def mutate(root: etree._Element, chance: random.Random) -> etree._Element:
    """The document with one element gone, doubled, moved or renamed, or one attribute changed."""
    made = copy.deepcopy(root)
    nodes = [node for node in made.iter(etree.Element) if node is not made]
    node, other = chance.choice(nodes), chance.choice(nodes)
    parent = node.getparent()
    attributes = sorted(node.attrib)
    match chance.randrange(6):
        case 0:
            parent.remove(node)
        case 1:
            parent.insert(chance.randrange(len(parent) + 1), copy.deepcopy(node))
        case 2 if other not in node.iter() and node not in other.iterancestors():
            other.insert(chance.randrange(len(other) + 1), node)
        case 3:
            node.tag = other.tag
        case 4 if attributes:
            node.set(chance.choice(attributes), chance.choice(["", "x y", "#nowhere", "-1", "9", "high"]))
        case _:
            name, value = chance.choice(sorted(other.attrib.items()) or [("n", "1")])
            node.set(name, value)
    return made


def _sign(article: Article) -> Article:
    """The article with its last line and the one before as a signature and a greeting."""
    *above, last = article.blocks
    greeting = replace(last, id="b7", kind=BlockKind.SALUTE, lines=last.lines[:1])
    return replace(
        article, blocks=(*above, greeting, replace(last, kind=BlockKind.SIGNED, lines=last.lines[1:]))
    )


def test_what_tei_all_refuses_the_profile_refuses(
    article: Article, batch: Batch, tei_all: etree.RelaxNG
) -> None:
    chance = random.Random(1933)
    refused = 0
    root = etree.fromstring(enclose_issue([compose(_sign(article), batch)]).content)
    while refused < MUTANTS:
        mutant = parse(etree.tostring(mutate(root, chance)), HERE)
        if not tei_all.validate(mutant):
            refused += 1
            assert not read_profile().validate(mutant), tei_all.error_log.last_error


def test_what_the_profile_refuses_is_told(article: Article, batch: Batch) -> None:
    """A file is first held to a quicker form of the profile, which must let nothing else pass."""
    chance = random.Random(1928)
    refused = 0
    root = etree.fromstring(enclose_issue([compose(article, batch)]).content)
    for name in ("facs", "ulx", ID):
        for value in ("", "#", "zone", "-1", "+1", "1.5", "#é", "é", "x y", "#a b"):
            mutant = copy.deepcopy(root)
            chance.choice([node for node in mutant.iter(etree.Element) if name in node.attrib]).set(
                name, value
            )
            assert validate_bytes(etree.tostring(mutant), HERE), (name, value)
    while refused < MUTANTS:
        mutant = parse(etree.tostring(mutate(root, chance)), HERE)
        if not read_profile().validate(mutant):
            refused += 1
            assert validate_bytes(etree.tostring(mutant), HERE), read_profile().error_log.last_error
