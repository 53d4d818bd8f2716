import hashlib
import json
import shutil
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import bagit
import pikepdf
import pytest
from lxml import etree
from PIL import Image

from ocr.alto import read_alto
from scans.errors import FormatError, SettingsError
from tei.batch import Batch
from tei.metadata import Edition, Series
from tei.packages.checking import check_package
from tei.packages.issue import Issue
from tei.packages.package import Packing
from tei.packages.publication import Published, publish_issue
from tei.transcriptions import parse_text

MOMENT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def packing(tmp_path: Path, issue: Issue) -> Packing:
    scans = tmp_path / "scans"
    scans.mkdir()
    for page in issue.pages:
        Image.linear_gradient("L").resize((page.width, page.height)).save(scans / page.image)
    return Packing(MOMENT, scans, "https://example.org/militant")


@pytest.fixture
def published(issue: Issue, packing: Packing, tmp_path: Path) -> Published:
    return publish_issue(issue, tmp_path / "out", packing, zipped=True)


def content(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_package_is_whole(published: Published, issue: Issue) -> None:
    assert published.problems == ()
    assert published.folder.name == issue.name
    article, data = issue.articles[0].id, published.folder / "data"
    expected = {"alto/s1.alto.xml", "page/s3.page.xml", "images/s1.png", "mets.xml", "manifest.json"}
    expected |= {f"tei/{article}.xml", f"tei/{issue.name}.xml", f"text/{article}.md", f"pdf/{issue.name}.pdf"}
    expected |= {"metadata/citations.bib", "metadata/citations.json", "metadata/internet-archive.csv"}
    expected |= {"html/history/etol/newspape/militant/vol06/no29/strike.htm"}
    assert expected <= {str(path.relative_to(data)) for path in data.rglob("*")}
    assert published.files + 1 == sum(path.is_file() for path in data.rglob("*"))
    (item,) = json.loads((data / "metadata/citations.json").read_text("utf-8"))
    assert item["page"] == "1, 3"
    assert "Comintern" in read_alto(data / "alto/s1.alto.xml").text
    assert not list(published.folder.parent.glob(".*"))


def test_the_bag_s_own_tool_verifies_it(published: Published) -> None:
    bag = bagit.Bag(str(published.folder))
    assert bag.is_valid()
    assert bag.info["External-Description"] == "The Militant, Vol. VI No. 29, 3 June 1933"
    assert bag.info["Bagging-Date"] == "2026-11-22"


def test_the_same_issue_gives_the_same_bytes(
    published: Published, issue: Issue, packing: Packing, tmp_path: Path
) -> None:
    assert published.zipped is not None
    before, packed = content(published.folder), published.zipped.read_bytes()
    again = publish_issue(issue, tmp_path / "out", packing, zipped=True)
    assert content(again.folder) == before
    assert again.zipped is not None
    assert again.zipped.read_bytes() == packed


def test_the_zip_holds_the_bag(published: Published, tmp_path: Path) -> None:
    assert published.zipped is not None
    with zipfile.ZipFile(published.zipped) as packed:
        assert packed.testzip() is None
        packed.extractall(tmp_path / "unpacked")
    assert content(tmp_path / "unpacked" / published.folder.name) == content(published.folder)


def test_damage_is_found(published: Published) -> None:
    data = published.folder / "data"
    changed = data / "text" / next((data / "text").iterdir()).name
    changed.write_text(changed.read_text("utf-8").replace("e", "x"), encoding="utf-8")
    (data / "alto/s1.alto.xml").unlink()
    (data / "alto/s3.alto.xml").write_text("<alto>")
    (data / "images/s1.png").unlink()
    (data / "extra.txt").write_text("extra")
    (data / "pdf" / next((data / "pdf").iterdir()).name).write_bytes(b"%PDF-1.7\n")
    told = "\n".join(str(problem) for problem in check_package(published.folder))
    for name in (
        "alto/s1.alto.xml is not there",
        "s3.alto.xml",
        "images/s1.png",
        "extra.txt",
        ".pdf",
        "bagit.txt",
    ):
        assert name in told
    assert f"{changed}:0: has been changed" in told
    assert "the image ../images/s1.png is not there" in told
    assert "manifest.json:0: https://example.org/militant/images/s1.png leads to no file" in told


def drop_claim(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        del metadata["pdfaid:part"]


def drop_colours(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def drop_font(pdf: pikepdf.Pdf) -> None:
    (font,) = pdf.pages[0].Resources.Font.values()
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def act(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (drop_claim, "PDF/A-2u"),
        (drop_colours, "colours"),
        (drop_font, "does not hold its font"),
        (act, "when it is opened"),
    ],
)
def test_what_no_archive_takes_of_a_pdf(
    spoil: Callable[[pikepdf.Pdf], None], told: str, published: Published
) -> None:
    path = next((published.folder / "data" / "pdf").iterdir())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        spoil(pdf)
        pdf.save()
    assert [p.text for p in check_package(published.folder) if p.path == path and told in p.text]


def test_a_folder_that_is_no_package(tmp_path: Path) -> None:
    (problem,) = check_package(tmp_path)
    assert "mets.xml" in str(problem)


def test_links_out_of_the_package_are_found(published: Published, tmp_path: Path) -> None:
    shutil.copytree(published.folder / "data", tmp_path / "bare")
    mets = tmp_path / "bare/mets.xml"
    mets.write_text(mets.read_text("utf-8").replace("images/s1.png", "../../../etc/passwd"), encoding="utf-8")
    assert any("etc/passwd is not there" in str(problem) for problem in check_package(tmp_path / "bare"))


def test_a_missing_scan_leaves_the_old_package(
    published: Published, issue: Issue, packing: Packing, tmp_path: Path
) -> None:
    before = content(published.folder)
    assert packing.scans is not None
    (packing.scans / "s3.png").unlink()
    with pytest.raises(FormatError, match=r"s3\.png: is missing"):
        publish_issue(issue, tmp_path / "out", packing)
    assert content(published.folder) == before


def test_an_image_outside_the_folder_is_refused(issue: Issue, packing: Packing, tmp_path: Path) -> None:
    page = replace(issue.pages[0], image="../secret.png")
    (tmp_path / "secret.png").write_bytes(b"secret")
    batch = replace(issue.batch, pages={**issue.batch.pages, "s1": page})
    with pytest.raises(FormatError, match="not below"):
        publish_issue(replace(issue, batch=batch), tmp_path / "out", packing)


def test_a_bad_address_is_refused(issue: Issue, packing: Packing, tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        publish_issue(issue, tmp_path / "out", replace(packing, base="example.org"))


def test_a_transcription_alone_is_published(tmp_path: Path) -> None:
    article = parse_text("The Strike Goes On\n\nFrom The Militant, Vol. VI No. 29.\n\nIt went on.", "strike")
    twin = replace(article, id="strike-2")
    issue = Issue((article, twin), Batch(Edition(Series("militant", "The Militant"))))
    published = publish_issue(issue, tmp_path, Packing(MOMENT), bagged=False)
    assert published.problems == ()
    names = {path.name for path in published.folder.rglob("*.htm")}
    assert names == {"strike.htm", "strike2.htm"}
    assert not (published.folder / "pdf").exists()


def test_a_scan_that_browsers_cannot_show_gets_a_jpeg(issue: Issue, packing: Packing, tmp_path: Path) -> None:
    assert packing.scans is not None
    first = Image.new("1", (800, 600), 1)
    first.save(packing.scans / "both.tif", save_all=True, append_images=[first])
    pages = {page.id: replace(page, image="both.tif", image_page=n) for n, page in enumerate(issue.pages, 1)}
    published = publish_issue(
        replace(issue, batch=replace(issue.batch, pages=pages)), tmp_path / "out", packing, bagged=False
    )
    assert published.problems == ()
    assert {path.name for path in (published.folder / "access").iterdir()} == {"s1.jpg", "s3.jpg"}
    assert (published.folder / "images/both.tif").is_file()


def test_a_scan_that_is_a_pdf_need_not_be_fit_for_archives(
    issue: Issue, packing: Packing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert packing.scans is not None
    (packing.scans / "pdf").mkdir()
    with pikepdf.new() as pdf:
        for _ in issue.pages:
            pdf.add_blank_page(page_size=(192, 144))
        act(pdf)
        pdf.save(packing.scans / "pdf/issue.pdf", linearize=True)
    pages = {
        page.id: replace(page, image="pdf/issue.pdf", image_page=n) for n, page in enumerate(issue.pages, 1)
    }
    batch = replace(issue.batch, pages=pages)
    published = publish_issue(replace(issue, batch=batch), tmp_path / "out", packing)
    assert published.problems == ()
    assert (published.folder / "data/images/pdf/issue.pdf").is_file()
    sys.stderr.write("said\n")  # pikepdf's check of such a file leaves stderr turned away
    assert capsys.readouterr().err == "said\n"


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("alto-4-4.xsd", "alto/*.xml"),
        ("pagecontent-2019-07-15.xsd", "page/*.xml"),
        ("mets-1.12.1.xsd", "mets.xml"),
    ],
)
def test_the_schemas_hold(schema: str, pattern: str, published: Published, read_schema) -> None:
    paths = list((published.folder / "data").glob(pattern))
    assert paths
    for path in paths:
        read_schema(schema).assertValid(etree.parse(str(path)))


def test_hostile_names_do_no_harm(issue: Issue, packing: Packing, tmp_path: Path) -> None:
    hostile = "\x01</b>&\"'\u202e{}\\"
    series = Series("../..", hostile, hostile, hostile, hostile)
    batch = replace(issue.batch, edition=Edition(series, hostile))
    article = replace(issue.articles[0], authors=(hostile,))
    published = publish_issue(Issue((article,), batch), tmp_path / "out", packing)
    assert published.problems == ()
    assert published.folder.parent == tmp_path / "out"
