"""A line that has the focus all the time: what is typed on its screen goes here."""

from collections.abc import Callable
from typing import Any

from textual import events
from textual.widgets import Input


class TypingLine(Input):
    """Leaves keys to its screen that `is_command` says do something there."""

    def __init__(self, is_command: Callable[[str], bool], **how: Any) -> None:  # noqa: ANN401 - as a line has it
        super().__init__(select_on_focus=False, **how)
        self.cursor_blink = False
        self._is_command = is_command

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed here."""
        return super().check_consume_key(key, character) and not self._is_command(key)

    def on_key(self, event: events.Key) -> None:
        """Let what is not typed here go on to the screen."""
        if not self.check_consume_key(event.key, event.character):
            event.prevent_default()
