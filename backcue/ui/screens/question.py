"""A question with yes and no."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from backcue.keys.actions import Scope
from backcue.keys.keymap import Keymap
from backcue.ui.keys import bindings, footer
from backcue.ui.widgets.lines import KeyLine

_HEIGHTS = [(0, "-flat"), (12, "-high")]
"""Classes for the style sheet, by the least number of columns or rows."""


class ConfirmScreen(ModalScreen[bool]):
    """Asks; what lies beneath goes on and can be seen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.QUESTION),
        Binding("q", "yes", show=False),
    ]
    DEFAULT_CSS = """
    ConfirmScreen {
        align: center bottom;
        background: transparent;
        & > Vertical {
            height: auto;
            max-height: 100%;
            padding: 1 2;
            background: black;
            color: white;
            border-top: heavy white;
        }
        & Static { text-style: bold; }
        & KeyLine { height: 1; }
        &.-flat > Vertical { padding: 0 1; border-top: none; }
    }
    """
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, question: str, keymap: Keymap) -> None:
        super().__init__()
        self._question = question
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield Static(self._question, markup=False)
            line = KeyLine()
            line.keys = footer(self._keymap, Scope.QUESTION)
            yield line

    def action_yes(self) -> None:
        """Say yes."""
        self.dismiss(result=True)

    def action_no(self) -> None:
        """Say no."""
        self.dismiss(result=False)
