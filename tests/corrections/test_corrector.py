from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corrections.corrector import Corrector
from corrections.lexicon import bundled_lexicon
from corrections.passage import Passage, Token
from corrections.plain_text.proofreading import proofread
from corrections.policy import Policy
from corrections.proposal import Fault, Proposal, Recommendation

NAMES = ("Litvinoff", "Isvestia", "Derop", "Manchukuo", "Rathenau", "Hollay")
FREQUENT = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

NOISY = """tbe strike at tho Hollister mill went into its thlrd week on Monday. Pickets
walked before the gates from da\\vn to dusk, and tbe sheriff said that he had
no deputies to spare for tbe company. A committee of nine was elccted to see
the governor, wbo has so far refused to nieet them. Mrs. Gannaway of the wo-
mens' council told a large meetmg that tlie women would stand by thcir men
until the com pany met the demands, and that relief was cotning from Akron.
"""


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


def test_misread_words_are_put_right(corrector: Corrector) -> None:
    found = applied(list(corrector.propose(passages(NOISY))))
    assert {"tbe": "the", "tlie": "the", "elccted": "elected", "thlrd": "third"}.items() <= found.items()
    assert not {"Hollister", "Gannaway", "Akron."} & set(found)


def test_a_torn_word_is_mended_where_it_stands(corrector: Corrector) -> None:
    proposals = {p.text: p for p in corrector.propose(passages(NOISY))}
    assert proposals["com pany"].best.texts == ("company", "")


def test_a_reason_says_what_was_taken_for_what(corrector: Corrector) -> None:
    proposals = {p.text: p for p in corrector.propose(passages(NOISY))}
    assert "b read for h" in proposals["tbe"].best.reason


def test_numbers_are_never_touched(corrector: Corrector) -> None:
    text = "He paid $1,5OO for l2 acres on the 3lst of May, 19I7, at 4s. 6d. an acre."
    changed = {p.text for p in corrector.propose(passages(text))}
    assert not changed & {"$1,5OO", "l2", "3lst", "19I7,", "4s.", "6d."}


def test_another_language_is_left_alone(corrector: Corrector) -> None:
    text = (
        "Die Arbeiter der Stadt haben gestern beschlossen, den Streik fortzusetzen, bis alle "
        "Forderungen erfüllt sind, und die Versammlung hat den Vorstand beauftragt, zu verhandeln."
    )
    assert not list(corrector.propose(passages(text)))


ROLL = """Pte. Errol Apps, Cpl. Frank Readford, Dvr. Hy. Tehan, Sgt. W. Relph, Cpl. Alan Gimbert,
Spr. Noel Helton, Gnr. J. Calderwood, Pte. Theo Burness, L.-cpl. Ewen Tidswell, Dvr. A. Gooda,
Cpl. Edwd. Rofe, Pte. Fredk. Sibley. Cwt. 4, doz. 12, bbls. 3; wheat 12 cwt. at 9s., eggs 7 doz."""


def test_a_list_of_names_and_abbreviations_stays_as_it_is(corrector: Corrector) -> None:
    assert not applied(list(corrector.propose(passages(ROLL))))


def test_a_badly_read_list_is_read_as_english(corrector: Corrector) -> None:
    text = (
        "Pte. Frederlck Readford, Dvr. Tliomas Tehan, Sgt. Josepb Relph, Cpl. Frank Helton, Dvr. Errol Rofe"
    )
    best = {p.text: p.best.text for p in corrector.propose(passages(text))}
    assert {"Frederlck": "Frederick", "Tliomas": "Thomas", "Josepb": "Joseph"}.items() <= best.items()


def test_the_same_text_gives_the_same_proposals(corrector: Corrector) -> None:
    assert list(corrector.propose(passages(NOISY))) == list(
        Corrector(bundled_lexicon()).propose(passages(NOISY))
    )


def test_a_stricter_policy_applies_less(corrector: Corrector) -> None:
    strict = Corrector(corrector.lexicon, Policy(precision=1.0, certainty=0.999))
    assert len(applied(list(strict.propose(passages(NOISY))))) < len(
        applied(list(corrector.propose(passages(NOISY))))
    )


