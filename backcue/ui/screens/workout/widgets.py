"""What the workout screen consists of: the board with all that is large, and the bar beside it."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backcue.display.view import Edge, Message, View
from backcue.ui.screens.workout.blocks import board, changed
from backcue.ui.screens.workout.places import Places
from backcue.ui.widgets.lines import Painted

_RISING = " ▁▂▃▄▅▆▇█"
"""A cell filled from below, by eighths."""
_EMPTY, _OPEN = "░", "┊"


class Board(Widget):
    """Word, sign, number and what comes next; only the cells that change are painted anew."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.shown: View | None = None
        self.message: Message | None = None
        """The notice that stands now."""
        self._rows: list[str] = []

    def show(self, now: View, message: Message | None, places: Places) -> None:
        """Show this moment in a terminal with these places."""
        self.shown, self.message = now, message
        before, self._rows = self._rows, board(now, message, places)
        if len(before) != len(self._rows):
            self.refresh()
        elif parts := [Region(*box) for box in changed(before, self._rows)]:
            self.refresh(*parts)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        line = self._rows[y] if y < len(self._rows) else ""
        strip = Strip([Segment(line, self.rich_style)])
        return strip.adjust_cell_length(self.size.width, self.rich_style)


class PhaseBar(Painted):
    """How much of the phase is over: it rises going forward and sinks going backward."""

    eighths: reactive[int | None] = reactive(None)
    """Filled part in eighths of a row; None: nobody knows the end."""
    sinks: reactive[bool] = reactive(False)  # noqa: FBT003 - a default
    """Whether it fills from above."""

    def show(self, now: View) -> None:
        """Show how much of the phase is over."""
        part = now.phase
        height = self.size.height * 8
        self.eighths = None if part is None else round(max(0.0, min(1.0, part)) * height)
        self.sinks = now.edge is Edge.BOTTOM

    def lines(self, width: int, height: int) -> Sequence[str]:
        """Returns the text of each row."""
        if self.eighths is None:
            return [_OPEN * width] * height
        # Only what rises can be smooth: there are no characters filled from above.
        full, rest = divmod(self.eighths, 8)
        part = "" if self.sinks or not rest else _RISING[rest]
        filled = ["█"] * full + [part] * bool(part)
        rows = filled + [_EMPTY] * (height - len(filled))
        return [each * width for each in (rows if self.sinks else rows[::-1])]
