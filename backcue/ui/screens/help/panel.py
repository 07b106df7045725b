"""Help beside a screen that goes on: what stands there gets narrower and is not covered."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size

from backcue.keys.actions_and_keys import Scope
from backcue.keys.changed_keys import Keymap
from backcue.ui.screens.help.fields import Explained
from backcue.ui.screens.help.page import HelpPage
from backcue.ui.widgets.lines import KeyLine

KEYS_WIDTH = 11
"""Columns of the left side of a table."""
NARROW = 56
"""Columns below which it stands under what it is about, not beside it."""
LEAST = (16, 6)
"""Columns and rows of a terminal below which nothing of it could be read: it waits unseen."""


class HelpPanel(Vertical):
    """At the right edge, or at the bottom of a narrow terminal. It takes no key by itself."""

    DEFAULT_CSS = """
    HelpPanel {
        dock: right;
        width: 45%;
        max-width: 60;
        height: 100%;
        padding: 0 0 0 1;
        background: $rest;
        color: $rest-ink;
        border-left: vkey $rest-ink 40%;
        &.-below {
            dock: bottom;
            width: 100%;
            max-width: 100%;
            height: 50%;
            padding: 0;
            border-left: none;
            border-top: hkey $rest-ink 40%;
        }
        & > HelpPage { height: 1fr; }
        & > KeyLine { height: 1; }
    }
    """

    def __init__(self, keymap: Keymap, place: Scope, field: Explained | None) -> None:
        super().__init__(id="help")
        self.page = HelpPage(keymap, place, field, KEYS_WIDTH)
        close = (keymap.first("help-close"), "close", "screen.help")
        more = (keymap.first("help-on"), "more", "screen.help_on")
        # Where there are fields, tab goes from one to the next and to the page.
        self.page.can_focus = field is not None
        self._keys = (close, ("↑ ↓", "scroll", "screen.nothing")) if field else (close, more)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self.page
        yield KeyLine(keys=self._keys)

    def fit(self, size: Size) -> None:
        """Stand where a terminal of this size has room for it."""
        self.set_class(size.width < NARROW, "-below")
        self.display = size.width >= LEAST[0] and size.height >= LEAST[1]
