"""The log beside the text: which misreadings were put right, and which words are in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corrections.decisions.decision import Decision
from tei.markup import Markup, element, pointer
from tei.spelling import degree

_ANNOTATION = "annotation"


def build_standoff(corrections: Sequence[Markup], doubts: Sequence[Markup]) -> Markup | None:
    """The log of a file: corrections are numbered; None where there is nothing to say."""
    begin = f"<{_ANNOTATION}"
    notes = [
        Markup(f'{begin} xml:id="c{number:04d}"{told.removeprefix(begin)}')
        for number, told in enumerate(corrections, start=1)
    ]
    if not notes and not doubts:
        return None
    listed = [element("listAnnotation", *notes)] if notes else []
    return element("standOff", *listed, *doubts, type="ocrCorrections")


def log_doubt(mark: str, confidence: float) -> Markup:
    """A certainty for a doubtful word: its xml:id, and the engine's confidence, from 0 to 1."""
    return element(
        "certainty",
        element("desc", "OCR word confidence"),
        target=f"#{mark}",
        locus="value",
        degree=f"{min(max(confidence, 0.0), 1.0):.2f}",
        resp="#app-ocr",
    )


def log_correction(mark: str, decision: Decision, agents: Mapping[str, str], scanned: bool) -> Markup:
    """An annotation for a misreading put right, still without a number.

    Args:
        mark: xml:id of the corrected word.
        decision: the one on it.
        agents: pointers to who decided, by name.
        scanned: whether there is a page image; else it was an earlier transcriber's error.
    """
    agent = agents[decision.who]
    source = pointer("lex", decision.source) if decision.source else None
    cert = degree(decision.probability)
    before = " ".join(decision.before)
    after = " ".join(text for text in decision.after if text)
    kind, engine = ("ocr", "#app-ocr") if scanned else ("transcription", None)
    first = element("note", before, type=kind, resp=engine)
    responsible = element("respStmt", _DECIDED, element("name", decision.who, ref=agent))
    reasons = [element("note", decision.why, type="reason")] if decision.why else []
    second = element("note", after, type="accepted", cert=cert, resp=agent, source=source)
    told = {"motivation": "editing", "target": f"#{mark}"}
    return element(_ANNOTATION, responsible, first, second, *reasons, **told)


_DECIDED = element("resp", "decided by")
