import pytest
from PIL import Image, ImageDraw

from ocr.alto import write_alto
from ocr.engines import make_engine
from ocr.layout_file import read_layout, write_layout
from ocr.page import BBox, RegionKind
from ocr.recognition import recognize
from ocr.settings import OcrSettings
from scans.errors import FormatError
from scans.scan import Scan
from scans.settings import ScanSettings


def test_what_is_written_is_read_back(make_page, make_region, tmp_path):
    page = make_page(make_region("A HEAD", kind=RegionKind.HEADLINE), make_region("some text", "below"))
    write_layout(page, page.regions, tmp_path / "p1.layout.toml")
    areas = read_layout(tmp_path / "p1.layout.toml")
    assert [(area.kind, area.bbox) for area in areas] == [
        (region.kind, region.bbox) for region in page.regions
    ]


@pytest.mark.parametrize(
    "content",
    [
        "not toml",
        '[[region]]\nkind = "poem"\nbox = [0, 0, 1, 1]',
        '[[region]]\nkind = "text"',
        '[[region]]\nkind = "text"\nbox = [0, 0, 1]',
        '[[region]]\nkind = "text"\nbox = [5, 0, 1, 9]',
        '[[region]]\nkind = "text"\nbox = [0, 0, "a", 9]',
        'region = "all"',
        "\udcff",
    ],
)
def test_a_bad_file_is_named(content, tmp_path):
    path = tmp_path / "p1.layout.toml"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(FormatError, match=r"p1\.layout\.toml: is no list of regions"):
        read_layout(path)


def test_a_page_is_read_by_the_regions_a_person_drew(make_page, make_region, tmp_path):
    write_alto(make_page(make_region("left right")), tmp_path / "p1.alto.xml")
    image = Image.new("L", (1000, 1000), 255)
    for left in (0, 10, 20, 30, 50, 60, 70, 80, 90):
        ImageDraw.Draw(image).rectangle((left + 1, 4, left + 7, 16), 0)
    image.save(tmp_path / "p1.png")
    (tmp_path / "p1.layout.toml").write_text(
        '[[region]]\nkind = "caption"\nbox = [45, 0, 200, 20]\n'
        '[[region]]\nkind = "text"\nbox = [0, 0, 45, 20]\n'
    )
    settings = OcrSettings(engine="recorded", recordings=tmp_path)
    page = recognize(
        Scan("p1", tmp_path / "p1.png", 1, 1000, 1000, 300, "ab" * 32),
        make_engine(settings),
        settings,
        ScanSettings(prepare=False),
        read_layout(tmp_path / "p1.layout.toml"),
    )
    assert [(region.kind, region.text) for region in page.regions] == [
        (RegionKind.CAPTION, "right"),
        (RegionKind.TEXT, "left"),
    ]
    assert page.regions[0].bbox == BBox(45, 0, 200, 20)
