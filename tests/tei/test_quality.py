from dataclasses import replace

from corrections.passage import Token
from tei.article import Article, Block, BlockKind, Placement, TextLine
from tei.batch import Batch
from tei.export import Exported
from tei.metadata import Edition, Licence, Person, Series
from tei.quality import Lack, Standard, inspect_edition, inspect_issue

SERIES = Series("m", "The M", "New York", "The Publisher")


def block(name, kind, page, confidence=1.0):
    return Block(name, kind, (TextLine((Token("w", "Word"),), Placement(page, "r1", "l1")),), (), confidence)


def lacks(*blocks):
    issue = Exported("m.1933", (Article("m.1933.a01", blocks),), Batch(Edition(SERIES)), ())
    return [
        finding.lack for finding in inspect_issue(issue, Standard(0.5)) if finding.lack is not Lack.METADATA
    ]


HEAD = block("b1", BlockKind.HEAD, "p1")


def test_a_sound_article():
    assert lacks(HEAD, block("b2", BlockKind.PARAGRAPH, "p1")) == []


def test_a_jump_line_must_lead_somewhere():
    jump, rest = block("b2", BlockKind.JUMP_LINE, "p1"), block("b3", BlockKind.PARAGRAPH, "p3")
    assert lacks(HEAD, jump, rest) == []
    assert lacks(HEAD, jump) == [Lack.JUMP]


def test_a_continuation_must_come_from_somewhere():
    head = block("b2", BlockKind.JUMP_HEAD, "p3")
    assert lacks(HEAD, head) == []
    assert lacks(replace(HEAD, lines=head.lines), head) == [Lack.JUMP]


def test_uncertain_structure():
    assert lacks(HEAD, block("b2", BlockKind.BYLINE, "p1", 0.3)) == [Lack.STRUCTURE]
    assert lacks(block("b2", BlockKind.PARAGRAPH, "p1")) == [Lack.STRUCTURE]


def test_what_the_project_file_leaves_out():
    assert len(list(inspect_edition(Edition(Series("m", "The M"))))) == 5
    full = Edition(
        SERIES, "Us", people=(Person("A", "reviewer"),), licences=(Licence("source", "http://x", ""),)
    )
    assert list(inspect_edition(full)) == []


def test_numbers_that_are_wanting_or_there_twice(batch):
    labels = {name: replace(label, number="3") for name, label in batch.labels.items()}
    said = [
        finding.said
        for held in (batch, replace(batch, labels=labels))
        for finding in inspect_issue(Exported("m.1933", (), held, ()), Standard(0.5))
        if "number" in finding.said or "without" in finding.said
    ]
    assert said == ["without page 2", "2 pages have the number 3", "without pages 1 and 2"]
