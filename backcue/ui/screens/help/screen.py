"""Help over a screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import Scope
from backcue.ui.screens.base import KeyedScreen
from backcue.ui.screens.help.fields import Explained
from backcue.ui.screens.help.page import HelpPage

KEYS_WIDTH = 20
"""Columns of the left side of a table."""


class HelpScreen(KeyedScreen[None], scope=Scope.HELP):
    """Says what can be done at a place, and what every place has in common."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter", "close", show=False),
        Binding("space", "page", show=False),
    ]
    CSS_PATH = "help.tcss"

    def __init__(self, context: AppContext, place: Scope, field: Explained | None = None) -> None:
        super().__init__(context)
        self._page = HelpPage(self.keymap, place, field, KEYS_WIDTH)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._page
        yield self.footer(("↑ ↓", "scroll", "screen.nothing"))

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self._page.focus()

    def action_help(self) -> None:
        """Close: the key that opened it does both."""
        self.action_close()

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss()

    def action_page(self) -> None:
        """Scroll a page on."""
        self._page.scroll_page_down(animate=False)

    def action_on(self) -> None:
        """Go to the next section."""
        self._page.turn(1)

    def action_back(self) -> None:
        """Go to the section before."""
        self._page.turn(-1)
