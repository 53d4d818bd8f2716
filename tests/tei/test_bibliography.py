"""What articles are called, and who wrote them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from corrections.decisions.application import apply
from corrections.decisions.decision import Decision, Verdict
from tei.archive_html import write_archive_html
from tei.archive_path import archive_path
from tei.article import Article, Block, BlockKind
from tei.authorship import find_authorship
from tei.batch import Batch
from tei.bibliography import title_of
from tei.byline import divide_name, read_authors, read_signatories
from tei.metadata import Edition, Series
from tei.transcriptions.lines import build_block

HEAD, DECK, BYLINE, SECTION, TEXT = (
    BlockKind.HEAD,
    BlockKind.SUBHEAD,
    BlockKind.BYLINE,
    BlockKind.SECTION,
    BlockKind.PARAGRAPH,
)

PLAIN = Batch(Edition(Series("militant", "The Militant")))


def make_article(*parts: tuple[BlockKind, str]) -> Article:
    made = (build_block(n, kind, [text.split()]) for n, (kind, text) in enumerate(parts, start=1))
    return Article("a", tuple(made))


def decide(article: Article, block: Block, before: str, after: str, verdict: Verdict) -> Decision:
    (token,) = (token.id for token in block.tokens if token.text == before)
    when = datetime(2026, 11, 30, tzinfo=UTC)
    return Decision(article.id, (token,), (before,), (after,), verdict, "A", when, "", "0")


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        (
            ((HEAD, "Mill Hands"), (TEXT, "So."), (HEAD, "Again")),
            "Mill Hands",
        ),
        (
            ((TEXT, "Est. 1829"), (HEAD, "Xmas"), (SECTION, "Rings")),
            "Xmas",
        ),
        (((DECK, "Over"), (HEAD, "A"), (HEAD, "Strike")), "A Strike"),
        (((HEAD, "- GOD'S HAND IN \" GARRISON’S WORK. |"),), "GOD'S HAND IN GARRISON’S WORK."),
        (((HEAD, "Policy – A “Consequence” —"),), "Policy – A “Consequence”"),
        (((HEAD, "THE MESSAGE,"),), "THE MESSAGE"),
        (((HEAD, "???"),), "???"),
        (((TEXT, "So."),), ""),
    ],
)
def test_an_article_is_called_by_its_own_headline(
    parts: tuple[tuple[BlockKind, str], ...], title: str
) -> None:
    assert title_of(make_article(*parts), PLAIN) == title


def test_what_was_decided_of_headline_and_byline_is_said_everywhere() -> None:
    article = make_article(
        (HEAD, "Isvestia on tbe Strike"),
        (BYLINE, "By Anna Wcber"),
        (TEXT, "So."),
    )
    head, byline, _ = article.blocks
    decisions = (
        decide(article, head, "tbe", "the", Verdict.CORRECT),
        decide(article, head, "Isvestia", "Izvestia", Verdict.REGULARISE),
        decide(article, byline, "Wcber", "Weber", Verdict.CORRECT),
    )
    batch = replace(PLAIN, readings={"a": apply(article.passages(), decisions).readings})
    assert find_authorship(article, batch).names == ("Anna Weber",)
    decided = replace(article, authors=find_authorship(article, batch).names)
    assert title_of(decided, batch) == "Isvestia on the Strike"
    assert "<title>Anna Weber: Isvestia on the Strike</title>" in write_archive_html(decided, batch)
    assert archive_path(decided, batch).name == "weber.htm"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By CALEB WINTHROP.", ("CALEB WINTHROP",)),
        ("By Ann Bee and C. Dee", ("Ann Bee", "C. Dee")),
        ("by Weber & Marx", ("Weber", "Marx")),
        ("By Daniel De Leon, Ann Bee and C. Dee", ("Daniel De Leon", "Ann Bee", "C. Dee")),
        ("By Ann Bee, Secretary of the League", ("Ann Bee, Secretary of the League",)),
        ("BY THE REGISTER AND TRIBUNE CO.", ("THE REGISTER AND TRIBUNE CO",)),
        ("By", ("By",)),
    ],
)
def test_bylines_name_authors(byline: str, authors: tuple[str, ...]) -> None:
    assert read_authors([byline]) == authors


@pytest.mark.parametrize(
    ("lines", "persons"),
    [
        (("GROVER CLEVELAND.",), ("GROVER CLEVELAND",)),
        (("John West, Chairman,", "Ruth Abt, Secretary."), ("John West", "Ruth Abt")),
        (("James Casey and A. de Leon", "New York, N. Y."), ("James Casey", "A. de Leon")),
        (("Executive Committee, Branch 4.",), ()),
        (("A Reader",), ()),
        (("THE EDITORS.",), ()),
        (("Veritas.",), ()),
        (("J. P. C.",), ()),
        (("St. Paul, Minn.",), ()),
        (("“Grover Cleveland.",), ()),
    ],
)
def test_persons_that_sign_are_told_from_bodies_and_places(
    lines: tuple[str, ...], persons: tuple[str, ...]
) -> None:
    assert read_signatories(lines) == persons


@pytest.mark.parametrize("name", ["Cato", "A Friend of Labor", "The Editors", "J. B. Lowe Jr.", "", "x y"])
def test_what_is_no_plain_name_is_not_divided(name: str) -> None:
    assert divide_name(name) is None


def test_particles_belong_to_the_family() -> None:
    assert divide_name("DANIEL DE LEON") == ("DANIEL", "DE LEON")
    assert divide_name("Hendrik van der Berg") == ("Hendrik", "van der Berg")


def test_without_any_the_last_word_is_the_family_s() -> None:
    assert divide_name("Mary Heaton Vorse") == ("Mary Heaton", "Vorse")
