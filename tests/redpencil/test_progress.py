"""What a long command tells while it works."""

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
