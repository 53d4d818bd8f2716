"""What holds of the corrector and the rules of punctuation together, whatever the text."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.slips import add_slips
from corrections.channel import read_channel
from corrections.corrector import Corrector
from corrections.editor import Editor
from corrections.entry import Kind
from corrections.lexicon import bundled_lexicon
from corrections.plain_text.proofreading import proofread
from corrections.policy import Policy
from corrections.proposal import Recommendation

TRUTH = Path(__file__).resolve().parents[2] / "redpencil" / "sample" / "truth"
BREAK = re.compile(r"\r\n|\r|\n")


@cache
def editor() -> Editor:
    """One that is quick to act, so that there is much to see."""
    return Editor(Corrector(bundled_lexicon(), Policy(precision=0.9, certainty=0.4)))


@cache
def paragraphs() -> tuple[str, ...]:
    texts = [path.read_text("utf-8") for path in sorted(TRUTH.glob("*.txt"))]
    return tuple(part for text in texts for part in text.split("\n\n") if len(part.split()) > 15)


@cache
def protected() -> tuple[str, ...]:
    """Forms that the lexicon has, but for period spellings that are as short as common misreadings."""
    entries = [entry for entry in bundled_lexicon().entries if entry.kind is not Kind.SPELLING]
    return tuple(form for entry in entries for form in entry.forms if len(form) > 3)


@st.composite
def misread(draw):
    """A paragraph or two of the sample newspaper, misread and mistyped here and there, with odd spaces."""
    some = draw(st.lists(st.sampled_from(paragraphs()), min_size=1, max_size=2))
    text = add_slips("\n\n".join(some), read_channel(), draw(st.floats(0.0, 0.4)), draw(st.integers(0, 999)))
    for place in draw(st.lists(st.integers(0, len(text)), max_size=5)):
        odd = draw(st.sampled_from(["  ", "\t", " \n", "\r\n", " | ", " ", "-", ",", "“", " ~", "\u00a0"]))
        text = text[:place] + odd + text[place:]
    return text


@settings(max_examples=20, deadline=None, derandomize=True)
@given(misread())
def test_correcting_again_changes_nothing(text):
    once = proofread(text, editor()).text
    assert proofread(once, editor()).text == once


@settings(max_examples=20, deadline=None, derandomize=True)
@given(misread())
def test_nothing_but_what_was_changed_is_changed(text):
    proof = proofread(text, editor())
    assert BREAK.findall(proof.text) == BREAK.findall(text)
    pattern, position = "", 0
    for change in proof.changes:
        if change.recommendation is Recommendation.APPLY:
            assert " ".join(text[change.offset :].split()).startswith(change.before)
            span = r"\s+".join(map(re.escape, change.before.split()))
            found = re.compile(span).match(text, change.offset)
            between = text[position : change.offset].rstrip(" \t\u00a0")
            pattern += re.escape(between.lstrip(" \t\u00a0") if position else between) + r"\s*"
            pattern += r"\s*".join(map(re.escape, change.after.split())) + r"\s*"
            position = found.end()
    tail = text[position:].lstrip(" \t\u00a0") if position else text
    assert re.fullmatch(pattern + re.escape(tail), proof.text)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(misread(), st.data())
def test_what_the_lexicon_has_survives_anywhere(text, data):
    words = text.split(" ")
    for form in data.draw(st.lists(st.sampled_from(protected()), min_size=1, max_size=6)):
        words.insert(data.draw(st.integers(0, len(words))), form)
    before = f" {' '.join(' '.join(words).split())} "
    after = f" {' '.join(proofread(' '.join(words), editor()).text.split())} "
    for form in {form for form in protected() if f" {form} " in before}:
        assert after.count(f" {form} ") >= before.count(f" {form} "), form


@pytest.mark.slow
def test_real_misreadings_once_corrected_stay(shared):
    from benchmarks.development import read_samples

    for sample in read_samples(shared / "data" / "postcorrection", "smh", "tune")[:40]:
        once = proofread(sample.raw, editor()).text
        assert proofread(once, editor()).text == once, sample.id
