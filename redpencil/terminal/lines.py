"""A doubt as lines of text: nothing that was read is ever taken for markup."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from corrections.decisions.conflict import Conflict
from redpencil.review.audit import describe
from redpencil.review.context import ContextLine, show_line
from redpencil.review.difference import mark_difference
from redpencil.review.doubt import Cause, Doubt
from redpencil.review.keys import Key
from redpencil.review.pace import Progress
from redpencil.review.sheet import Sheet

CAUSES = {
    Cause.PROPOSED: "",
    Cause.APPLIED: "put right by redpencil",
    Cause.FLAGGED: "flagged",
    Cause.DISPUTED: "readers disagree",
    Cause.STALE: "decided on an earlier reading",
    Cause.CHOSEN: "decided, or chosen",
}


def set_head(doubt: Doubt, progress: Progress, order: str) -> Text:
    """How far the reader has come, and where the doubt is."""
    parts = (str(progress), CAUSES[doubt.cause], f"by {order}", doubt.document)
    return Text(" · ".join(part for part in parts if part), style="dim", no_wrap=True, overflow="ellipsis")


def set_context(lines: Iterable[ContextLine]) -> Text:
    """The lines around, with the words in question between arrows, so that they are seen without colour."""
    text = Text()
    for number, line in enumerate(lines):
        text.append("\n" if number else "")
        for position, piece in enumerate(line.pieces):
            text.append(" " if position else "")
            if piece.lit:
                text.append(f"»{piece.text or '∅'}«", style="bold reverse")
            else:
                text.append(piece.text, style="" if line.lit else "dim")
    return text


def set_word(doubt: Doubt, confidence: float | None, *, misprint: bool, likes: int) -> Text:
    """What is read there, and how it will be recorded."""
    text = Text(doubt.text, style="bold")
    if doubt.now != doubt.text:
        text.append(f"  now {doubt.now or 'nothing'}", style="not bold")
    if confidence is not None:
        text.append(f"  engine {confidence:.0%} sure", style="not bold dim")
    if misprint:
        text.append("  a misprint of the newspaper", style="bold reverse")
    if likes:
        text.append(f"  the answer is for {likes + 1} places", style="bold reverse")
    if doubt.note:
        text.append(f"\n{doubt.note}", style="italic not bold")
    return text


def set_candidates(doubt: Doubt) -> Table:
    """The candidates, numbered, with probability and reason."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", max_width=40)
    table.add_column(no_wrap=True, justify="right", style="dim")
    table.add_column(style="dim")
    for number, candidate in enumerate(doubt.shown, 1):
        said = Text()
        for piece, differs in mark_difference(doubt.text, candidate.text or "nothing"):
            said.append(piece, style="bold underline" if differs else "bold")
        sure = f"{candidate.probability:.0%}" if candidate.probability else ""
        table.add_row(Text(f" {number} ", style="reverse"), said, sure, Text(candidate.reason))
    if not doubt.candidates:
        table.add_row("", Text("nothing is proposed here", style="dim"))
    return table


def ask_likes(doubt: Doubt, others: int) -> str:
    """What is asked above other places that read the same, of which so many are doubted."""
    if others:
        return f"{others + 1} doubts read “{doubt.form}”. Space unticks, Enter takes; then answer."
    return f"No other doubt reads “{doubt.form}”. Space ticks others, Enter takes; then answer."


def set_keys(keys: Iterable[Key], width: int = 78) -> Text:
    """The keys, in as many lines of so many characters as they need."""
    text, used = Text(), 0
    for key in keys:
        if key.action == "accept":
            continue
        label = f" {key.label.lower()}"
        if used + len(key.key + label) > width:
            text.append("\n")
            used = 0
        text.append(key.key, style="bold reverse")
        text.append(f"{label}  ")
        used += len(key.key + label) + 2
    return text


def set_place(sheet: Sheet, other: Doubt) -> str:
    """A line with the words in question between arrows, and where it stands."""
    line = show_line(sheet, sheet.lines[sheet.line_of[other.tokens[0]]], lit=other.tokens)
    said = " ".join(f"»{piece.text}«" if piece.lit else piece.text for piece in line.pieces)
    return f"{said}  ({other.document})"


def set_conflicts(conflicts: Iterable[Conflict]) -> str:
    """What the reader said and what others had said before, both in full."""
    lines = ["Somebody was faster; what stands is theirs.", ""]
    for conflict in conflicts:
        lines += [f"You: {describe(conflict.mine)}", *(f"     {describe(d)}" for d in conflict.theirs)]
    return "\n".join(lines)
