"""The lock: only the pause key works until the lock's own key is pressed twice."""

from backcue.display import notices
from backcue.display.view import Message
from backcue.keys.changed_keys import Keymap


class KeyLock:
    """Whether keys are locked, and which get through."""

    def __init__(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self.locked = self._half_open = False

    @property
    def message(self) -> Message:
        """What to tell whoever presses another key."""
        return notices.locked(self._keymap.first("lock"), half_open=self._half_open)

    @property
    def message_of_buttons(self) -> Message:
        """The same for a remote."""
        return notices.locked_buttons(half_open=self._half_open)

    def lets_through(self, key: str) -> bool:
        """Whether this key, by its name, does what it does else."""
        keys = self._keymap.keys
        if not self.locked or key in keys["lock"]:
            return True
        self._half_open = False
        return key in keys["pause"][:1]

    def lets_through_action(self, action: str) -> bool:
        """The same for an action by its id, which a remote asks for."""
        if not self.locked or action == "lock":
            return True
        self._half_open = False
        return action == "pause"

    def press(self) -> Message:
        """Lock at once, unlock at the second press in a row; returns what to tell."""
        if not self.locked:
            self.locked = True
        elif self._half_open:
            self.locked = self._half_open = False
            return notices.unlocked()
        else:
            self._half_open = True
        return self.message
