"""Records that are made by the thousand."""

from __future__ import annotations

from dataclasses import replace

from scans.record import record


@record
class Spot:
    """A place with a name."""

    name: str
    at: int = 0


def test_records_are_equal_and_hashed_by_what_they_say() -> None:
    spot = Spot("a", 1)
    assert spot == Spot("a", 1) != Spot("a")
    assert {spot: "found"}[Spot("a", 1)] == "found"
    assert replace(spot, at=2) == Spot("a", 2)


def test_records_hold_nothing_else() -> None:
    assert not hasattr(Spot("a"), "__dict__")
