"""Which spellings are two of one word."""

import numpy as np

from benchmarks.variants import find_variants, write_variants
from corrections.language_model import read_variants
from corrections.vocabulary import Vocabulary

COUNTS = {
    "": 0, "<border>": 0, "<num>": 0,
    "labour": 3, "labor": 9, "neighbourly": 1, "neighborly": 2, "organising": 0, "organizing": 5,
    "analysed": 1, "analyzed": 2, "defence": 1, "defense": 2, "centres": 1, "centers": 2,
    "travelled": 1, "traveled": 2, "surprise": 9, "surprize": 1, "mourning": 1, "morning": 2,
    "pouring": 1, "poring": 2, "vigourous": 1, "vigorous": 2, "filling": 1, "filing": 2, "here": 1, "heer": 2,
    "rise": 1, "rize": 2, "fence": 1, "fense": 2, "parlour": 1, "osbourne": 1, "osborne": 2,
}  # fmt: skip


def test_the_rarer_spelling_is_counted_as_the_other(tmp_path) -> None:
    counts = np.array([*COUNTS.values()], dtype=np.float32)
    names = np.array([word.startswith("osb") for word in COUNTS], dtype=np.float32)
    variants = list(find_variants(Vocabulary(tuple(COUNTS), counts, counts, names)))
    assert variants == [
        ("labour", "labor"),
        ("neighbourly", "neighborly"),
        ("organising", "organizing"),
        ("analysed", "analyzed"),
        ("defence", "defense"),
        ("centres", "centers"),
        ("travelled", "traveled"),
    ]
    write_variants(variants, tmp_path / "variants.tsv")
    assert read_variants(tmp_path / "variants.tsv") == tuple(variants)
