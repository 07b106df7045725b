"""Asks what is to become of a workout that was typed and not saved when its program ended."""

from enum import Enum, auto

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import Scope
from backcue.presets.drafts import Left
from backcue.ui.screens.base import KeyedScreen, breakpoints


class Choice(Enum):
    """What a person wants of it."""

    CONTINUE = auto()
    LATER = auto()
    THROW_AWAY = auto()


class DraftScreen(KeyedScreen[Choice | None], ModalScreen[Choice | None], scope=Scope.DRAFT):
    """Says what was typed; gives what the person chose, None where this screen failed."""

    CSS_PATH = "draft.tcss"
    VERTICAL_BREAKPOINTS = breakpoints(flat=0, high=12)

    def __init__(self, context: AppContext, left: Left) -> None:
        super().__init__(context)
        self._left = left

    def compose(self) -> ComposeResult:
        """Lay it out."""
        typed = self._left.typed
        when = f"{self._left.at.astimezone():%d %b, %H:%M}"
        with Vertical():
            yield Static("What you wrote was not saved.", id="what", markup=False)
            yield Static(f"{typed.name.strip() or 'New workout'}, {when}", markup=False)
            yield Static(typed.sequence.strip() or "no words yet", id="words", markup=False)
            yield self.footer()

    def action_continue(self) -> None:
        """Go on writing."""
        self.dismiss(Choice.CONTINUE)

    def action_later(self) -> None:
        """Be asked again at the next start."""
        self.dismiss(Choice.LATER)

    def action_throw(self) -> None:
        """Throw it into the trash."""
        self.dismiss(Choice.THROW_AWAY)
