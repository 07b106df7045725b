"""A screen on which a person says how a session was."""

from contextlib import suppress
from typing import ClassVar

from textual import events
from textual.screen import ScreenResultType

from backcue.history.database.errors import HistoryError
from backcue.ui.screens.asking import AskingScreen
from backcue.ui.widgets.impression import EFFORT_KEYS, Impression


class RatedScreen(AskingScreen[ScreenResultType]):
    """Takes keys and clicks for how hard it was, and a note, to its `_impression`."""

    EFFORT: ClassVar[str]
    """The action whose keys are the figures."""
    _impression: Impression

    @property
    def unsaved(self) -> bool:
        """Whether a note is being written."""
        return self._impression.unsaved

    def keep(self) -> None:
        """Keep the note that is being written."""
        with suppress(HistoryError):
            self._impression.keep_now()

    def on_key(self, event: events.Key) -> None:
        """Take a figure for how hard it was."""
        if self._impression.rates(event.key, self.keymap.keys[self.EFFORT]):
            event.stop()
            event.prevent_default()

    def action_effort(self) -> None:
        """Say which keys say how hard it was."""
        self.notify(EFFORT_KEYS, markup=False)

    def action_rate(self, effort: int) -> None:
        """Say how hard it was."""
        self._impression.rate(effort)

    def action_note(self) -> None:
        """Write a note."""
        self._impression.write()
