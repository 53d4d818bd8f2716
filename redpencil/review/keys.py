"""The keys of both reviewers, and what they do: one table for the terminal, the browser and their help."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key, the name of its action, a word for a button, and a sentence for the help."""

    key: str
    action: str
    label: str
    help: str


CANDIDATES = "123456789"
KEYS = (
    Key("1", "accept", "Accept", "Take the candidate of that number; 1 to 9"),
    Key("k", "keep", "Keep", "Right as it stands"),
    Key(
        "w",
        "keep_always",
        "Keep always",
        "Right here and everywhere: into the lexicon, with its kind",
    ),
    Key("e", "type", "Type", "Type what it should say; a space parts a word in two"),
    Key("l", "line", "Type line", "Type the whole line anew; what you leave in it is right"),
    Key("j", "merge", "Join next", "Join it with the next word"),
    Key(
        "p",
        "misprint",
        "Misprint",
        "The newspaper's own error (sic/corr); again: a misreading",
    ),
    Key(
        "a",
        "all",
        "All like it",
        "The next answer is for all like it; first see where, untick any",
    ),
    Key("f", "flag", "Flag", "Leave it to a second reader"),
    Key("s", "skip", "Skip", "Look at it later"),
    Key("b", "back", "Back", "Look again at the one before"),
    Key("u", "undo", "Undo", "Take back the last action, as often as you like"),
    Key("r", "redo", "Redo", "Do again what was undone"),
    Key("o", "order", "Order", "What gains most first, or as the page reads"),
    Key("?", "help", "Help", "Show these keys"),
)
STOP = Key("q", "quit", "Stop", "Stop; every decision is on the disk already")
"""The terminal's own."""
