"""Our TEI files read back after others have edited them: their edits become decisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path

from lxml.etree import _Element as Element

from corrections.decisions.decision import Decision, Verdict
from corrections.passage import Token
from tei.article import Article, Block
from tei.batch import Batch, full, short, stem
from tei.encoding import TAGGED
from tei.markup import ID, identifier, local
from tei.spelling import HYPHENS, join
from tei.units import Unit, parse_units, read_units
from tei.validation import Problem, parse

WRITTEN = frozenset(
    ("head", "p", "quote", "note", "byline", "dateline", "ab", "fw", "figure", "lb", "pb", "cb", "pc", "w"),
).union(
    (
        "salute",
        "signed",
        "table",
        "row",
        "cell",
        "seg",
        "choice",
        "sic",
        "corr",
        "orig",
        "reg",
        "hi",
        "ref",
        "unclear",
    )
)
"""Elements that an export writes in a block."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What an edited file says: decisions, and what could not be read as one."""

    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Hand:
    """Who edited, when, with which version of redpencil it is read."""

    who: str
    when: datetime
    version: str


def read_edits(path: Path, articles: Iterable[Article], batch: Batch, hand: Hand) -> Edits | None:
    """Compare an edited TEI file of ours with what we would write now, word by word.

    A changed word is a correction; a new `choice` is a misprint or a period spelling; a `choice` taken
    away confirms what is printed. Words added go with the word before them, words taken away become
    empty. The header, the facsimile, and elements that carry no text are not read. A file is about the
    article, or the issue, that it is called by in the xml:id of its root: an a01 is in every issue.

    Returns:
        None where it is about none of the articles.

    Raises:
        FormatError: the file cannot be read, or is no XML.
    """
    root = parse(path.read_bytes(), path)
    nodes = {str(node.get(ID)): node for node in root.iter("{*}*") if node.get(ID) is not None}
    decisions: list[Decision] = []
    problems: list[Problem] = []
    held = [article for article in articles if root.get(ID) in _names(article, batch)]
    for article in held:
        if identifier(short(article)) not in nodes:
            problems.append(Problem(path, 0, f"'{short(article)}' is gone; its text stays as it was"))
            continue
        for block in article.blocks:
            if not block.tokens:
                continue
            name = identifier(short(article), block.id)
            if name not in nodes:
                problems.append(Problem(path, 0, f"'{name}' is gone; its text stays as it was"))
                continue
            found = compare(read_units(block, article, batch), parse_units(nodes[name]))
            decisions += [_decide(edit, block, article, hand, path.name) for edit in found]
        known = {identifier(short(article), block.id) for block in article.blocks}
        problems += _unread(path, nodes[identifier(short(article))], known, batch.encoding.names is not None)
    return Edits(tuple(decisions), tuple(problems)) if held else None


def _names(article: Article, batch: Batch) -> tuple[str, str]:
    """What the file of an article, and that of its issue, are called in themselves."""
    series = batch.edition.series
    return identifier(full(article, series)), identifier(stem(article.label, series))


