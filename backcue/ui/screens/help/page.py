"""The text of help, section by section, to be scrolled."""

from bisect import bisect_left, bisect_right

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from backcue.keys.actions_and_keys import Scope
from backcue.keys.changed_keys import Keymap
from backcue.ui.screens.help.fields import Explained
from backcue.ui.screens.help.sections import sections


class HelpPage(VerticalScroll):
    """What there is to know at a place; `field` is the one that has the focus, if any."""

    DEFAULT_CSS = """
    HelpPage {
        &:focus { background-tint: transparent 0%; }
        & > Static { height: auto; }
        & > .title { text-style: bold underline; }
        & > .body { margin-bottom: 1; }
    }
    """

    def __init__(self, keymap: Keymap, place: Scope, field: Explained | None, width: int) -> None:
        super().__init__()
        self._keymap, self._place, self._width = keymap, place, width
        self._field = field

    def compose(self) -> ComposeResult:
        """Lay it out."""
        for section in sections(self._keymap, self._place, self._field, self._width):
            yield Static(Text(section.title), classes="title")
            yield Static(section.body, classes="body")

    def explain(self, field: Explained | None) -> None:
        """Explain another field, from the top."""
        if field is not self._field:
            self._field = field
            self.scroll_home(animate=False)
            self.refresh(recompose=True)

    def turn(self, by: int) -> None:
        """Go on to the next heading, or a page where it is further; back with -1.

        From the end it goes round to the beginning.
        """
        at, page, last = self.scroll_offset.y, max(1, self.size.height - 1), self.max_scroll_y
        headings = [title.virtual_region.y for title in self.query(".title")]
        if by > 0:
            below = headings[bisect_right(headings, at) :][:1]
            to = 0 if at >= last else min([at + page, *below])
        else:
            above = headings[: bisect_left(headings, at)][-1:]
            to = last if at <= 0 else max([at - page, *above])
        self.scroll_to(y=to, animate=False)
