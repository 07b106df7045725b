"""A replay: the workout screen once more, at any speed, marked as what it is."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult

from backcue.app_context import AppContext
from backcue.display.instants import LOOK, next_change
from backcue.display.view import Message, View, view
from backcue.keys.actions_and_keys import Scope
from backcue.keys.changed_keys import Keymap
from backcue.replay.playback import Playback
from backcue.session.snapshot import Snapshot, State
from backcue.ui.keys import footer
from backcue.ui.screens.asking import AskingScreen
from backcue.ui.screens.workout.arrangement import Arrangement
from backcue.ui.screens.workout.places import places
from backcue.ui.screens.workout.stage import Stage
from backcue.ui.screens.workout.widgets import Board
from backcue.ui.widgets.cells import shortened

if TYPE_CHECKING:
    from backcue.session.clock import Wake

JUMP = 10.0
"""Seconds of the session that a key leads on or back."""
MARK = "REPLAY"
SOONEST = 1 / 30
"""Seconds between two looks at least: more often nobody sees it."""


class ReplayScreen(AskingScreen[None], scope=Scope.REPLAY):
    """Shows what the workout screen showed. It is silent, and nothing in it is ever changed."""

    CSS_PATH = "../workout/workout.tcss"

    def __init__(self, context: AppContext, playback: Playback) -> None:
        super().__init__(context)
        self._playback = playback
        self._stage = Stage()
        self._wake: Wake | None = None

    @property
    def layout(self) -> Arrangement:
        """How its widgets are laid out, whatever a style sheet says."""
        return self._stage.layout

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield from self._stage.widgets

    def on_unmount(self) -> None:
        """Wake no more."""
        if self._wake is not None:
            self._wake.cancel()

    def on_screen_resume(self) -> None:
        """Go on where another screen lay on top."""
        self.read()

    @on(Board.Resized)
    def read(self) -> None:
        """Show the moment that it has come to."""
        if self._wake is not None:
            self._wake.cancel()
            self._wake = None
        if not self.is_mounted or self.app.screen is not self:
            return
        playback = self._playback
        snapshot, technique = playback.snapshot(), playback.course.technique
        if playback.is_over:
            # Who ended a workout paused it to be asked.
            snapshot = replace(snapshot, state=State.FINISHED)
        now = self._marked(view(snapshot, technique, self.keymap.first("pause")))
        name = shortened(playback.course.preset.name, self.size.width // 3)
        title = f"{MARK} {playback.speed}x  {name}"
        place = f"{playback.place:.0f} of {playback.seconds:.0f} s"
        self.settings_changed()
        self._stage.show(self, now, message(playback, snapshot, self.keymap), title, place)
        if playback.playing and not playback.is_over:
            change = next_change(snapshot, cells=self._stage.bar.size.height, lines=len(technique))
            wait = max(SOONEST, playback.wait(min(LOOK, change)))
            look = self.context.clock.now() + wait
            self._wake = self.context.clock.call_at(look, self.read)

    def _marked(self, now: View) -> View:
        """Mark it as what it is where there is no room for the top line, which does."""
        if places(*self._stage.room).top.height:
            return now
        return replace(now, word=f"{MARK} {now.word}", orders=now.orders and (MARK, *now.orders))

    def settings_changed(self) -> None:
        """Show the keys."""
        pause = "once more" if self._playback.is_over else "go on"
        goes = self._playback.playing and not self._playback.is_over
        labels = {} if goes else {"screen.pause": pause}
        self._stage.keys.keys = tuple(
            (key, labels.get(action, label), action)
            for key, label, action in footer(self.keymap, Scope.REPLAY)
        )

    def action_pause(self) -> None:
        """Stand still, or go on."""
        self._playback.toggle()
        self.read()

    def action_faster(self) -> None:
        """Play faster."""
        self._playback.change_speed(1)
        self.read()

    def action_slower(self) -> None:
        """Play slower."""
        self._playback.change_speed(-1)
        self.read()

    def action_next(self) -> None:
        """Go to the next phase."""
        self._playback.next_phase()
        self.read()

    def action_back(self) -> None:
        """Go to the beginning of this phase, then to the one before."""
        self._playback.phase_before()
        self.read()

    def action_on(self) -> None:
        """Go some seconds on."""
        self._playback.go_to(self._playback.place + JUMP)
        self.read()

    def action_before(self) -> None:
        """Go some seconds back."""
        self._playback.go_to(self._playback.place - JUMP)
        self.read()

    def action_begin(self) -> None:
        """Go to the beginning."""
        self._playback.go_to(0.0)
        self.read()

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss(None)


def message(playback: Playback, snapshot: Snapshot, keymap: Keymap) -> Message | None:
    """Returns what stands under the number: what the replay does, where it is no workout."""
    pause, leave = keymap.first("replay-pause"), keymap.first("replay-leave")
    if playback.is_over:
        return Message("the end", f"{pause}: once more; {leave}: leave")
    if not playback.playing:
        return Message("replay", f"it stands still; {pause}: go on")
    if snapshot.state is State.PAUSED:
        reason = f": {snapshot.reason}" if snapshot.reason else ""
        return Message("replay", f"the workout was paused here{reason}")
    return None
