"""The workout screen: which way, how many, what next; readable from two metres."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen

from backcue.app_context import AppContext
from backcue.display import notices
from backcue.display.instants import next_change
from backcue.display.notices import Notice
from backcue.display.signs import Sign
from backcue.display.view import WORDS, Message, View, is_lead_in, view
from backcue.keys.actions_and_keys import Scope
from backcue.session.events import Event, Paused
from backcue.session.snapshot import Snapshot, State
from backcue.ui.bigtext.layout import Weight, big
from backcue.ui.bigtext.signs import draw_sign
from backcue.ui.keys import workout_keys
from backcue.ui.screens.workout.arrangement import Arrangement
from backcue.ui.screens.workout.places import places
from backcue.ui.screens.workout.session_screen import SessionScreen
from backcue.ui.screens.workout.stage import Stage
from backcue.ui.screens.workout.widgets import Board
from backcue.ui.under_way import UnderWay

if TYPE_CHECKING:
    from backcue.session.clock import Wake


class WorkoutScreen(SessionScreen, scope=Scope.WORKOUT):
    """Shows what the coach says; keys go to the coach.

    It looks when something is told, and by itself at the next time at which anything that it
    shows changes.
    """

    CSS_PATH = "workout.tcss"

    def __init__(self, context: AppContext, under_way: UnderWay) -> None:
        super().__init__(context, under_way)
        self._clock = context.clock
        self._stage = Stage()
        self._go_on = self.keymap.first("pause")
        self._keys_shown: tuple[object, ...] = ()
        self._wake: Wake | None = None
        self._notice: Notice | None = None
        self._sound_error = self.coach.error

    @property
    def layout(self) -> Arrangement:
        """How its widgets are laid out, whatever a style sheet says."""
        return self._stage.layout

    @property
    def room(self) -> Size:
        """Columns and rows that it has, where help may stand beside it."""
        return self._stage.room

    def compose(self) -> ComposeResult:
        """Lay it out; nothing moves afterwards but on a resize."""
        yield from self._stage.widgets

    def on_unmount(self) -> None:
        """Wake no more."""
        if self._wake is not None:
            self._wake.cancel()

    def heard(self, event: Event) -> None:
        """Tell why it stands still, where the person did not ask for it."""
        if isinstance(event, Paused) and event.reason:
            self.tell(notices.paused(event.reason), notices.LONG)

    @on(Board.Resized)
    def fit(self) -> None:
        """Show all at the new size, and make ready for what comes."""
        self.read()
        self.call_after_refresh(self._rehearse)

    def _is_seen(self) -> bool:
        # Textual counts a screen right under an opaque one as current too.
        return self.app.screen is self or isinstance(self.app.screen, ModalScreen)

    def _rehearse(self) -> None:
        """Draw ahead what is to come, so that the first frame of a phase is quick."""
        here = places(*self.room)
        for word in WORDS:
            big(word, *here.word[2:], weight=Weight.HEAVY)
        for sign in Sign:
            draw_sign(sign, *here.sign[2:])

    # What is shown.

    def tell(self, message: Message, seconds: float = notices.SECONDS) -> None:
        """Show this large for a moment, in the place of what comes next."""
        self._notice = Notice(message, self._clock.now() + seconds)
        self._elsewhere.refresh()
        self.read()

    def read(self) -> None:
        """Show the moment that is now; what has not changed is not painted again."""
        if self._wake is not None:
            self._wake.cancel()
            self._wake = None
        if not self.is_mounted or not self._is_seen():
            return
        snapshot = self.coach.snapshot()
        self._note_sound()
        technique = self.coach.course.technique
        now = view(snapshot, technique, self._go_on)
        self._show(now, snapshot)
        self._sleep(snapshot, len(technique))

    def on_screen_resume(self) -> None:
        """Show what has changed while another screen lay on top."""
        self.read()

    def _sleep(self, snapshot: Snapshot, lines: int) -> None:
        """Wake when something that is shown changes next."""
        now = self._clock.now()
        wait = next_change(snapshot, cells=self._stage.bar.size.height, lines=lines)
        if self._notice is not None:
            wait = min(wait, self._notice.left(now))
        self._wake = self._clock.call_at(now + wait, lambda: self.safely(self.read))

    def _show(self, now: View, snapshot: Snapshot) -> None:
        coach = self.coach
        sound = notices.sound(coach.error, muted=coach.muted, speaks=coach.voice)
        if is_lead_in(snapshot):
            sound = sound or coach.sound_problem or coach.wake_lock_error or ""
        title = self.coach.history_error or self.coach.course.preset.name
        notice = self.notice()
        self._stage.show(self, now, notice.message if notice else None, title, sound)
        self._show_keys(snapshot)

    def notice(self) -> Notice | None:
        """Returns the one that stands now."""
        if self._notice is not None and not self._notice.left(self._clock.now()):
            self._notice = None
        return self._notice

    def _note_sound(self) -> None:
        """Tell when sound goes or comes back."""
        before, self._sound_error = self._sound_error, self.coach.error
        if before != self._sound_error:
            error = self._sound_error
            message = notices.no_sound(error) if error else notices.sound_is_back()
            self._notice = Notice(message, self._clock.now() + notices.LONG)
            self._elsewhere.refresh()

    def _show_keys(self, snapshot: Snapshot) -> None:
        paused, is_open = snapshot.state is State.PAUSED, snapshot.phase.is_open
        elsewhere = self._elsewhere.key
        shown = paused, is_open, self._lock.locked, elsewhere
        if shown != self._keys_shown:
            self._keys_shown = shown
            pause, *others = workout_keys(
                self.keymap, paused=paused, is_open=is_open, locked=self._lock.locked
            )
            self._stage.keys.keys = (pause, *elsewhere, *others)
