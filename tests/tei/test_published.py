from pathlib import Path

import pytest

from scans.errors import FormatError
from tei.markup import TEI
from tei.published import read_published

TEI_TEXT = f"""<TEI xmlns="{TEI}"><teiHeader><title>not this</title></teiHeader><text><body><div>
<head>The Strike</head>
<p>The <choice><sic>tor</sic><corr>for</corr></choice>
<choice><orig>employes</orig><reg>employees</reg></choice>
said Isve<pc force="weak">-</pc><lb break="no"/>stia.</p>
</div></body></text></TEI>"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_tei_gives_what_was_meant_with_period_spelling_and_whole_words(tmp_path: Path) -> None:
    found = read_published(write(tmp_path, "a.xml", TEI_TEXT))
    assert found == ("The Strike", "The for employes said Isvestia.")


def test_what_the_makers_say_of_a_transcription_is_left_out(tmp_path: Path) -> None:
    text = "A Head\n\nFrom The Militant, Vol. VI No. 29.\nTranscribed by A. Bee.\n\nIt began in Zab-\nrze.\n"
    assert read_published(write(tmp_path, "a.txt", text)) == ("A Head", "It began in Zab-\nrze.")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.xml", "<alto/>", "no TEI"),
        ("a.xml", f"<TEI xmlns='{TEI}'><text><body/></text></TEI>", "holds no text"),
        ("a.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><TEI/>", "document type"),
        ("a.pdf", "text", "neither"),
        ("a.txt", "", "holds no text"),
    ],
)
def test_what_is_no_published_text_is_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        read_published(write(tmp_path, name, text))
