"""Clean text with a typist's and an engine's slips here and there."""

from __future__ import annotations

import random
import re

from corrections.channel import Channel

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
WORD = re.compile(r"[A-Za-z]{3,}")


def add_slips(text: str, channel: Channel, rate: float, seed: int) -> str:
    """Spoil a share of the words: half as an engine does, half as fingers do. The seed decides which."""
    chance = random.Random(seed)
    steps = [
        (edit, count)
        for edit, count in sorted(channel.counts.items(), key=lambda step: (step[0].read, step[0].meant))
        if edit.read.lower() != edit.meant and edit.meant and not edit.read[:1].isupper()
    ]
    edits, weights = [edit for edit, _ in steps], [count for _, count in steps]

    def misread(word: str) -> str:
        for edit in chance.choices(edits, weights, k=30):
            places = [place for place in range(len(word)) if word[place:].lower().startswith(edit.meant)]
            if places:
                place = chance.choice(places)
                return word[:place] + edit.read + word[place + len(edit.meant) :]
        return word

    def spoil(found: re.Match[str]) -> str:
        word = found.group()
        if chance.random() >= rate:
            return word
        return misread(word) if chance.random() < 0.5 else mistype(word, chance)

    return WORD.sub(spoil, text)


def mistype(word: str, chance: random.Random) -> str:
    """Two letters in the wrong order, one left out, one twice, or the key beside it."""
    place = chance.randrange(1, len(word) - 1) if len(word) > 2 else 0
    before, letter, after = word[:place], word[place], word[place + 1 :]
    kind = chance.choice(("order", "lost", "twice", "beside"))
    if kind == "order":
        return before + after[:1] + letter + after[1:]
    if kind == "lost":
        return before + after
    if kind == "twice":
        return before + letter + letter + after
    row = next((row for row in KEYS if letter.lower() in row), KEYS[1])
    return before + row[(row.find(letter.lower()) + chance.choice((-1, 1))) % len(row)] + after
