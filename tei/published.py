"""The clean text of published transcriptions, to learn a newspaper's language from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml.etree import _Element as Element

from corrections.decisions.decision import Verdict
from scans.errors import FormatError
from tei.article import Block
from tei.markup import TEI, local
from tei.transcriptions import read_transcription
from tei.units import parse_units
from tei.validation import parse

TEXTS = frozenset((".txt", ".htm", ".html", ".xhtml", ".xml"))
"""Endings of the files that `read_published` reads."""

_BLOCKS = frozenset(
    ("ab", "byline", "cell", "dateline", "head", "item", "l", "p", "salute", "signed", "trailer")
)
_LARGEST = 20_000_000


def read_published(path: Path) -> tuple[str, ...]:
    """The paragraphs of a published text, by the file's ending: plain text, the archive's HTML, or TEI.

    What a transcription's makers say of it is left out. TEI gives the text as it was meant: misprints put
    right, period spelling as printed, and words whole that a line end divides.

    Raises:
        FormatError: it cannot be read, is of no such kind, or holds no text.
    """
    suffix = path.suffix.lower()
    if suffix not in TEXTS:
        raise FormatError(path, "is neither plain text, HTML nor TEI", "Give .txt, .html or .xml files")
    paragraphs = tuple(_read_tei(path)) if suffix == ".xml" else _read_transcription(path)
    if not paragraphs:
        raise FormatError(path, "holds no text", "Give a published transcription")
    return paragraphs


def _read_transcription(path: Path) -> tuple[str, ...]:
    return tuple(text for block in read_transcription(path).blocks if (text := _join(block)))


def _join(block: Block) -> str:
    """The block in its lines, so that words divided at their ends can be told."""
    return "".join(token.text + ("\n" if token.ends_line else " ") for token in block.tokens).strip()


def _read_tei(path: Path) -> Iterator[str]:
    try:
        if path.stat().st_size > _LARGEST:
            raise FormatError(path, "is larger than 20 MB", "Split it into one file an issue")
        content = path.read_bytes()
    except OSError as error:
        mend = "Check the path and its rights"
        raise FormatError(path, f"cannot be read: {error.strerror}", mend) from error
    root = parse(content, path)
    if not str(root.tag).startswith(f"{{{TEI}}}"):
        raise FormatError(path, "is XML, but no TEI", "Give the TEI that redpencil exports, or plain text")
    for body in root.iter(f"{{{TEI}}}body"):
        blocks = [node for node in body.iter("{*}*") if local(node) in _BLOCKS]
        outer = {parent for node in blocks for parent in node.iterancestors()}
        yield from filter(None, (_read_block(node) for node in blocks if node not in outer))


def _read_block(node: Element) -> str:
    units = parse_units(node)
    return " ".join(unit.printed if unit.verdict is Verdict.REGULARISE else unit.meant for unit in units)
