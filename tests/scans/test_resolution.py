import pytest
from hypothesis import given
from hypothesis import strategies as st

from scans.resolution import resolve_dpi


@given(st.none() | st.floats(), st.integers(1, 60_000), st.integers(1, 60_000))
def test_it_is_always_within_its_range(declared, width, height):
    assert 50 <= resolve_dpi(declared, width, height) <= 1200


@pytest.mark.parametrize(
    ("declared", "size", "dpi"),
    [
        (400, (7200, 9600), 400),
        (152.4, (3749, 5013), 152),
        (72, (3749, 5013), 200),
        (96, (1943, 2800), 150),
        (100, (3749, 5013), 200),
        (0, (7200, 9600), 400),
        (3e9, (7200, 9600), 400),
        (None, (1943, 2800), 150),
    ],
)
def test_what_cannot_be_is_not_believed(declared, size, dpi):
    assert resolve_dpi(declared, *size) == dpi
