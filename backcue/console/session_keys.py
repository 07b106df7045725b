"""What the keys of a workout do where there is no screen: the same as on it."""

from collections.abc import Callable

from backcue.coach import Coach
from backcue.display.second_screen import Controls
from backcue.display.view import is_lead_in
from backcue.keys.actions_and_keys import ACTIONS, Scope
from backcue.keys.changed_keys import Keymap
from backcue.keys.names import key_sign
from backcue.keys.terminal import typed_key
from backcue.session.snapshot import State
from backcue.system.log import logger

_LOG = logger(__name__)
_NOT_SHOWN = "none; begin with --screen view for one"
_TOLD = 2
"""Keys of an action that are told: all of them would take long to listen to."""


class SessionKeys:
    """Passes keys on to the coach; `notice` gets what is to be said about the keys themselves."""

    def __init__(self, coach: Coach, keymap: Keymap, notice: Callable[[str], None]) -> None:
        self._coach, self._keymap, self._notice = coach, keymap, notice
        self._locked = self._unlocking = False
        self._asking = self._goes_on = False
        self.on_change: Callable[[], None] = lambda: None
        """Called when a question stands, or none any more, when it is locked, or not any more."""
        self.shown_at: Callable[[], str | None] = lambda: None
        """Returns where the second screen is; None where there is none."""

    @property
    def controls(self) -> Controls:
        """How a second screen presses keys."""
        go_on = self._keymap.first("pause")
        return Controls(self.ask_for, go_on, locked=lambda: self._locked, asks=lambda: self._asking)

    def press(self, typed: str) -> None:
        """Do what the key does for which the terminal sent this."""
        key = typed_key(typed)
        if self._asking:
            self._answer(key)
            return
        if self._locked and key not in self._keymap.keys["lock"]:
            self._unlocking = False
            if key not in self._keymap.keys["pause"][:1]:
                return
        action = self._keymap.action(key)
        if action is not None:
            _LOG.info("key %s: %s", key, action.id)
            self._perform(action.id)

    def ask_for(self, action: str) -> None:
        """Do what a remote asks for: the same as the key of that action."""
        _LOG.info("asked for %s", action)
        if self._asking:
            # Its one large button is that of the key which says no here.
            self._settle("no" if action == "pause" else action)
        elif self._locked and action not in ("lock", "pause"):
            self._unlocking = False
        else:
            self._perform(action)

    def _perform(self, action: str) -> None:
        if action == "lock":
            self._lock()
        elif action == "end":
            self._ask()
        elif action == "help":
            self._tell_keys()
        elif action == "screen":
            self._notice(f"second screen: {self.shown_at() or _NOT_SHOWN}")
        else:
            self._coach.perform(action)

    def _tell_keys(self) -> None:
        for action in ACTIONS:
            keys = self._keymap.keys[action.id][:_TOLD]
            if keys and action.scope is Scope.WORKOUT:
                self._notice(f"{' or '.join(map(key_sign, keys))}: {action.description}")

    def _lock(self) -> None:
        """Lock at once; unlock at the second press in a row."""
        lock, pause = self._keymap.first("lock"), self._keymap.first("pause")
        if not self._locked:
            self._locked = True
            self._notice(f"locked: only {pause} works until {lock} is pressed twice")
        elif not self._unlocking:
            self._unlocking = True
            self._notice(f"press {lock} once more to unlock")
        else:
            self._locked = self._unlocking = False
            self._notice("unlocked")
        self.on_change()

    def _ask(self) -> None:
        """Ask whether to end; paused meanwhile."""
        self._asking = True
        snapshot = self._coach.snapshot()
        self._goes_on = snapshot.state is not State.PAUSED
        self._coach.pause()
        end, no = self._keymap.first("end"), self._keymap.first("no")
        kept = (
            "it has not begun: nothing is kept" if is_lead_in(snapshot) else "what was done is kept"
        )
        self._notice(f"press {end} again to end; {kept}; {no} to go on")
        self.on_change()

    def _answer(self, key: str) -> None:
        answer = self._keymap.action(key, Scope.QUESTION) or self._keymap.action(key)
        if answer is not None:
            _LOG.info("key %s: the answer is %s", key, answer.id)
            self._settle(answer.id)

    def _settle(self, answer: str) -> None:
        if answer not in ("yes", "no", "end"):
            return
        self._asking = False
        self.on_change()
        if answer != "no":
            self._coach.stop()
        elif self._goes_on:
            self._coach.perform("pause")
