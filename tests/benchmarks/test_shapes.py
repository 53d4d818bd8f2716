"""Which letters look alike."""

from pathlib import Path

import pytest

from benchmarks import shapes
from benchmarks.shapes import FACE, imagine_confusions, measure_differences
from corrections.channel import Edit

pytestmark = pytest.mark.skipif(
    not Path(FACE).exists(), reason=f"the face {FACE} is not installed (fonts-oldstandard)"
)


@pytest.mark.parametrize(
    ("near", "far", "meant"), [("in", "ox", "m"), ("lm", "sz", "he"), ("mi", "gy", "nd"), ("li", "gs", "h")]
)
def test_what_looks_alike_differs_less(near: str, far: str, meant: str) -> None:
    differences = measure_differences([near, far, meant], [meant])[:, 0]
    assert differences[2] == pytest.approx(0)
    assert differences[0] < differences[1] / 2


def test_only_what_was_never_counted_is_imagined(monkeypatch: pytest.MonkeyPatch) -> None:
    few = "imnruxMN"  # all letters and their pairs would take half a minute to draw
    monkeypatch.setattr(shapes, "LETTERS", [*few])
    monkeypatch.setattr(shapes, "PAIRS", [a + b for a in few for b in few])
    monkeypatch.setattr(shapes, "MEANT", [*few[:6], *(a + b for a in few[:6] for b in few[:6])])
    counts = {Edit("m", "m"): 10_000.0, Edit("in", "m"): 3.0, Edit("n", "n"): 10_000.0}
    found = imagine_confusions(counts)
    assert Edit("in", "m") not in found
    assert found[Edit("ni", "m")] > 0
    assert all(len(edit.read) + len(edit.meant) > 2 for edit in found)
    assert all(edit.meant in ("m", "n") for edit in found)
