"""How good and how fast the corrector is, on the development sets.

python -m benchmarks.correction quality [--half check] [--precision 0.98]
python -m benchmarks.correction speed

The sets are looked for in ../shared/data/postcorrection, or in the folder that --data names.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks.development import Sample, make_passages, read_samples
from corrections.corrector import Corrector
from corrections.evaluation.normalisation import Measure, read_words
from corrections.lexicon import bundled_lexicon
from corrections.plain_text.proofreading import proofread
from corrections.policy import Policy

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "postcorrection"
SETS = ("smh", "bln600", "periodicals", "monographs")


@dataclass(frozen=True)
class Outcome:
    """What became of the words of the truth; sums over articles.

    Attributes:
        words: of the truth, normalised.
        before, after: word errors (Levenshtein) before and after.
        wrong, right: words of the truth that were wrong and right before.
        fixed, broken: of these, how many changed sides.
        characters: character errors before; left: after. Letters and digits only, in lower case, so that
            words torn in the truth (as those of ICDAR are at line ends) count for nothing.
    """

    words: int = 0
    before: int = 0
    after: int = 0
    wrong: int = 0
    right: int = 0
    fixed: int = 0
    broken: int = 0
    characters: int = 0
    left: int = 0

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(*(getattr(self, name) + getattr(other, name) for name in FIELDS))

    def __str__(self) -> str:
        changed = max(1, self.fixed + self.broken)
        return (
            f"{self.words:7,} words"
            f"  WER {self.before / self.words:6.2%} -> {self.after / self.words:6.2%}"
            f"  fixed {self.fixed / max(1, self.wrong):5.1%}  broken {self.broken / self.right:6.3%}"
            f"  precision {self.fixed / changed:.3f}"
            f"  error characters {self.left / max(1, self.characters):.2f}"
        )


FIELDS = tuple(Outcome.__dataclass_fields__)


def compare(raw: str, after: str, truth: str) -> Outcome:
    """Hold a text and its correction against the truth."""
    first, second, true = (read_words(text, Measure.NORMALISED) for text in (raw, after, truth))
    was, now = _right(first, true), _right(second, true)
    plain = ["".join(read_words(text, Measure.LETTERS)) for text in (raw, after, truth)]
    return Outcome(
        len(true),
        Levenshtein.distance(first, true),
        Levenshtein.distance(second, true),
        len(true) - len(was),
        len(was),
        len(now - was),
        len(was - now),
        Levenshtein.distance(plain[0], plain[2]),
        Levenshtein.distance(plain[1], plain[2]),
    )


def _right(words: Sequence[str], truth: Sequence[str]) -> set[int]:
    """Indexes of the truth's words that stand in the text."""
    return {
        index
        for step in Levenshtein.opcodes(words, truth)
        if step.tag == "equal"
        for index in range(step.dest_start, step.dest_end)
    }


def measure(samples: Iterable[Sample], correct: Callable[[str], str]) -> Outcome:
    """The sum over articles."""
    return sum((compare(sample.raw, correct(sample.raw), sample.truth) for sample in samples), Outcome())


def count_clean_changes(samples: Iterable[Sample], corrector: Corrector) -> tuple[int, int]:
    """Words of clean text, and how many of them would be changed."""
    words = changed = 0
    for sample in samples:
        changes = proofread(sample.truth, corrector).changes
        words += len(sample.truth.split())
        changed += sum(change.recommendation == "apply" for change in changes)
    return words, changed


def report_quality(data: Path, half: str, precision: float) -> None:
    """Print what the corrector does to each set, and overProof beside it."""
    corrector = Corrector(bundled_lexicon(), Policy(precision=precision))
    for name in SETS:
        samples = read_samples(data, name, half)
        print(f"{name:12}", measure(samples, lambda text: proofread(text, corrector).text), flush=True)
        if samples[0].peer:
            peers = {sample.raw: sample.peer for sample in samples}
            print(f"{'  overProof':12}", measure(samples, peers.__getitem__))
        words, changed = count_clean_changes(samples, corrector)
        print(f"{'  clean':12} {words:7,} words  changed {changed} = {changed / words:.4%}", flush=True)


def report_speed(data: Path, half: str) -> None:
    """Print words a second on text of about 20 % word errors, start-up and memory; SymSpell beside it."""
    start = time.perf_counter()
    corrector = Corrector(bundled_lexicon())
    list(corrector.propose(make_passages("Warm vp the modcl.")))
    print(f"start-up {time.perf_counter() - start:.2f} s")
    text = "\n\n".join(sample.raw for sample in read_samples(data, "smh", half))
    passages, words = make_passages(text), len(text.split())
    for _ in range(3):
        start = time.process_time()
        count = len(list(corrector.propose(passages)))
        seconds = time.process_time() - start
        print(
            f"redpencil: {words / seconds:9,.0f} words/s ({words:,} words, {count:,} proposals)", flush=True
        )
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    _report_symspell(text, words)


def _report_symspell(text: str, words: int) -> None:
    try:
        from symspellpy import SymSpell, Verbosity
    except ImportError:
        print("symspellpy is not installed; pip install symspellpy to compare")
        return
    from importlib.resources import files

    speller = SymSpell()
    speller.load_dictionary(str(files("symspellpy") / "frequency_dictionary_en_82_765.txt"), 0, 1)
    speller.load_bigram_dictionary(
        str(files("symspellpy") / "frequency_bigramdictionary_en_243_342.txt"), 0, 2
    )
    lines = text.splitlines()
    start = time.process_time()
    for line in lines:
        for word in line.split():
            speller.lookup(word, Verbosity.TOP, max_edit_distance=2, include_unknown=True)
    print(f"symspellpy, single lookup:   {words / (time.process_time() - start):9,.0f} words/s")
    start = time.process_time()
    for line in lines:
        if line.strip():
            speller.lookup_compound(line, max_edit_distance=2)
    print(f"symspellpy, compound lookup: {words / (time.process_time() - start):9,.0f} words/s")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("quality", "speed"))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--half", choices=("tune", "check"), default="check")
    parser.add_argument("--precision", type=float, default=Policy().precision)
    options = parser.parse_args()
    if options.what == "quality":
        report_quality(options.data, options.half, options.precision)
    else:
        report_speed(options.data, options.half)


if __name__ == "__main__":
    main()
