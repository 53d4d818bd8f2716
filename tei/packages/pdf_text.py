"""The invisible text of a searchable PDF: a font without shapes, and words stretched over their boxes."""

from __future__ import annotations

from importlib.resources import files

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from ocr.page import Page, Word
from tei.markup import clean

_WIDTH = 500
"""Thousandths of an em: the width of every character of the font."""
_DESCENT = 0.2
"""Share of a word's box below the baseline."""
_SECTION = 100
"""Most entries in a section of a CMap."""


class InvisibleFont:
    """A font for one PDF that numbers the characters as they come, and can say what each number means."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def encode(self, text: str) -> str:
        """The text as a hexadecimal PDF string, two bytes a character."""
        known = clean(text).replace("\ufeff", "")  # a ToUnicode map must not lead to a byte order mark
        codes = (self._codes.setdefault(character, len(self._codes) + 1) for character in known)
        return f"<{''.join(f'{code:04X}' for code in codes)}>"

    def embed(self, pdf: Pdf) -> pikepdf.Object:
        """The font as an object of the PDF, once every text has been encoded."""
        program = pdf.make_stream(files("tei").joinpath("packages/glyphless.ttf").read_bytes())
        program.Length1 = len(program.read_bytes())
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name.RedpencilGlyphless,
            Flags=4,
            FontBBox=Array([0, -200, _WIDTH, 800]),
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=800,
            StemV=80,
            FontFile2=program,
        )
        shapes = b"\x00\x00" + b"\x00\x01" * len(self._codes)
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name.RedpencilGlyphless,
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
            DW=_WIDTH,
            CIDToGIDMap=pdf.make_stream(shapes),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name.RedpencilGlyphless,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(font)]),
                ToUnicode=pdf.make_stream(self._meanings()),
            )
        )

    def _meanings(self) -> bytes:
        """The ToUnicode CMap, in sections as long as the format allows."""
        pairs = [
            f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>"
            for character, code in self._codes.items()
        ]
        starts = range(0, len(pairs), _SECTION)
        sections = (pairs[start : start + _SECTION] for start in starts)
        body = "\n".join(
            "\n".join([f"{len(section)} beginbfchar", *section, "endbfchar"]) for section in sections
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode()


def write_words(page: Page, font: InvisibleFont, name: str) -> bytes:
    """Content of a PDF page that writes every word invisibly over its box, in reading order."""
    scale = 72 / page.dpi
    words = (_place(word, page.height, scale, font, name) for word in page.words())
    return "\n".join(["BT", "3 Tr", *words, "ET", ""]).encode()


def _place(word: Word, height: int, scale: float, font: InvisibleFont, name: str) -> str:
    box, text = word.bbox, f"{word.text} "
    size = max(1.0, box.height * scale)
    natural = len(word.text) * size * _WIDTH / 1000
    stretch = max(1.0, 100 * box.width * scale / natural)
    left, base = box.left * scale, (height - box.bottom + _DESCENT * box.height) * scale
    return f"{name} {size:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {left:.2f} {base:.2f} Tm {font.encode(text)} Tj"
