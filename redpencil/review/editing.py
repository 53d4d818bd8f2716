"""A whole line typed anew, as answers about the words that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corrections.decisions.decision import Verdict
from redpencil.review.answer import Answer
from redpencil.review.distribution import distribute
from redpencil.review.doubt import Doubt
from redpencil.review.sheet import Sheet, SheetLine


def rewrite_line(sheet: Sheet, line: SheetLine, text: str) -> tuple[tuple[Doubt, Answer], ...]:
    """What has to be said of which words so that the line reads `text`; nothing where it does already."""
    now = tuple(sheet.text(token.id) for token in line.tokens)
    wanted = distribute(text, [said or token.text for said, token in zip(now, line.tokens, strict=True)])
    answers: list[tuple[Doubt, Answer]] = []
    done: set[str] = set()
    for first, last in _changes(now, wanted):
        doubt = sheet.span([token.id for token in line.tokens[first : last + 1]])
        texts = dict(zip((token.id for token in line.tokens), wanted, strict=True))
        after = tuple(texts.get(token, sheet.text(token)) for token in doubt.tokens)
        if not any(token in done for token in doubt.tokens):
            answers.append((doubt, _answer(doubt, after)))
        done.update(doubt.tokens)
    return tuple(answers)


def suggest_line(sheet: Sheet, line: SheetLine, doubts: Iterable[Doubt]) -> str:
    """What the line says now, with the likelier candidates of these doubts put in."""
    texts = {token.id: sheet.text(token.id) for token in line.tokens}
    for doubt in doubts:
        best = doubt.candidates[0] if doubt.candidates else None
        if best and best.probability >= 0.5 and texts.keys() >= set(doubt.tokens):
            texts |= dict(zip(doubt.tokens, best.texts, strict=True))
    return " ".join(text for text in texts.values() if text)


def merge(sheet: Sheet, doubt: Doubt) -> tuple[Doubt, str]:
    """The doubt together with the next word, and what they are as one word.

    Raises:
        KeyError: there is no next word in its passage.
    """
    last = doubt.tokens[-1]
    for passage in sheet.passages:
        ids = [token.id for token in passage.tokens]
        if last in ids and ids.index(last) + 1 < len(ids):
            wide = sheet.span([*doubt.tokens, ids[ids.index(last) + 1]])
            parts = [text for text in wide.current if text]
            return wide, "".join(part.rstrip("-¬\u00ad") for part in parts[:-1]) + parts[-1]
    raise KeyError(last)


def _changes(now: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Runs of words that change, with the word before each that was emptied: it holds the text now."""
    changed = [old != new for old, new in zip(now, wanted, strict=True)]
    for index, new in enumerate(wanted):
        if changed[index] and not new and index:
            changed[index - 1] = True
    start = None
    for index, differs in enumerate([*changed, False]):
        if differs and start is None:
            start = index
        elif not differs and start is not None:
            yield start, index - 1
            start = None


def _answer(doubt: Doubt, after: tuple[str, ...]) -> Answer:
    if after == doubt.before:
        return Answer(Verdict.KEEP, after, "typed as it is read")
    return Answer(Verdict.CORRECT, after, "typed in the line")
