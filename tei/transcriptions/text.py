"""Plain text of a transcription as an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scans.errors import FormatError
from tei.article import Article, Block, BlockKind
from tei.jump import read_jump
from tei.transcriptions.assembly import assemble
from tei.transcriptions.credits import classify_front
from tei.transcriptions.headings import heading_confidence, is_byline, is_dateline
from tei.transcriptions.lines import build_block, split_paragraphs
from tei.transcriptions.notes import find_notes
from tei.transcriptions.quotations import find_quotations

_NOTES = frozenset(("notes", "footnotes", "endnotes", "editor’s notes", "editor's notes"))
"""Headings under which nothing but notes follows."""
_TOP = frozenset((BlockKind.SOURCE, BlockKind.CREDIT, BlockKind.UPDATED, BlockKind.REMARK))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, and what they are; PARAGRAPH where nothing tells."""

    lines: tuple[str, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    confidence: float = 1.0

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())

    def named(self, kind: BlockKind, confidence: float = 1.0) -> Paragraph:
        """The same lines as another kind."""
        return replace(self, kind=kind, confidence=confidence)


def parse_text(text: str, name: str) -> Article:
    """Read a transcription: headline, source and credits, then headings and paragraphs.

    Empty lines stand between them. Every line that is not empty ends up in a block, with all its
    words. A file without headline, source and credits is an article of its paragraphs. `name`
    becomes the article's id.

    Raises:
        FormatError: there is no text in it.
    """
    paragraphs = [Paragraph(tuple(lines)) for lines in split_paragraphs(text)]
    if not paragraphs:
        raise FormatError(name, "holds no text", "Give a file with the transcription of an article")
    start = next((i for i, paragraph in enumerate(paragraphs) if _is_prose(paragraph)), len(paragraphs))
    top = [part for paragraph in paragraphs[:start] for part in _divide(paragraph)]
    end = len(paragraphs)
    while end > start and any(classify_front(line) for line in paragraphs[end - 1].lines):
        end -= 1
    bottom = [part for paragraph in paragraphs[end:] for part in _divide(paragraph)]
    named = [*_name_top(top), *_name_body(paragraphs[start:end]), *bottom]
    return assemble(name, tuple(_block(number, paragraph) for number, paragraph in enumerate(named, 1)))


def _block(number: int, paragraph: Paragraph) -> Block:
    words = [line.split() for line in paragraph.lines]
    spans = () if paragraph.kind in _TOP else find_notes([word for row in words for word in row])
    kind = paragraph.kind
    if kind is BlockKind.PARAGRAPH and [(s.first, s.last) for s in spans] == [(0, sum(map(len, words)) - 1)]:
        kind, spans = BlockKind.NOTE, ()
    return build_block(number, kind, words, spans, paragraph.confidence)


def _is_prose(paragraph: Paragraph) -> bool:
    """Whether running text begins here."""
    if any(classify_front(line) for line in paragraph.lines):
        return False
    text = paragraph.text
    return not (heading_confidence(paragraph.lines) or is_byline(text) or is_dateline(text))


def _divide(paragraph: Paragraph) -> list[Paragraph]:
    """Bylines and lines about the transcription, each with those that continue it, apart from the others."""
    parts: list[Paragraph] = []
    for line in paragraph.lines:
        kind = classify_front(line) or (BlockKind.BYLINE if is_byline(line.strip()) else None)
        last = parts[-1] if parts else None
        new = last is None or (kind is not None and (kind is not last.kind or last.text.endswith(".")))
        if new or last is None:
            parts.append(Paragraph((line,), kind or BlockKind.PARAGRAPH))
        else:
            parts[-1] = replace(last, lines=(*last.lines, line))
    return parts


def _name_top(parts: Sequence[Paragraph]) -> list[Paragraph]:
    """Headline, its further decks, byline and dateline; a section's heading after the source."""
    named: list[Paragraph] = []
    headed = sourced = False
    for part in parts:
        sourced = sourced or part.kind in _TOP
        confidence = heading_confidence(part.lines)
        if part.kind in _TOP:
            named.append(part)
        elif is_byline(part.text):
            named.append(part.named(BlockKind.BYLINE, 0.9))
        elif headed and is_dateline(part.text):
            named.append(part.named(BlockKind.DATELINE, 0.8))
        elif not headed and len(part.text) > 5:
            named.append(part.named(BlockKind.HEAD, max(confidence, 0.6)))
            headed = True
        else:
            kind = BlockKind.SECTION if sourced or len(part.text) < 6 else BlockKind.SUBHEAD
            named.append(part.named(kind, max(confidence, 0.6)))
    return named


def _name_body(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Section headings, which are never last, quotations set off, jump lines, notes under their heading."""
    quotations = find_quotations([paragraph.text for paragraph in paragraphs])
    named: list[Paragraph] = []
    noted = False
    for index, paragraph in enumerate(paragraphs):
        confidence = heading_confidence(paragraph.lines) if index + 1 < len(paragraphs) else 0.0
        if noted:
            named.append(paragraph.named(BlockKind.NOTE, 0.8))
        elif jump := read_jump(paragraph.text):
            kind = BlockKind.JUMP_LINE if jump.onward else BlockKind.JUMP_HEAD
            named.append(paragraph.named(kind, jump.confidence))
        elif index in quotations:
            named.append(paragraph.named(BlockKind.QUOTATION, quotations[index]))
        elif confidence:
            named.append(paragraph.named(BlockKind.SECTION, confidence))
            noted = paragraph.text.lower().rstrip(":") in _NOTES
        else:
            named.append(paragraph)
    return named
