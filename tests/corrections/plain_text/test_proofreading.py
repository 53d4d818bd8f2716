import gc
import re
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.plain_text import encoding, running_text
from corrections.plain_text.proofreading import proofread, proofread_file
from corrections.proposal import Candidate, Proposal, Recommendation

CERTAIN, DOUBTFUL = Recommendation.APPLY, Recommendation.ASK


class Scripted:
    """Proposes what it was told for spans of words, wherever they stand."""

    def __init__(self, *rules, recommendation=CERTAIN):
        self.rules, self.recommendation = rules, recommendation

    def propose(self, passages):
        for passage in passages:
            for index in range(len(passage.tokens)):
                for before, after in self.rules:
                    span = passage.tokens[index : index + len(before)]
                    if tuple(token.text for token in span) == before:
                        ids = tuple(token.id for token in span)
                        best = (Candidate(after, 0.99, "told so"),)
                        yield Proposal(ids, before, best, self.recommendation)


RULES = Scripted(
    (("tor",), ("for",)),
    (("pos", "sible"), ("possible", "")),
    (("soextensive",), ("so extensive",)),
    (("coun-", "lry"), ("coun-", "try")),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Charter  tor\tus", "the Charter  for\tus"),
        ("is pos  sible now", "is possible now"),
        ("is pos\nsible now", "is possible\nnow"),
        ("is pos\r\n  sible now", "is possible\r\n  now"),
        ("a soextensive one", "a so extensive one"),
        ("the coun-\nlry", "the coun-\ntry"),
        ("tor tor\r\rtor\n", "for for\r\rfor\n"),
        ("tor", "for"),
        ("", ""),
        ("12,000 7 1933", "12,000 7 1933"),
    ],
)
def test_only_the_words_change(text, expected):
    assert proofread(text, RULES).text == expected


def test_a_line_is_never_left_without_words():
    proof = proofread("is pos\nsible\nnow", RULES)
    assert proof.text == "is pos\nsible\nnow"
    assert [change.recommendation for change in proof.changes] == [DOUBTFUL]


def test_a_change_says_where_and_why():
    (change,) = proofread("one\r\ntwo tor", RULES).changes
    assert (change.line, change.column, change.offset) == (2, 5, 9)
    assert (change.before, change.after, change.probability) == ("tor", "for", 0.99)
    assert (change.reason, change.recommendation) == ("told so", CERTAIN)


def test_what_is_doubtful_is_only_told():
    proof = proofread("tor us", Scripted((("tor",), ("for",)), recommendation=DOUBTFUL))
    assert proof.text == "tor us"
    assert [change.after for change in proof.changes] == ["for"]
    assert proofread("tor", Scripted((("tor",), ("for",)), recommendation=Recommendation.LEAVE)).changes == ()


def test_of_two_that_overlap_the_first_is_made():
    corrector = Scripted((("pos", "sible"), ("possible", "")), (("sible",), ("Sybil",)))
    proof = proofread("pos sible", corrector)
    assert proof.text == "possible"
    assert [change.after for change in proof.changes] == ["possible"]


def test_what_was_changed_and_changed_again_is_one_change():
    corrector = Scripted((("tor",), ("fot",)), (("fot",), ("for",)), (("for", "rne"), ("for", "me")))
    proof = proofread("all tor\nrne now", corrector)
    assert proof.text == "all for\nme now"
    (change,) = proof.changes
    assert (change.line, change.column, change.offset) == (1, 5, 4)
    assert (change.before, change.after) == ("tor rne", "for me")
    assert change.reason == "told so"


def test_what_goes_and_comes_back_ends_the_same_from_either_side():
    corrector = Scripted((("tor",), ("for",)), (("for",), ("tor",)))
    assert proofread("not tor us", corrector).text == proofread("not for us", corrector).text


def test_what_never_rests_is_left_alone_and_asked_about():
    proof = proofread("a an", Scripted((("a",), ("a a",))))
    assert proof.text == "a an"


