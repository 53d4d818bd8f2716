import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.policy import Policy
from corrections.proposal import Recommendation
from scans.errors import SettingsError


def test_sure_and_safe_is_applied_doubtful_is_asked_the_rest_is_left() -> None:
    policy = Policy()
    assert policy.recommend(0.95, 0.01) is Recommendation.APPLY
    assert policy.recommend(0.55, 0.4) is Recommendation.ASK
    assert policy.recommend(0.1, 0.8) is Recommendation.LEAVE


@pytest.mark.parametrize(
    ("right", "harmful", "expected"),
    [
        (0.4, 0.0, Recommendation.APPLY),  # certain enough, and it can do no harm
        (0.39, 0.0, Recommendation.ASK),
        (0.4, 0.4, Recommendation.ASK),
        (0.2, 0.8, Recommendation.ASK),
        (0.19, 0.0, Recommendation.LEAVE),
    ],
)
def test_the_edges_of_the_policy(right: float, harmful: float, expected: Recommendation) -> None:
    assert Policy(precision=0.98, certainty=0.4, doubt=0.2).recommend(right, harmful) is expected


@given(st.floats(0.5, 1.0), st.floats(0.0, 1.0))
def test_more_precision_needs_more_safety(precision: float, noise: float) -> None:
    safety = Policy(precision=precision).safety(noise)
    assert 0.5 <= safety <= Policy(precision=1.0).safety(noise) == 1.0
    assert Policy(precision=1.0).recommend(0.999, 0.001) is not Recommendation.APPLY
    assert Policy(precision=1.0).recommend(0.999, 0.0) is Recommendation.APPLY


@pytest.mark.parametrize("precision", [0.5, 0.8, 0.95])
def test_a_precision_that_is_reached_anyhow_asks_only_for_more_good_than_harm(precision: float) -> None:
    assert Policy(precision=precision).recommend(0.51, 0.49, noise=0.2) is Recommendation.APPLY
    assert Policy(precision=precision).recommend(0.49, 0.51, noise=0.2) is Recommendation.ASK


@pytest.mark.parametrize("name", ["precision", "certainty", "doubt"])
def test_what_is_just_allowed(name: str) -> None:
    least = 0.5 if name == "precision" else 0.0
    assert [getattr(Policy(**{name: value}), name) for value in (least, 1.0)] == [least, 1.0]
    for value in (least - 0.01, 1.01):
        with pytest.raises(SettingsError, match=f"between {least} and 1"):
            Policy(**{name: value})


@given(st.floats(0.5, 1), st.floats(0.5, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_who_asks_for_more_precision_gets_no_more_applied(
    low: float, high: float, right: float, bad: float, noise: float
) -> None:
    low, high = sorted((low, high))
    if Policy(precision=high).recommend(right, bad, noise) is Recommendation.APPLY:
        assert Policy(precision=low).recommend(right, bad, noise) is Recommendation.APPLY


def test_a_noisy_text_needs_less_safety_for_the_same_precision() -> None:
    clean, fair, noisy = (Policy().safety(noise) for noise in (0.01, 0.08, 0.3))
    assert clean > fair > noisy
    doubtful = (noisy + 0.01, 1 - noisy - 0.01)
    assert Policy().recommend(*doubtful, noise=0.3) is Recommendation.APPLY
    assert Policy().recommend(*doubtful) is Recommendation.ASK


@pytest.mark.parametrize("setting", [{"precision": 0.2}, {"certainty": 1.5}, {"doubt": -1.0}])
def test_nonsense_is_refused_by_name(setting: dict[str, float]) -> None:
    with pytest.raises(SettingsError, match=next(iter(setting))):
        Policy(**setting)
