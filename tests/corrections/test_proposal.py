"""What the corrector proposes."""

from corrections.proposal import Candidate, Ranking


def test_a_ranking_is_as_good_as_a_tuple() -> None:
    some = tuple(Candidate((text,), 0.2, "near") for text in ("tho", "the", "tbe"))
    ranking, same = (Ranking(some[0], iter(some[1:])) for _ in range(2))
    assert (ranking[0], ranking[-1], ranking[1:]) == (some[0], some[2], some[1:])
    assert (len(ranking), tuple(ranking)) == (3, some)
    assert ranking == some == same == ranking
    assert hash(ranking) == hash(same)
    assert ranking not in (some[:2], "tho")
