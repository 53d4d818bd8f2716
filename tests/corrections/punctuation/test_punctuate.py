from hypothesis import given
from hypothesis import strategies as st

from corrections.editor import Editor
from corrections.plain_text.encoding import read_text
from corrections.plain_text.proofreading import proofread
from corrections.plain_text.running_text import read_sections
from corrections.proposal import Candidate, Proposal, Recommendation
from corrections.punctuation import punctuate

marks = st.sampled_from([*"|·,.;:-—“”\"'’^", "--", ",,", "the", "And", "him,", "ended,and", "12", "old|"])
texts = st.lists(st.tuples(marks, st.sampled_from(["", " ", "\n", "\n\n"]))).map(
    lambda p: "".join(map("".join, p))
)


class Punctuation:
    def propose(self, passages):
        return punctuate(passages)


class Words:
    """Takes each “And” for “End”."""

    def propose(self, passages):
        for passage in passages:
            for token in passage.tokens:
                if token.text == "And":
                    best = (Candidate(("End",), 0.9, "told so"),)
                    yield Proposal((token.id,), ("And",), best, Recommendation.APPLY)


@given(texts)
def test_proposals_are_in_order_and_never_overlap(text):
    for section in read_sections([text]):
        order = {t.id: n for n, t in enumerate(t for p in section.passages for t in p.tokens)}
        places = [order[token] for p in punctuate(section.passages) for token in p.tokens]
        assert places == sorted(set(places))


@given(texts)
def test_proofreading_takes_nothing_but_lone_pipes(text):
    proof = proofread(text, Punctuation())
    assert proof.text.count("\n") == text.count("\n")
    assert [w for w in proof.text.split() if w != "|"] == [w for w in text.split() if w != "|"]


def test_a_pipe_goes_with_one_of_its_spaces():
    assert proofread("the old | party\nwent", Punctuation()).text == "the old party\nwent"


def test_words_come_before_marks():
    (section,) = read_sections(["so it was for him, And then | it ended,and so on, and it ended"])
    proposals = list(Editor(Words()).propose(section.passages))
    assert [p.best.text for p in proposals] == ["End", "", "ended, and"]


def test_the_seed_text_has_its_comma_found(shared):
    text, _ = read_text(shared / "data/seed/militant-1933-06-03-stalinist-diplomacy.txt")
    changes = proofread(text, Punctuation()).changes
    assert ("him, And", "him. And") in [(change.before, change.after) for change in changes]
    assert len(changes) <= 4
