"""Whether the ink tells the newspaper's misprints from what the engine misread.

    python -m benchmarks.misprints train|test [--count 14]

Typeset pages as of `benchmarks.pages`, in which about every twentieth longer word is misprinted: a letter
lost, doubled, added, changed, turned over, or two that changed places. They are read and corrected as those
of a project are. Of the corrections of misprinted words, and of misread ones, it prints how many are called
misprints.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image
from rapidfuzz.distance import Levenshtein

from benchmarks.pages import draw_parameters, generate_page
from benchmarks.typesetter.generation import GeneratedPage
from benchmarks.typesetter.manuscript import CopyBlock, CopyWord, Story
from benchmarks.typesetter.truth import TruthLine
from corrections.corrector import Corrector
from corrections.ink.misprints import tell_misprints
from corrections.ink.slips import strip
from corrections.lexicon import bundled_lexicon
from corrections.passage import read_passages
from corrections.proposal import Fault, Proposal, Recommendation
from ocr.page import BBox, Page
from ocr.recognition import recognize
from ocr.settings import OcrSettings
from ocr.tesseract import TesseractEngine
from scans.scan import Scan
from scans.settings import ScanSettings
from tei.article import BlockKind

SHARE, LINES = 0.05, 260
LETTERS = "etaoinshrdlucmfwypvbgk"
TURNED = {"n": "u", "u": "n", "d": "p", "p": "d", "b": "q", "q": "b"}
WORD = re.compile(r"^(\W*)([A-Za-z]?[a-z]{4,})(\W*)$")


def misprint(text: str, chance: random.Random) -> str:
    """The word with one slip of the typesetter inside; as it is where it has none to offer."""
    found = WORD.match(text)
    if not found:
        return text
    before, word, after = found.groups()
    at, other = chance.randrange(1, len(word)), chance.choice(LETTERS)
    head, letter, tail = word[:at], word[at], word[at + 1 :]
    swapped = head + tail[:1] + letter + tail[1:]
    slips = (head + tail, head + tail, head + letter + letter + tail, head + other + letter + tail)
    changed = (head + other + tail, head + TURNED.get(letter, other) + tail, swapped)
    return before + chance.choice(slips + changed) + after


def spoil(story: Story, chance: random.Random) -> Story:
    """The story with misprints in its paragraphs."""

    def slip(word: CopyWord) -> CopyWord:
        printed = misprint(word.text, chance) if chance.random() < SHARE and not word.italic else word.text
        return word if printed == word.text else CopyWord(printed, word.italic, word.text)

    running = (BlockKind.PARAGRAPH, BlockKind.QUOTATION)
    blocks = (
        CopyBlock(block.kind, tuple(map(slip, block.words))) if block.kind in running else block
        for block in story.blocks
    )
    return replace(story, blocks=tuple(blocks))


def print_misprinted(half: str, number: int) -> GeneratedPage:
    """A page of the half, with misprints."""
    parameters = draw_parameters(half, number, LINES)
    chance = random.Random(parameters.seed + 77)
    return generate_page(parameters, lambda story: spoil(story, chance))


def find_printed(page: Page, lines: Sequence[TruthLine]) -> Mapping[str, tuple[str, str]]:
    """By a word's id what is printed there and, of a misprint, what is meant (else "")."""
    found: dict[str, tuple[str, str]] = {}
    words = list(page.words())
    for line in lines:
        inside = sorted((word for word in words if _lies_in(word.bbox, line.bbox)), key=lambda w: w.bbox.left)
        printed, meant = line.text.split(), dict(line.misprints)
        for step in Levenshtein.opcodes([word.text for word in inside], printed):
            read, said = inside[step.src_start : step.src_end], printed[step.dest_start : step.dest_end]
            if len(read) == len(said):
                pairs = zip(read, said, strict=True)
                found.update({word.id: (text, meant.get(text, "")) for word, text in pairs})
    return found


def _lies_in(box: BBox, line: BBox) -> bool:
    return line.top <= (box.top + box.bottom) / 2 <= line.bottom and (
        line.left <= (box.left + box.right) / 2 <= line.right
    )


def judge(proposal: Proposal, printed: str, meant: str) -> str:
    """What a correction of one word is of."""
    before, after = strip(proposal.text), strip(proposal.best.text)
    if strip(printed) == before:
        return "misprints" if strip(meant) == after else "words that are right, or meant otherwise"
    return "misreadings" if strip(printed) == after else "misreadings of something else"


def count_faults(half: str, number: int, corrector: Corrector) -> Counter[tuple[str, Fault]]:
    """Applied corrections of a page, by what they are of and whose fault they are called."""
    truth = print_misprinted(half, number)
    dpi, (height, width) = truth.truth.dpi, truth.image.shape
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{truth.name}.png"
        Image.fromarray(truth.image).save(path, dpi=(dpi, dpi))
        scan = Scan(truth.name, path, 1, width, height, dpi, "0" * 64)
        page = recognize(scan, TesseractEngine(OcrSettings()), OcrSettings(), ScanSettings())
    found, printed = corrector.propose(tuple(read_passages(page))), find_printed(page, truth.truth_lines)
    return Counter(
        (judge(proposal, *printed[proposal.tokens[0]]), proposal.fault)
        for proposal in tell_misprints(found, page, lambda: truth.image, corrector.model)
        if len(proposal.tokens) == 1
        and proposal.recommendation is Recommendation.APPLY
        and proposal.tokens[0] in printed
    )


def main() -> None:
    """Print a line for each kind of correction that is applied."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("half", choices=("train", "test"))
    parser.add_argument("--count", type=int, default=14, help="how many pages (default 14)")
    parser.add_argument("--first", type=int, default=0, help="number of the first (default 0)")
    options = parser.parse_args()
    corrector, counts = Corrector(bundled_lexicon()), Counter[tuple[str, Fault]]()
    for number in range(options.first, options.first + options.count):
        counts += count_faults(options.half, number, corrector)
    for kind in sorted({kind for kind, _ in counts}):
        called = counts[kind, Fault.MISPRINT]
        print(
            f"corrections of {kind}: {called} of {called + counts[kind, Fault.MISREADING]} called misprints"
        )


if __name__ == "__main__":
    main()