def _unread(path: Path, division: Element, known: Collection[str], named: bool) -> Iterator[Problem]:
    """Text that stands in no block of ours, and elements that the next export would not write again."""
    for node in division.iter("{*}*"):
        inside = any(str(one.get(ID)) in known for one in (node, *node.iterancestors()))
        before = (node.text or "") if not inside else ""
        around = (node.tail or "") if not any(str(o.get(ID)) in known for o in node.iterancestors()) else ""
        if said := " ".join((before if node is division else before + " " + around).split()):
            text = f"'{said[:40]}' stands in no block that was exported, and was not taken"
            yield Problem(path, int(str(node.sourceline or 0)), text)
        if inside and local(node) not in WRITTEN and not (named and local(node) in TAGGED):
            text = f"the text of <{local(node)}> was read; the element will not be in the next export"
            yield Problem(path, int(str(node.sourceline or 0)), text)


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of ours, and what they have become."""

    ours: tuple[Unit, ...]
    theirs: tuple[Unit, ...]


def compare(ours: Sequence[Unit], theirs: Sequence[Unit]) -> list[Edit]:
    """Where two sequences of words differ: word for word where as many stand on both sides."""
    matcher = SequenceMatcher(None, [u.key for u in ours], [u.key for u in theirs], autojunk=False)
    edits: list[Edit] = []
    for a, b, c, d in _ranges(matcher.get_opcodes(), ours):
        apart = len({id(unit.tokens) for unit in ours[a:b]}) == b - a
        if b - a == d - c and apart:
            edits += [Edit((left,), (right,)) for left, right in zip(ours[a:b], theirs[c:d], strict=True)]
        else:
            edits.append(Edit(tuple(ours[a:b]), tuple(theirs[c:d])))
    return [edit for edit in edits if edit.ours]


Range = tuple[int, int, int, int]
"""From and to in ours, from and to in theirs; the ends lie outside."""


def _ranges(opcodes: Iterable[tuple[str, int, int, int, int]], ours: Sequence[Unit]) -> list[Range]:
    """Ranges that differ, widened until each holds words of ours and whole tokens; none overlap."""
    found: list[Range] = []
    for kind, *ends in opcodes:
        if kind == "equal":
            continue
        begin, end, from_, to = _widen((ends[0], ends[1], ends[2], ends[3]), ours)
        if found and begin < found[-1][1]:
            begin, _, from_, _ = found.pop()
        found.append((begin, end, from_, to))
    return found


def _widen(differing: Range, ours: Sequence[Unit]) -> Range:
    """A range with the word before it, or after it, if words were only added or only taken away."""
    a, b, c, d = differing
    if a > 0 and (a == b or c == d):
        a, c = a - 1, c - 1
    elif b < len(ours) and (a == b or c == d):
        b, d = b + 1, d + 1
    while 0 < a < len(ours) and ours[a - 1].tokens is ours[a].tokens:
        a, c = a - 1, c - 1
    while 0 < b < len(ours) and ours[b].tokens is ours[b - 1].tokens:
        b, d = b + 1, d + 1
    return a, b, c, d


def _decide(edit: Edit, block: Block, article: Article, hand: Hand, name: str) -> Decision:
    tokens = tuple({token.id: token for unit in edit.ours for token in unit.tokens}.values())
    raw = tuple(token.text for token in tokens)
    printed = " ".join(unit.printed for unit in edit.theirs)
    verdicts = [unit.verdict for unit in edit.theirs if unit.verdict]
    verdict, text = Verdict.CORRECT, printed
    if verdicts and printed == _raw(tokens):
        verdict, text = verdicts[0], " ".join(unit.meant for unit in edit.theirs)
    elif printed == _raw(tokens):
        verdict = Verdict.KEEP
    after = raw if verdict is Verdict.KEEP else spread(text, tokens)
    place = next(line.placement for line in block.lines if tokens[0] in line.tokens)
    return Decision(
        document=place.page if place else article.id,
        tokens=tuple(token.id for token in tokens),
        before=raw,
        after=after,
        verdict=verdict,
        who=hand.who,
        when=hand.when,
        why=f"edited in {name}",
        version=hand.version,
    )


def _raw(tokens: Sequence[Token]) -> str:
    """What the engine read, divided words put together."""
    return join([token.text for token in tokens], [token.hyphenated for token in tokens])


def spread(text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words of a text over the tokens they take the place of, a divided word over both its lines.

    What is left over goes to the last token; tokens without a word become "".
    """
    words, after = text.split(), list[str]()
    for position, token in enumerate(tokens):
        if not words:
            after.append("")
        elif token.hyphenated and position + 1 < len(tokens):
            head, rest = _divide(words.pop(0), token.text)
            after.append(head)
            words[:0] = [rest] if rest else []
        elif position + 1 == len(tokens):
            after.append(" ".join(words))
        else:
            after.append(words.pop(0))
    return tuple(after)


def _divide(word: str, before: str) -> tuple[str, str]:
    """A word cut where its first part was cut before, its hyphen kept; whole where it is too short."""
    at = len(before) - (before[-1:] in HYPHENS)
    return (word[:at] + before[at:], word[at:]) if len(word) > at else (word, "")
