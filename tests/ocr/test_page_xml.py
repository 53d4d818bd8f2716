from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ocr.page import BBox, Page, RegionKind
from ocr.page_xml import encode_page_xml, read_page_xml, write_page_xml
from scans.errors import FormatError

MOMENT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
OLD = """<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2010-03-19"><Page
 imageFilename="a.png" imageWidth="400" imageHeight="300"><ReadingOrder><OrderedGroup id="g">
 <RegionRefIndexed index="1" regionRef="a"/><RegionRefIndexed index="0" regionRef="b"/></OrderedGroup>
 </ReadingOrder><TextRegion id="a" type="paragraph">
 <Coords><Point x="10" y="20"/><Point x="109" y="39"/></Coords>
 <TextLine id="a"><Coords><Point x="10" y="20"/><Point x="109" y="39"/></Coords>
 <TextEquiv><Unicode>the strike</Unicode></TextEquiv></TextLine></TextRegion>
 <TextRegion id="b" type="heading"><Coords points="10,0 99,0 99,19 10,19"/>
 <TextEquiv><Unicode>A Head
 Line</Unicode></TextEquiv></TextRegion>
 <SeparatorRegion id="c"><Coords points="5,0 6,300"/></SeparatorRegion></Page></PcGts>"""


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("page") / "p1.xml"


def widened(page: Page) -> Page:
    """Boxes of at least one pixel: PAGE cannot say less."""

    def widen(box: BBox) -> BBox:
        return BBox(box.left, box.top, max(box.right, box.left + 1), max(box.bottom, box.top + 1))

    regions = tuple(
        replace(
            region,
            bbox=widen(region.bbox),
            lines=tuple(
                replace(
                    line,
                    bbox=widen(line.bbox),
                    words=tuple(replace(word, bbox=widen(word.bbox)) for word in line.words),
                )
                for line in region.lines
            ),
        )
        for region in page.regions
    )
    return replace(page, regions=regions)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back(data, pages, path) -> None:
    page = data.draw(pages)
    write_page_xml(page, path, MOMENT)
    assert read_page_xml(path) == widened(page)


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_what_is_written_is_valid(data, pages, page_schema) -> None:
    page_schema.assertValid(etree.fromstring(encode_page_xml(data.draw(pages), MOMENT)))


@pytest.fixture(scope="session")
def page_schema(shared: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(shared / "schemas" / "pagecontent-2019-07-15.xsd")))


def test_old_files_with_lines_alone_are_read(path: Path) -> None:
    path.write_text(OLD)
    page = read_page_xml(path)
    assert (page.id, page.image, page.width, page.height, page.dpi) == ("p1", "a.png", 400, 300, 300)
    assert [(region.id, region.kind) for region in page.regions] == [
        ("b", RegionKind.HEADLINE),
        ("a", RegionKind.TEXT),
        ("c", RegionKind.RULE),
    ]
    head, text, _ = page.regions
    assert [line.text for line in head.lines] == ["A Head", "Line"]
    assert [line.bbox for line in head.lines] == [BBox(10, 0, 100, 10), BBox(10, 10, 100, 20)]
    the, strike = text.lines[0].words
    assert (the.text, the.bbox) == ("the", BBox(10, 20, 40, 40))
    assert (strike.text, strike.bbox) == ("strike", BBox(50, 20, 110, 40))
    names = [part.id for region in page.regions for part in (region, *region.lines)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<PcGts/>",
        "<html><Page/></html",
        OLD.replace('imageWidth="400"', 'imageWidth="wide"'),
        OLD.replace("10,0 99,0", "10 99,0,0"),
        OLD.replace('index="1"', 'index="one"'),
        '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + OLD.replace("the strike", "&a;"),
    ],
)
def test_broken_files_are_refused(content: str, path: Path) -> None:
    path.write_text(content)
    with pytest.raises(FormatError, match=r"p1\.xml"):
        read_page_xml(path)


def read_regions(path: Path, regions: str, order: str = "") -> Page:
    start = f'{OLD.partition("><Page")[0]}><Page imageFilename="a.png">'
    path.write_text(f"{start}{order}{regions}</Page></PcGts>", encoding="utf-8")
    return read_page_xml(path)


def test_what_has_no_outline_is_as_large_as_what_is_in_it(path: Path) -> None:
    word = (
        '<Word id="w{0}"><Coords points="{1},10 {2},29"/><TextEquiv><Unicode>{3}</Unicode></TextEquiv></Word>'
    )
    line = f'<TextLine id="l1">{word.format(1, 10, 49, "the")}{word.format(2, 60, 99, "strike")}</TextLine>'
    page = read_regions(path, f'<TextRegion id="r1">{line}</TextRegion><TextRegion id="r2"/>')
    first, empty = page.regions
    assert first.bbox == first.lines[0].bbox == BBox(10, 10, 100, 30)
    assert [word.text for word in page.words()] == ["the", "strike"]
    assert (empty.bbox, empty.lines, empty.kind) == (BBox(0, 0, 0, 0), (), RegionKind.TEXT)
    assert (page.width, page.height, page.dpi) == (100, 30, 300)


def test_words_and_lines_without_text_are_none_and_a_word_may_be_two(path: Path) -> None:
    said = "<TextEquiv><Unicode>{}</Unicode></TextEquiv>"
    coords = '<Coords points="{},0 {},9"/>'
    words = (
        f'<Word id="w1">{coords.format(0, 9)}</Word>'
        f'<Word id="w2">{coords.format(10, 29)}{said.format("two words")}</Word>'
        f'<Word id="w3">{said.format("none")}</Word>'
    )
    lines = f'<TextLine id="l1">{words}</TextLine><TextLine id="l2">{said.format(" ")}</TextLine>'
    page = read_regions(path, f'<TextRegion id="r1"><Coords points=""/>{lines}</TextRegion>')
    assert [line.id for line in page.lines()] == ["l1"]
    assert [word.text for word in page.words()] == ["two", "words", "none"]


def test_regions_are_in_the_order_of_groups_and_what_is_not_named_comes_last(path: Path) -> None:
    order = (
        '<ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="2" regionRef="a"/>'
        '<UnorderedGroupIndexed index="1"><RegionRef regionRef="c"/></UnorderedGroupIndexed>'
        '<RegionRefIndexed index="0" regionRef="b"/></OrderedGroup></ReadingOrder>'
    )
    regions = "".join(f'<TextRegion id="{name}" custom="structure {{type:odd;}}"/>' for name in "xabc")
    page = read_regions(path, regions, order)
    assert [region.id for region in page.regions] == ["b", "c", "a", "x"]
    assert {region.kind for region in page.regions} == {RegionKind.TEXT}


def test_a_file_that_is_too_large_or_no_page_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text('<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"/>')
    with pytest.raises(FormatError, match="no PAGE-XML file with a page"):
        read_page_xml(path)
    monkeypatch.setattr("ocr.xml_file.SIZE_LIMIT", 10)
    with pytest.raises(FormatError, match="is larger than"):
        read_page_xml(path)
