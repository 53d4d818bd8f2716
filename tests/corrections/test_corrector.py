from pathlib import Path

import pytest

from corrections.corrector import Corrector
from corrections.lexicon import bundled_lexicon
from corrections.passage import Passage, Token
from corrections.proposal import Proposal, Recommendation

NAMES = ("Litvinoff", "Isvestia", "Derop", "Manchukuo", "Rathenau", "Hollay")


@pytest.fixture(scope="module")
def corrector() -> Corrector:
    return Corrector(bundled_lexicon())


def passages(text: str) -> list[Passage]:
    return [
        Passage(
            f"p{block}",
            tuple(
                Token(f"p{block}.{line}.{place}", word, ends_line=place == len(words) - 1)
                for line, words in enumerate(map(str.split, lines.splitlines()))
                for place, word in enumerate(words)
            ),
        )
        for block, lines in enumerate(text.split("\n\n"))
        if lines.strip()
    ]


def applied(proposals: list[Proposal]) -> dict[str, str]:
    return {p.text: p.best.text for p in proposals if p.recommendation is Recommendation.APPLY}


def test_the_seed_text_is_put_right_and_its_names_survive(corrector: Corrector, shared: Path) -> None:
    text = next((shared / "data" / "seed").glob("*.txt")).read_text(encoding="utf-8")
    proposals = list(corrector.propose(passages(text)))
    assert applied(proposals) == {"Transcriebd": "Transcribed"}
    assert not any(name in p.text for p in proposals for name in NAMES)


def test_clean_text_stays_clean(corrector: Corrector) -> None:
    text = "The strikers marched to the mill gates at dawn, and the sheriff called for troops."
    assert not list(corrector.propose(passages(text)))
