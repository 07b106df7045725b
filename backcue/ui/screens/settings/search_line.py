"""The line in which one types what to look for."""

from textual.widgets import Input


class SearchLine(Input):
    """A line that has the focus all the time; keys that have nothing to do in it pass through."""

    def __init__(self) -> None:
        super().__init__(placeholder="type to search", id="search", select_on_focus=False)
        self.cursor_blink = False

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
