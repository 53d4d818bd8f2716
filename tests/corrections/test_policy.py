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


@given(st.floats(0.5, 1), st.floats(0.5, 1), st.floats(0, 1), st.floats(0, 1))
def test_who_asks_for_more_precision_gets_no_more_applied(
    low: float, high: float, right: float, bad: float
) -> None:
    low, high = sorted((low, high))
    if Policy(precision=high).recommend(right, bad) is Recommendation.APPLY:
        assert Policy(precision=low).recommend(right, bad) is Recommendation.APPLY


@pytest.mark.parametrize("setting", [{"precision": 0.2}, {"certainty": 1.5}, {"doubt": -1.0}])
def test_nonsense_is_refused_by_name(setting: dict[str, float]) -> None:
    with pytest.raises(SettingsError, match=next(iter(setting))):
        Policy(**setting)
