"""`redpencil log`, `redpencil decisions` and the refusals of `redpencil review`, as typed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corrections.decisions.decision import Decision, Verdict
from corrections.decisions.store import DecisionStore
from redpencil.cli import cli
from redpencil.commands.initialize import make_project
from redpencil.machine import MACHINE
from scans.errors import SettingsError


def decide(who: str, after: str, minute: int) -> Decision:
    when = datetime(2026, 1, 1, 12, minute, tzinfo=UTC)
    return Decision("p1", ("w1",), ("tne",), (after,), Verdict.CORRECT, who, when, "typed", "1")


def make_copy(folder: Path, *decisions: Decision) -> Path:
    make_project(folder, "A paper")
    with DecisionStore(folder / "decisions.sqlite") as store:
        store.record(decisions)
    return folder


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], standalone_mode=False)


def test_the_log_is_printed_for_people_and_for_spreadsheets(tmp_path: Path) -> None:
    folder = make_copy(tmp_path / "a", decide("Anna", "the", 1), decide("Ben", "toe", 2))
    assert "Anna  p1 w1  correct  tne → the" in call("-C", folder, "log").stdout
    assert call("-C", folder, "log", "--who", "Ben").stdout.count("\n") == 1
    assert str(call("-C", folder, "log", "p2").exception).startswith("p2: no such page")
    assert call("-C", folder, "log", "--tsv").stdout.splitlines()[0].startswith("when\twho\tdocument")


@pytest.mark.parametrize("by_file", ["store", "tsv"])
def test_what_was_decided_on_another_laptop_is_taken_in_and_conflicts_are_listed(
    tmp_path: Path, by_file: str
) -> None:
    ours = make_copy(tmp_path / "a", decide("Anna", "the", 1))
    theirs = make_copy(tmp_path / "b", decide("Ben", "toe", 2))
    file = theirs / "decisions.sqlite"
    if by_file == "tsv":
        file = tmp_path / "theirs.tsv"
        file.write_text(call("-C", theirs, "log", "--tsv").stdout, "utf-8")
    result = call("-C", ours, "decisions", "import", file)
    assert result.return_value == 1
    assert "tne → the" in result.stdout
    assert "tne → toe" in result.stdout
    with DecisionStore(ours / "decisions.sqlite") as store:
        assert [row.who for row in store.log()] == ["Anna", "Ben"]
    assert call("-C", ours, "decisions", "import", file).return_value == 0


def test_the_report_says_who_decided_what(tmp_path: Path) -> None:
    folder = make_copy(tmp_path / "a", decide("Anna", "the", 1), decide("Ben", "the", 2))
    said = call("-C", folder, "decisions", "report").stdout
    assert "Anna" in said
    assert "1 of 1 places decided by more than one are alike" in said
    assert '"agreed": 1' in call("-C", folder, "decisions", "report", "--json").stdout


def test_beyond_this_machine_readers_need_passwords(tmp_path: Path) -> None:
    folder = make_copy(tmp_path / "a")
    result = call("-C", folder, "review", "--web", "--no-open", "--host", "0.0.0.0")
    assert isinstance(result.exception, SettingsError)
    assert "passwords" in str(result.exception)


def test_a_page_that_is_not_there_is_told_before_anything_starts(tmp_path: Path) -> None:
    folder = make_copy(tmp_path / "a")
    for where in ((), ("--web", "--no-open")):
        assert isinstance(call("-C", folder, "review", *where, "nowhere").exception, SettingsError)


def test_nobody_decides_by_the_name_of_redpencil_itself(tmp_path: Path, monkeypatch) -> None:
    """Its own decisions are taken back when the corrector is no longer certain; a person's never are."""
    folder = make_copy(tmp_path / "a", decide("Anna", "the", 1))
    edited = tmp_path / "edited.xml"
    edited.write_text("<TEI/>")
    monkeypatch.setenv("LOGNAME", MACHINE)
    for arguments in (
        ("review", "--web"),
        ("review", "--web", "--as", f" {MACHINE} "),
        ("review", "--add", MACHINE, "--passwords", tmp_path / "readers.txt"),
        ("decisions", "import", folder / "decisions.sqlite"),
    ):
        words = [str(argument) for argument in ("-C", folder, *arguments)]
        result = CliRunner().invoke(cli, words, standalone_mode=False, input="long enough\n" * 2)
        assert isinstance(result.exception, SettingsError), arguments
        assert "by which redpencil itself decides" in str(result.exception)
    assert "by which redpencil itself decides" in call("-C", folder, "import", "--tei", edited).stderr
    assert not (tmp_path / "readers.txt").exists()
