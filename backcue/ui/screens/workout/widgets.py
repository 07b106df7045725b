"""What the workout screen consists of: the board with all that is large, and the bar beside it."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message as TextualMessage
from textual.strip import Strip
from textual.widget import Widget

from backcue.display.view import Edge, Message, View
from backcue.ui.screens.workout.blocks import board, changed
from backcue.ui.screens.workout.places import Places

_RISING = " ▁▂▃▄▅▆▇█"
"""A cell filled from below, by eighths."""
_EMPTY, _OPEN = "░", "┊"


class Rows(Widget):
    """Rows of text; only the cells that change are painted anew."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._rows: Sequence[str] = ()

    def put(self, rows: Sequence[str]) -> None:
        """Show these from now on."""
        before, self._rows = self._rows, rows
        if len(before) != len(rows):
            self.refresh()
        elif parts := [Region(*box) for box in changed(before, rows)]:
            self.refresh(*parts)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        style = self.visual_style.rich_style
        strip = Strip([Segment(self._rows[y] if y < len(self._rows) else "", style)])
        return strip.adjust_cell_length(self.size.width, style)


class Board(Rows):
    """Word, sign, number and what comes next."""

    class Resized(TextualMessage):
        """There is more room, or less."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.shown: View | None = None
        self.message: Message | None = None
        """The notice that stands now."""

    def on_resize(self) -> None:
        """Say so once it is laid out."""
        self.post_message(self.Resized())

    def show(self, now: View, message: Message | None, places: Places) -> None:
        """Show this moment in a terminal with these places."""
        self.shown, self.message = now, message
        self.put(board(now, message, places))


class PhaseBar(Rows):
    """How much of the phase is over: it rises going forward and sinks going backward."""

    def show(self, now: View, places: Places) -> None:
        """Show this moment in a terminal with these places."""
        _, _, width, height = places.bar
        self.put([cell * width for cell in bar(now.phase, height, sinks=now.edge is Edge.BOTTOM)])


def bar(part: float | None, height: int, *, sinks: bool) -> list[str]:
    """Returns the cells of a bar from its top: smooth to an eighth of a cell where it rises."""
    if part is None:
        return [_OPEN] * height
    # There are no characters that are filled from above.
    full, eighths = divmod(round(max(0.0, min(1.0, part)) * height * 8), 8)
    filled = ["█"] * full + [_RISING[eighths]] * (eighths > 0 and not sinks)
    cells = filled + [_EMPTY] * (height - len(filled))
    return cells if sinks else cells[::-1]
