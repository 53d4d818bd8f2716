import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from ocr.page import Page
from tei.packages.issue import Issue
from tei.packages.pdf import write_pdf
from tei.packages.pdf_image import embed_image

MOMENT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def grey(page: Page) -> Image.Image:
    return Image.linear_gradient("L").resize((page.width, page.height))


@pytest.fixture
def path(issue: Issue, tmp_path: Path) -> Path:
    made = tmp_path / "issue.pdf"
    write_pdf(issue, grey, made, MOMENT)
    return made


def test_corrected_words_are_found_where_they_stand(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == 2
        text = pdf[0].get_textpage()
        assert "The owners of the Comintern mill said on" in text.get_text_bounded().replace("\r\n", " ")
        index, count = text.search("Comintern").get_next()
        left, bottom, _, top = text.get_charbox(index)
        scale = 72 / 300
        assert left == pytest.approx(240 * scale, abs=1)
        assert (600 - 110) * scale - 1 <= bottom < top <= (600 - 80) * scale + 1
        assert text.get_charbox(index + count - 1)[2] == pytest.approx(290 * scale, abs=2)


def test_the_picture_is_shown_and_the_text_is_not(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as pdf:
        assert pdf[0].get_size() == pytest.approx((800 * 72 / 300, 600 * 72 / 300))
        shown = pdf[0].render(scale=300 / 72).to_pil().convert("L").resize((8, 6))
        expected = Image.linear_gradient("L").resize((8, 6))
        pairs = zip(shown.tobytes(), expected.tobytes(), strict=True)
        assert max(abs(a - b) for a, b in pairs) < 12


def test_qpdf_finds_nothing_wrong(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_what_pdf_a_demands(path: Path, issue: Issue) -> None:
    with pikepdf.open(path) as pdf:
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "U")
        assert metadata["dc:title"] == str(pdf.docinfo.Title) == issue.title
        assert len(pdf.trailer.ID) == 2
        assert not pdf.is_encrypted
        (intent,) = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.N == 3
        for page in pdf.pages:
            (font,) = page.Resources.Font.values()
            (descendant,) = font.DescendantFonts
            assert descendant.FontDescriptor.FontFile2.read_bytes()[:4] == b"\0\1\0\0"
            assert "/ToUnicode" in font
        labels = [str(label.P) for label in list(pdf.Root.PageLabels.Nums)[1::2]]
        assert labels == ["1", "3"]
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["A Strike in the Mills"]


def test_the_same_issue_gives_the_same_bytes(path: Path, issue: Issue, tmp_path: Path) -> None:
    again = tmp_path / "again.pdf"
    write_pdf(issue, grey, again, MOMENT)
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(path.read_bytes()).digest()


def test_letters_beyond_the_basic_plane_are_kept(issue: Issue, tmp_path: Path) -> None:
    page = issue.pages[0]
    line = page.regions[0].lines[0]
    odd = replace(line, words=(replace(line.words[0], text="Łódź𝔄"), *line.words[1:]))
    region = replace(page.regions[0], lines=(odd,))
    batch = replace(issue.batch, pages={"s1": replace(page, regions=(region,))})
    write_pdf(replace(issue, batch=batch), grey, tmp_path / "odd.pdf", MOMENT)
    with pypdfium2.PdfDocument(tmp_path / "odd.pdf") as pdf:
        assert "Łódź𝔄" in pdf[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "P"])
def test_images_of_every_mode_are_embedded(mode: str) -> None:
    image = Image.new("L", (64, 48), 255)
    image.paste(0, (0, 0, 32, 48))
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(64, 48))
        pdf.pages[0].Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(Image=embed_image(pdf, image.convert(mode)))
        )
        pdf.pages[0].Contents = pdf.make_stream(b"q 64 0 0 48 0 0 cm /Image Do Q")
        buffer = BytesIO()
        pdf.save(buffer)
    shown = pypdfium2.PdfDocument(buffer.getvalue())[0].render().to_pil().convert("L")
    assert shown.getpixel((8, 24)) < 30
    assert shown.getpixel((56, 24)) > 225


def test_a_jpeg_goes_in_as_it_is() -> None:
    buffer = BytesIO()
    Image.linear_gradient("L").save(buffer, "JPEG")
    with pikepdf.new() as pdf:
        assert embed_image(pdf, buffer.getvalue()).read_raw_bytes() == buffer.getvalue()
