"""A browser's form as an answer of the review core."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from corrections.decisions.decision import Verdict
from corrections.entry import Kind
from corrections.proposal import Fault
from redpencil.review.answer import Answer, accept, flag, keep, keep_always, rewrite
from redpencil.review.doubt import Doubt
from redpencil.review.sitting import Sitting

LONGEST = 2000
"""Characters that a reader may type at once."""
_MOST_ROWS = 1 << 63
"""What SQLite can count."""


class FormError(Exception):
    """The form makes no sense; the message is for people."""


def read_form(body: bytes) -> dict[str, Any]:
    """The JSON object of a request. Raises FormError."""
    try:
        form = json.loads(body)
        json.dumps(form, ensure_ascii=False).encode()  # half a surrogate could not be stored
    except (ValueError, RecursionError):
        raise FormError("This is no JSON.") from None
    if not isinstance(form, dict):
        raise FormError("A JSON object is wanted.")
    return form


def find_doubt(sitting: Sitting, form: Mapping[str, Any]) -> Doubt:
    """The doubt that the form is about. Raises FormError where there is none such."""
    try:
        document, tokens = str(form["document"]), tuple(map(str, form["tokens"]))
        if not tokens:
            raise KeyError(document)
        return sitting.find(document, tokens)
    except (KeyError, TypeError):
        raise FormError("These words are not on the page any more. Load the page again.") from None


def find_likes(sitting: Sitting, form: Mapping[str, Any]) -> tuple[Doubt, ...]:
    """The other doubts that the answer is for as well."""
    try:
        likes = [{"document": document, "tokens": tokens} for document, tokens in form.get("likes") or ()]
    except (TypeError, ValueError):
        raise FormError("What else reads the same makes no sense. Load the page again.") from None
    return tuple(find_doubt(sitting, like) for like in likes)


def read_answer(doubt: Doubt, form: Mapping[str, Any]) -> Answer:
    """What the form says of the doubt. Raises FormError."""
    fault = Fault.MISPRINT if form.get("misprint") else Fault.MISREADING
    match form.get("action"):
        case "accept":
            return _accept(doubt, tuple(map(str, form.get("after") or ())), fault)
        case "type":
            return rewrite(doubt, read_text(form), fault)
        case "keep":
            return keep(doubt)
        case "keep_always":
            return keep_always(doubt, _kind(form.get("kind")))
        case "flag":
            return flag(doubt, read_text(form))
        case other:
            raise FormError(f"There is no action {other!r}.")


def read_text(form: Mapping[str, Any]) -> str:
    """What the reader typed. Raises FormError for what is longer than any line, or no text."""
    text = str(form.get("text") or "")
    if len(text) > LONGEST:
        raise FormError(f"That is too long: {LONGEST} characters are the most.")
    if any(unicodedata.category(mark) == "Cc" and not mark.isspace() for mark in text):
        raise FormError("There are control characters in it. Type it instead of pasting it.")
    return text


def read_seen(form: Mapping[str, Any]) -> int | None:
    """The row of the store that the reader has seen. Raises FormError for what is no number of a row."""
    seen = form.get("seen")
    if isinstance(seen, int) and not 0 <= seen < _MOST_ROWS:
        raise FormError("There is no such row in the store. Load the page again.")
    return seen if isinstance(seen, int) else None


def _accept(doubt: Doubt, after: tuple[str, ...], fault: Fault) -> Answer:
    """The candidate with these texts: its number may have changed since it was shown."""
    for number, candidate in enumerate(doubt.candidates, 1):
        if candidate.texts == after:
            return accept(doubt, number, fault)
    if len(after) != len(doubt.before):
        raise FormError("That candidate is not there any more. Load the page again.")
    verdict = Verdict.MISPRINT if fault is Fault.MISPRINT else Verdict.CORRECT
    return Answer(verdict, after, "chosen by the reader")


def _kind(value: object) -> str:
    kinds = {kind.value for kind in Kind if kind is not Kind.SPELLING}
    if value not in kinds:
        raise FormError(f"A word is one of {', '.join(sorted(kinds))}.")
    return str(value)
