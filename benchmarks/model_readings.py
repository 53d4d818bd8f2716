"""Find misreadings of words in what an engine read, as the corrector that stands now understands it.

python -m benchmarks.model_readings OUT --front-pages REPO [--every 17] [--words 4000000]

Written is pairs.tsv: what was read, the word that was meant, how often; benchmarks.model_channel counts them
with what texts of known truth teach. No truth is known here: a correction counts as much as it is probable.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.development import make_passages
from benchmarks.model_channel import EDGES, PLAIN
from benchmarks.model_texts import read_blobs, read_known, read_stretches
from corrections.channel_learning import Pair
from corrections.corrector import Corrector
from corrections.lexicon import bundled_lexicon
from corrections.symbols import fold

LEAST_KNOWN, LEAST = 0.72, 0.5
"""Share of known words from which a stretch is looked at, and probability from which a correction counts."""


def read_pairs(text: str, corrector: Corrector) -> Iterator[tuple[Pair, float]]:
    """Words as read and as probably meant, of one page, and how probably."""
    passages = [stretch for passage in make_passages(text) for stretch in corrector.find_english(passage)]
    touched = set()
    for proposal in corrector.propose(passages):
        touched.update(proposal.tokens)
        if len(proposal.tokens) == 1 and proposal.best.probability >= LEAST:
            read, meant = (fold(EDGES.sub("", word)) for word in (proposal.text, proposal.best.text))
            if read and PLAIN.fullmatch(meant):
                yield (read, meant.lower()), proposal.best.probability
    known = corrector.model.language.vocabulary.ids
    for token in (token for passage in passages for token in passage.tokens):
        word = fold(EDGES.sub("", token.text))
        if token.id not in touched and word.lower() in known and PLAIN.fullmatch(word):
            yield (word, word.lower()), 1.0


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--front-pages", type=Path, required=True)
    parser.add_argument("--every", type=int, default=17)
    parser.add_argument("--words", type=int, default=4_000_000)
    options = parser.parse_args()
    corrector, known = Corrector(bundled_lexicon()), read_known()
    pairs: dict[Pair, float] = defaultdict(float)
    words = 0
    for page in islice(read_blobs(options.front_pages, r"dates/.*\.txt"), 0, None, options.every):
        stretches = read_stretches(page, known, LEAST_KNOWN)
        for pair, probability in read_pairs("\n\n".join(stretches), corrector):
            pairs[pair] += probability
            words += 1
        if words >= options.words:
            break
    rows = sorted(pairs.items(), key=lambda row: (-row[1], row[0]))
    lines = (f"{read}\t{meant}\t{count:.2f}\n" for (read, meant), count in rows)
    (options.out / "pairs.tsv").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
