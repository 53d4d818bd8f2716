"""The running text of a block: words, corrections, misprints, notes and breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import unescape

from corrections.decisions.decision import Decision, Verdict
from corrections.lexicon import Kind
from tei.article import Article, Block, BlockKind, Placement, Span, SpanKind
from tei.batch import Batch
from tei.breaks import Breaks
from tei.markup import LINE, Markup, element, escape, identifier, pointer
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
_SIGNS = {"&#13;": "\r", "&quot;": '"'}
"""What `escape` writes beside the signs that `unescape` knows."""


@dataclass
class Script:
    """Writes blocks of one article and remembers what the facsimile and the log must say."""

    article: Article
    batch: Batch
    breaks: Breaks
    words: dict[Placement, set[str]] = field(default_factory=dict)
    """Ids of words that need a zone, by line."""
    decisions: dict[int, Decision] = field(default_factory=dict)
    """What was decided on the text, each once, by its identity."""
    count: int = 0
    """Words written so far; one that is divided at a line's end counts once."""
    corrections: list[tuple[str, Decision]] = field(default_factory=list)
    """Misreadings put right: xml:id of the word, and the decision."""
    doubts: list[tuple[str, float]] = field(default_factory=list)
    """Words the engine is not sure of: xml:id and confidence."""

    def write(self, block: Block) -> Markup:
        """The block's text, or the rows of a table."""
        apart = block.spans or block.kind is BlockKind.TABLE or self.batch.encoding.names
        pieces = read_pieces(block, self.article, self.batch, whole=not apart)
        for piece in pieces:
            if piece.reading:
                self.decisions[id(piece.reading.decision)] = piece.reading.decision
            self.count += piece.words
        if block.kind is BlockKind.TABLE:
            return Markup(LINE.join(self._tabulate(pieces, block)))
        return self._run(pieces, (*block.spans, *self._names(block, pieces)))

    def region(self, block: Block) -> str | None:
        """A pointer to the region that a table stands in."""
        place = block.lines[0].placement
        if block.kind is not BlockKind.TABLE or place is None:
            return None
        return "#" + self.batch.sheets[place.page].zone(place.region)

    def _tabulate(self, pieces: Sequence[Piece], block: Block) -> Iterator[Markup]:
        """The rows of a table."""
        whole = ((range(len(pieces)),),)
        for row in settle_cells(pieces, block.grid or whole):
            held = [
                self._run(pieces[inside.start : inside.stop], block.spans_within(inside)) if inside else None
                for inside in row
            ]
            yield element(
                "row", *[element("cell", *([inside] if inside is not None else [])) for inside in held]
            )

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

    def _run(self, pieces: Sequence[Piece], spans: Sequence[Span | Name], start: int = 0) -> Markup:
        """Pieces as markup; spans count from `start`, and are opened outermost first."""
        out: list[str] = []
        index = 0
        ordered = sorted(spans, key=lambda span: (span.first, -span.last))
        while index < len(pieces):
            here = ordered and [
                s for s in ordered if s.first - start == index and s.last - start < len(pieces)
            ]
            if not here:
                index += self._group(out, pieces, index)
                continue
            span = here[0]
            length = span.last - span.first + 1
            self._gap(out, pieces[index], first=index == 0 and start == 0)
            inner = [s for s in ordered if s is not span and s.first >= span.first and s.last <= span.last]
            opened = replace(pieces[index], begins=False, joined=True)  # the break before it stands outside
            run = self._run([opened, *pieces[index + 1 : index + length]], inner, span.first)
            out += _wrap(span, run)
            index += length
        return Markup("".join(out))

    def _group(self, out: list[str], pieces: Sequence[Piece], index: int) -> int:
        """Write the tokens of one decision, or one token; returns how many."""
        piece = pieces[index]
        self._gap(out, piece, first=index == 0)
        if piece.reading is None and not piece.doubtful:
            self._hyphenate(out, piece, piece.text)
            return 1
        length = extent(pieces, index)
        group = pieces[index : index + length]
        verdict = piece.reading.decision.verdict if piece.reading else None
        if verdict in VISIBLE:
            self._choice(out, group, VISIBLE[verdict])
        elif verdict is Verdict.CORRECT and any(p.text != p.token.text for p in group):
            self._corrected(out, group)
        elif verdict is Verdict.FLAG or piece.doubtful:
            self._unclear(out, group)
        else:
            out.append(self._plain(group, "", ""))
        return length

    def _gap(self, out: list[str], piece: Piece, first: bool) -> None:
        """White space or line break before a piece."""
        begun = self.breaks.begin(piece.line, piece.joined, first=first) if piece.begins else ""
        if not first and not piece.joined:
            out.append("\n" if begun else " ")
        out.append(begun)

    def _plain(self, group: Sequence[Piece], lead: str, trail: str, printed: bool = False) -> Markup:
        """The texts of a group without the punctuation that stands outside its element."""
        texts = [piece.printed if printed else piece.text for piece in group]
        filled = [i for i, text in enumerate(texts) if text]
        if filled:
            texts[filled[0]] = texts[filled[0]][len(lead) :]
            texts[filled[-1]] = texts[filled[-1]][: len(texts[filled[-1]]) - len(trail)]
        out: list[str] = []
        for i, (piece, text) in enumerate(zip(group, texts, strict=True)):
            if i:
                self._gap(out, piece, first=False)
            self._hyphenate(out, piece, text)
        return Markup("".join(out))

    def _hyphenate(self, out: list[str], piece: Piece, text: str) -> None:
        """Write a text, its line-end hyphen as a pc."""
        weak = piece.divided and text[-1:] in HYPHENS and len(text) > 1
        out.append(escape(text[:-1] if weak else text))
        if weak:
            out.append(element("pc", text[-1], force="weak"))

    def _choice(self, out: list[str], group: Sequence[Piece], names: tuple[str, str]) -> None:
        """Write sic and corr, or orig and reg, around what differs."""
        decision = _decision(group)
        meant = join([p.text for p in group], [p.division for p in group])
        if group[-1].divided:
            lead, trail, after = "", "", meant[:-1] if meant[-1:] in HYPHENS and len(meant) > 1 else meant
        else:
            lead, trail, after = difference([p.printed for p in group], meant)
        mark, zones = self._mark(group), self._zones(group)
        before = element(names[0], self._plain(group, lead, trail, printed=True), id=mark, facs=zones)
        source = pointer("lex", decision.source) if decision.source else None
        cert = degree(decision.probability) if names[1] == "corr" else None
        second = element(names[1], after, resp=self.batch.agents[decision.who], cert=cert, source=source)
        out += (escape(lead), element("choice", before, second), escape(trail))

    def _corrected(self, out: list[str], group: Sequence[Piece]) -> None:
        decision, mark = _decision(group), self._mark(group)
        resp, cert = self.batch.agents[decision.who], degree(decision.probability)
        self._word(out, group, mark, resp=resp, cert=cert)
        self.corrections.append((mark, decision))

    def _unclear(self, out: list[str], group: Sequence[Piece]) -> None:
        mark, reading = self._mark(group), group[0].reading
        if reading is None and group[0].token.confidence is not None:
            self.doubts.append((mark, group[0].token.confidence))
        self._word(out, group, mark, doubted=self.batch.agents[reading.decision.who] if reading else "#ocr")

    def _word(
        self, out: list[str], group: Sequence[Piece], mark: str, doubted: str | None = None, **attributes: str
    ) -> None:
        """Write a w with its punctuation outside; pc for punctuation, seg for what neither can hold.

        `doubted` points to who doubts it.
        """
        texts = [p.text for p in group if p.text]
        hyphen = group[-1].divided and texts and texts[-1][-1:] in HYPHENS and len(texts[-1]) > 1
        lead, core, trail = trim(texts)
        spaced = " " in join([p.text for p in group], [p.division for p in group])
        bare = "pc" if len(group) == 1 and not hyphen else "seg"
        name = "seg" if spaced else "w" if core else bare
        if not core:
            lead = trail = ""
        part = (
            ("I" if hyphen else "F" if group[0].joined and group[0].begins else None) if name == "w" else None
        )
        zones = self._zones(group)
        trail = "" if hyphen else trail
        inside = self._plain(group, lead, trail)
        if doubted:
            inside = element("unclear", inside, cert="low", resp=doubted)
        word = element(name, inside, id=mark, part=part, facs=zones, **attributes)
        out += (escape(lead), word, escape(trail))

    def _mark(self, group: Sequence[Piece]) -> str:
        piece = group[0]
        document = piece.line.placement.page if piece.line.placement else self.article.id
        return identifier("w", document.replace(".", "_2e_"), piece.token.id)

    def _zones(self, group: Sequence[Piece]) -> str | None:
        """Pointers to the zones of the group's words, which from now on are wanted."""
        places = [(p.line.placement, p.token.id) for p in group if p.line.placement]
        for place, word in places:
            self.words.setdefault(place, set()).add(word)
        return " ".join("#" + self.batch.sheets[place.page].zone(word) for place, word in places) or None


