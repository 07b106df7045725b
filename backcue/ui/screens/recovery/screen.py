"""Asks what is to become of a workout that was interrupted."""

from enum import Enum, auto

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from backcue.app_context import AppContext
from backcue.display.history import where_it_stands
from backcue.history.recovery import Resumption
from backcue.keys.actions_and_keys import Scope
from backcue.ui.screens.base import KeyedScreen, breakpoints


class Choice(Enum):
    """What a person wants of it."""

    CONTINUE = auto()
    KEEP = auto()
    THROW_AWAY = auto()


class RecoveryScreen(KeyedScreen[Choice], ModalScreen[Choice], scope=Scope.RECOVERY):
    """Says where it stands; gives what the person chose."""

    CSS_PATH = "recovery.tcss"
    VERTICAL_BREAKPOINTS = breakpoints(flat=0, high=12)

    def __init__(self, context: AppContext, left: Resumption) -> None:
        super().__init__(context)
        self._left = left

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield Static("A workout was interrupted.", id="what", markup=False)
            for line in where_it_stands(self._left):
                yield Static(line, markup=False)
            yield self.footer()

    def action_continue(self) -> None:
        """Go on with it."""
        self.dismiss(Choice.CONTINUE)

    def action_keep(self) -> None:
        """Keep what was done."""
        self.dismiss(Choice.KEEP)

    def action_throw(self) -> None:
        """Throw it away."""
        self.dismiss(Choice.THROW_AWAY)
