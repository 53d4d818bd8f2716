import os
import stat
import sys

import pytesseract
import pytest
from PIL import Image, ImageDraw, ImageFont

from ocr.engine import Excerpt, Mode
from ocr.page import BBox
from ocr.settings import OcrSettings
from ocr.tesseract import TesseractEngine
from scans.errors import EngineError

BLANK = Image.new("L", (300, 200), 255)


def excerpt(image):
    return Excerpt(image, "p1", BBox(0, 0, *image.size), 300)


def write(*texts):
    """An image with these lines in large type."""
    image = Image.new("L", (1200, 90 * len(texts) + 60), 255)
    for row, text in enumerate(texts):
        ImageDraw.Draw(image).text((40, 30 + 90 * row), text, 0, ImageFont.load_default(48))
    return image


@pytest.fixture
def engine():
    return TesseractEngine(OcrSettings(timeout=60))


@pytest.fixture
def pretend(tmp_path, monkeypatch):
    """Puts a Python script in Tesseract's place; OUT is the name of the file it should write."""

    def install(body):
        script = tmp_path / "tesseract"
        version = "if '--version' in sys.argv: print('tesseract 5.3.0'); sys.exit()"
        script.write_text(
            f"#!{sys.executable}\nimport os, sys, time\n{version}\nOUT = sys.argv[2] + '.tsv'\n{body}\n"
        )
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", str(script))

    if os.name != "posix":
        pytest.skip("needs scripts with a #! line")
    return install


@pytest.mark.tesseract
def test_several_excerpts_in_one_process(engine):
    found = engine.read(
        [excerpt(BLANK), excerpt(write("Workers of the world", "unite")), excerpt(BLANK)], Mode.BLOCK
    )
    assert [[region.text for region in regions] for regions in found] == [
        [],
        ["Workers of the world\nunite"],
        [],
    ]
    word = found[1][0].lines[0].words[0]
    assert word.text == "Workers"
    assert 0.5 < word.confidence <= 1
    assert 30 <= word.bbox.left <= 50
    assert 30 <= word.bbox.top <= 60


@pytest.mark.tesseract
def test_an_image_of_one_pixel_is_a_page_without_text(engine):
    assert engine.read([excerpt(Image.new("L", (1, 1), 0))], Mode.PAGE) == ((),)


@pytest.mark.tesseract
def test_check_tells_version_and_languages(engine):
    assert engine.check().startswith(f"tesseract {engine.version} with ")


@pytest.mark.tesseract
@pytest.mark.parametrize("language", ["xyz", "eng+xyz"])
def test_a_missing_language_says_what_to_install(language):
    with pytest.raises(EngineError, match="apt install tesseract-ocr-xyz"):
        TesseractEngine(OcrSettings(language=language)).check()


@pytest.mark.tesseract
def test_a_missing_language_while_reading():
    with pytest.raises(EngineError, match="apt install tesseract-ocr-xyz"):
        TesseractEngine(OcrSettings(language="xyz")).read([excerpt(BLANK)], Mode.PAGE)


def test_a_missing_tesseract_says_what_to_install(engine, monkeypatch):
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "/nowhere/tesseract")
    for attempt in (engine.check, lambda: engine.read([excerpt(BLANK)], Mode.PAGE)):
        with pytest.raises(EngineError, match=r"apt install tesseract-ocr.*brew.*choco"):
            attempt()


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("sys.exit(3)", "failed with status 3"),
        ("os.kill(os.getpid(), 11)", "failed with status -11"),
        ("", "no readable answer"),
        ("open(OUT, 'wb').write(b'\\xff\\xfe\\x00garbage')", "no readable answer"),
        ("open(OUT, 'w').write('head\\nnot a row\\n')", "nonsense"),
        ("open(OUT, 'w').write('head\\n' + '\\t'.join('5aaaaaaaaaaa') + '\\n')", "nonsense"),
    ],
)
def test_a_failing_tesseract_costs_the_page_only(body, problem, engine, pretend):
    pretend(body)
    with pytest.raises(EngineError, match=problem) as caught:
        engine.read([excerpt(BLANK)], Mode.PAGE)
    assert caught.value.subject == "p1"


def test_time_runs_out_and_the_process_is_gone(pretend, tmp_path):
    pretend(f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)")
    with pytest.raises(EngineError, match=r"longer than 1\.5 s"):
        TesseractEngine(OcrSettings(timeout=1.5)).read([excerpt(BLANK)], Mode.PAGE)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_one_thread_only(pretend, engine):
    pretend("sys.exit(int(os.environ['OMP_THREAD_LIMIT']) + 40)")
    with pytest.raises(EngineError, match="status 41"):
        engine.read([excerpt(BLANK)], Mode.PAGE)


def test_words_keep_neither_spaces_nor_control_characters(pretend, engine):
    rows = [
        "head",
        "5\t1\t1\t1\t1\t1\t1\t2\t3\t4\t96.5\ta\x07\u00a0b",
        "5\t1\t1\t1\t1\t2\t5\t2\t3\t4\t-1\t\x07",
    ]
    pretend(f"open(OUT, 'w', encoding='utf-8').write({chr(10).join(rows)!r})")
    ((region,),) = engine.read([excerpt(BLANK)], Mode.PAGE)
    first, second = region.lines[0].words
    assert (first.text, first.confidence, first.bbox) == ("ab", 0.965, BBox(1, 2, 4, 6))
    assert (second.text, second.confidence) == ("\ufffd", 0.0)
