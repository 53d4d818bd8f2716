"""The log beside the text: which misreadings were put right, and which words are in doubt."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from corrections.decision import Decision
from tei.markup import Markup, element, pointer
from tei.spelling import degree


def build_standoff(
    corrections: Iterable[tuple[str, Decision]],
    doubts: Iterable[tuple[str, float]],
    agents: Mapping[str, str],
    pages: Container[str],
) -> Markup | None:
    """An annotation for each misreading put right, a certainty for each doubtful word; None without any.

    Args:
        corrections: xml:id of the corrected word and the decision on it.
        doubts: xml:id of the doubtful word and the engine's confidence, from 0 to 1.
        agents: pointers to who decided, by name.
        pages: ids of the scanned pages; what was put right elsewhere was an earlier transcriber's error.
    """
    notes = [
        _annotation(n, mark, decision, agents, decision.document in pages)
        for n, (mark, decision) in enumerate(corrections, start=1)
    ]
    marks = [
        element(
            "certainty",
            element("desc", "OCR word confidence"),
            target=f"#{mark}",
            locus="value",
            degree=f"{min(max(confidence, 0.0), 1.0):.2f}",
            resp="#app-ocr",
        )
        for mark, confidence in doubts
    ]
    if not notes and not marks:
        return None
    listed = [element("listAnnotation", *notes)] if notes else []
    return element("standOff", *listed, *marks, type="ocrCorrections")


def _annotation(number: int, mark: str, decision: Decision, agents: Mapping[str, str], scans: bool) -> Markup:
    agent = agents[decision.who]
    source = pointer("lex", decision.source) if decision.source else None
    cert = degree(decision.probability)
    before = " ".join(decision.before)
    after = " ".join(text for text in decision.after if text)
    kind, engine = ("ocr", "#app-ocr") if scans else ("transcription", None)
    first = element("note", before, type=kind, resp=engine)
    responsible = element("respStmt", element("resp", "decided by"), element("name", decision.who, ref=agent))
    reasons = [element("note", decision.why, type="reason")] if decision.why else []
    return element(
        "annotation",
        responsible,
        first,
        element("note", after, type="accepted", cert=cert, resp=agent, source=source),
        *reasons,
        id=f"c{number:04d}",
        motivation="editing",
        target=f"#{mark}",
    )
