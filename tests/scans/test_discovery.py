import hashlib
import os
import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from scans.discovery import Discovery, discover
from scans.errors import ScanError
from scans.settings import ScanSettings

SETTINGS = ScanSettings()

LOCKED_PDF = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>
%%%%EOF""" % (b"41" * 32, b"42" * 32)


def bomb_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def ids(discovery: Discovery) -> list[str]:
    return [scan.id for scan in discovery.scans]


def test_every_format_is_found(save, tmp_path):
    for name in ("a.png", "b.jpg", "c.tif", "d.jp2", "e.webp", "f.pdf"):
        save(name)
    found = discover(tmp_path, SETTINGS)
    assert found.failures == ()
    assert ids(found) == ["a", "b", "c", "d", "e", "f"]
    assert {(scan.width, scan.height) for scan in found.scans} == {(120, 200)}
    assert found.scans[0].sha256 == hashlib.sha256((tmp_path / "a.png").read_bytes()).hexdigest()


def test_pages_come_in_natural_order_through_subfolders(save, tmp_path):
    for name in ("p10.png", "p2.png", "P1.png", "issue-2/p1.png", "issue-10/p1.png"):
        save(name)
    names = [scan.path.relative_to(tmp_path).as_posix() for scan in discover(tmp_path, SETTINGS).scans]
    assert names.index("P1.png") < names.index("p2.png") < names.index("p10.png")
    assert names.index("issue-2/p1.png") < names.index("issue-10/p1.png")


def test_a_tiff_of_many_pages_gives_each_page_but_not_its_thumbnails(save, tmp_path, page):
    from PIL import TiffImagePlugin

    thumbnail = TiffImagePlugin.ImageFileDirectory_v2()
    thumbnail[254] = 1
    path = tmp_path / "issue.tif"
    with TiffImagePlugin.AppendingTiffWriter(str(path), new=True) as file:
        for image, tags in ((page, None), (page.resize((12, 20)), thumbnail), (page, None)):
            image.save(file, format="TIFF", **({"tiffinfo": tags} if tags else {}))
            file.newFrame()
    found = discover(tmp_path, SETTINGS)
    assert [(scan.id, scan.page, scan.width) for scan in found.scans] == [
        ("issue-p001", 1, 120),
        ("issue-p003", 3, 120),
    ]


def test_content_decides_where_the_suffix_lies(save, tmp_path):
    save("liar.png", format="JPEG")
    save("nameless", format="TIFF")
    (tmp_path / "letter.txt").write_text("no scan at all")
    (tmp_path / "picture.png").write_bytes(b"GIF89a, say")
    found = discover(tmp_path, SETTINGS)
    assert ids(found) == ["liar", "nameless"]
    assert [failure.subject for failure in found.failures] == [str(tmp_path / "picture.png")]


def test_hidden_files_and_folders_are_passed_over(save, tmp_path):
    save(".hidden.png")
    save(".cache/a.png")
    found = discover(tmp_path, SETTINGS)
    assert (found.scans, found.failures) == ((), ())


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("empty.png", b"", "is empty"),
        ("empty.pdf", b"", "is empty"),
        ("noise.jpg", b"\xff\xd8\xff\xe0 and nothing more", "cannot be read"),
        ("cut.tif", b"II*\x00\x08\x00\x00\x00\x05\x00", "cannot be read"),
        ("cut.png", b"\x89PNG\r\n\x1a\n\x00\x00", "cannot be read"),
        ("cut.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "cannot be read"),
        ("cut.jp2", b"\xff\x4f\xff\x51\x00", "cannot be read"),
        ("broken.pdf", b"%PDF-1.7 and nothing more", "cannot be read"),
        ("locked.pdf", LOCKED_PDF, "locked with a password"),
        ("bomb.png", bomb_png(200_000, 200_000), "200000 x 200000 pixels"),
    ],
)
def test_a_bad_file_is_named_and_the_rest_goes_on(save, tmp_path, name, content, problem):
    (tmp_path / name).write_bytes(content)
    save("good.png")
    found = discover(tmp_path, SETTINGS)
    assert ids(found) == ["good"]
    (failure,) = found.failures
    assert failure.subject.endswith(name)
    assert problem in failure.problem
    assert failure.mend


def test_a_page_of_20000_by_20000_pixels_is_accepted_by_its_header(tmp_path):
    (tmp_path / "vast.png").write_bytes(bomb_png(20_000, 20_000))
    (scan,) = discover(tmp_path, SETTINGS).scans
    assert (scan.width, scan.height) == (20_000, 20_000)


def test_pages_before_a_fault_are_kept(save, tmp_path, page):
    path = save("issue.tif", save_all=True, append_images=[page, page.resize((500, 500))])
    found = discover(tmp_path, ScanSettings(max_pixels=100_000))
    assert [scan.page for scan in found.scans] == [1, 2]
    assert found.failures[0].subject == str(path)


def test_too_many_pages_are_refused(save, tmp_path, page):
    save("issue.pdf", save_all=True, append_images=[page, page])
    found = discover(tmp_path, ScanSettings(max_pages=2))
    assert "more than the 2 pages" in found.failures[0].problem


def test_a_link_out_of_the_folder_is_not_followed(save, tmp_path):
    secret = save("elsewhere/secret.png")
    batch = tmp_path / "batch"
    batch.mkdir()
    (batch / "page.png").symlink_to(secret)
    (batch / "folder").symlink_to(secret.parent)
    (batch / "nowhere.png").symlink_to(batch / "missing.png")
    (batch / "round.png").symlink_to(batch / "round.png")
    found = discover(batch, SETTINGS)
    assert found.scans == ()
    assert [Path(failure.subject).name for failure in found.failures] == [
        "nowhere.png",
        "page.png",
        "round.png",
    ]


def test_a_pipe_that_calls_itself_a_scan_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "page.png")
    assert discover(tmp_path, SETTINGS).failures[0].problem == "is not a file"


def test_one_file_is_a_batch_too(save):
    path = save("1933-06-03 p1.png")
    save("other.png")
    assert ids(discover(path, SETTINGS)) == ["p1933-06-03-p1"]


def test_a_file_given_by_name_that_is_no_scan_is_told(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Comrades")
    assert discover(path, SETTINGS).failures


def test_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(ScanError, match="is not there"):
        discover(tmp_path / "missing", SETTINGS)


def test_names_that_no_file_system_shares_get_safe_ids(save, tmp_path):
    names = [
        "a b.png",
        "q\"uote'.png",
        "new\nline.png",
        os.fsdecode(b"bad-\xff.png"),
        "Página.png",
        "con.png",
    ]
    for name in names:
        save(name, format="PNG")
    found = discover(tmp_path, SETTINGS)
    assert found.failures == ()
    assert sorted(ids(found)) == ["Pagina", "a-b", "bad", "new-line", "pcon", "q-uote"]


def test_the_size_is_that_of_the_upright_page(save, tmp_path, page):
    exif = Image.Exif()
    exif[274] = 6
    for name in ("a.jpg", "b.png", "c.tif", "d.webp"):
        save(name, page.rotate(90, expand=True), exif=exif)
    assert {(scan.width, scan.height) for scan in discover(tmp_path, SETTINGS).scans} == {(120, 200)}


def test_resolution_is_read_from_every_format(save, tmp_path):
    for name in ("a.png", "b.jpg", "c.tif"):
        save(name, dpi=(250, 250))
    save("cm.tif", resolution_unit=3, x_resolution=100, y_resolution=100)
    exif = Image.Exif()
    exif[282], exif[296] = 250.0, 2
    save("d.webp", exif=exif)
    assert {scan.path.name: scan.dpi for scan in discover(tmp_path, SETTINGS).scans} == {
        "a.png": 250,
        "b.jpg": 250,
        "c.tif": 250,
        "cm.tif": 254,
        "d.webp": 250,
    }


def test_a_pdf_without_a_scan_is_drawn_at_the_dpi_of_the_settings(tmp_path):
    document = pypdfium2.PdfDocument.new()
    document.new_page(144, 288)
    document.save(tmp_path / "text.pdf")
    (scan,) = discover(tmp_path, ScanSettings(pdf_dpi=100)).scans
    assert (scan.width, scan.height, scan.dpi) == (200, 400, 100)


def test_real_scans(shared):
    found = discover(shared / "data/scans", SETTINGS)
    scans = {scan.id: scan for scan in found.scans}
    assert found.failures == ()
    pages = [scans[f"chicopee-1856-p00{page}"] for page in range(1, 5)]
    assert {(page.width, page.height, page.dpi) for page in pages} == {(7200, 9600, 400)}
    recorder = scans["highland-recorder-1895-12-13"]
    assert (recorder.width, recorder.height, recorder.dpi) == (3174, 4667, 150)
    assert scans["ndnp-sample-1898-11-10"].dpi == 152
