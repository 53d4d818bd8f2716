"""Texts that are none, or of another kind than they should be: said plainly, and nothing is lost."""

import pytest

from redpencil.boundary import ExitCode

FRENCH = (
    "Les ouvriers de la région se sont réunis hier soir dans la grande salle de la maison du peuple pour "
    "entendre le rapport du comité de grève et pour décider de la suite du mouvement contre les patrons.\n"
)


@pytest.fixture
def proofread(tmp_path, redpencil):
    """Proofread bytes; returns the result, and what was written (None for nothing)."""

    def call(content):
        source, target = tmp_path / "in.txt", tmp_path / "out" / "in.txt"
        source.write_bytes(content)
        result = redpencil("proofread", source, "-o", target, "-j", 1)
        assert source.read_bytes() == content
        return result, target.read_bytes() if target.exists() else None

    return call


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 50, b"PK\3\4\0\0" * 99, b"%PDF-1.4\n\0\1"]
)
def test_a_binary_file_is_refused(proofread, content):
    result, written = proofread(content)
    assert (result.code, written) == (ExitCode.FAILED, None)
    assert "binary" in result.err


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_whatever_encoding_comes_in_goes_out(proofread, codec):
    text = "The mill’s owners said on Friday that tbe strike “was over” and tbat the men were at work.\r\n"
    result, written = proofread(text.encode(codec))
    assert result.code == ExitCode.DONE
    assert written.decode(codec) == text.replace("tbe", "the").replace("tbat", "that")


def test_broken_bytes_stay_as_they_are(proofread):
    text = "The owners said at the caf\u00e9 of the \u201cunion\u201d that tbe strike was over".encode()
    result, written = proofread(text + b" and \xff went.\n")
    assert result.code == ExitCode.DONE
    assert written == text.replace(b"tbe", b"the") + b" and \xff went.\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n \r\n\t\n",
        b"1933 7 12,000 $3.50\n" * 500,
        FRENCH.encode(),
        "Москва и рабочие всех стран\n".encode() * 20,
        b"x" * 1_000_000,
        b"1933 " * 20_000,
        b"|" * 100_000 + b"\n",
    ],
    ids=["empty", "blank", "digits", "French", "Russian", "letters", "line", "pipes"],
)
def test_what_is_no_english_is_left_alone(proofread, content):
    result, written = proofread(content)
    assert (result.code, written) == (ExitCode.DONE, content)


def test_another_language_is_named(proofread):
    result, _ = proofread(b"The strike of the men went on.\n\n" + FRENCH.encode())
    assert "1 paragraphs are not in English, and were left alone" in result.err


@pytest.mark.slow
def test_a_line_of_a_million_characters_is_proofread_to_its_end(proofread):
    words = b"The owners of the mill said that the strike was over and that the men were at work again. "
    line = words * (1_000_000 // len(words)) + b"Then tbe strike of the men went on.\n"
    result, written = proofread(line)
    assert result.code == ExitCode.DONE
    assert written == line.replace(b"tbe", b"the")


def test_what_is_no_text_has_no_error_rate(tmp_path, redpencil):
    (tmp_path / "truth.txt").write_text("The strike.", encoding="utf-8")
    (tmp_path / "text.txt").write_bytes(b"\0\1\2" * 99)
    result = redpencil("evaluate", tmp_path / "truth.txt", tmp_path / "text.txt")
    assert (result.code, "binary" in result.err) == (ExitCode.FAILED, True)
