"""The workout screen: which way, how many, what next; readable from two metres."""

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import ModalScreen, Screen

from backcue.display.view import WORDS, Sign, View, cadence, is_lead_in, view
from backcue.keys.actions import Scope
from backcue.keys.keymap import Keymap
from backcue.session.events import Event, PhaseStarted
from backcue.session.snapshot import State
from backcue.ui.bigtext.layout import big, is_big
from backcue.ui.bigtext.signs import draw_sign
from backcue.ui.contract import Coach
from backcue.ui.keys import bindings, footer
from backcue.ui.screens.help import HelpScreen
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.widgets.cells import halves, wrapped
from backcue.ui.widgets.lines import Bar, BigText, KeyLine, Line, Picture, TimeLine

if TYPE_CHECKING:
    from backcue.coach import SessionResult

FRAMES = 20
"""Readings a second."""

_WIDTHS = [(0, "-thin"), (44, "-broad")]
_HEIGHTS = [
    (0, "-flat"),
    (9, "-low"),
    (16, "-middling"),
    (22, "-high"),
    (36, "-tall"),
]
"""Classes for the style sheet, by the least number of columns or rows."""


class WorkoutScreen(Screen[None]):
    """Shows what the coach says; keys go to the coach."""

    CSS_PATH = "workout.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.WORKOUT)
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    class Finished(Message):
        """The session is over."""

        def __init__(self, screen: "WorkoutScreen", kept: "SessionResult") -> None:
            super().__init__()
            self.screen = screen
            self.kept = kept

    class Failed(Message):
        """The session could not go on."""

        def __init__(self, error: OSError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, coach: Coach, keymap: Keymap) -> None:
        super().__init__()
        self.coach = coach
        self._keymap = keymap
        self._go_on = keymap.first("pause")
        self._tone = "ready"
        self._locked = False
        self._unlocking = False
        self._waiting = False

    def compose(self) -> ComposeResult:
        """Lay it out; nothing moves afterwards but on a resize."""
        yield Line(id="top")
        yield BigText(id="word")
        with Horizontal(id="middle"):
            yield Picture(id="sign")
            yield BigText(id="number")
        yield BigText(id="detail")
        yield BigText(id="next")
        yield Bar(id="phase")
        yield TimeLine(id="whole")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Begin."""
        self._top = self.query_one("#top", Line)
        self._word = self.query_one("#word", BigText)
        self._sign = self.query_one("#sign", Picture)
        self._number = self.query_one("#number", BigText)
        self._detail = self.query_one("#detail", BigText)
        self._next = self.query_one("#next", BigText)
        self._phase = self.query_one("#phase", Bar)
        self._whole = self.query_one("#whole", TimeLine)
        self._keys = self.query_one("#keys", KeyLine)
        self._show_keys()
        self.read()
        self.set_interval(1 / FRAMES, self.read)
        self.coach.listen(self._hear)
        self.run_worker(self._walk(), exit_on_error=True)

    async def _walk(self) -> None:
        try:
            kept = await self.coach.run()
        except OSError as error:
            self.post_message(self.Failed(error))
        else:
            self.post_message(self.Finished(self, kept))

    def _hear(self, event: Event) -> None:
        # A new direction is seen at once, not at the next reading.
        if isinstance(event, PhaseStarted):
            self.read()

    def on_resize(self) -> None:
        """Fit the bars to the new width."""
        self.call_after_refresh(self.read)
        self.call_after_refresh(self._rehearse)

    def _is_seen(self) -> bool:
        # Textual counts a screen right under an opaque one as current too.
        return self.app.screen is self or isinstance(self.app.screen, ModalScreen)

    def _rehearse(self) -> None:
        """Draw ahead what is to come, so that the first frame of a phase is quick."""
        for word in WORDS:
            big(word, *self._word.size)
        for sign in Sign:
            draw_sign(sign, *self._sign.size)

    def read(self) -> None:
        """Show the moment that is now; what has not changed is not painted again."""
        if not self.is_mounted or not self._is_seen():
            return
        snapshot = self.coach.snapshot()
        waiting = snapshot.state is State.PAUSED or snapshot.phase.is_open
        if waiting != self._waiting:
            self._waiting = waiting
            self._show_keys()
        now = view(snapshot, self.coach.course.preset.technique, self._go_on)
        if now.tone != self._tone:
            self.update_classes({self._tone: False, now.tone: True}, animate=False)
            self._tone = now.tone
        self._word.text = now.word
        self._sign.sign = now.sign
        self._number.room_for = now.room_for
        self._number.text = now.number
        if now.is_large != self.has_class("large"):
            self.set_class(now.is_large, "large")
            # There is more room for it once this is laid out.
            self.call_after_refresh(self.read)
        self._detail.text, self._next.text = self._told(now)
        self._detail.set_class(now.is_warning, "warning")
        self._next.set_class(now.is_warning and self._detail.text != now.detail, "warning")
        self._phase.show(now.phase)
        self._whole.show(now.whole)
        self._whole.gone = now.elapsed
        self._whole.left = now.left
        lead_in = is_lead_in(snapshot) and snapshot.state is State.READY
        self._top.left = (self.coach.wake_lock_error or "") if lead_in else now.repetition
        self._top.middle = self.coach.course.preset.name
        self._top.right = " · ".join(filter(None, (cadence(snapshot), self._sound())))

    def _told(self, now: View) -> tuple[str, str]:
        """Returns what stands on the two lines under the number.

        A line of technique that is too long for one of them takes both, and so does one
        that is to be large and would not be on one.
        """
        notice = self._notice()
        if notice:
            return notice, now.next
        width, height = self._detail.size
        if now.is_large and height > 1 and not is_big(now.detail, width, height):
            return halves(now.detail)
        if now.is_advice and height == 1 and cell_len(now.detail) > width:
            first, *rest = wrapped(now.detail, width, 2) or ("",)
            return first, "".join(rest)
        return now.detail, now.next

    def _notice(self) -> str:
        if not self._locked:
            return ""
        lock = self._keymap.first("lock")
        return f"press {lock} once more to unlock" if self._unlocking else ""

    def _sound(self) -> str:
        coach = self.coach
        if coach.error:
            return coach.error
        voice = "" if coach.voice else " · no voice"
        return "muted" if coach.muted else f"volume {coach.volume * 100:.0f} %{voice}"

    def _show_keys(self) -> None:
        lock = self._keymap.first("lock")
        pause = (self._go_on, "go on" if self._waiting else "pause", "screen.perform('pause')")
        if self._locked:
            self._keys.keys = (pause, (f"{lock} {lock}", "unlock", "screen.lock"))
        else:
            self._keys.keys = (pause, *footer(self._keymap, Scope.WORKOUT)[1:])

    def on_key(self, event: events.Key) -> None:
        """Let only the pause key and the lock through while locked."""
        if not self._locked:
            return
        keys = self._keymap.keys
        if event.key in keys["lock"]:
            return
        self._unlocking = False
        if event.key not in keys["pause"][:1]:
            event.stop()
            event.prevent_default()

    def action_perform(self, action: str) -> None:
        """Let the coach do what a key does."""
        self.coach.perform(action)
        self.read()

    def action_lock(self) -> None:
        """Lock at once; unlock at the second press in a row."""
        if not self._locked:
            self._locked = True
        elif self._unlocking:
            self._locked = self._unlocking = False
        else:
            self._unlocking = True
        self._show_keys()
        self.read()

    def action_keys(self) -> None:
        """Show the keys; the workout goes on."""
        self.app.push_screen(HelpScreen(self._keymap))

    def action_end(self) -> None:
        """Ask whether to end; paused meanwhile, and going on where the answer is no."""
        goes_on = self.coach.snapshot().state is not State.PAUSED
        self.coach.pause()
        self.read()

        def answered(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                self.coach.stop()
            elif goes_on:
                self.coach.perform("pause")

        question = ConfirmScreen("End this workout? What you have done is kept.", self._keymap)
        self.app.push_screen(question, answered)
