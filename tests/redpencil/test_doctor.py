import json

from redpencil.boundary import ExitCode


def test_all_is_well(batch, redpencil):
    result = redpencil("-C", batch, "doctor")
    assert result.code == ExitCode.DONE
    assert "FAIL" not in result.out


def test_what_is_missing_is_named_with_the_mend(tmp_path, redpencil, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    result = redpencil("-C", tmp_path, "doctor", "--json")
    findings = {finding["check"]: finding for finding in json.loads(result.out)}
    assert result.code == ExitCode.FAILED
    assert not findings["engine"]["ok"]
    assert "install" in findings["engine"]["said"].lower()
    assert findings["lexicon"]["ok"]
