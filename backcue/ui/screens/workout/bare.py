"""What is shown of a workout where its screen failed: lines of text; all keys go on working."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from backcue.display import notices
from backcue.display.view import Message
from backcue.display.wording import clock, say_in_full
from backcue.keys.actions_and_keys import Scope
from backcue.session.snapshot import State
from backcue.ui.keys import workout_keys
from backcue.ui.screens.workout.session_screen import SessionScreen
from backcue.ui.widgets.lines import KeyLine

LOOK = 0.5
"""Seconds between two looks at the session."""
_STATES = {
    State.PAUSED: "paused",
    State.RESUMING: "going on",
    State.READY: "get ready",
    State.RUNNING: "",
    State.FINISHED: "",
}


class BareScreen(SessionScreen, scope=Scope.WORKOUT):
    """Says what to do in the plainest way there is."""

    CSS_PATH = "bare.tcss"

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield Static("The screen failed; your workout goes on by sound.", markup=False)
            yield Static(id="phase", markup=False)
            yield Static(id="told", markup=False)
            yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Look from time to time."""
        self.set_interval(LOOK, self.read)

    def read(self) -> None:
        """Show the moment that is now."""
        now = self.coach.snapshot()
        state = _STATES[now.state] or clock(now.elapsed)
        said = f"{state}: {say_in_full(now.phase)}"
        self.query_one("#phase", Static).update(said)
        pause, *others = workout_keys(
            self.keymap,
            paused=now.state is State.PAUSED,
            is_open=now.phase.is_open,
            locked=self._lock.locked,
        )
        self.query_one("#keys", KeyLine).keys = (pause, *self._elsewhere.key, *others)

    def tell(self, message: Message, seconds: float = notices.SECONDS) -> None:
        """Show this until something else is told."""
        del seconds
        told = f"{message.words} {message.more}".strip()
        self.query_one("#told", Static).update(told)
