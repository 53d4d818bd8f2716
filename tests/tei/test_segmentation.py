"""Articles found again in the sample issue, whose truth is exact."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import redpencil.sample
from benchmarks.articles import match_lines, measure, read_articles, read_truth, set_page
from benchmarks.typesetter.truth import TruthPage, read_page_truth
from ocr.page import BBox, Line, Page, Region, RegionKind, Word
from ocr.region_order import order_regions
from scans.errors import FormatError
from scans.scan import Label
from tei.article import Article, BlockKind, Genre
from tei.frames import find_frames
from tei.metadata import Series
from tei.overrides import Overrides, read_overrides
from tei.segmentation import group_issues, segment

SERIES = Series("labor-lantern", "The Labor Lantern")
TRUTH = Path(redpencil.sample.__file__).parent / "truth"


@pytest.fixture(scope="module")
def truths() -> dict[str, TruthPage]:
    paths = sorted(TRUTH.glob("labor-lantern*.json"))
    return {f"s{page.number}": page for page in map(read_page_truth, paths)}


@pytest.fixture(scope="module")
def pages(truths: dict[str, TruthPage]) -> list[Page]:
    return [set_page(name, truth, plain=True)[0] for name, truth in truths.items()]


def label(number: str) -> Label:
    return Label(number, date(1933, 5, 20), 2, "11")


def cut(pages: list[Page], overrides: Overrides | None = None) -> tuple[Article, ...]:
    labels = {page.id: label(page.id[1:]) for page in pages}
    return segment(pages, labels, SERIES, overrides or Overrides())


def text(article: Article, kind: BlockKind) -> str:
    return " ".join(t.text for b in article.blocks if b.kind is kind for t in b.tokens)


def test_the_sample_is_found_again(truths: dict[str, TruthPage], pages: list[Page]) -> None:
    found = {
        (page.id, line): (truths[page.id].number, order)
        for page in pages
        for line, order in match_lines(page, truths[page.id]).items()
    }
    scores = measure(read_truth(list(truths.values())), read_articles(cut(pages), found))
    assert scores["jumps"].f1 == 1
    assert scores["boundaries"].f1 == 1
    assert scores["articles"].f1 == 1
    assert scores["headings"].f1 >= 0.95


def test_an_article_is_joined_over_its_jump(pages: list[Page]) -> None:
    strike = cut(pages)[0]
    assert strike.pages == ("1", "3")
    assert strike.authors == ("CALEB WINTHROP",)
    assert text(strike, BlockKind.HEAD) == "3,000 MILL HANDS STRIKE AT HARLOW FALLS"
    assert text(strike, BlockKind.JUMP_LINE) == "(Continued on page 3)"
    assert text(strike, BlockKind.JUMP_HEAD) == "Harlow Falls Strike (Continued from page 1)"
    assert text(strike, BlockKind.SECTION).startswith("“Nothing Left to Cut” All Crafts in One Committee")


def test_quotations_notes_and_advertisements_are_told(pages: list[Page]) -> None:
    articles = cut(pages)
    assert any(text(article, BlockKind.QUOTATION).startswith("On the first of May") for article in articles)
    assert any(text(article, BlockKind.NOTE).endswith("next issue. – Ed.") for article in articles)
    shop = next(article for article in articles if "BOOK SHOP" in text(article, BlockKind.HEAD))
    assert shop.genre is Genre.ADVERTISEMENT


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_engine_does_not_matter(pages: list[Page], seed: int) -> None:
    def shuffle(page: Page) -> Page:
        return replace(page, regions=tuple(random.Random(seed).sample(page.regions, len(page.regions))))

    assert cut([order_regions(shuffle(page)) for page in pages]) == cut(pages)


def test_no_line_is_lost_or_doubled(pages: list[Page]) -> None:
    lines = [line.placement for article in cut(pages) for block in article.blocks for line in block.lines]
    printed = sum(len(region.lines) for page in pages for region in page.regions)
    furniture = 4
    assert len(lines) == len(set(lines)) == printed - furniture


def test_a_missing_page_leaves_the_jump_open(pages: list[Page]) -> None:
    strike = cut(pages[:1])[0]
    assert strike.pages == ("1",)
    assert strike.confidence < 0.5


def test_pages_without_labels_are_still_joined(pages: list[Page]) -> None:
    assert segment(pages, {}, SERIES)[0].blocks[-1].kind is not BlockKind.JUMP_LINE


def test_nothing_comes_of_nothing() -> None:
    assert segment([], {}, SERIES) == ()


def test_issues_are_grouped_by_their_labels() -> None:
    labels = {"a": label("1"), "b": Label("1", date(1933, 5, 27)), "c": label("3")}
    assert group_issues(labels) == (("a", "c"), ("b",))


def test_a_person_has_the_last_word(pages: list[Page], tmp_path: Path) -> None:
    path = tmp_path / "articles.toml"
    first, last = pages[0].regions[1].lines[0].id, pages[0].regions[3].lines[-1].id
    path.write_text(
        f'[[article]]\nid = "mine"\ngenre = "advertisement"\nlines = ["s1#{first}..{last}"]\n'
        f'[kinds]\n"s1#{first}" = "byline"\n'
    )
    article = next(a for a in cut(pages, read_overrides(path)) if a.id.endswith(".mine"))
    assert article.genre is Genre.ADVERTISEMENT
    assert article.confidence == 1
    assert article.blocks[0].kind is BlockKind.BYLINE
    assert sum(len(block.lines) for block in article.blocks) == sum(
        len(r.lines) for r in pages[0].regions[1:4]
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[[article", "cannot be read as TOML"),
        ("articles = 1", "does not know 'articles'"),
        ("article = 1", "tables of another form"),
        ('[[article]]\nname = "x"', "unknown keys"),
        ('[[article]]\nid = "a b"\nlines = ["p#r"]', "id 'a b'"),
        ('[[article]]\nid = "x"', "has no lines"),
        ('[[article]]\nid = "x"\nlines = ["r1"]', "does not name lines: 'r1'"),
        ('[[article]]\nid = "x"\nlines = ["p#r"]\ngenre = "poem"', "genre 'poem'"),
        ('[[article]]\nid = "x"\nlines = ["p#r"]\n' * 2, "two articles with the id 'x'"),
        ('[kinds]\n"p#r" = "headline"', "is no kind: 'headline'"),
    ],
)
def test_a_wrong_file_is_told(content: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "articles.toml"
    path.write_text(content)
    with pytest.raises(FormatError, match=told):
        read_overrides(path)


def test_lines_that_are_not_there_are_told(pages: list[Page]) -> None:
    overrides = Overrides(kinds={"s1#r99": BlockKind.HEAD})
    with pytest.raises(FormatError, match="lines that are not there: 's1#r99'"):
        cut(pages, overrides)


def test_no_file_sets_nothing(tmp_path: Path) -> None:
    assert read_overrides(tmp_path / "articles.toml").claimed == ()


def set_lines(name: str, kind: RegionKind, left: int, top: int, *texts: str, width: int = 600) -> Region:
    """A region of lines; those in capitals stand in the middle, the others fill the column."""
    lines = []
    for n, text in enumerate(texts):
        indent, height = (120, 19) if text.isupper() else (0, 26)
        y = top + n * 40
        words = text.split()
        each = (width - 2 * indent) // len(words)
        made = tuple(
            Word(
                f"{name}.l{n}.w{i}",
                word,
                BBox(left + indent + i * each, y, left + indent + (i + 1) * each - 12, y + height),
                0.9,
            )
            for i, word in enumerate(words)
        )
        lines.append(Line(f"{name}.l{n}", BBox.around([word.bbox for word in made]), made))
    return Region(name, kind, BBox.around([line.bbox for line in lines]), tuple(lines))


BODY = tuple("the committee met again last night and went on with what it had begun" for _ in range(9))


def leaders(*regions: Region) -> tuple[Article, ...]:
    return segment([leaf(*regions)], {"p1": label("1")}, SERIES)


def leaf(*regions: Region) -> Page:
    return Page("p1", "p1.jpg", 1, "", 3000, 4000, 300, regions)


def test_leaders_headed_like_sections_are_articles() -> None:
    column = set_lines(
        "r1", RegionKind.TEXT, 100, 900, "A CHAPTER OF HISTORY.", *BODY, "THE OTHER SIDE.", *BODY
    )
    found = leaders(column)
    assert [text(article, BlockKind.HEAD) for article in found] == [
        "A CHAPTER OF HISTORY.",
        "THE OTHER SIDE.",
    ]
    assert all(article.confidence < 0.7 for article in found)


def test_the_imprint_is_not_cut_up() -> None:
    terms = (
        "Daily and Sunday by mail, six dollars",
        "Entered as second class matter at the post office",
        "x y z",
    )
    column = set_lines(
        "r1", RegionKind.TEXT, 100, 900, "TERMS OF SUBSCRIPTION.", *terms, "OUR OFFICES.", *terms
    )
    assert len(leaders(column)) == 1


def test_a_nameplate_in_a_column_heads_the_imprint_and_takes_no_other_text_away() -> None:
    imprint = ("Published every week at six cents a copy", *BODY)
    plate = raise_type(set_lines("r1", RegionKind.TEXT, 100, 600, "The Labor Lantern", *imprint))
    beside = set_lines("r2", RegionKind.TEXT, 760, 500, "THE OTHER SIDE.", *BODY)
    first, leader = leaders(plate, beside)
    assert text(first, BlockKind.HEAD) == "The Labor Lantern"
    assert text(leader, BlockKind.HEAD) == "THE OTHER SIDE."
    lines = [line for article in (first, leader) for block in article.blocks for line in block.lines]
    assert len(lines) == 2 * len(BODY) + 3


def test_a_nameplate_over_the_date_is_furniture_though_text_stands_beside_it() -> None:
    plate = raise_type(
        set_lines("r1", RegionKind.TEXT, 100, 600, "The Labor Lantern", "Vol. II No. 11 May 20, 1933", *BODY)
    )
    beside = set_lines("r2", RegionKind.TEXT, 760, 500, *BODY)
    lines = [line.placement for article in leaders(plate, beside) for b in article.blocks for line in b.lines]
    assert len(lines) == 2 * len(BODY)


def test_a_box_of_advertisement_is_one() -> None:
    box = set_lines(
        "r1", RegionKind.ADVERTISEMENT, 100, 900, "SOLID SILVER", *BODY, "PRICE FOUR DOLLARS", *BODY
    )
    assert [article.genre for article in leaders(box)] == [Genre.ADVERTISEMENT]


def raise_type(region: Region, count: int = 1, by: float = 1.0) -> Region:
    """The region with its first lines in larger type, by that share of its height."""
    raised = (_raise_line(line, by) for line in region.lines[:count])
    return replace(region, lines=(*raised, *region.lines[count:]))


def _raise_line(line: Line, by: float) -> Line:
    words = tuple(
        word.placed(word.bbox._replace(top=word.bbox.top - round(by * word.bbox.height)))
        for word in line.words
    )
    return replace(line, words=words, bbox=BBox.around([word.bbox for word in words]))


def test_all_of_a_printed_frame_is_one_advertisement() -> None:
    kind = RegionKind.ADVERTISEMENT
    parts = [
        set_lines("r1", kind, 100, 900, *BODY),
        raise_type(set_lines("r2", kind, 100, 1400, "GOLD RINGS", *BODY)),
    ]
    edges = [(60, 860, 760, 864), (60, 1860, 760, 1864), (60, 860, 64, 1864), (756, 860, 760, 1864)]
    frame = [Region(f"r{n}", RegionKind.RULE, BBox(*edge)) for n, edge in enumerate(edges, 3)]
    assert len(leaders(*parts)) == 2
    assert len(leaders(*parts, *frame)) == 1
    leaning = [Region("r4", RegionKind.RULE, BBox(60, 1840, 760, 1920)), *frame[2:], frame[0]]
    assert len(leaders(*parts, *leaning)) == 1


@pytest.mark.parametrize("kind", [RegionKind.TABLE, RegionKind.CAPTION])
def test_tables_and_captions_in_a_printed_frame_are_parts_of_the_advertisement(kind: RegionKind) -> None:
    shop = [
        set_lines("r1", RegionKind.ADVERTISEMENT, 100, 900, *BODY),
        set_lines("r2", kind, 100, 1300, "Tables from 9 to 12 dollars", "Chairs from 2 to 4 dollars"),
        set_lines("r3", RegionKind.ADVERTISEMENT, 100, 1400, *BODY),
    ]
    edges = [(60, 860, 760, 864), (60, 1860, 760, 1864), (60, 860, 64, 1864), (756, 860, 760, 1864)]
    frame = [Region(f"r{n}", RegionKind.RULE, BBox(*edge)) for n, edge in enumerate(edges, 4)]
    assert [article.genre for article in leaders(*shop, *frame)] == [Genre.ADVERTISEMENT]
    text = replace(shop[0], kind=RegionKind.TEXT)
    held = find_frames(leaf(text, *shop[1:], *frame))
    assert list(held) == ["r3"]  # a frame that holds text of the paper is around columns


def test_a_mark_beside_a_date_line_is_part_of_no_article() -> None:
    date_line = set_lines("r1", RegionKind.HEADLINE, 100, 500, "Price Five Cents. Vol. II No. 11", "a")
    column = set_lines("r2", RegionKind.TEXT, 100, 700, *BODY)
    (article,) = leaders(date_line, column)
    assert sum(len(block.lines) for block in article.blocks) == len(BODY)


def test_the_rest_of_a_divided_word_is_no_headline_however_large_a_mark_makes_it() -> None:
    column = set_lines(
        "r1", RegionKind.TEXT, 100, 900, "THE OTHER SIDE.", *BODY, "the judges of all Colo-", "rado.", *BODY
    )
    last = column.lines[11]
    marked = replace(last.words[0], bbox=last.bbox._replace(bottom=last.bbox.bottom + 30))
    lines = [replace(line, hyphenated=line.text.endswith("-")) for line in column.lines]
    lines[11] = replace(last, words=(marked,), bbox=marked.bbox)
    assert len(leaders(replace(column, lines=tuple(lines)))) == 1


def test_the_headline_of_the_next_column_is_no_deck_of_an_advertisement() -> None:
    shop = raise_type(set_lines("r1", RegionKind.ADVERTISEMENT, 100, 2000, "SOLID SILVER", "Best Rings"), 2)
    head = raise_type(set_lines("r2", RegionKind.HEADLINE, 800, 860, "STRIKE IN THE MILLS"))
    found = leaders(shop, head, set_lines("r3", RegionKind.TEXT, 800, 920, *BODY))
    assert [text(article, BlockKind.HEAD) for article in found] == ["SOLID SILVER", "STRIKE IN THE MILLS"]


def test_a_column_read_past_its_storey_is_read_across_first() -> None:
    """Two articles, one above the other in the same two columns; the first column was read as one region."""
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    left = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY, "THE LODGE ELECTS.", *BODY)
    above = set_lines(
        "r2", RegionKind.TEXT, 800, 900, "and so to the hall where they sat", *BODY[:7], "Done."
    )
    below = set_lines("r3", RegionKind.TEXT, 800, 1310, *BODY)
    first, second = leaders(head, left, above, below)
    assert text(second, BlockKind.HEAD) == "THE LODGE ELECTS."
    assert text(first, BlockKind.PARAGRAPH).split() == " ".join((*BODY, above.text)).split()
    assert text(second, BlockKind.PARAGRAPH).split() == " ".join((*BODY, *BODY)).split()


def test_so_is_one_whose_heading_and_text_are_regions_of_their_own() -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    left = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY)
    heading = set_lines("r2", RegionKind.TEXT, 100, 1300, "THE LODGE ELECTS.")
    under = set_lines("r3", RegionKind.TEXT, 100, 1360, *BODY)
    above = set_lines("r4", RegionKind.TEXT, 800, 900, "and so to the hall where they sat", *BODY[:7])
    below = set_lines("r5", RegionKind.TEXT, 800, 1310, *BODY)
    first, second = leaders(head, left, heading, under, above, below)
    assert text(second, BlockKind.HEAD) == "THE LODGE ELECTS."
    assert text(first, BlockKind.PARAGRAPH).split() == " ".join((*BODY, above.text)).split()
    assert text(second, BlockKind.PARAGRAPH).split() == " ".join((*BODY, *BODY)).split()


def test_the_heading_of_an_advertisement_under_a_column_parts_no_storeys() -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    left = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY)
    shop = raise_type(set_lines("r2", RegionKind.ADVERTISEMENT, 100, 1310, "SOLID SILVER", *BODY[:3]))
    right = set_lines("r3", RegionKind.TEXT, 800, 900, *BODY[:3], "THE OTHER SIDE.", *BODY[:3])
    last = set_lines("r9", RegionKind.TEXT, 800, 1180, "They stayed.", width=100).lines[0]
    article, advertisement = leaders(head, left, shop, replace(right, lines=(*right.lines, last)))
    assert text(article, BlockKind.SECTION) == "THE OTHER SIDE."
    assert text(article, BlockKind.PARAGRAPH).split() == " ".join((*BODY, *BODY[:6], "They stayed.")).split()
    assert advertisement.genre is Genre.ADVERTISEMENT


@pytest.mark.parametrize("end", [("So it ended.",), ("So it ended.", "4 —_—_— o-—_—")])
def test_a_heading_that_cuts_off_no_sentence_stays_where_it_is(end: tuple[str, ...]) -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    left = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY[:7], *end, "THE OTHER SIDE.", *BODY)
    above = set_lines("r2", RegionKind.TEXT, 800, 900, "and so to the hall where they sat", *BODY[:5])
    (only,) = leaders(head, left, above)
    assert "THE OTHER SIDE." in text(only, BlockKind.SECTION)
    assert text(only, BlockKind.PARAGRAPH).endswith(" ".join(above.text.split()))


def test_a_dateline_under_a_heading_makes_it_that_of_an_article() -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    column = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY, "THE LODGE ELECTS.", "DATELINE", *BODY)
    dated = set_lines("r9", RegionKind.TEXT, 200, 1300, "Springfield, Mo., Dee. 12, 1905.", width=440).lines[
        0
    ]
    lines = (*column.lines[:10], dated, *column.lines[11:])
    _, second = leaders(head, replace(column, lines=lines))
    assert text(second, BlockKind.DATELINE) == "Springfield, Mo., Dee. 12, 1905."


@pytest.mark.parametrize(
    ("end", "articles"),
    [("the officers were elected: B. F. Adams, J. H.", 2), ("(Continued on page 3)", 3)],
)
def test_a_text_goes_on_behind_an_advertisement(end: str, articles: int) -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    column = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY, end)
    shop = set_lines("r2", RegionKind.ADVERTISEMENT, 800, 900, "SOLID SILVER", *BODY)
    rest = set_lines("r3", RegionKind.TEXT, 800, 1400, "Nutall and his brother who came late", *BODY)
    found = leaders(head, column, shop, rest)
    assert len(found) == articles
    assert len([line for a in found for b in a.blocks for line in b.lines]) == 31


def test_a_short_line_in_the_middle_after_a_whole_sentence_is_a_heading() -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    column = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY[:8], "This was the end.", "x", *BODY)
    title = set_lines("r9", RegionKind.TEXT, 300, 1250, "Sketch of Garrison.", width=200).lines[0]
    lines = (*column.lines[:9], title, *column.lines[10:])
    (only,) = leaders(head, replace(column, lines=lines))
    assert text(only, BlockKind.SECTION) == "Sketch of Garrison."


def test_a_deck_is_one_though_a_word_of_it_is_misread() -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    deck = raise_type(set_lines("r1", RegionKind.TEXT, 250, 890, "Company c arried", width=300), by=0.25)
    column = set_lines("r1", RegionKind.TEXT, 100, 930, *BODY)
    (only,) = leaders(head, replace(column, lines=(*deck.lines, *column.lines)))
    assert text(only, BlockKind.SUBHEAD) == "Company c arried"


def test_a_speck_read_as_a_letter_does_not_end_a_headline() -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    decks = ("Thousands Join the Picket Lines", "e", "Governor Asked to Call Out Troops")
    column = set_lines("r1", RegionKind.TEXT, 100, 940, *decks, *BODY)
    above, speck, below = column.lines[:3]
    box = BBox(400, speck.bbox.top, 412, speck.bbox.top + 12)
    speck = replace(speck, words=(speck.words[0].placed(box),), bbox=box)
    lines = (_raise_line(above, 0.4), speck, _raise_line(below, 0.4), *column.lines[3:])
    (only,) = leaders(head, replace(column, lines=lines))
    assert text(only, BlockKind.SUBHEAD) == " ".join(decks)
    assert text(only, BlockKind.PARAGRAPH).split() == " ".join(BODY).split()


def test_a_deck_goes_on_over_a_divided_word_but_not_into_a_leading_paragraph_of_its_size() -> None:
    deck = (
        "Organizations Which Did Gallant Service—Led by",
        "Good Officers, Dis-",
        "cipline and Bravery Saved Them",
    )
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    column = raise_type(set_lines("r1", RegionKind.TEXT, 100, 940, *deck, *BODY), 4, by=0.4)
    (only,) = leaders(head, column)
    assert text(only, BlockKind.SUBHEAD) == " ".join(deck)
    assert text(only, BlockKind.PARAGRAPH).split() == " ".join(BODY).split()


@pytest.mark.parametrize(
    ("lines", "decks"),
    [
        (("Solution of the Finance Problem", "Greenbacks Urged and", "Issue of Low Rate Bonds"), 3),
        (("We met in the hall", "and went on with what", "it had begun last night"), 0),
        (("They met in the Hall", "and went on with what", "it had begun last night"), 0),
    ],
)
def test_a_deck_in_the_type_of_the_text_hangs_from_its_first_line(lines: tuple[str, ...], decks: int) -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    column = set_lines("r1", RegionKind.TEXT, 100, 900, *lines, *BODY)
    hung = [place_line(900 + 40 * n, 145, 555, line) for n, line in enumerate(lines[1:], 1)]
    (only,) = leaders(head, replace(column, lines=(column.lines[0], *hung, *column.lines[len(lines) :])))
    assert text(only, BlockKind.SUBHEAD) == " ".join(lines[:decks])


def test_lines_of_two_columns_are_not_put_together_for_the_height_of_their_words() -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    one, two = (
        raise_type(set_lines(name, RegionKind.TEXT, left, 960, *BODY), by=0.6)
        for name, left in (("r1", 100), ("r2", 698))
    )
    (only,) = leaders(head, one, two)
    lines = [line.placement.line for block in only.blocks[1:] for line in block.lines if line.placement]
    assert lines == [line.id for region in (one, two) for line in region.lines]


def test_dirt_over_a_line_of_a_column_makes_no_headline_of_it() -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    column = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY)
    close = [place_line(900 + 30 * n, 100, 600, line) for n, line in enumerate(BODY)]
    close[4] = _raise_line(place_line(900 + 30 * 4, 120, 540, "It was there that the Mason stood"), 0.9)
    (only,) = leaders(head, replace(column, lines=tuple(close)))
    assert {block.kind for block in only.blocks} == {BlockKind.HEAD, BlockKind.PARAGRAPH}


def test_a_line_whose_words_have_boxes_as_high_as_it_is_no_headline() -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    column = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY)
    lines = list(column.lines)
    for at, words in (
        (4, "On top of the lantern stands a statue"),
        (6, "Avenue as far as the Treasury of the"),
    ):
        line = place_line(900 + 40 * at, 100, 600, words)
        boxes = [word.bbox._replace(top=line.bbox.top - 8, bottom=line.bbox.top + 30) for word in line.words]
        tall = tuple(word.placed(box) for word, box in zip(line.words, boxes, strict=True))
        short = tall[-1].placed(tall[-1].bbox._replace(bottom=line.bbox.top + 28))
        lines[at] = replace(line, words=(*tall[:-1], short), bbox=BBox.around([word.bbox for word in tall]))
    (only,) = leaders(head, replace(column, lines=tuple(lines)))
    assert {block.kind for block in only.blocks} == {BlockKind.HEAD, BlockKind.PARAGRAPH}


def test_the_first_line_of_a_section_head_may_fill_the_column() -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    column = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY, "x", "TION IS AN EVIL.", *BODY)
    full = raise_type(
        set_lines("r9", RegionKind.TEXT, 100, 1260, "retention of currency exacted as taxa-"), by=-0.27
    ).lines[0]
    words = tuple(replace(word, text=word.text.upper()) for word in full.words)
    lines = (*column.lines[:9], replace(full, words=words), *column.lines[10:])
    (only,) = leaders(head, replace(column, lines=lines))
    assert text(only, BlockKind.SECTION) == "RETENTION OF CURRENCY EXACTED AS TAXA- TION IS AN EVIL."


@pytest.mark.parametrize(("line", "paragraphs"), [("r which he spoke", 1), ("Then he spoke", 2)])
def test_no_paragraph_begins_in_a_sentence_though_the_edge_of_a_line_was_not_read(
    line: str, paragraphs: int
) -> None:
    odd = set_lines("r9", RegionKind.TEXT, 150, 1260, line, width=550).lines[0]
    column = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY, "x", *BODY)
    lines = (*column.lines[:9], odd, *column.lines[10:])
    (only,) = leaders(replace(column, lines=lines))
    assert sum(block.kind is BlockKind.PARAGRAPH for block in only.blocks) == paragraphs


def test_a_line_without_height_over_large_type_is_no_fault() -> None:
    flat = set_lines("r1", RegionKind.TEXT, 100, 860, "STRIKE IN THE MILLS")
    words = tuple(word.placed(word.bbox._replace(bottom=word.bbox.top)) for word in flat.lines[0].words)
    flat = replace(flat, lines=(replace(flat.lines[0], words=words),))
    head = raise_type(set_lines("r2", RegionKind.TEXT, 100, 900, "Gallant service of the Reserves"), by=0.0)
    lines = (*flat.lines, *head.lines, *set_lines("r3", RegionKind.TEXT, 100, 940, *BODY).lines)
    assert (
        sum(len(block.lines) for article in leaders(replace(head, lines=lines)) for block in article.blocks)
        == 11
    )


@pytest.mark.parametrize(
    ("line", "left", "width", "taller"),
    [
        ("vexatious.", 100, 120, 26),  # the end of a sentence, with a mark above it
        ("GROVER CLEVELAND", 280, 540, 4),  # a signature
        ("THE FATAL FLOWER.—Travelers who Are", 100, 600, 0),  # a heading that runs into its text
    ],
)
def test_what_no_section_head_is(line: str, left: int, width: int, taller: int) -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    column = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY, "x", *BODY)
    odd = set_lines("r9", RegionKind.TEXT, left, 1260, line, width=width).lines[0]
    words = tuple(replace(word, bbox=word.bbox._replace(top=word.bbox.top - taller)) for word in odd.words)
    odd = replace(odd, words=words, bbox=BBox.around([word.bbox for word in words]))
    (only,) = leaders(head, replace(column, lines=(*column.lines[:9], odd, *column.lines[10:])))
    assert line in text(only, BlockKind.PARAGRAPH)


@pytest.mark.parametrize(("kind", "articles"), [(RegionKind.HEADLINE, 2), (RegionKind.TEXT, 1)])
def test_a_small_headline_at_the_head_of_a_column_begins_an_article(kind: RegionKind, articles: int) -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    first = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY)
    news = set_lines("r2", kind, 800, 860, "THE NEWS")
    assert len(leaders(head, first, news, set_lines("r3", RegionKind.TEXT, 800, 900, *BODY))) == articles


def place_line(top: int, left: int, width: int, words: str) -> Line:
    return set_lines("r9", RegionKind.TEXT, left, top, words, width=width).lines[0]


@pytest.mark.parametrize("title", ["Deputies and Soup", "What Is to Be Done with It"])
def test_a_heading_after_a_last_line_that_ends_left_of_it_is_one(title: str) -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    column = set_lines("r1", RegionKind.TEXT, 100, 900, *BODY[:8], "x", "x", *BODY)
    last, heading = place_line(1220, 100, 120, "against it."), place_line(1270, 280, 240, title)
    lines = (*column.lines[:8], last, heading, *column.lines[10:12])
    shop = set_lines("r3", RegionKind.ADVERTISEMENT, 100, 1420, *BODY, width=1240)
    found, _ = leaders(head, replace(column, lines=lines), shop)
    assert text(found, BlockKind.SECTION) == title
    assert [block.kind for block in found.blocks if block.kind is BlockKind.QUOTATION] == []


def test_text_beside_a_large_initial_is_no_quotation() -> None:
    column = set_lines("r1", RegionKind.TEXT, 100, 900, *["x"] * 3, *BODY)
    texts = ("HE question for us to answer now is", "whether the department of election", "laws is suf-")
    beside = [place_line(900 + 40 * n, 160, 540, words) for n, words in enumerate(texts)]
    (only,) = leaders(replace(column, lines=(*beside, *column.lines[3:])))
    assert [block.kind for block in only.blocks] == [BlockKind.PARAGRAPH]


def test_what_is_set_narrow_in_an_advertisement_is_no_quotation() -> None:
    wide = set_lines("r1", RegionKind.ADVERTISEMENT, 100, 900, *BODY[:4])
    narrow = [place_line(1060 + 40 * n, 150, 500, "richly engraved in floral design.") for n in range(4)]
    (only,) = leaders(replace(wide, lines=(*wide.lines, *narrow)))
    assert {block.kind for block in only.blocks} == {BlockKind.PARAGRAPH}


def test_a_line_that_begins_where_those_above_do_begins_no_paragraph() -> None:
    marked = [place_line(900 + 40 * n, 80, 620, BODY[0]) for n in range(5)]
    texts = (*BODY[:2], "Should place women in that position", BODY[0])
    plain = [place_line(1100 + 40 * n, 100, 600, words) for n, words in enumerate(texts)]
    (only,) = leaders(replace(set_lines("r1", RegionKind.TEXT, 80, 900, "x"), lines=(*marked, *plain)))
    assert [block.kind for block in only.blocks] == [BlockKind.PARAGRAPH]


def test_a_title_under_a_picture_in_the_middle_of_a_sentence_is_its_caption() -> None:
    head = raise_type(set_lines("r0", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    first = set_lines("r1", RegionKind.TEXT, 100, 920, *BODY)
    picture = Region("r2", RegionKind.PICTURE, BBox(800, 400, 2000, 860), ())
    title = raise_type(set_lines("r3", RegionKind.HEADLINE, 1000, 880, "THE COURT HOUSE", width=800))
    rest = set_lines("r4", RegionKind.TEXT, 800, 940, *BODY)
    (only,) = leaders(head, first, picture, title, rest)
    assert text(only, BlockKind.HEAD) == "STRIKE IN THE MILLS"
    assert text(only, BlockKind.CAPTION) == "THE COURT HOUSE"
    begins = set_lines("r4", RegionKind.TEXT, 800, 940, "The court met", *BODY)
    beside = replace(picture, bbox=BBox(100, 400, 900, 860))
    for regions in (
        (head, first, title, rest),
        (head, first, beside, title, rest),
        (head, first, picture, title, begins),
    ):
        assert [text(article, BlockKind.HEAD) for article in leaders(*regions)][1:] == ["THE COURT HOUSE"]


def test_a_rule_read_as_letters_under_a_date_line_is_no_headline() -> None:
    dated = set_lines("r0", RegionKind.HEADLINE, 100, 300, "St. Louis, Sunday, Dec. 17, 1905", "x", width=900)
    rule = (
        Word("r0.l1.w0", "EE", BBox(100, 340, 700, 356), 0.3),
        Word("r0.l1.w1", "LET", BBox(720, 334, 800, 362), 0.4),
    )
    line = Line("r0.l1", BBox.around([word.bbox for word in rule]), rule)
    head = raise_type(set_lines("r1", RegionKind.HEADLINE, 100, 860, "STRIKE IN THE MILLS"))
    column = set_lines("r2", RegionKind.TEXT, 100, 920, *BODY)
    (only,) = leaders(replace(dated, lines=(dated.lines[0], line)), head, column)
    assert text(only, BlockKind.HEAD) == "STRIKE IN THE MILLS"
