"""The page on safety: shown before the first workout."""

from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from backcue.display.safety import RULES
from backcue.keys.actions import Scope
from backcue.keys.keymap import Keymap
from backcue.ui.keys import bindings, footer
from backcue.ui.widgets.lines import BigText, KeyLine

_HEIGHTS = [(0, "-low"), (22, "-high"), (36, "-tall")]
"""Classes for the style sheet, by the least number of rows."""


class SafetyScreen(Screen[bool]):
    """Says what to mind; gives whether the person accepted it."""

    CSS_PATH = "safety.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SAFETY)
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """Lay it out."""
        word = BigText(id="word")
        word.text = "SAFETY FIRST"
        yield word
        with VerticalScroll(id="rules"), Vertical():
            for rule in RULES:
                yield Static(_bulleted(rule))
        yield Static("It stays under ?, and is asked once.", id="once", markup=False)
        line = KeyLine(id="keys")
        line.keys = footer(self._keymap, Scope.SAFETY)
        yield line

    def action_accept(self) -> None:
        """Accept."""
        self.dismiss(result=True)

    def action_decline(self) -> None:
        """Go back without starting."""
        self.dismiss(result=False)


def _bulleted(rule: str) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_row(Text("·"), Text(rule))
    return table
