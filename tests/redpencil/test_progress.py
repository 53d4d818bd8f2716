"""What a long command tells while it works."""

import re

import pytest

from redpencil.progress import report


def test_what_failed_is_counted_once(capsys: pytest.CaptureFixture[str]) -> None:
    with report("export", 2) as reporter:
        reporter.fail("p1.alto.xml: is damaged")
        reporter.fail("a01: has no date", units=0)
        reporter.advance("p2")
    told = capsys.readouterr().err.splitlines()
    assert told[:2] == ["failed 1/2 p1.alto.xml: is damaged", "failed 1/2 a01: has no date"]
    assert told[2].startswith("export 2/2 p2")


@pytest.mark.parametrize("width", [60, 80, 140])
def test_the_figures_are_whole_on_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with report("export", 1234) as reporter:
        for _ in range(127):
            reporter.advance("labor-lantern_1933-05-20_v02n11_p1", 1080)
    plain = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", capsys.readouterr().err)
    last = plain.replace("\r", "\n").strip().splitlines()[-1]
    assert " 127/1234 137,160 words 0:00:" in last
    assert len(last) <= width
    assert ("labor-la" in last) == (width > 60)