def _wrap(span: Span | Name, inside: Markup) -> tuple[str, ...]:
    """A span in its element, and what stands outside of it on both sides."""
    if isinstance(span, Name):
        ref = pointer("lex", span.entry.form)
        name, level = NAMING[span.entry.kind]
        before, inside, after = _release(inside, "." if span.entry.form.endswith(".") else "")
        return before, element(name, inside, level=level, ref=ref, resp="#app-redpencil"), after
    if span.kind is SpanKind.NOTE:
        return (element("note", inside, type="editorial", place="inline", resp="#series-editor"),)
    return (element("hi", inside, rend="superscript" if span.kind is SpanKind.ANCHOR else "italic"),)


def _release(markup: Markup, keep: str) -> tuple[str, Markup, str]:
    """What stands before a name, the name, and what stands after it: punctuation, and the s of a possessive.

    `keep` may stay in the name at the end: the full stop of an abbreviation.
    """
    leading = markup.partition("<")[0]
    text = unescape(leading, _SIGNS)
    inner = text.lstrip("".join(character for character in text if not character.isalnum()))
    lead = text[: len(text) - len(inner)] if inner else ""
    told = escape(text[len(lead) :]) + markup[len(leading) :]
    trailing = told.rpartition(">")[2]
    text = unescape(trailing, _SIGNS)
    kept = re.sub(r"(?:['’][sS])?[^\w]*$", "", text)
    kept += keep if keep and text.startswith(keep, len(kept)) else ""
    if not kept and trailing == told:
        kept = text
    name = Markup(told[: len(told) - len(trailing)] + escape(kept))
    return escape(lead), name, escape(text[len(kept) :])


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
