"""A desk with two small documents, whose proposals are known."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corrections.decisions.store import DecisionStore
from corrections.passage import Passage, Token
from corrections.proposal import Candidate, Proposal, Recommendation
from redpencil.review.desk import Desk
from redpencil.review.sheet import Sheet

LINES = {
    "p1": ("The stirke of tne dockers", "went on. Tne owners of tne", "mills said pos sible Skoglund"),
    "p2": ("In tne evening tne coun-", "lry was quiet, said Skoglund"),
}
CANDIDATES = {
    "stirke": (("strike", 0.9), ("stoke", 0.05)),
    "tne": (("the", 0.8), ("toe", 0.1)),
    "Tne": (("The", 0.8),),
    "Skoglund": (("Skogland", 0.4),),
    "lry": (("try", 0.5),),
    "and_": (("and", 0.8),),
}


def make_passage(document: str, lines: tuple[str, ...] = ()) -> Passage:
    tokens = []
    for number, line in enumerate(lines or LINES[document], 1):
        words = line.split()
        for position, word in enumerate(words, 1):
            last = position == len(words)
            identifier = f"r01.l{number:03}.w{position:02}"
            tokens.append(Token(identifier, word, 0.9, last, last and word.endswith("-")))
    return Passage("r01", tuple(tokens))


def make_sheet(document: str, lines: tuple[str, ...] = (), readers: int = 1) -> Sheet:
    passage = make_passage(document, lines)
    proposals = [
        Proposal(
            (token.id,),
            (token.text,),
            tuple(Candidate((text,), p, "near to a common word") for text, p in CANDIDATES[token.text]),
            Recommendation.ASK,
        )
        for token in passage.tokens
        if token.text in CANDIDATES
    ]
    return Sheet(document, (passage,), proposals, readers=readers)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DecisionStore]:
    with DecisionStore(tmp_path / "decisions.sqlite") as store:
        yield store


@pytest.fixture
def desk(store: DecisionStore, tmp_path: Path) -> Desk:
    desk = Desk(store, tmp_path / "lexicon.csv")
    for document in LINES:
        desk.add(make_sheet(document))
    return desk


@pytest.fixture
def pair_desk(store: DecisionStore) -> Desk:
    """The same where two readers must agree."""
    desk = Desk(store)
    for document in LINES:
        desk.add(make_sheet(document, readers=2))
    return desk
