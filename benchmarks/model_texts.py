"""Bring the texts that are counted into one form: one paragraph a line.

python -m benchmarks.model_texts OUT --survey FILE.xz --clic REPO --eltec REPO --sotu FOLDER
                                 --front-pages REPO [--words words.tsv.xz]

Written are texts.txt, and readings.txt with the well-read stretches of what an engine read. REPO is a clone
with a work tree, or the git directory of one. See benchmarks/MODEL.md.
"""

from __future__ import annotations

import argparse
import html
import lzma
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from corrections.vocabulary import SHIPPED, read_vocabulary

SPAN, LEAST, LEAST_WORDS = 3, 0.91, 20
"""Lines before and after, the share of known words that these lines must have, and how many words."""
TITLE = 14
"""Letters of a title by which a novel is recognized that both collections have."""
TAG = re.compile(r"<[^>]+>")
PARAGRAPH = re.compile(r"<(?:p|l|head)[ >].*?</(?:p|l|head)>", re.DOTALL)


def read_blobs(repository: Path, pattern: str) -> Iterator[str]:
    """The text files of a repository's newest commit whose path matches, in the order of their paths."""
    git = ["git", "-C", str(repository)]
    listed = subprocess.run([*git, "ls-tree", "-r", "--name-only", "HEAD"], capture_output=True, check=True)
    names = [name for name in listed.stdout.decode().split("\n") if re.fullmatch(pattern, name)]
    with subprocess.Popen(
        [*git, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        for name in sorted(names):
            process.stdin.write(f"HEAD:{name}\n".encode())
            process.stdin.flush()
            size = int(process.stdout.readline().split()[-1])
            yield process.stdout.read(size + 1).decode("utf-8", errors="replace")


def read_survey(path: Path) -> Iterator[str]:
    """Paragraphs of the Foreign Language Press Survey; a line that starts with ## has a heading before |."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.split("|", 1)[-1] if line.startswith("##") else line


def read_novels(clic: Path, eltec: Path) -> Iterator[str]:
    """Paragraphs of two collections of novels; what both have is taken once."""
    seen = set()
    for text in read_blobs(clic, r"(?!DE19/)[^/]+/[^/]+\.txt"):
        plain = text.replace("\r", "").replace("_", "")
        seen.add(plain.split("\n", 1)[0].strip().lower()[:TITLE])
        yield from re.split(r"\n\s*\n", plain)
    for text in read_blobs(eltec, r"level1/[^/]+\.xml"):
        title = re.search(r"<title[^>]*>([^<]*)", text)
        if title and title.group(1).strip().lower()[:TITLE] not in seen:
            body = text.split("<body", 1)[-1]
            yield from (html.unescape(TAG.sub("", found)) for found in PARAGRAPH.findall(body))


def read_addresses(folder: Path) -> Iterator[str]:
    """Paragraphs of the addresses on the State of the Union."""
    for path in sorted(folder.glob("*.txt")):
        yield from re.split(r"\n\s*\n", path.read_text(encoding="utf-8", errors="ignore"))


def read_known(path: Path = SHIPPED) -> frozenset[str]:
    """The words that were counted more than once."""
    words = read_vocabulary(path)
    return frozenset(
        word
        for word, count in zip(words.words[3:], words.counts[3:], strict=True)
        if count > 1 and (len(word) > 1 or word in "aio")
    )


def read_stretches(page: str, known: frozenset[str], least: float = LEAST) -> Iterator[str]:
    """Stretches of a page as an engine read it in which at least that share of the words is known."""
    lines = page.split("\n")
    counts = np.array([[0, 0], *(_count_known(line, known) for line in lines)]).cumsum(axis=0)
    places = np.arange(len(lines))
    around = counts[np.minimum(places + SPAN + 1, len(lines))] - counts[np.maximum(places - SPAN, 0)]
    good = (around[:, 0] >= least * around[:, 1]) & (around[:, 1] >= LEAST_WORDS)
    stretch: list[str] = []
    for line, fits in zip([*lines, ""], [*good.tolist(), False], strict=True):
        if fits:
            stretch.append(line)
            continue
        if len(stretch) >= SPAN:
            yield re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", "\n".join(stretch))
        stretch = []


def _count_known(line: str, known: frozenset[str]) -> tuple[int, int]:
    """How many words of a line are known, and how many there are; half a word at the end may be unknown."""
    words = [word.strip(".,;:!?\"'()-").lower() for word in line.split()]
    found = sum(word in known or word.isdigit() or word.removesuffix("'s") in known for word in words)
    return found + (line.endswith("-") and found < len(words)), len(words)


def write_lines(paragraphs: Iterable[str], path: Path) -> None:
    """Write paragraphs, each on one line."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in (" ".join(text.split()) for text in paragraphs) if line)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    for name in ("--survey", "--clic", "--eltec", "--sotu", "--front-pages"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--words", type=Path, default=SHIPPED)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    texts = (
        read_survey(options.survey),
        read_novels(options.clic, options.eltec),
        read_addresses(options.sotu),
    )
    write_lines((paragraph for part in texts for paragraph in part), options.out / "texts.txt")
    known = read_known(options.words)
    pages = read_blobs(options.front_pages, r"dates/.*\.txt")
    stretches = (stretch for page in pages for stretch in read_stretches(page, known))
    write_lines(stretches, options.out / "readings.txt")


if __name__ == "__main__":
    main()
