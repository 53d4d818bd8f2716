from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ocr.alto import read_alto, write_alto
from ocr.hyphenation import mark_hyphenation
from ocr.page import RegionKind
from scans.errors import FormatError

NS = {"a": "http://www.loc.gov/standards/alto/ns-v4#"}


class _Local(etree.Resolver):
    """Finds the imported xlink.xsd beside the schema."""

    def __init__(self, folder):
        self.folder = folder

    def resolve(self, url, _public, context):
        if url and url.endswith("xlink.xsd"):
            return self.resolve_filename(str(self.folder / "xlink.xsd"), context)
        return None


@pytest.fixture(scope="session")
def alto_schema(shared):
    parser = etree.XMLParser()
    parser.resolvers.add(_Local(shared / "schemas"))
    return etree.XMLSchema(etree.parse(str(shared / "schemas" / "alto-4-4.xsd"), parser))


@pytest.fixture(scope="session")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("alto") / "p1.alto.xml"


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_back(data, pages, path):
    page = data.draw(pages)
    write_alto(page, path)
    assert read_alto(path) == page


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_valid(data, pages, path, alto_schema):
    write_alto(data.draw(pages), path)
    alto_schema.assertValid(etree.parse(str(path)))


def test_a_divided_word_in_altos_own_terms(make_page, make_region, path):
    page = make_page(*mark_hyphenation((make_region("the coun-", "try is"),)))
    write_alto(page, path)
    root = etree.parse(str(path))
    first, second = root.findall(".//a:String[@SUBS_TYPE]", NS)
    assert (first.get("CONTENT"), first.get("SUBS_TYPE"), first.get("SUBS_CONTENT")) == (
        "coun",
        "HypPart1",
        "country",
    )
    assert (second.get("CONTENT"), second.get("SUBS_TYPE")) == ("try", "HypPart2")
    assert root.find(".//a:HYP", NS).get("CONTENT") == "-"


def test_the_same_page_gives_the_same_bytes(make_page, make_region, path):
    page = make_page(make_region("one two", kind=RegionKind.HEADLINE), make_region("three"))
    write_alto(page, path)
    before = path.read_bytes()
    write_alto(read_alto(path), path)
    assert path.read_bytes() == before


def test_reading_order_decides_not_the_order_in_the_file(make_page, make_region, path):
    write_alto(make_page(make_region("one"), make_region("two")), path)
    tree = etree.parse(str(path))
    space = tree.find(".//a:PrintSpace", NS)
    space.insert(0, space[1])
    tree.write(str(path))
    assert read_alto(path).text == "one\n\ntwo"


def test_characters_that_xml_forbids_become_replacement_characters(make_page, make_region, path):
    page = make_page(make_region("a\x0cb \ud800x"))
    region = page.regions[0]
    line = region.lines[0]
    words = tuple(
        replace(word, text=text) for word, text in zip(line.words, ("a\x0bb", "x\ud800"), strict=False)
    )
    page = replace(page, regions=(replace(region, lines=(replace(line, words=words),)),))
    write_alto(page, path)
    assert read_alto(path).text.startswith("a\ufffdb")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "well-formed"),
        (b"<alto><Layout><Pag", "well-formed"),
        (b"\x89PNG\r\n", "well-formed"),
        (b"<html><body/></html>", "root is 'html'"),
        (b"<alto><Layout/></alto>", "no ALTO file with a page"),
        (b'<!DOCTYPE alto [<!ENTITY x "y">]><alto><Layout><Page/></Layout></alto>', "document type"),
        (b"<alto><Layout><Page WIDTH='wide'/></Layout></alto>", "could not convert"),
        (b"<alto><Layout><Page WIDTH='1e999'/></Layout></alto>", "not good ALTO"),
        (
            b"<alto><Description><MeasurementUnit>ell</MeasurementUnit></Description>"
            b"<Layout><Page/></Layout></alto>",
            "ell",
        ),
        (b"<a>" * 400 + b"</a>" * 400, "well-formed"),
    ],
)
def test_a_bad_file_is_named_with_its_mend(content, problem, tmp_path):
    path = tmp_path / "bad.alto.xml"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=problem) as caught:
        read_alto(path)
    assert str(path) in str(caught.value)
    assert "Remove" in caught.value.mend


def test_a_billion_laughs_are_not_laughed(tmp_path):
    path = tmp_path / "bomb.xml"
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    path.write_text(
        f'<!DOCTYPE alto [<!ENTITY e0 "ha">{entities}]><alto><Layout><Page ID="&e11;"/></Layout></alto>'
    )
    with pytest.raises(FormatError):
        read_alto(path)


def test_an_external_entity_is_not_fetched(tmp_path):
    (tmp_path / "secret").write_text("secret")
    path = tmp_path / "outside.xml"
    path.write_text(
        f'<!DOCTYPE alto [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
        "<alto><Layout><Page/></Layout>&x;</alto>"
    )
    with pytest.raises(FormatError, match="document type"):
        read_alto(path)


def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    with pytest.raises(FormatError, match="cannot be read"):
        read_alto(tmp_path / "none.alto.xml")


