"""What is asked before an answer: a text, a kind of word, other places; and the help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from redpencil.review.doubt import Doubt
from redpencil.review.keys import KEYS, STOP


class TextDialog(ModalScreen[str | None]):
    """Asks for a text; None when the reader thinks better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Close")]

    def __init__(self, question: str, text: str) -> None:
        super().__init__()
        self._question, self._text = question, text

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Text(self._question))
            yield Input(self._text, select_on_focus=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the text."""
        event.stop()
        self.dismiss(event.value)


class KindDialog(ModalScreen[str | None]):
    """Asks as what a word is to be kept; its number or Enter takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Close")]

    def __init__(self, word: str, kinds: Sequence[str]) -> None:
        super().__init__()
        self._word, self._kinds = word, kinds

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Text(f"Keep “{self._word}” always, as what?"))
            yield OptionList(*(Text(f"{number} {kind}") for number, kind in enumerate(self._kinds, 1)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter takes the kind."""
        event.stop()
        self.dismiss(self._kinds[event.option_index])

    def take_number(self, number: int) -> None:
        """Its number takes the kind."""
        if 1 <= number <= len(self._kinds):
            self.dismiss(self._kinds[number - 1])

    def on_key(self, event: Key) -> None:
        """Digits choose; the reviewer behind must not hear them."""
        if event.character and event.character.isdigit():
            event.stop()
            self.take_number(int(event.character))


class LikesDialog(ModalScreen[tuple[Doubt, ...] | None]):
    """Shows where else the same is read; Space ticks or unticks, Enter takes all that is ticked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close"),
        Binding("enter", "take", "Take", priority=True),
    ]

    def __init__(self, question: str, places: Sequence[tuple[Doubt, str, bool]]) -> None:
        super().__init__()
        self._question, self._places = question, places

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Text(self._question))
            yield TickList([(said, ticked) for _, said, ticked in self._places])

    def action_take(self) -> None:
        """Take what is ticked."""
        chosen = self.query_one(TickList).ticked
        self.dismiss(tuple(self._places[index][0] for index in sorted(chosen)))


class TickList(OptionList):
    """Lines to tick; what is ticked is told by a letter, for terminals without colour."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", "Tick")]

    def __init__(self, lines: Sequence[tuple[str, bool]]) -> None:
        self._said = [said for said, _ in lines]
        self.ticked = {index for index, (_, ticked) in enumerate(lines) if ticked}
        super().__init__(*(self._prompt(index) for index in range(len(lines))))

    def on_mount(self) -> None:
        """Begin at the top."""
        self.highlighted = 0

    def action_tick(self) -> None:
        """Tick the line, or untick it."""
        if (index := self.highlighted) is not None:
            self.ticked ^= {index}
            self.replace_option_prompt_at_index(index, self._prompt(index))

    def _prompt(self, index: int) -> Text:
        tick = "x" if index in self.ticked else " "
        return Text(f"[{tick}] {self._said[index]}", no_wrap=True, overflow="ellipsis")


class HelpDialog(ModalScreen[None]):
    """All keys; any key closes it."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Text("\n".join(f"{key.key:>3}  {key.help}" for key in (*KEYS, STOP))))

    def on_key(self, event: Key) -> None:
        """Any key closes it; the reviewer behind must not hear it."""
        event.stop()
        self.dismiss(None)


class NoticeDialog(ModalScreen[None]):
    """Something that the reader has to see; any key closes it."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self._said = said

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Text(self._said + "\n\nAny key closes this."))

    def on_key(self, event: Key) -> None:
        """Any key closes it; the reviewer behind must not hear it."""
        event.stop()
        self.dismiss(None)