def test_a_word_the_engine_was_sure_of_is_misread_all_the_same() -> None:
    text = "He spoke for tbe workers of the town, and they heard him with attention."
    tokens = tuple(Token(str(place), word, confidence=0.99) for place, word in enumerate(text.split()))
    found = {p.text: p.fault for p in Corrector(bundled_lexicon()).propose([Passage("p", tokens)])}
    assert found["tbe"] is Fault.MISREADING


def test_nothing_in_nothing_out(corrector: Corrector) -> None:
    assert not list(corrector.propose([]))
    assert not list(corrector.propose([Passage("p", (Token("1", "—"), Token("2", "***")))]))


@FREQUENT
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_white_space_and_line_breaks_never_change(corrector: Corrector, text: str) -> None:
    after = proofread(text, corrector).text
    assert after.count("\n") == text.count("\n")


@pytest.mark.parametrize("wary", [False, True])
def test_probabilities_are_shares_of_one(corrector: Corrector, wary: bool) -> None:
    text = NOISY + "The delegates heard a long report by Litvinotf on the trade of Skoglnnd with Manchnkuo."
    for proposal in Corrector(corrector.lexicon, wary=wary).propose(passages(text)):
        shares = [candidate.probability for candidate in proposal.candidates]
        assert all(0 <= share <= 1 for share in shares), proposal
        # What is right where nothing is wrong is what stands there.
        assert max(shares, default=0.0) <= proposal.wrong + 2e-3, proposal
        assert shares == sorted(shares, reverse=True), proposal
        assert proposal.before not in [candidate.texts for candidate in proposal.candidates]


def test_a_wary_corrector_tells_more_and_applies_the_same(corrector: Corrector) -> None:
    text = NOISY + "The Zelkowiak men were at the qate of xqzkvwj when the stcel company sept for them."
    calm = list(corrector.propose(passages(text)))
    wary = list(Corrector(corrector.lexicon, wary=True).propose(passages(text)))
    assert applied(wary) == applied(calm)
    assert {p.tokens for p in calm} < {p.tokens for p in wary}
    ids = [token for p in wary for token in p.tokens]
    assert len(ids) == len(set(ids))


def test_what_is_little_doubtful_makes_nothing_else_less_certain(corrector: Corrector) -> None:
    """Joined to "the power", which is certain, the weak doubt about "thelr" kept that from being applied."""
    text = "the weavers shut off thepower,putonthelr coats"
    for wary in (False, True):
        proposals = list(Corrector(corrector.lexicon, wary=wary).propose(passages(text)))
        assert applied(proposals) == {"thepower,putonthelr": "the power,putonthelr"}


def test_a_short_period_spelling_may_be_a_misreading_and_a_long_one_is_none(corrector: Corrector) -> None:
    text = (
        "He gave tho men tho money that they had asked for, and went through to tho office of the employes."
    )
    found = {proposal.text: proposal.best.text for proposal in corrector.propose(passages(text))}
    assert found == {"tho": "the"}


@FREQUENT
@given(st.data())
def test_protected_words_survive_anywhere(corrector: Corrector, data: st.DataObject) -> None:
    names = [form for form in corrector.lexicon.forms() if len(form) > 3 and form.isalpha()]
    words = NOISY.split()
    name = data.draw(st.sampled_from(names))
    words.insert(data.draw(st.integers(0, len(words))), name)
    text = " ".join(words)
    assert not any(name in p.before for p in corrector.propose(passages(text)))


@FREQUENT
@given(st.lists(st.sampled_from(NOISY.split()), min_size=1, max_size=60))
def test_proposals_are_in_order_and_do_not_overlap(corrector: Corrector, words: list[str]) -> None:
    proposals = list(corrector.propose(passages(" ".join(words))))
    ids = [token for p in proposals for token in p.tokens]
    assert ids == sorted(set(ids), key=lambda id_: int(id_.rsplit(".", 1)[1]))
    assert all(len(c.texts) == len(p.tokens) for p in proposals for c in p.candidates)


def test_the_periods_spelling_goes_before_the_modern_one(corrector):
    words = ["three", "thousand", "empioyes", "of", "the", "company", "stood", "in", "the", "rain"]
    passage = Passage("p", tuple(Token(f"w{n}", word) for n, word in enumerate(words)))
    (found,) = [proposal for proposal in corrector.propose([passage]) if proposal.text == "empioyes"]
    texts = [candidate.text for candidate in found.candidates]
    assert texts[:2] == ["employes", "employees"]
    assert len(texts) == len(set(texts))


