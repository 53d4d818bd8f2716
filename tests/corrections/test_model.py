from dataclasses import replace
from datetime import UTC, datetime

from corrections.corrector import Corrector
from corrections.decisions.decision import Decision, Verdict
from corrections.lexicon import Lexicon
from corrections.model import DATA, learn_model, shipped_model
from corrections.passage import Passage, Token
from corrections.proposal import Proposal

TEXT = "The committee met in the hall, and delegates from Hollisterville spoke for the qtrike fund."


def propose(model: object, text: str) -> dict[str, Proposal]:
    tokens = tuple(Token(str(place), word) for place, word in enumerate(text.split()))
    corrector = replace(Corrector(Lexicon(())), model=model)
    return {p.text: p for p in corrector.propose([Passage("p", tokens)])}


def test_the_model_is_small() -> None:
    names = (
        "words.tsv.xz",
        "ngram-marks.npy",
        "ngram-counts.npy",
        "letters.npy",
        "rivals.npy",
        "judge.npz",
        "embeddings.npz",
    )
    assert sum((DATA / name).stat().st_size for name in names) < 30 * 2**20


def test_decisions_make_the_same_confusion_more_credible() -> None:
    when = datetime(2026, 1, 1, tzinfo=UTC)
    decisions = [
        Decision("d", ("1",), (b,), (a,), Verdict.CORRECT, "Ada", when, "", "0")
        for b, a in (("qtate", "state"), ("qtand", "stand"))
    ]
    before = propose(shipped_model(), TEXT)["qtrike"].best
    after = propose(learn_model(shipped_model(), decisions), TEXT)["qtrike"].best
    assert before.text == after.text == "strike"
    assert after.probability > before.probability


def test_a_papers_own_names_are_what_a_misread_name_becomes() -> None:
    text = "The strike at Zabrinskyville went on. " * 3
    misread = "The committee heard that men at Zabrinskyvilie would not go back to work before the union met."
    assert "Zabrinskyvilie" not in propose(shipped_model(), misread)
    learned = learn_model(shipped_model(), texts=[text])
    assert propose(learned, misread)["Zabrinskyvilie"].best.text == "Zabrinskyville"
