"""The sample issue rearranged as people would, and written down as they would find it again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import redpencil.sample
from benchmarks.articles import set_page
from benchmarks.typesetter.truth import read_page_truth
from scans.scan import Label
from tei.arrangement import (
    Arrangement,
    Place,
    arrange,
    begin_article,
    join_before,
    set_genre,
    set_kind,
    unite_articles,
)
from tei.article import BlockKind, Genre
from tei.fragment import MeasuredPage
from tei.metadata import Series
from tei.overrides import Overrides, make_overrides, read_overrides, tabulate_overrides, write_overrides
from tei.segmentation import measure_pages

SERIES = Series("labor-lantern", "The Labor Lantern")
TRUTH = Path(redpencil.sample.__file__).parent / "truth"


@pytest.fixture(scope="module")
def pages() -> tuple[MeasuredPage, ...]:
    truths = map(read_page_truth, sorted(TRUTH.glob("labor-lantern*.json")))
    return measure_pages([set_page(f"s{t.number}", t, plain=True)[0] for t in truths], SERIES)


def again(pages: tuple[MeasuredPage, ...], overrides: Overrides = Overrides()) -> Arrangement:  # noqa: B008
    labels = {p.page.id: Label(p.page.id[1:], date(1933, 5, 20), 2, "11") for p in pages}
    return arrange(pages, labels, SERIES, overrides)


def read(arrangement: Arrangement, name: str) -> str:
    texts = {(page.id, line.id): line.text for page in arrangement.pages for line in page.lines()}
    return "\n".join(texts[place] for place in arrangement.places if arrangement.owners.get(place) == name)


def find(arrangement: Arrangement, beginning: str) -> Place:
    for page in arrangement.pages:
        for line in page.lines():
            if line.text.startswith(beginning):
                return page.id, line.id
    raise LookupError(beginning)


@pytest.fixture
def found(pages: tuple[MeasuredPage, ...]) -> Arrangement:
    return again(pages)


def test_an_article_begins_where_a_person_says_and_takes_the_rest_with_it(found, pages) -> None:
    place = find(found, "All Crafts in One")
    name = found.owners[place]
    after = again(pages, begin_article(found, place))
    new = after.owners[place]
    assert new not in found.genres
    assert read(after, new).startswith("All Crafts in One Committee")
    assert "Continued from page 1" in read(after, new)
    assert read(after, name) + "\n" + read(after, new) == read(found, name)
    others = set(found.genres) - {name}
    assert all(read(after, other) == read(found, other) for other in others)


def test_what_was_parted_is_joined_again(found, pages) -> None:
    place = find(found, "All Crafts in One")
    parted = again(pages, begin_article(found, place))
    joined = again(pages, join_before(parted, place))
    assert joined.owners == found.owners
    assert joined.kinds == found.kinds


def test_two_articles_are_one_that_goes_on_on_another_page(found, pages) -> None:
    last = next(place for place in reversed(found.places) if place in found.owners)
    first, second = found.owners[find(found, "MOONEY")], found.owners[last]
    after = again(pages, unite_articles(found, first, second))
    assert len(after.genres) == len(found.genres) - 1
    assert after.owners[last] == first
    assert read(after, first) == read(found, first) + "\n" + read(found, second)
    assert next(a for a in after.articles if a.id.endswith(first)).pages == ("1", "3")
    with pytest.raises(KeyError):
        unite_articles(found, first, "a99")
    with pytest.raises(KeyError):
        unite_articles(found, first, first)


def test_nothing_stands_before_the_first_article_of_a_page(found) -> None:
    first = next(place for place in found.places if place in found.owners)
    with pytest.raises(KeyError):
        join_before(found, first)


def test_a_genre_and_what_lines_are_hold(found, pages) -> None:
    place = find(found, "Franklin")
    overrides = set_genre(found, found.owners[place], Genre.ADVERTISEMENT)
    after = again(pages, set_kind(again(pages, overrides), [place], BlockKind.SECTION))
    assert after.genres[after.owners[place]] is Genre.ADVERTISEMENT
    assert after.kinds[place] is BlockKind.SECTION
    back = again(pages, set_kind(after, [place], BlockKind.PARAGRAPH))
    assert back.kinds[place] is BlockKind.PARAGRAPH


def test_furniture_is_taken_into_an_article_and_text_out_of_it(found, pages) -> None:
    folio = next(place for place in found.places if place not in found.owners and place[0] == "s3")
    after = again(pages, begin_article(found, folio))
    assert after.owners[folio] not in found.genres
    line = find(found, "Franklin")
    out = again(pages, set_kind(found, [line], BlockKind.FURNITURE))
    assert line not in out.owners


def test_other_issues_keep_what_was_set_in_them(found, pages) -> None:
    before = make_overrides(
        {"article": [{"id": "a01", "lines": ["x1#r1..r2"]}], "kinds": {"x1#r3": "byline"}},
        Path("articles.toml"),
    )
    arrangement = again(pages, before)
    place = find(found, "All Crafts in One")
    after = set_kind(again(pages, begin_article(arrangement, place)), [place], BlockKind.HEAD)
    assert set(before.claimed) <= set(after.claimed)
    assert after.kinds["x1#r3"] is BlockKind.BYLINE


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_people_do_every_line_stays_and_is_found_again_in_the_file(pages, tmp_path, data) -> None:
    arrangement = again(pages)
    printed = len(arrangement.owners)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.sampled_from([p for p in arrangement.places if p in arrangement.owners]))
        names = st.sampled_from(sorted(arrangement.genres))
        change = data.draw(st.sampled_from(("begin", "join", "unite", "genre", "kind")))
        try:
            if change == "begin":
                overrides = begin_article(arrangement, place)
            elif change == "join":
                overrides = join_before(arrangement, place)
            elif change == "unite":
                overrides = unite_articles(arrangement, data.draw(names), data.draw(names))
            elif change == "genre":
                overrides = set_genre(arrangement, data.draw(names), data.draw(st.sampled_from(Genre)))
            else:
                kind = data.draw(st.sampled_from((BlockKind.HEAD, BlockKind.PARAGRAPH, BlockKind.BYLINE)))
                overrides = set_kind(arrangement, [place], kind)
        except KeyError:
            continue
        arrangement = again(pages, overrides)
        assert len(arrangement.owners) == printed
    write_overrides(arrangement.overrides, tmp_path / "articles.toml")
    kept = read_overrides(tmp_path / "articles.toml")
    assert tabulate_overrides(kept) == tabulate_overrides(arrangement.overrides)
    assert again(pages, kept).owners == arrangement.owners