def test_foreign_alto_in_tenths_of_a_millimetre(tmp_path):
    path = tmp_path / "foreign.xml"
    path.write_text(
        """<alto xmlns="http://www.loc.gov/standards/alto/ns-v2#">
        <Description><MeasurementUnit>mm10</MeasurementUnit></Description>
        <Layout><Page ID="P1" PHYSICAL_IMG_NR="4" WIDTH="2540" HEIGHT="5080"><PrintSpace>
        <ComposedBlock ID="c"><TextBlock ID="b" HPOS="254" VPOS="508" WIDTH="254" HEIGHT="127">
        <TextLine><String CONTENT="two words" HPOS="254" VPOS="508" WIDTH="127" HEIGHT="127" WC="0.5"/>
        </TextLine></TextBlock><Illustration ID="i" HPOS="0" VPOS="0" WIDTH="10" HEIGHT="10"/></ComposedBlock>
        </PrintSpace></Page></Layout></alto>"""
    )
    page = read_alto(path)
    assert (page.id, page.image_page, page.width, page.height, page.dpi) == ("P1", 4, 3000, 6000, 300)
    assert page.text == "two words"
    assert page.regions[0].bbox == (300, 600, 600, 750)
    assert [region.kind for region in page.regions] == [RegionKind.TEXT, RegionKind.PICTURE]


def test_the_national_newspaper_programmes_alto(shared):
    page = read_alto(shared / "data" / "scans" / "ndnp-alto-sample.xml")
    assert (page.width, page.height, page.dpi) == (7498, 10026, 300)
    assert sum(1 for _ in page.words()) == 5422
    assert any(line.hyphenated and line.words[-1].text == "sub-" for line in page.lines())
    assert all(word.bbox.right <= page.width for word in page.words())


def test_an_id_that_stands_twice_is_given_once(tmp_path, make_page, make_region):
    path = tmp_path / "p1.alto.xml"
    write_alto(make_page(make_region("left right", "below")), path)
    text = path.read_text("utf-8")
    ids = [word.id for word in read_alto(path).words()]
    path.write_text(text.replace(f'ID="{ids[1]}"', f'ID="{ids[0]}"'), encoding="utf-8")
    again = [word.id for word in read_alto(path).words()]
    assert again[0] == ids[0]
    assert len(set(again)) == len(again) == len(ids)


_OURS, _THEIRS = b"<?xml version='1.0' encoding='UTF-8'?>", b'<?xml version="1.0" encoding="UTF-8"?>'


def _read_both(content, path):
    """The page as our files are read, and as those of others are."""
    told = []
    for begin in (_OURS, _THEIRS):
        path.write_bytes(content.replace(_OURS, begin))
        try:
            told.append(read_alto(path))
        except FormatError as error:
            told.append(str(error))
    return told


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_our_files_are_read_as_those_of_others(data, pages, path):
    write_alto(data.draw(pages), path)
    ours, theirs = _read_both(path.read_bytes(), path)
    assert ours == theirs


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'CONTENT="try"', b'CONTENT="t ry"'),
        (b'CONTENT="try"', b'CONTENT="t\tr&#32;y"'),
        (b'CONTENT="try"', b'CONTENT=" "'),
        (b'CONTENT="try"', b'CONTENT="t\x01ry"'),
        (b'CONTENT="try"', b'CONTENT="t\xffry"'),
        (b'CONTENT="try"', b'CONTENT="R&amp;D"'),
        (b'<HYP CONTENT="-"', b'<HYP CONTENT=" -"'),
        (b"<HYP", b'<!-- <String ID="r9" CONTENT="gone"/> --><HYP'),
        (b"<SP/>", b"<SP/>struck out"),
        (b"<SP/>", b"<SP/>&nbsp;"),
        (b"<SP/>", b""),
        (b"</TextLine>", b""),
        (b"<TextLine ", b'<TextLine TAKEN="0" '),
        (b"<TextBlock ", b'<!-- <TextLine ID="r01.l001"/> --><TextBlock '),
        (b"<MeasurementUnit>pixel", b"<MeasurementUnit>mm10"),
        (b'ID="r01"', b'ID="r01.l001.w01"'),
        (b'ID="r01.l002.w01"', b'ID="r01.l001.w01"'),
        (b'WC="0.9"', b'WC="0.9.9"'),
        (b'WC="0.9"', b'WC="7"'),
        (b'HPOS="', b'HPOS="-'),
        (b'HPOS="', b'HPOS=".5'),
        (b"?>\n", b"?>\n<!DOCTYPE alto>\n"),
    ],
)
def test_our_files_are_read_as_those_of_others_whatever_is_done_to_them(
    before, after, make_page, make_region, path
):
    write_alto(make_page(*mark_hyphenation((make_region("the coun-", "try is"),))), path)
    content = path.read_bytes()
    assert before in content
    ours, theirs = _read_both(content.replace(before, after), path)
    assert ours == theirs


def test_lines_within_comments_are_no_lines(make_page, make_region, path):
    write_alto(make_page(make_region("the first", "the second")), path)
    head, line, rest = path.read_bytes().partition(b"<TextLine ")
    aside = rest.replace(b"</TextLine>", b"</TextLine> -->", 1)
    ours, theirs = _read_both(head + b"<!-- " + line + aside, path)
    assert ours == theirs
    assert ours.text == "the second"
