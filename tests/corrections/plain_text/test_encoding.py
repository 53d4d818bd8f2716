import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.plain_text import encoding as encoding_module
from corrections.plain_text.encoding import Encoding, detect_encoding, read_text
from scans.errors import FormatError

FRENCH = "Le congrès, à Paris, a été dissous : « la Vérité » l’a annoncé. " * 3
QUOTED = "The “Daily Worker” said – and we don’t believe it – that wages rose 5¢ to £2. " * 3


@pytest.mark.parametrize("text", [FRENCH, QUOTED, "plain words\r\nonly\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_read_in_its_encoding(tmp_path, text, codec):
    file = tmp_path / "text.txt"
    file.write_bytes(text.encode(codec))
    read, encoding = read_text(file)
    assert read == text
    assert encoding.mark + encoding.encode(read) == file.read_bytes()


@pytest.mark.parametrize(
    ("codec", "text"),
    [("mac_roman", FRENCH), ("cp1251", "«Правда» писала вчера о съезде Коммунистической партии. " * 4)],
)
def test_other_single_byte_encodings(tmp_path, codec, text):
    file = tmp_path / "text.txt"
    file.write_bytes(text.encode(codec))
    assert read_text(file) == (text, Encoding(codec))


def test_big_endian_with_a_mark(tmp_path):
    file = tmp_path / "text.txt"
    file.write_bytes(codecs.BOM_UTF16_BE + "Vérité".encode("utf-16-be"))
    assert read_text(file) == ("Vérité", Encoding("utf-16-be", codecs.BOM_UTF16_BE))


def test_utf8_with_a_few_broken_bytes_is_still_utf8(tmp_path):
    file = tmp_path / "text.txt"
    file.write_bytes("“So”, said he. ".encode() * 20 + b"\x92 and on")
    text, encoding = read_text(file)
    assert encoding == Encoding("utf-8")
    assert text.startswith("“So”")
    assert encoding.encode(text) == file.read_bytes()
    assert not encoding.holds(text)


@given(content=st.binary(max_size=60), size=st.integers(1, 7))
def test_whatever_is_taken_for_text_goes_out_byte_for_byte(tmp_path_factory, content, size):
    file = tmp_path_factory.mktemp("text") / "text.txt"
    file.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoding_module, "CHUNK", size)
        try:
            encoding = detect_encoding(file)
            text = "".join(encoding.decode(file))
        except FormatError:
            return
    assert encoding.mark + encoding.encode(text) == content


@pytest.mark.parametrize("content", [bytes(range(256)), b"\x89PNG\r\n\x1a\n\0\0\0", b"\xff\xfea"])
def test_what_is_no_text_is_named(tmp_path, content):
    file = tmp_path / "scan.txt"
    file.write_bytes(content)
    with pytest.raises(FormatError, match=r"scan\.txt: it is no"):
        detect_encoding(file)


def test_a_null_or_many_controls_make_no_text(tmp_path):
    file, words = tmp_path / "some.txt", b"The meeting was long and it went on. "
    for content in (words * 20 + b"\0", words + b"\1"):
        file.write_bytes(content)
        with pytest.raises(FormatError, match="binary"):
            detect_encoding(file)
    file.write_bytes(words * 20 + b"\1")
    assert detect_encoding(file) == Encoding("utf-8")


def test_an_empty_file_is_an_empty_text(tmp_path):
    (tmp_path / "empty.txt").touch()
    assert read_text(tmp_path / "empty.txt") == ("", Encoding("utf-8"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FormatError, match=r"gone\.txt"):
        read_text(tmp_path / "gone.txt")
