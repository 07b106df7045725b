"""The line in which a filter, or the words of a workout, are typed."""

from textual import events
from textual.widgets import Input

from backcue.ui.screens.base import KeyedScreen

PLACEHOLDER = "type to filter, or a workout: 5 forward, hold 2s, 4 backward"


class FilterLine(Input):
    """A line that may be given letters by others, however fast they are typed.

    The first letter moves the focus here. Those typed right behind it may have been sent to
    the widget that had the focus, and come after later ones: they go where they belong.
    """

    def __init__(self) -> None:
        super().__init__(placeholder=PLACEHOLDER, id="filter", select_on_focus=False)
        self.cursor_blink = False
        self._seam = 0

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]
        """Let the key for help through: no workout has a `?` in its words."""
        if isinstance(self.screen, KeyedScreen) and self.screen.is_help(event.key):
            event.prevent_default()

    def take(self, text: str) -> None:
        """Put text at the end, and the focus here."""
        self.insert(text, len(self.value))
        self.take_focus()

    def take_focus(self) -> None:
        """Take the focus at once: `focus` waits its turn, and more would be typed meanwhile."""
        self._seam = self.cursor_position
        self.screen.set_focus(self)

    def take_late(self, text: str) -> None:
        """Put in text that was typed before what came straight here since the focus moved."""
        cursor = self.cursor_position
        self.insert(text, self._seam)
        self._seam += len(text)
        self.cursor_position = cursor + len(text)
