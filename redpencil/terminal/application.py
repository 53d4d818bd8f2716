"""The terminal reviewer: one doubt at a time, a key for each answer. Works on 80 by 24 and without colour."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Key
from textual.widgets import Static

from corrections.entry import Kind
from corrections.proposal import Fault
from redpencil.review.answer import Answer, accept, flag, keep, keep_always, rewrite
from redpencil.review.context import show_context
from redpencil.review.desk import Outcome
from redpencil.review.doubt import Doubt
from redpencil.review.editing import merge, suggest_line
from redpencil.review.keys import CANDIDATES, KEYS, STOP
from redpencil.review.proposing import Proposer
from redpencil.review.sheet import Sheet
from redpencil.review.shelf import Shelf
from redpencil.review.sitting import Sitting
from redpencil.terminal import lines
from redpencil.terminal.attending import Attendant
from redpencil.terminal.dialogs import HelpDialog, KindDialog, LikesDialog, NoticeDialog, TextDialog
from redpencil.terminal.snippet import Snippet

KINDS = tuple(kind.value for kind in Kind if kind is not Kind.SPELLING)
_ACTIONS = {key.key: key.action for key in KEYS if key.action != "accept"}


class Reviewer(App[None]):
    """Shows a sitting, and turns keys into its actions.

    Args:
        sitting: of the reader.
        shelf: where documents come from, now and while the reader is at work; None for no more.
        proposer: that makes them ready.
        snippet: draws the line's picture where the terminal can; None where it cannot.
    """

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "quit", "Stop"), Binding("ctrl+c", "quit", "Stop")]
    CSS_PATH = "reviewer.tcss"

    def __init__(
        self,
        sitting: Sitting,
        shelf: Shelf | None = None,
        proposer: Proposer | None = None,
        snippet: Snippet | None = None,
    ) -> None:
        super().__init__()
        self.sitting = sitting
        self._attendant: Attendant | None = None
        if shelf and proposer:
            lay = partial(self.call_from_thread, self._lay)
            settle = partial(self.call_from_thread, self._settle)
            self._attendant = Attendant(shelf, proposer, lay, settle)
        self._snippet = snippet
        self._waiting, self._settled = 0, shelf is None
        self.doubt: Doubt | None = None
        self._likes: tuple[Doubt, ...] = ()
        self._misprint = False

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with VerticalScroll(id="body", can_focus=False):
            if self._snippet:
                yield self._snippet.widget()
            yield Static(id="context")
            yield Static(id="word")
            yield Static(id="candidates")
        yield Static(lines.set_keys((*KEYS, STOP)), id="keys")

    def on_mount(self) -> None:
        """Show what is there, and keep an eye on the files."""
        self.show()
        if self._attendant:
            self.run_worker(self._attendant.attend, thread=True)

    def on_unmount(self) -> None:
        """Let the files be."""
        if self._attendant:
            self._attendant.stop()

    def _lay(self, sheet: Sheet | None, failure: str, waiting: int) -> None:
        self._waiting = waiting
        if sheet:
            self.sitting.desk.add(sheet)
        else:
            self.notify(failure, severity="error", markup=False)
        if self.doubt is None or (sheet and self.doubt.document == sheet.id):
            self.show()
        else:
            self._show_head(self.doubt)

    def _settle(self) -> None:
        self._settled = True
        self._show_end()

    def show(self) -> None:
        """Show the doubt to look at now."""
        self.doubt = self.sitting.show()
        self._likes, self._misprint = (), bool(self.doubt and self.doubt.fault is Fault.MISPRINT)
        if self.doubt is None:
            self._show_end()
            return
        sheet = self.sitting.desk.sheets[self.doubt.document]
        self._show_head(self.doubt)
        self._put("context", lines.set_context(show_context(sheet, self.doubt)))
        self._put("candidates", lines.set_candidates(self.doubt))
        if self._snippet:
            self._snippet.show(sheet, self.doubt)
        self._show_word()

    async def on_key(self, event: Key) -> None:
        """Answers and moves."""
        if len(self.screen_stack) > 1 or event.character is None:
            return
        if event.character in CANDIDATES:
            self._accept(int(event.character))
        elif event.character in _ACTIONS:
            event.stop()
            action: Callable[[], None] = getattr(self, f"do_{_ACTIONS[event.character]}")
            if self.doubt or _ACTIONS[event.character] in ("undo", "redo", "back", "help", "order"):
                action()

    def _accept(self, number: int) -> None:
        if self.doubt and number <= len(self.doubt.shown):
            self._answer(accept(self.doubt, number, self._fault))

    def do_keep(self) -> None:
        """Right as it stands."""
        self._answer(keep(self._now))

    def do_keep_always(self) -> None:
        """Into the lexicon."""
        doubt = self._now

        def take(kind: str | None) -> None:
            if kind:
                self._answer(keep_always(doubt, kind))

        self.push_screen(KindDialog(doubt.text, KINDS), take)

    def do_type(self) -> None:
        """Type what it should say."""
        self._ask(self._now, self._now.now or self._now.text)

    def do_line(self) -> None:
        """Type the whole line."""
        sheet = self.sitting.desk.sheets[self._now.document]
        line = sheet.lines[sheet.line_of[self._now.tokens[0]]]
        text = suggest_line(sheet, line, self.sitting.line_doubts(sheet.id, line))
        seen = self.sitting.desk.seen

        def take(typed: str | None) -> None:
            if typed is not None:
                self._tell(self.sitting.answer_line(sheet.id, line, typed, seen), "")

        self.push_screen(TextDialog("The whole line. Enter takes it, Esc does not.", text), take)

    def do_merge(self) -> None:
        """Join with the next word."""
        try:
            wide, text = merge(self.sitting.desk.sheets[self._now.document], self._now)
        except KeyError:
            self.notify("There is no next word in this paragraph.")
        else:
            self._ask(wide, text)

    def do_misprint(self) -> None:
        """The newspaper's error, or the engine's."""
        self._misprint = not self._misprint
        self._show_word()

    def do_all(self) -> None:
        """The next answer is for all like it."""
        likes = self.sitting.likes(self._now)
        sheets = self.sitting.desk.sheets
        places = [(other, lines.set_place(sheets[other.document], other), True) for other in likes.doubted]
        places += [(other, lines.set_place(sheets[other.document], other), False) for other in likes.others]
        if not places:
            self.notify("It is read nowhere else.")
            return
        question = lines.ask_likes(self._now, len(likes.doubted))

        def take(chosen: tuple[Doubt, ...] | None) -> None:
            self._likes = chosen or ()
            self._show_word()

        self.push_screen(LikesDialog(question, places), take)

    def do_flag(self) -> None:
        """For a second reader."""
        self._answer(flag(self._now))

    def do_skip(self) -> None:
        """Later."""
        self.sitting.skip(self._now)
        self.show()

    def do_back(self) -> None:
        """The one before."""
        self.sitting.back()
        self.show()

    def do_undo(self) -> None:
        """Take back."""
        self._tell(self.sitting.undo(), "Nothing to undo.")

    def do_redo(self) -> None:
        """Do again."""
        self._tell(self.sitting.redo(), "Nothing to redo.")

    def do_order(self) -> None:
        """By gain, or as the page reads."""
        self.sitting.turn()
        self.show()

    def do_help(self) -> None:
        """The keys."""
        self.push_screen(HelpDialog())

    @property
    def _now(self) -> Doubt:
        if self.doubt is None:
            raise LookupError("no doubt is shown")
        return self.doubt

    @property
    def _fault(self) -> Fault:
        return Fault.MISPRINT if self._misprint else Fault.MISREADING

    def _ask(self, doubt: Doubt, text: str) -> None:
        def take(typed: str | None) -> None:
            if typed is not None:
                self._answer(rewrite(doubt, typed, self._fault), doubt)

        self.push_screen(TextDialog("What should it say? Enter takes it, Esc does not.", text), take)

    def _answer(self, answer: Answer, doubt: Doubt | None = None) -> None:
        likes = self._likes if doubt in (None, self.doubt) else ()
        seen = self.sitting.desk.seen
        self._tell(self.sitting.answer(doubt or self._now, answer, likes, seen), "")

    def _tell(self, outcome: Outcome, nothing: str) -> None:
        if outcome.conflicts:
            self.push_screen(NoticeDialog(lines.set_conflicts(outcome.conflicts)))
        elif not outcome.recorded and nothing:
            self.notify(nothing)
        self.show()

    def _show_head(self, doubt: Doubt) -> None:
        self._put("head", lines.set_head(doubt, self.sitting.progress(), self.sitting.order))

    def _show_word(self) -> None:
        if self.doubt is None:
            return
        tokens = self.sitting.desk.sheets[self.doubt.document].tokens
        sure = [c for token in self.doubt.tokens if (c := tokens[token].confidence) is not None]
        confidence = min(sure) if sure else None
        self._put(
            "word", lines.set_word(self.doubt, confidence, misprint=self._misprint, likes=len(self._likes))
        )

    def _show_end(self) -> None:
        if self.doubt is not None:
            return
        said = "The pages are being made ready …"
        if self._settled and not self._waiting:
            done = self.sitting.pace.done
            said = f"Nothing left to decide; {done} decided in this session. q stops, u undoes."
        for name in ("context", "word", "candidates"):
            self._put(name, Text())
        self._put("head", Text(said))

    def _put(self, name: str, text: RenderableType) -> None:
        self.query_one(f"#{name}", Static).update(text)
