"""A session's side of the second screen: where it is shown, and what it asks for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.message import Message

from backcue.display.notices import Notice
from backcue.display.second_screen import Controls, SecondScreen, SecondScreenError
from backcue.display.view import is_lead_in
from backcue.display.wording import viewers
from backcue.keys.actions_and_keys import BY_ID
from backcue.session.snapshot import State
from backcue.ui.keys import name
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.screens.second_screen.screen import SecondScreenPage
from backcue.ui.screens.workout.lock import KeyLock
from backcue.ui.widgets.lines import KeyShown

if TYPE_CHECKING:
    from backcue.ui.screens.workout.session_screen import SessionScreen


class Asked(Message):
    """A remote asks for an action, by its id."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action


class ShownElsewhere:
    """Shows the workout on the second screen while there is one."""

    def __init__(self, screen: "SessionScreen", second: SecondScreen | None, lock: KeyLock) -> None:
        self._screen, self._second, self._lock = screen, second, lock
        self._asks = False

    def begin(self) -> None:
        """Show it, if there is a second screen already."""
        second = self._second
        if second is None or second.url is None:
            return
        go_on = self._screen.keymap.first("pause")
        controls = Controls(
            self._ask_for,
            go_on,
            locked=lambda: self._lock.locked,
            asks=lambda: self._asks,
            notice=lambda: self._notice,
        )
        second.show(self._screen.coach, controls)

    def _ask_for(self, action: str) -> None:
        self._screen.post_message(Asked(action))

    @property
    def _notice(self) -> Notice | None:
        notice, second = self._screen.notice(), self._second
        if notice and second and second.remote and notice.message == self._lock.message:
            return replace(notice, message=self._lock.message_of_buttons)
        return notice

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Let it know meanwhile that the person is asked whether to end."""
        self._asks = True
        self.refresh()
        try:
            yield
        finally:
            self._asks = False
            self.refresh()

    def refresh(self) -> None:
        """Let it know of the lock, of what is told and asked."""
        if self._second is not None and self._second.url is not None:
            self._second.refresh()

    @property
    def key(self) -> tuple[KeyShown, ...]:
        """What stands in the footer: how many watch; nothing where it is off."""
        second = self._second
        if second is None or second.url is None:
            return ()
        return ((self._screen.keymap.first("screen"), viewers(second.viewers), "screen.screen"),)

    async def open(self) -> None:
        """Serve it, and show where; only from a worker. A lead-in stands still meanwhile."""
        screen, second = self._screen, self._second
        if second is None:
            return
        try:
            second.open()
        except SecondScreenError as error:
            screen.warn("no second screen", error)
            return
        self.begin()
        now = screen.coach.snapshot()
        begins = is_lead_in(now) and now.state is State.READY
        if begins:
            screen.coach.pause()
        page = SecondScreenPage(screen.context, second, begins=begins)
        wanted = await screen.app.push_screen_wait(page)
        if wanted == "pause":
            screen.coach.pause()
        elif begins and wanted in ("go", "off"):
            screen.coach.perform("pause")
        screen.read()

    def do(self, action: str) -> None:
        """Do what a remote asks for, as the key of that action does it."""
        screen, top = self._screen, self._screen.app.screen
        if isinstance(top, SecondScreenPage) and top.begins and action == "pause":
            top.action_go()
        elif isinstance(top, ConfirmScreen):
            # Its one large button is that of the key which says no here.
            answer = "no" if action == "pause" else action
            if answer in ("yes", "no", "end"):
                top.dismiss(answer != "no")
        elif action == "lock":
            screen.action_lock()
        elif not self._lock.lets_through_action(action):
            screen.tell(self._lock.message)
        elif action == "end":
            screen.action_end()
        elif name(BY_ID[action]).startswith("perform("):
            screen.action_perform(action)
