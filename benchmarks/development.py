"""The development sets: OCR beside truth, split by article into a tune half and a check half.

The split: an article belongs to the tune half when the first byte of the SHA-256 of its id is even, else
to the check half. An id is "smh/" and the number in the article's header (Sydney Morning Herald),
"bln600/" and the sample id (London crime news), or "icdar2017/" and the file's name.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corrections.passage import Passage, Token

HALVES = ("tune", "check")
DIVIDED = re.compile(r"(?<=[A-Za-z][-\u2010]) (?=[a-z])")


@dataclass(frozen=True, slots=True)
class Sample:
    """One article: what the engine read, and what is printed; `peer` is another corrector's output or ""."""

    id: str
    raw: str
    truth: str
    peer: str = ""

    @property
    def half(self) -> str:
        return HALVES[hashlib.sha256(self.id.encode()).digest()[0] % 2]


def read_samples(folder: Path, name: str, half: str | None = None) -> list[Sample]:
    """The samples of one set ("smh", "bln600", "periodicals", "monographs") in `folder`."""
    samples = {"smh": read_smh, "bln600": read_bln600}.get(name)
    found = samples(folder) if samples else read_icdar(folder, name)
    return [sample for sample in found if half in (None, sample.half)]


def read_smh(folder: Path) -> Iterator[Sample]:
    """Articles of the Sydney Morning Herald: lines of raw, truth, and what overProof made of it."""
    text = (folder / "overproof-smh.txt").read_text(encoding="utf-8", errors="replace")
    for article in text.split("*$*OVERPROOF*$*")[1:]:
        header, *lines = article.split("\n")
        columns = zip(*(line.split("||@@||") for line in lines if line.count("||@@||") == 2), strict=True)
        raw, truth, peer = ("\n".join(column) for column in columns)
        yield Sample(f"smh/{header.split()[0]}", raw, truth, peer)


def read_bln600(folder: Path) -> Iterator[Sample]:
    """London crime news, its sentences put together to articles."""
    text = (folder / "bln600-train.csv").read_text(encoding="utf-8", errors="replace")
    articles: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        articles.setdefault(row["Sample ID"], []).append(row)
    for name, rows in articles.items():
        yield Sample(
            f"bln600/{name}",
            "\n\n".join(row["OCR Text"] for row in rows),
            "\n\n".join(row["Ground Truth"] for row in rows),
        )


def read_icdar(folder: Path, kind: str) -> Iterator[Sample]:
    """British newspapers ("periodicals") or books ("monographs") without what has no aligned truth."""
    for path in sorted((folder / "icdar2017-en").glob(f"eng_{kind.removesuffix('s')}-*.txt")):
        lines = [line[14:] for line in path.read_text(encoding="utf-8").split("\n")[1:3]]
        raw, truth = lines
        pieces = [(found.start(), found.end()) for found in re.finditer(r"[^#]+", truth)]
        yield Sample(
            f"icdar2017/{path.stem}",
            "\n\n".join(_read_icdar(raw[start:end]) for start, end in pieces),
            "\n\n".join(_read_icdar(truth[start:end]) for start, end in pieces),
        )


def _read_icdar(text: str) -> str:
    """The text without padding, and with the line ends that it lacks after hyphens of divided words."""
    return DIVIDED.sub("\n", text.replace("@", ""))


def make_passages(text: str) -> list[Passage]:
    """Blocks divided by an empty line as passages; ids say block, line and place."""
    passages = []
    for number, block in enumerate(re.split(r"\n\s*\n", text)):
        lines = [line.split() for line in block.split("\n")]
        tokens = tuple(
            Token(
                id=f"{number}.{row}.{place}",
                text=word,
                ends_line=place == len(words) - 1,
                hyphenated=place == len(words) - 1 and word.endswith("-") and row < len(lines) - 1,
            )
            for row, words in enumerate(lines)
            for place, word in enumerate(words)
        )
        if tokens:
            passages.append(Passage(str(number), tokens))
    return passages
