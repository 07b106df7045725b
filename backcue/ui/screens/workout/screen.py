"""The workout screen: which way, how many, what next; readable from two metres."""

import logging

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import ModalScreen

from backcue.app_context import AppContext
from backcue.coach import Coach, SessionResult
from backcue.display.second_screen import SecondScreen
from backcue.display.view import WORDS, Sign, View, cadence, is_lead_in, view
from backcue.keys.actions_and_keys import Scope
from backcue.session.events import Event, PhaseStarted
from backcue.session.snapshot import State
from backcue.ui.bigtext.layout import big, is_big
from backcue.ui.bigtext.signs import draw_sign
from backcue.ui.keys import footer
from backcue.ui.screens.asking import AskingScreen
from backcue.ui.screens.base import breakpoints
from backcue.ui.screens.workout.picture import Picture
from backcue.ui.screens.workout.second_screen import Asked, ShownElsewhere
from backcue.ui.widgets.cells import halves, wrapped
from backcue.ui.widgets.lines import Bar, BigText, KeyLine, Line, TimeLine

_LOG = logging.getLogger(__name__)

FRAMES = 20
"""Readings a second."""


class DetailLine(BigText):
    """The line under the number: what it says depends on the room it has."""

    class Resized(Message):
        """There is more room, or less."""

    def on_resize(self) -> None:
        """Say so once it is laid out."""
        self.post_message(self.Resized())


class WorkoutScreen(AskingScreen[SessionResult | OSError], scope=Scope.WORKOUT):
    """Shows what the coach says; keys go to the coach.

    Gives what the session came to, or why it could not go on.
    """

    CSS_PATH = "workout.tcss"
    HELP_BESIDE = True
    HORIZONTAL_BREAKPOINTS = breakpoints(thin=0, broad=44)
    VERTICAL_BREAKPOINTS = breakpoints(flat=0, low=9, middling=16, high=22, tall=36)

    def __init__(
        self, context: AppContext, coach: Coach, second: SecondScreen | None = None
    ) -> None:
        super().__init__(context)
        self.coach = coach
        self._elsewhere = ShownElsewhere(self, second, lambda: self._locked)
        self._go_on = self.keymap.first("pause")
        self._tone = "ready"
        self._locked = False
        self._unlocking = False
        self._waiting = False
        self._top, self._keys = Line(id="top"), KeyLine(id="keys")
        self._word, self._number = BigText(id="word"), BigText(id="number")
        self._detail, self._next = DetailLine(id="detail"), BigText(id="next")
        self._sign = Picture(id="sign")
        self._phase, self._whole = Bar(id="phase"), TimeLine(id="whole")

    def compose(self) -> ComposeResult:
        """Lay it out; nothing moves afterwards but on a resize."""
        yield from (self._top, self._word, Horizontal(self._sign, self._number, id="middle"))
        yield from (self._detail, self._next, self._phase, self._whole, self._keys)

    def on_mount(self) -> None:
        """Begin."""
        self._show_keys()
        self.read()
        self.set_interval(1 / FRAMES, self.read)
        self.coach.listen(self._hear)
        self._elsewhere.begin()
        self._walk()

    @work
    async def _walk(self) -> None:
        kept: SessionResult | OSError
        try:
            kept = await self.coach.run()
        except OSError as error:
            _LOG.exception("the session cannot go on")
            kept = error
        # A question or the page of keys may lie on top.
        while self.app.screen is not self:
            self.app.pop_screen()
        self.dismiss(kept)

    def _hear(self, event: Event) -> None:
        # A new direction is seen at once, not at the next reading.
        if isinstance(event, PhaseStarted):
            self.read()

    def on_resize(self) -> None:
        """Make ready for the new size."""
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

    @on(DetailLine.Resized)
    def read(self) -> None:
        """Show the moment that is now; what has not changed is not painted again."""
        if not self.is_mounted or not self._is_seen():
            return
        snapshot = self.coach.snapshot()
        waiting = snapshot.state is State.PAUSED or snapshot.phase.is_open
        if self._elsewhere.is_news() or waiting != self._waiting:
            self._waiting = waiting
            self._show_keys()
        now = view(snapshot, self.coach.course.technique, self._go_on)
        if now.tone != self._tone:
            self.update_classes({self._tone: False, now.tone: True}, animate=False)
            self._tone = now.tone
        self._word.text = now.word
        self._sign.sign = now.sign
        self._number.room_for = now.room_for
        self._number.text = now.number
        if now.is_large != self.has_class("large"):
            self.set_class(now.is_large, "large")
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
        if self._unlocking:
            return f"press {self.keymap.first('lock')} once more to unlock", now.next
        width, height = self._detail.size
        if now.is_large and height > 1 and not is_big(now.detail, width, height):
            return halves(now.detail)
        if now.is_advice and height == 1 and cell_len(now.detail) > width:
            first, *rest = wrapped(now.detail, width, 2) or ("",)
            return first, "".join(rest)
        return now.detail, now.next

    def _sound(self) -> str:
        coach = self.coach
        if coach.error:
            return coach.error
        voice = "" if coach.voice else " · no voice"
        return "muted" if coach.muted else f"volume {coach.volume * 100:.0f} %{voice}"

    def _show_keys(self) -> None:
        lock = self.keymap.first("lock")
        pause = (self._go_on, "go on" if self._waiting else "pause", "screen.perform('pause')")
        if self._locked:
            self._keys.keys = (pause, (f"{lock} {lock}", "unlock", "screen.lock"))
        else:
            keys = footer(self.keymap, Scope.WORKOUT)[1:]
            self._keys.keys = (pause, *self._elsewhere.key, *keys)

    def on_key(self, event: events.Key) -> None:
        """Let only the pause key and the lock through while locked."""
        keys = self.keymap.keys
        if not self._locked or event.key in keys["lock"]:
            return
        self.stay_locked()
        if event.key not in keys["pause"][:1]:
            event.stop()
            event.prevent_default()

    def stay_locked(self) -> None:
        """Another key came between the two presses that would unlock."""
        self._unlocking = False

    def action_perform(self, action: str) -> None:
        """Let the coach do what a key does."""
        _LOG.info("%s in phase %d", action, self.coach.snapshot().phase.index)
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
        self._elsewhere.refresh()
        self._show_keys()
        self.read()

    @work
    async def action_screen(self) -> None:
        """Show it on a second screen too, and where that is."""
        await self._elsewhere.open()

    @on(Asked)
    def _asked(self, asked: Asked) -> None:
        self._elsewhere.do(asked.action)

    @work
    async def action_end(self) -> None:
        """Ask whether to end; paused meanwhile, and going on where the answer is no."""
        goes_on = self.coach.snapshot().state is not State.PAUSED
        self.coach.pause()
        self.read()
        if await self.ask("End this workout? What you have done is kept."):
            self.coach.stop()
        elif goes_on:
            self.coach.perform("pause")
