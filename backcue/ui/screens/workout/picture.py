"""A sign as large as its widget."""

from collections.abc import Sequence

from textual.reactive import reactive

from backcue.display.view import Sign
from backcue.ui.bigtext.signs import draw_sign
from backcue.ui.widgets.lines import Painted


class Picture(Painted):
    """A sign as large as the widget."""

    sign: reactive[Sign] = reactive(Sign.NONE)
    """What to show."""

    def lines(self, width: int, height: int) -> Sequence[str]:
        """Returns the text of each row."""
        return draw_sign(self.sign, width, height)