def test_doubts_are_told_where_they_stand_in_the_original():
    class Both:
        def propose(self, passages):
            yield from Scripted((("pos", "sible"), ("possible", ""))).propose(passages)
            yield from Scripted((("tor",), ("for",)), recommendation=DOUBTFUL).propose(passages)

    text = "tor pos sible\nand tor"
    changes = proofread(text, Both()).changes
    assert [(change.line, change.column) for change in changes] == [(1, 1), (1, 5), (2, 5)]
    assert all(text[change.offset :].startswith(change.before) for change in changes)


WORDS = st.sampled_from(["a", "b", "ab", "c", "b-", "a,"])
AFTER = st.sampled_from(["a", "b", "ab", "c", "a b", "", "b-"])


@st.composite
def rules(draw):
    """Any rule that a corrector may follow: replace, split, merge, remove."""
    before = tuple(draw(st.lists(WORDS, min_size=1, max_size=3)))
    return before, tuple(draw(AFTER) for _ in before)


@given(
    st.lists(rules(), max_size=5),
    st.lists(st.tuples(WORDS, st.sampled_from([" ", "  ", "\n", "\r\n", "\t", "\n\n"])), max_size=12),
)
def test_proofreading_twice_is_proofreading_once_whatever_the_rules(some, pieces):
    text, corrector = "".join(word + space for word, space in pieces), Scripted(*some)
    once = proofread(text, corrector)
    assert proofread(once.text, corrector).text == once.text
    assert re.findall(r"\r\n|\n", once.text) == re.findall(r"\r\n|\n", text)
    made = [change for change in once.changes if change.recommendation is CERTAIN]
    assert bool(made) == (once.text != text)
    for change in once.changes:
        assert text[change.offset :].split()[: len(change.before.split())] == change.before.split()


words = st.sampled_from(["tor", "pos", "sible", "soextensive", "coun-", "lry", "“good”", "é", "1933"])
spaces = st.sampled_from([" ", "  ", "\t", "\n", "\r\n", "\r", "\n\n", " \n ", "\u00a0"])


@given(st.lists(st.tuples(words, spaces)), st.integers(1, 40))
def test_line_breaks_never_change_and_a_second_time_changes_nothing(pieces, size):
    text = "".join(word + space for word, space in pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running_text, "CHUNK", size)
        once = proofread(text, RULES).text
        whole = proofread(once, RULES).text
    assert re.findall(r"\r\n|\r|\n", once) == re.findall(r"\r\n|\r|\n", text)
    untouched = Scripted((("tor",), ("for",)))
    assert proofread(text, untouched).text.split() == ["for" if w == "tor" else w for w in text.split()]
    assert whole == once or "sible" in once


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_files_keep_encoding_and_line_ends(tmp_path, codec, end):
    source, target = tmp_path / "a.txt", tmp_path / "out" / "a.txt"
    text = end.join(["“The Charter” — tor café,", "", "the  rôle tor “la Vérité”", ""])
    source.write_bytes(text.encode(codec))
    changes = proofread_file(source, target, RULES)
    assert len(changes) == 2
    assert target.read_bytes() == text.replace("tor", "for").encode(codec)


def test_a_correction_that_the_encoding_cannot_hold_is_only_told(tmp_path):
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_bytes("le café Lodz, à été, là ".encode("cp1252") * 5)
    (change, *_) = proofread_file(source, target, Scripted((("Lodz,",), ("Łódź,",))))
    assert change.recommendation is DOUBTFUL
    assert target.read_bytes() == source.read_bytes()


def test_without_a_target_nothing_is_written(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("tor")
    assert len(proofread_file(source, None, RULES)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_broken_bytes_stay(tmp_path):
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_bytes("“tor” tor é ".encode() * 20 + b"to\x92r tor")
    proofread_file(source, target, RULES)
    assert target.read_bytes() == "“tor” for é ".encode() * 20 + b"to\x92r for"


def test_memory_does_not_grow_with_the_text(tmp_path, monkeypatch):
    monkeypatch.setattr(running_text, "CHUNK", 1 << 12)
    monkeypatch.setattr(encoding, "CHUNK", 1 << 12)
    peaks = []
    for size in (500, 5_000):
        source = tmp_path / f"{size}.txt"
        source.write_text("a line of words that are right\n" * size)
        gc.collect()
        tracemalloc.start()
        proofread_file(source, tmp_path / "out.txt", RULES)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
