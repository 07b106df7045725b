"""One workout as one line, and as a code that a phone's camera reads."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import Scope
from backcue.text.printable import printable
from backcue.ui.screens.base import KeyedScreen
from backcue.ui.widgets.qr_code import code
from backcue.workout.notation import format_workout
from backcue.workout.preset import Preset

LONGEST = 1_200
"""Characters in a code that a camera still reads off a screen."""
_BESIDE = 4
"""Rows that the name, the hint and the keys want beside the code."""


class ShareScreen(KeyedScreen[None], ModalScreen[None], scope=Scope.SHARE):
    """Shows the words of a workout; `backcue run` takes them, quoted, wherever they come."""

    CSS_PATH = "share.tcss"

    def __init__(self, context: AppContext, preset: Preset) -> None:
        super().__init__(context)
        self._called, self._words = preset.name, format_workout(preset.workout)
        self._code = code(self._words) if len(self._words) <= LONGEST else ()

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with VerticalScroll(id="page", can_focus=False):
            if self._called != self._words:
                yield Static(printable(self._called), id="name", markup=False)
            yield Static(id="hint", markup=False)
            yield Static(self._words, id="words", markup=False)
            yield Static(id="code", markup=False)
            yield self.footer()

    def on_resize(self) -> None:
        """Use the room there is, once it is known how much."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        """Show the code where there is room for the whole of it."""
        width, height = self.size
        rows, columns = len(self._code), len(self._code[0]) if self._code else 0
        lines = 1 + len(self._words) // max(1, width - 4)
        fits = bool(rows) and height >= rows + lines + _BESIDE and width >= columns + 4
        self.query_one("#code", Static).update("\n".join(self._code) if fits else "")
        self.query_one("#code").display = fits
        told = "a camera reads the code" if fits else "make this window larger for its code"
        if not rows:
            told = "it is too long for a code"
        hint = f"backcue run takes this line in quotes; {told}."
        self.query_one("#hint", Static).update(hint)

    def action_copy(self) -> None:
        """Give the line to the terminal's clipboard, where it has one."""
        self.app.copy_to_clipboard(self._words)
        self.notify("copied, where your terminal lets a program do so", markup=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
