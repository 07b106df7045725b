"""The page with all the keys."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from backcue.actions import ACTIONS, Keymap, Place, key_sign
from backcue.ui.widgets.lines import KeyLine

SAFETY = (
    "On a treadmill: clip on the safety key, hold the rails, start level and at half your "
    "forward pace. backcue never controls your belt: pausing it does not stop the belt. "
    "Some treadmill manuals forbid walking backward. This is not medical advice."
)


class HelpScreen(Screen[None]):
    """Lists what every key does, then the safety lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter,space", "close", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen {
        background: $ready;
        color: $ready-ink;
        & > VerticalScroll { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
        & > KeyLine { height: 1; margin: 0 1; }
    }
    """

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with VerticalScroll():
            yield Static(self._page(), markup=False)
        line = KeyLine()
        line.keys = (("esc", "close", "screen.close"), ("↑ ↓", "scroll", "screen.nothing"))
        yield line

    def _page(self) -> Text:
        page = Text()
        signs = {
            action.id: "  ".join(map(key_sign, self._keymap.keys[action.id])) or "(no key)"
            for action in ACTIONS
        }
        column = min(24, max(map(len, signs.values())) + 2)
        for place in Place:
            if place is Place.QUESTION:
                continue
            page.append(f"Keys {place}\n", "bold underline")
            for action in ACTIONS:
                if action.place is place:
                    page.append(f"{signs[action.id]:<{column}} ", "bold")
                    page.append(f"{action.description}\n")
            page.append("\n")
        page.append("Safety\n", "bold underline")
        page.append(SAFETY)
        return page

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss()

    def action_nothing(self) -> None:
        """Nothing: the arrow keys scroll by themselves."""
