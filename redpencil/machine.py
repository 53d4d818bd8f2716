"""Who decides what the policy applies unasked, and that nobody else goes by that name."""

from __future__ import annotations

from scans.errors import SettingsError

MACHINE = "redpencil"


def check_name(name: str) -> str:
    """The name of a person. Raises SettingsError for redpencil's own: its decisions are renewed unasked."""
    if name == MACHINE:
        mend = "Give your own, with --as or --add, or LOGNAME in the environment"
        raise SettingsError(f"the name {name!r}", "is the one by which redpencil itself decides", mend)
    return name
