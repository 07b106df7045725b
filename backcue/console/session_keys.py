"""What the keys of a workout do where there is no screen: the same as on it."""

from collections.abc import Callable

from backcue.coach import Coach
from backcue.keys.actions_and_keys import ACTIONS, Scope
from backcue.keys.changed_keys import Keymap
from backcue.keys.names import key_sign
from backcue.keys.terminal import typed_key
from backcue.session.snapshot import State
from backcue.system.log import logger

_LOG = logger(__name__)
_TOLD = 2
"""Keys of an action that are told: all of them would take long to listen to."""


class SessionKeys:
    """Passes keys on to the coach; `notice` gets what is to be said about the keys themselves."""

    def __init__(self, coach: Coach, keymap: Keymap, notice: Callable[[str], None]) -> None:
        self._coach, self._keymap, self._notice = coach, keymap, notice
        self._locked = self._unlocking = False
        self._asking = self._goes_on = False

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

    def _perform(self, action: str) -> None:
        if action == "lock":
            self._lock()
        elif action == "end":
            self._ask()
        elif action == "help":
            self._tell_keys()
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

    def _ask(self) -> None:
        """Ask whether to end; paused meanwhile."""
        self._asking = True
        self._goes_on = self._coach.snapshot().state is not State.PAUSED
        self._coach.pause()
        end, no = self._keymap.first("end"), self._keymap.first("no")
        self._notice(f"press {end} again to end; what was done is kept; {no} to go on")

    def _answer(self, key: str) -> None:
        answer = self._keymap.action(key, Scope.QUESTION) or self._keymap.action(key)
        if answer is None or answer.id not in ("yes", "no", "end"):
            return
        _LOG.info("key %s: the answer is %s", key, answer.id)
        self._asking = False
        if answer.id != "no":
            self._coach.stop()
        elif self._goes_on:
            self._coach.perform("pause")