def test_letters_in_another_order_are_the_typesetters(corrector):
    words = ["the", "men", "and", "women", "are", "the", "stirke", "committee", "and", "they", "meet"]
    passage = Passage("p", tuple(Token(f"w{n}", word, 0.9) for n, word in enumerate(words)))
    (found,) = [proposal for proposal in corrector.propose([passage]) if proposal.text == "stirke"]
    assert (found.best.text, found.fault) == ("strike", Fault.MISPRINT)


@pytest.mark.parametrize("name", ["Anschluß", "Völkischer", "Vérité"])
def test_names_with_accents_survive(corrector, name):
    assert not any(name in p.before for p in corrector.propose(passages(f"{name} {NOISY}")))


def reread(text: str, word: str, *others: str) -> list[Passage]:
    (passage,) = passages(text)
    tokens = tuple(replace(t, readings=others) if t.text == word else t for t in passage.tokens)
    return [replace(passage, tokens=tokens)]


def chances(corrector: Corrector, read: list[Passage], word: str) -> dict[str, float]:
    """Probabilities of the candidates for a word."""
    found = [p for p in corrector.propose(read) if p.text == word]
    return {candidate.text: candidate.probability for p in found for candidate in p.candidates}


def test_what_the_engine_read_another_time_counts(corrector):
    text = "The pickets walked before the xlmo of the Hollister mill from dawn to dusk."
    before = chances(corrector, passages(text), "xlmo")
    after = chances(corrector, reread(text, "xlmo", "gates"), "xlmo")
    assert "gates" not in before
    assert after["gates"] == max(after.values())


def test_another_reading_does_not_unseat_what_fits(corrector):
    text = "The pickets walked before the gates of the Hollister mill from dawn to dusk."
    assert not applied(list(corrector.propose(reread(text, "gates", "gales", "gatos"))))
    assert not applied(list(corrector.propose(reread(text, "Hollister", "Holster"))))


def test_what_becomes_a_name_of_the_lexicon_has_credit_and_no_other_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = """The delegates heard a long report by Litvinotf on tbe trade of the Soviet Union with Turkey, and
    on the wages of the empioyes; he had wrltten it on the way."""
    ways = []
    for credit in (3.0, 1.0):
        monkeypatch.setattr("corrections.corrector._CREDIT", credit)
        proposals = list(Corrector(bundled_lexicon(), wary=True).propose(passages(text)))
        ways.append({p.text: {c.text: c.probability for c in p.candidates} for p in proposals})
    with_credit, without = ways
    assert with_credit["Litvinotf"]["Litvinoff"] > without["Litvinotf"]["Litvinoff"]
    for word in ("tbe", "wrltten", "empioyes;"):
        assert with_credit[word] == without[word]


class Sure:
    """A judge that finds everything right."""

    def probabilities(self, evidence):
        return np.tile([0.98, 0.01, 0.01], (len(evidence), 1))


def test_what_may_be_printed_so_is_asked_about_however_sure_the_judge_is(corrector):
    text = (
        "She and her Bister were brought to the town at tbe end of Ike year, and any thing he said of the "
        "mid-night train was brought into posi-tion."
    )
    sure = replace(corrector, model=replace(corrector.model, judge=Sure()))
    found = {proposal.text: proposal.recommendation for proposal in sure.propose(passages(text))}
    certain = {word for word, recommendation in found.items() if recommendation is Recommendation.APPLY}
    assert certain == {"tbe", "posi-tion."}
    assert {"Bister", "Ike", "any thing", "mid-night"} <= found.keys() - certain


def test_scraps_with_marks_that_letters_are_read_as_stay_and_no_numeral_is_made(corrector):
    text = (
        "The strike went on at the mill. [t was brought to an end by the men, as in chapter Iil of the book "
        "of the union, and |a man of the town was tbere."
    )
    sure = replace(corrector, model=replace(corrector.model, judge=Sure()))
    found = {proposal.text: proposal for proposal in sure.propose(passages(text))}
    certain = {text for text, each in found.items() if each.recommendation is Recommendation.APPLY}
    assert "tbere." in certain
    assert not certain & {"Iil", "|a"}
    assert all(proposal.best.text for proposal in found.values())
