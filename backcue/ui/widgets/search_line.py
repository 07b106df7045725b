"""The line in which one types what to look for."""

from collections.abc import Callable

from backcue.ui.widgets.typing_line import TypingLine


class SearchLine(TypingLine):
    """A line that has the focus all the time; keys that have nothing to do in it pass through.

    So do those of which `is_command` says that they do something on the screen.
    """

    def __init__(self, is_command: Callable[[str], bool]) -> None:
        super().__init__(is_command, placeholder="type to search", id="search")

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
