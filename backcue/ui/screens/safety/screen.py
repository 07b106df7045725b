"""The page on safety: shown before the first workout."""

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from backcue.display.safety import RULES
from backcue.keys.actions_and_keys import Scope
from backcue.ui.screens.base import KeyedScreen, breakpoints
from backcue.ui.widgets.lines import BigText


class SafetyScreen(KeyedScreen[bool | None], scope=Scope.SAFETY):
    """Says what to mind; gives whether the person accepted it, None to go a page back."""

    CSS_PATH = "safety.tcss"
    VERTICAL_BREAKPOINTS = breakpoints(low=0, high=22, tall=36)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield BigText(id="word", text="SAFETY FIRST")
        with VerticalScroll(id="rules"), Vertical():
            for rule in RULES:
                table = Table.grid(padding=(0, 1, 0, 0))
                table.add_row(Text("·"), Text(rule))
                yield Static(table)
        yield Static("It stays under ?, and is asked once.", id="once", markup=False)
        yield self.footer()

    def action_accept(self) -> None:
        """Accept."""
        self.dismiss(result=True)

    def action_decline(self) -> None:
        """Go back without starting."""
        self.dismiss(result=False)

    def action_back(self) -> None:
        """Go a page back."""
        self.dismiss(None)
