"""A screen on which a person says how a session was."""

from contextlib import suppress
from typing import ClassVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.screen import ScreenResultType

from backcue.history.database.errors import HistoryError
from backcue.keys.names import key_sign
from backcue.ui.screens.asking import AskingScreen
from backcue.ui.widgets.impression import EFFORT_KEYS, Impression
from backcue.ui.widgets.lines import KeyLine

_WHILE_WRITING = (
    ("enter", "keep", "screen.note_keep"),
    (key_sign("escape"), "leave as it was", "screen.note_leave"),
)
"""What stands below while a note is written: every other key is a letter, or leaves it kept."""


class RatedScreen(AskingScreen[ScreenResultType]):
    """Takes keys and clicks for how hard it was, and a note, to its `_impression`."""

    UNSAVED = "Your note is kept as it is written."
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

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close it; a note that is being written is kept."""
        self._impression.finish()
        return super().dismiss(result)

    def settings_changed(self) -> None:
        """Show the keys: while a note is written, those of its line."""
        super().settings_changed()
        if self._impression.writing:
            self.query_one("#keys", KeyLine).keys = _WHILE_WRITING

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _writing_changed(self) -> None:
        self.settings_changed()

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

    def action_note_keep(self) -> None:
        """Keep the note as it is written."""
        self._impression.finish()

    def action_note_leave(self) -> None:
        """Leave the note as it was."""
        self._impression.leave()
