import pickle
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw

from ocr.alto import read_alto, write_alto
from ocr.engines import make_engine
from ocr.page import Alternative, RegionKind
from ocr.recognition import recognize
from ocr.settings import OcrSettings
from scans.scan import Scan
from scans.settings import ScanSettings


def make_scan(folder, *texts):
    """A scan with a block for every letter, where `make_region` puts it."""
    image = Image.new("L", (1000, 1000), 255)
    draw = ImageDraw.Draw(image)
    for row, text in enumerate(texts):
        for column, letter in enumerate(text):
            if not letter.isspace():
                draw.rectangle((10 * column + 1, 20 * row + 4, 10 * column + 7, 20 * row + 16), 0)
    path = folder / "p1.png"
    image.save(path)
    return Scan("p1", path, 1, 1000, 1000, 300, "ab" * 32)


@pytest.fixture
def settings(tmp_path):
    return OcrSettings(engine="recorded", recordings=tmp_path)


def test_a_scan_becomes_a_page_with_ids_in_reading_order(settings, make_page, make_region, tmp_path):
    write_alto(make_page(make_region("the coun-", "try is")), tmp_path / "p1.alto.xml")
    page = recognize(
        make_scan(tmp_path, "the coun-", "try is"), make_engine(settings), settings, ScanSettings()
    )
    assert (page.id, page.image, page.sha256, page.dpi) == ("p1", "p1.png", "ab" * 32, 300)
    assert [word.id for word in page.words()] == [
        "r01.l001.w01",
        "r01.l001.w02",
        "r01.l002.w01",
        "r01.l002.w02",
    ]
    assert page.regions[0].lines[0].hyphenated
    assert page.steps[-1].software == "recorded"
    assert pickle.loads(pickle.dumps(page)) == page


def test_a_page_without_text(settings, make_page, tmp_path):
    write_alto(make_page(), tmp_path / "p1.alto.xml")
    page = recognize(make_scan(tmp_path), make_engine(settings), settings, ScanSettings())
    assert page.text == ""
    assert not [region for region in page.regions if region.kind is RegionKind.TEXT]


class Hesitant:
    """An engine that misreads a word when it first sees it."""

    name, version = "hesitant", "1"

    def __init__(self, engine):
        self.engine, self.calls = engine, 0

    def check(self):
        return ""

    def read(self, excerpts, mode):
        answers = self.engine.read(excerpts, mode)
        self.calls += 1
        return answers if self.calls > 1 else tuple(map(self.spoil, answers))

    def spoil(self, regions):
        return tuple(
            replace(region, lines=tuple(replace(line, words=spoil(line.words)) for line in region.lines))
            for region in regions
        )


def spoil(words):
    return tuple(replace(word, text="tbe", confidence=0.3) if word.text == "the" else word for word in words)


def test_doubtful_lines_are_read_again_and_put_to_the_vote(settings, make_page, make_region, tmp_path):
    write_alto(make_page(make_region("the mill", "is the", "place")), tmp_path / "p1.alto.xml")
    scan = make_scan(tmp_path, "the mill", "is the", "place")
    plain = recognize(scan, Hesitant(make_engine(settings)), settings, ScanSettings())
    assert plain.regions[0].text == "tbe mill\nis tbe\nplace"
    thorough = replace(settings, thorough=True)
    page = recognize(scan, Hesitant(make_engine(settings)), thorough, ScanSettings())
    assert page.regions[0].text == "the mill\nis the\nplace"
    assert page.regions[0].lines[0].words[0].alternatives == (Alternative("tbe", 0.3),)
    assert "voted" in page.steps[-1].settings
    write_alto(page, tmp_path / "read.alto.xml")
    assert read_alto(tmp_path / "read.alto.xml") == page


def test_a_second_engine_has_a_voice(settings, make_page, make_region, tmp_path):
    write_alto(make_page(make_region("the mill", "is the", "place")), tmp_path / "p1.alto.xml")
    scan, thorough = make_scan(tmp_path, "the mill", "is the", "place"), replace(settings, thorough=True)
    first, second = (Hesitant(make_engine(settings)) for _ in range(2))
    page = recognize(scan, first, thorough, ScanSettings(), None, second)
    assert page.regions[0].text == "the mill\nis the\nplace"
    assert second.calls == 1
    assert next(step.settings for step in page.steps if step.software == "hesitant") == "doubtful lines"
    assert "3 times" in page.steps[-1].settings


class Lost:
    """An engine that makes gibberish of all lines from one on."""

    name, version = "lost", "1"

    def __init__(self, engine, top):
        self.engine, self.top = engine, top

    def check(self):
        return ""

    def read(self, excerpts, mode):
        answers = self.engine.read(excerpts, mode)
        return tuple(
            tuple(self.spoil(region, excerpt) for region in regions)
            for excerpt, regions in zip(excerpts, answers, strict=True)
        )

    def spoil(self, region, excerpt):
        if excerpt.bbox.top < self.top:
            return region
        words = [replace(line.words[0], text="ee", confidence=0.2) for line in region.lines]
        return replace(
            region,
            lines=tuple(replace(line, words=(word,)) for line, word in zip(region.lines, words, strict=True)),
        )


@pytest.mark.parametrize(("top", "lost"), [(0, True), (350, False)])
def test_most_of_a_page_is_no_picture_because_nothing_can_be_read_there(
    top, lost, settings, make_page, make_region, tmp_path
):
    texts = ["the place of the mill is by the river"] * 15 + [" "] * 5 + ["mill of the place"] * 6
    region = make_region(*(text if text.strip() else "x" for text in texts))
    write_alto(make_page(region), tmp_path / "p1.alto.xml")
    page = recognize(make_scan(tmp_path, *texts), Lost(make_engine(settings), top), settings, ScanSettings())
    assert RegionKind.PICTURE in {region.kind for region in page.regions}
    assert (page.ink.unread > 0.9) is lost
    assert page.ink.incomplete is lost
