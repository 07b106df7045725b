"""A screen of a session: keys go to the coach, and it ends when the session does."""

import logging
from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from textual import events, on, work

from backcue.app_context import AppContext
from backcue.coach import SessionResult
from backcue.display import notices
from backcue.display.notices import Notice
from backcue.display.view import Message, is_lead_in
from backcue.session.events import Event, TempoChanged
from backcue.session.snapshot import State
from backcue.ui.screens.asking import AskingScreen
from backcue.ui.screens.workout.answers import came_of
from backcue.ui.screens.workout.lock import KeyLock
from backcue.ui.screens.workout.second_screen import Asked, ShownElsewhere
from backcue.ui.under_way import UnderWay

if TYPE_CHECKING:
    from backcue.ui.net import NetApp

_END = "End this workout? What you have done is kept."
_BEFORE_IT_BEGAN = "Leave this workout? It has not begun: nothing is kept."
_LOG = logging.getLogger(__name__)


class SessionScreen(AskingScreen[SessionResult | Exception | None]):
    """Passes keys on to the coach. The session is not its own: it goes on without it.

    Gives what the session came to, or why that cannot be said; None where the screen failed.
    """

    HELP_BESIDE = True

    def __init__(self, context: AppContext, under_way: UnderWay) -> None:
        super().__init__(context)
        self.coach = under_way.coach
        self._under_way = under_way
        self._lock = KeyLock(self.keymap)
        self._elsewhere = ShownElsewhere(self, under_way.second, self._lock)
        self._tempo: TempoChanged | None = None

    @abstractmethod
    def read(self) -> None:
        """Show the moment that is now."""

    @abstractmethod
    def tell(self, message: Message, seconds: float = notices.SECONDS) -> None:
        """Show this for a moment."""

    def notice(self) -> Notice | None:
        """Returns what stands for a moment, where a second screen is to show it too."""
        return None

    def heard(self, event: Event) -> None:
        """Show what happened."""

    def on_mount(self) -> None:
        """Begin, or join a session that is under way."""
        self.coach.listen(lambda event: self.safely(lambda: self._hear(event)))
        self._elsewhere.begin()
        self.read()
        self._walk()

    @work
    async def _walk(self) -> None:
        kept = await self._under_way.result()
        if not self._is_fit:
            return
        # A question or the page of keys may lie on top.
        while self.app.screen is not self:
            self.app.pop_screen()
        self.dismiss(kept)

    def _hear(self, event: Event) -> None:
        # What happens is seen at once.
        if isinstance(event, TempoChanged):
            self._tempo = event
        self.heard(event)
        self.read()

    def safely(self, does: Callable[[], object]) -> None:
        """Do something that the session or its clock asked for: what it raises is this screen's."""
        if not self._is_fit:
            return
        try:
            does()
        except Exception as error:  # noqa: BLE001 - no screen may stop a session
            self._net.failed(error)

    @property
    def _net(self) -> "NetApp[Any]":
        return cast("NetApp[Any]", self.app)

    @property
    def _is_fit(self) -> bool:
        """Whether it is open, and has not failed."""
        return self._net.is_fit(self)

    # The keys.

    def on_key(self, event: events.Key) -> None:
        """Let only the pause key and the lock through while locked."""
        if self._lock.lets_through(event.key):
            return
        event.stop()
        event.prevent_default()
        self.tell(self._lock.message)

    def action_perform(self, action: str) -> None:
        """Let the coach do what a key does, and tell what came of it."""
        _LOG.info("%s in phase %d", action, self.coach.snapshot().phase.index)
        self._tempo = None
        self.coach.perform(action)
        message = came_of(action, self.coach, self._tempo)
        if message is not None:
            self.tell(message)
        else:
            self.read()

    def action_lock(self) -> None:
        """Lock at once; unlock at the second press in a row."""
        self.tell(self._lock.press())
        self._elsewhere.refresh()

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
        snapshot = self.coach.snapshot()
        goes_on = snapshot.state is not State.PAUSED
        self.coach.pause()
        self.read()
        with self._elsewhere.asking():
            ends = await self.ask(_BEFORE_IT_BEGAN if is_lead_in(snapshot) else _END)
        if ends:
            self.coach.stop()
        elif goes_on:
            self.coach.perform("pause")
