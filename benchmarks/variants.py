"""Words that are spelt in two ways, British and American, as far as rules tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from corrections.vocabulary import Vocabulary

NAME = 0.5
"""Share of capitals inside sentences from which a word is a name: "Osbourne" is not "Osborne"."""
RULES = (
    (re.compile(r"^((?:[a-z]*[aeiou][a-z]*[^aeiou]|behavi|savi|endeav)o)u(r(?!ous|ious)[a-z]*)$"), r"\1\2"),
    (re.compile(r"^([a-z]{3,})is(e|ed|es|er|ers|ing|ation|ations)$"), r"\1iz\2"),
    (re.compile(r"^(anal|paral|catal)ys(e|ed|es|ing|er)$"), r"\1yz\2"),
    (re.compile(r"^((?:def|off|pret|lic)en)ce([a-z]*)$"), r"\1se\2"),
    (
        re.compile(
            r"^((?:amphi)?theat|cent|fib|lust|scept|spect|calib|somb|meag|sab|lit|(?:kilo|centi|milli)?met|"
            r"sepulch|saltpet)re(s?)$"
        ),
        r"\1er\2",
    ),
    (
        re.compile(r"^([a-z]*[aeiou][a-z]*[^aeiou][aeiou]l)l(ed|ing|ings|er|ers|ery|ous|ously|ist)$"),
        r"\1\2",
    ),
)


def find_variants(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """British spellings with the American ones, where the latter were counted more often; no names.

    What was counted is mostly American, so it is the British that lack neighbours.
    """
    counts, names = vocabulary.counts.tolist(), (vocabulary.capitals > NAME).tolist()
    for word, count, name in zip(vocabulary.words, counts, names, strict=True):
        others = (british.sub(american, word) for british, american in RULES)
        ids = [vocabulary.ids[other] for other in others if other != word and other in vocabulary.ids]
        if ids and not name and counts[ids[0]] > count and not names[ids[0]]:
            yield word, vocabulary.words[ids[0]]


def write_variants(variants: Iterable[tuple[str, str]], path: Path) -> None:
    """Write the table that `read_variants` reads."""
    path.write_text("".join(f"{word}\t{other}\n" for word, other in variants), encoding="utf-8")
