from dataclasses import replace

from corrections.passage import Token
from ocr.page import Ink
from scans.errors import FormatError
from scans.scan import Label
from tei.article import Article, Block, BlockKind, Link, Placement, TextLine
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


def test_what_to_do_is_said_with_the_page_to_do_it_on():
    text = block("b2", BlockKind.PARAGRAPH, "p2")
    signed = replace(block("b3", BlockKind.SIGNED, "p3", 0.7), confidence=0.7)
    article = Article("m.a01", (HEAD, text, signed), authors=("A. Weber",), authorship=0.7, confidence=0.3)
    issue = Exported("m.1933", (article,), Batch(Edition(SERIES)), ())
    for least, said in ((0.5, 1), (0.8, 3)):
        found = [each for each in inspect_issue(issue, Standard(least)) if each.where.startswith("m.a01")]
        assert len(found) == said
    assert [each.mend for each in found] == [
        "Set where it begins: 'redpencil review --web p1', Articles",
        "Say whether the line below the text is a signature: 'redpencil review --web p3', Articles",
        "Say what it is: 'redpencil review --web p3', Articles",
    ]
    assert "A. Weber is uncertain (0.70)" in found[1].said


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


def inspect(article, batch, *, problems=()):
    found = inspect_issue(Exported("m.1933", (article,), batch, (), problems), Standard(0.5))
    return [(finding.lack, finding.where, finding.said) for finding in found]


def test_a_good_issue_lacks_nothing_but_its_page(article, batch):
    sound = replace(article, blocks=tuple(replace(block, confidence=1.0) for block in article.blocks))
    assert inspect(sound, batch) == [(Lack.METADATA, "m.1933", "without page 2")]


def test_what_went_wrong_and_what_is_not_known_of_the_issue_and_its_pages(article, batch):
    fault = FormatError("s1", "is odd", "Mend it")
    page = replace(batch.pages["s3"], ink=Ink(0.2, 0.125))
    pages = {"s1": replace(batch.pages["s1"], regions=()), "s3": page}
    labels = {"s1": Label(None, None), "s3": Label("3")}
    told = inspect(
        replace(article, label=Label()), replace(batch, pages=pages, labels=labels), problems=(fault,)
    )
    assert told[:5] == [
        (Lack.FAULT, "s1", "is odd"),
        (Lack.METADATA, "m.1933", "the issue has no date"),
        (Lack.METADATA, "s1", "the page has no number"),
        (Lack.TEXT, "s1", "the page has no text"),
        (Lack.TEXT, "s3", "12.5% of the page's letters were not read"),
    ]
    little = replace(page, ink=Ink(0.2, 0.03))
    assert not [
        lack for lack, *_ in inspect(article, replace(batch, pages={"s3": little})) if lack is Lack.TEXT
    ]


def test_uncertain_boundaries_are_told_and_a_name_is_as_good_as_a_headline():
    issue = Batch(Edition(SERIES))
    article = Article(
        "m.1933.a01", (block("b1", BlockKind.PARAGRAPH, "p1"),), name="a-report", confidence=0.25
    )
    assert inspect(article, issue)[1:] == [
        (Lack.STRUCTURE, "m.1933.a01", "its boundaries are uncertain (0.25)")
    ]
    assert not inspect(replace(article, confidence=0.5), issue)[1:]


def test_what_goes_on_in_another_issue_is_joined_there():
    def line(name, kind, text):
        tokens = tuple(Token(f"{name}.{n}", word) for n, word in enumerate(text.split()))
        return Block(name, kind, (TextLine(tokens, Placement("p1", "r1", name)),))

    on = line("b2", BlockKind.JUMP_LINE, "(To be continued)")
    from_ = line("b0", BlockKind.JUMP_HEAD, "(Continued from last issue)")
    article, issue = Article("m.1933.a01", (HEAD, from_, on)), Batch(Edition(SERIES))
    loose = [(Lack.JUMP, "m.1933.a01 b0"), (Lack.JUMP, "m.1933.a01 b2")]
    assert [told[:2] for told in inspect(article, issue)[1:]] == loose
    linked = replace(article, earlier=Link("m.1932.a01", 1.0), later=Link("m.1934.a01", 1.0))
    assert inspect(linked, issue)[1:] == []


def test_long_blocks_are_told_by_their_first_words():
    many = Block(
        "b2", BlockKind.BYLINE, (TextLine(tuple(Token(str(n), f"w{n}") for n in range(9))),), (), 0.1
    )
    (_, _, said) = inspect(Article("m.1933.a01", (HEAD, many)), Batch(Edition(SERIES)))[-1]
    assert said == "byline is uncertain (0.10): w0 w1 w2 w3 w4 w5 w6 w7 …"
