"""How often the rules for punctuation are right: `python -m benchmarks.punctuation [SET…] [--show RULE]`.

On the tune halves of the development sets in ../shared: for every proposal on the OCR text, whether the best
candidate brings the place nearer to the truth ("right"), away from it ("wrong") or neither, by the edit
distance of a few words around; and how many proposals there are on the truth itself, where nearly none can
be right.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks.alignment import align_texts
from benchmarks.development import Sample, make_passages, read_samples
from corrections.proposal import Proposal, Recommendation
from corrections.punctuation import RULES
from corrections.punctuation.style import read_style

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "postcorrection"
_COLUMNS = ("proposals", "right", "wrong", "even", "applied", "truth")
_AROUND = 2
"""Words on either side that are compared, too."""
SETS = ("smh", "bln600", "periodicals", "monographs")


def main() -> None:
    """Print a table of sets and rules, and examples of one rule where that is wanted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.punctuation")
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--show", metavar="RULE", help="print what this rule proposes, with what is around")
    arguments = parser.parse_args()
    print(("{:12} {:10}" + " {:>9}" * 6).format("set", "rule", *_COLUMNS))
    for name in arguments.sets:
        samples = read_samples(FOLDER, name, "tune")
        table: dict[str, Counter[str]] = defaultdict(Counter)
        for sample in samples:
            for rule, outcome, applied, shown in judge(sample):
                table[rule]["proposals"] += 1
                table[rule][outcome] += 1
                table[rule]["applied"] += applied
                if rule == arguments.show:
                    print(f"  {outcome:6} {shown}")
            for rule, _, shown in find(sample.truth):
                table[rule]["truth"] += 1
                if rule == arguments.show:
                    print(f"  truth  {shown}")
        for rule in RULES:
            row = table[rule]
            print(f"{name:12} {rule:10}" + "".join(f" {row[column]:9}" for column in _COLUMNS))


def judge(sample: Sample) -> Iterator[tuple[str, str, bool, str]]:
    """For each proposal on the raw text its rule, its outcome, whether it is applied, and how it looks."""
    alignment = align_texts(sample.raw, sample.truth)
    words = sample.raw.split()
    spans = [found.span() for found in re.finditer(r"\S+", sample.raw)]
    place = {token.id: at for at, token in enumerate(t for p in make_passages(sample.raw) for t in p.tokens)}
    for rule, proposal, shown in find(sample.raw):
        first, last = place[proposal.tokens[0]], place[proposal.tokens[-1]] + 1
        left, right = max(first - _AROUND, 0), min(last + _AROUND, len(words))
        truth = alignment.words(spans[left][0], spans[right - 1][1])
        before = " ".join(words[left:right])
        after = " ".join(
            word for word in (*words[left:first], proposal.best.text, *words[last:right]) if word
        )
        gain = Levenshtein.distance(before, truth) - Levenshtein.distance(after, truth)
        outcome = "right" if gain > 0 else "wrong" if gain < 0 else "even"
        yield rule, outcome, proposal.recommendation is Recommendation.APPLY, f"{shown}   truth: {truth}"


def find(text: str) -> Iterator[tuple[str, Proposal, str]]:
    """What each rule proposes, alone."""
    passages = make_passages(text)
    style = read_style(passages)
    for rule, propose in RULES.items():
        for passage in passages:
            ids = [token.id for token in passage.tokens]
            for proposal in propose(passage, style):
                at = ids.index(proposal.tokens[0])
                around = " ".join(token.text for token in passage.tokens[max(at - 5, 0) : at + 6])
                yield rule, proposal, f"{around} | {proposal.text} → {proposal.best.text or 'nothing'}"


if __name__ == "__main__":
    main()
