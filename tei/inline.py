"""The running text of a block: words, corrections, misprints, notes and breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from corrections.decision import Decision, Verdict
from corrections.lexicon import Kind
from tei.article import Article, Block, BlockKind, Span, SpanKind
from tei.batch import Batch
from tei.breaks import Breaks
from tei.markup import add, element, identifier, pointer, release
from tei.names import READ, Name, find_names
from tei.pieces import VISIBLE, Piece, extent, read_pieces, settle_cells, undivided
from tei.spelling import HYPHENS, degree, difference, join, trim

NAMING = {
    Kind.PERSON: ("persName", None),
    Kind.ORGANIZATION: ("orgName", None),
    Kind.PLACE: ("placeName", None),
    Kind.PAPER: ("title", "j"),
}
"""Element and level for the kinds of names."""


@dataclass
class Script:
    """Writes blocks of one article and remembers what the facsimile and the log must say."""

    article: Article
    batch: Batch
    breaks: Breaks
    words: dict[str, set[str]] = field(default_factory=dict)
    """Ids of words that need a zone, by page id."""
    decisions: dict[int, Decision] = field(default_factory=dict)
    """What was decided on the text, each once, by its identity."""
    count: int = 0
    """Words written so far; one that is divided at a line's end counts once."""
    corrections: list[tuple[str, Decision]] = field(default_factory=list)
    """Misreadings put right: xml:id of the word, and the decision."""
    doubts: list[tuple[str, float]] = field(default_factory=list)
    """Words the engine is not sure of: xml:id and confidence."""

    def write(self, parent: Element, block: Block) -> None:
        """Append the block's text to the element."""
        apart = block.spans or block.kind is BlockKind.TABLE or self.batch.encoding.names
        pieces = read_pieces(block, self.article, self.batch, whole=not apart)
        for piece in pieces:
            if piece.reading:
                self.decisions[id(piece.reading.decision)] = piece.reading.decision
            self.count += piece.words
        if block.kind is BlockKind.TABLE:
            self._tabulate(parent, pieces, block)
        else:
            self._run(parent, pieces, (*block.spans, *self._names(block, pieces)))

    def _tabulate(self, table: Element, pieces: Sequence[Piece], block: Block) -> None:
        """Write the rows of a table, with a pointer to the region that it stands in."""
        if place := pieces[0].line.placement:
            table.set("facs", "#" + self.batch.sheets[place.page].zone(place.region))
        whole = ((range(len(pieces)),),)
        for row in settle_cells(pieces, block.grid or whole):
            cells = [element("cell") for _ in row]
            table.append(element("row", *cells))
            for cell, inside in zip(cells, row, strict=True):
                self._run(cell, pieces[inside.start : inside.stop], block.spans_within(inside))

    def _names(self, block: Block, pieces: Sequence[Piece]) -> tuple[Name, ...]:
        """Names to tag, but for those that lie across a span of the block, or across a decision."""
        index = self.batch.encoding.names
        if index is None or block.kind not in READ:
            return ()
        texts, hyphenated = [p.text for p in pieces], [p.divided for p in pieces]
        return tuple(
            name
            for name in find_names(texts, hyphenated, index)
            if not any(_crosses(name, span.first, span.last) for span in block.spans)
            and all(undivided(pieces, end) for end in (name.first, name.last + 1))
        )

    def _run(
        self, parent: Element, pieces: Sequence[Piece], spans: Sequence[Span | Name], start: int = 0
    ) -> None:
        """Write pieces; spans count from `start`, and are opened outermost first."""
        index = 0
        ordered = sorted(spans, key=lambda span: (span.first, -span.last))
        while index < len(pieces):
            here = [s for s in ordered if s.first - start == index and s.last - start < len(pieces)]
            if not here:
                index += self._group(parent, pieces, index)
                continue
            span = here[0]
            length = span.last - span.first + 1
            self._gap(parent, pieces[index], first=index == 0 and start == 0)
            inner = _wrap(span)
            add(parent, inner)
            within = [s for s in ordered if s is not span and s.first >= span.first and s.last <= span.last]
            self._inside(inner, pieces[index : index + length], within, span.first)
            if isinstance(span, Name):
                release(parent, keep="." if span.entry.form.endswith(".") else "")
            index += length

    def _inside(
        self, parent: Element, pieces: Sequence[Piece], spans: Sequence[Span | Name], start: int
    ) -> None:
        """Write a span's pieces; the break before the first stands outside the span already."""
        first = pieces[0]
        opened = replace(first, begins=False, joined=True)
        self._run(parent, [opened, *pieces[1:]], spans, start)

    def _group(self, parent: Element, pieces: Sequence[Piece], index: int) -> int:
        """Write the tokens of one decision, or one token; returns how many."""
        piece = pieces[index]
        self._gap(parent, piece, first=index == 0)
        if piece.reading is None and not piece.doubtful:
            self._hyphenate(parent, piece, piece.text)
            return 1
        length = extent(pieces, index)
        group = pieces[index : index + length]
        verdict = piece.reading.decision.verdict if piece.reading else None
        if verdict in VISIBLE:
            self._choice(parent, group, VISIBLE[verdict])
        elif verdict is Verdict.CORRECT and any(p.text != p.token.text for p in group):
            self._corrected(parent, group)
        elif verdict is Verdict.FLAG or piece.doubtful:
            self._unclear(parent, group)
        else:
            self._plain(parent, group, "", "")
        return length

    def _gap(self, parent: Element, piece: Piece, first: bool) -> None:
        """White space or line break before a piece."""
        if not piece.begins:
            if not first and not piece.joined:
                add(parent, " ")
            return
        marks = [] if first else self.breaks.turn(piece.line, piece.joined)
        marks += self.breaks.line(piece.line, piece.joined and not first)
        if not first and not piece.joined:
            add(parent, "\n" if marks else " ")
        for mark in marks:
            add(parent, mark)

    def _plain(
        self, parent: Element, group: Sequence[Piece], lead: str, trail: str, printed: bool = False
    ) -> None:
        """Write the texts of a group without the punctuation that stands outside its element."""
        texts = [piece.printed if printed else piece.text for piece in group]
        filled = [i for i, text in enumerate(texts) if text]
        if filled:
            texts[filled[0]] = texts[filled[0]][len(lead) :]
            texts[filled[-1]] = texts[filled[-1]][: len(texts[filled[-1]]) - len(trail)]
        for i, (piece, text) in enumerate(zip(group, texts, strict=True)):
            if i:
                self._gap(parent, piece, first=False)
            self._hyphenate(parent, piece, text)

    def _hyphenate(self, parent: Element, piece: Piece, text: str) -> None:
        """Write a text, its line-end hyphen as a pc."""
        weak = piece.divided and text[-1:] in HYPHENS and len(text) > 1
        add(parent, text[:-1] if weak else text)
        if weak:
            add(parent, element("pc", text[-1], force="weak"))

    def _choice(self, parent: Element, group: Sequence[Piece], names: tuple[str, str]) -> None:
        """Write sic and corr, or orig and reg, around what differs."""
        decision = _decision(group)
        meant = join([p.text for p in group], [p.divided for p in group])
        if group[-1].divided:
            lead, trail, after = "", "", meant[:-1] if meant[-1:] in HYPHENS and len(meant) > 1 else meant
        else:
            lead, trail, after = difference([p.printed for p in group], meant)
        before = element(names[0], id=self._mark(group), facs=self._zones(group))
        self._plain(before, group, lead, trail, printed=True)
        source = pointer("lex", decision.source) if decision.source else None
        cert = degree(decision.probability) if names[1] == "corr" else None
        second = element(names[1], after, resp=self.batch.agents[decision.who], cert=cert, source=source)
        add(parent, lead)
        add(parent, element("choice", before, second))
        add(parent, trail)

    def _corrected(self, parent: Element, group: Sequence[Piece]) -> None:
        decision, mark = _decision(group), self._mark(group)
        resp, cert = self.batch.agents[decision.who], degree(decision.probability)
        self._word(parent, group, mark, resp=resp, cert=cert)
        self.corrections.append((mark, decision))

    def _unclear(self, parent: Element, group: Sequence[Piece]) -> None:
        mark, reading = self._mark(group), group[0].reading
        if reading is None and group[0].token.confidence is not None:
            self.doubts.append((mark, group[0].token.confidence))
        resp = self.batch.agents[reading.decision.who] if reading else "#ocr"
        inner = element("unclear", cert="low", resp=resp)
        self._word(parent, group, mark, inner=inner)

    def _word(
        self,
        parent: Element,
        group: Sequence[Piece],
        mark: str,
        inner: Element | None = None,
        **attributes: str,
    ) -> None:
        """Write a w with its punctuation outside; pc for punctuation, seg for what neither can hold."""
        texts = [p.text for p in group if p.text]
        hyphen = group[-1].divided and texts and texts[-1][-1:] in HYPHENS and len(texts[-1]) > 1
        lead, core, trail = trim(texts)
        spaced = " " in join([p.text for p in group], [p.divided for p in group])
        bare = "pc" if len(group) == 1 and not hyphen else "seg"
        name = "seg" if spaced else "w" if core else bare
        if not core:
            lead = trail = ""
        part = (
            ("I" if hyphen else "F" if group[0].joined and group[0].begins else None) if name == "w" else None
        )
        word = element(name, id=mark, part=part, facs=self._zones(group), **attributes)
        trail = "" if hyphen else trail
        add(parent, lead)
        if inner is not None:
            add(word, inner)
        self._plain(word if inner is None else inner, group, lead, trail)
        add(parent, word)
        add(parent, trail)

    def _mark(self, group: Sequence[Piece]) -> str:
        piece = group[0]
        document = piece.line.placement.page if piece.line.placement else self.article.id
        return identifier("w", document.replace(".", "_2e_"), piece.token.id)

    def _zones(self, group: Sequence[Piece]) -> str | None:
        """Pointers to the zones of the group's words, which from now on are wanted."""
        places = [(p.line.placement.page, p.token.id) for p in group if p.line.placement]
        for page, word in places:
            self.words.setdefault(page, set()).add(word)
        return " ".join("#" + self.batch.sheets[page].zone(word) for page, word in places) or None


def _wrap(span: Span | Name) -> Element:
    if isinstance(span, Name):
        ref = pointer("lex", span.entry.form)
        name, level = NAMING[span.entry.kind]
        return element(name, level=level, ref=ref, resp="#app-redpencil")
    if span.kind is SpanKind.NOTE:
        return element("note", type="editorial", place="inline", resp="#series-editor")
    return element("hi", rend="superscript" if span.kind is SpanKind.ANCHOR else "italic")


def _crosses(name: Name, first: int, last: int) -> bool:
    """Whether two runs overlap, and neither lies in the other."""
    apart = name.last < first or last < name.first
    within = first <= name.first and name.last <= last
    around = name.first <= first and last <= name.last
    return not (apart or within or around)


def _decision(group: Sequence[Piece]) -> Decision:
    reading = group[0].reading
    assert reading is not None  # noqa: S101 (only groups with a decision come here)
    return reading.decision
