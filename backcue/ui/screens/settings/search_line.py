"""The line in which one types what to look for."""

from collections.abc import Callable

from textual import events
from textual.widgets import Input


class SearchLine(Input):
    """A line that has the focus all the time; keys that have nothing to do in it pass through.

    So do those of which `is_command` says that they do something on the screen.
    """

    def __init__(self, is_command: Callable[[str], bool]) -> None:
        super().__init__(placeholder="type to search", id="search", select_on_focus=False)
        self.cursor_blink = False
        self._is_command = is_command

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed here."""
        return super().check_consume_key(key, character) and not self._is_command(key)

    def on_key(self, event: events.Key) -> None:
        """Let what is not typed here go on to the screen."""
        if not self.check_consume_key(event.key, event.character):
            event.prevent_default()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let enter through always, what moves or deletes where there is nothing for it."""
        del parameters
        match action:
            case "submit":
                return False
            case "delete_right":
                return self.cursor_position < len(self.value)
            case "delete_left" | "home" | "end":
                return bool(self.value)
        return True
