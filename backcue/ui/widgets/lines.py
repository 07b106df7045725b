"""Widgets that paint themselves line by line and only when what they show has changed."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backcue.display.view import Sign
from backcue.ui.bigtext.layout import big
from backcue.ui.bigtext.signs import draw_sign
from backcue.ui.widgets.cells import fitted

_KEY_GAP = "   "
_EIGHTHS = " ▏▎▍▌▋▊▉"


class BigText(Widget):
    """A word or a number in letters as large as the widget."""

    text: reactive[str] = reactive("")
    """What to write."""
    room_for: reactive[str] = reactive("")
    """The longest text to come: the letters are sized for it."""

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, height = self.size
        line = big(self.text, width, height, self.room_for)[y] if y < height else ""
        return Strip([Segment(line, self.rich_style)], width)


class Picture(Widget):
    """A sign as large as the widget."""

    sign: reactive[Sign] = reactive(Sign.NONE)
    """What to show."""

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, height = self.size
        line = draw_sign(self.sign, width, height)[y] if y < height else ""
        return Strip([Segment(line, self.rich_style)], width)


class Line(Widget):
    """One line with a left, a middle and a right part; the middle one goes first in need.

    Where there is no room for all, the right part is cut last.
    """

    left: reactive[str] = reactive("")
    """At the left edge."""
    middle: reactive[str] = reactive("")
    """In the middle."""
    right: reactive[str] = reactive("")
    """At the right edge."""

    def render_line(self, y: int) -> Strip:
        """Draw the line, on the first row."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        strip = Strip([Segment(fitted(self.left, self.middle, self.right, width), self.rich_style)])
        return strip.adjust_cell_length(width, self.rich_style)


class Bar(Widget):
    """How much of something is over: a bar that is smooth to an eighth of a cell."""

    eighths: reactive[int | None] = reactive(None)
    """Filled part in eighths of a cell; None: not known."""

    def show(self, fraction: float | None) -> None:
        """Fill this much of the bar, 0 to 1; None where there is no end to it."""
        width = self.size.width
        self.eighths = None if fraction is None else round(max(0.0, min(1.0, fraction)) * width * 8)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Draw the bar; every row of it is the same."""
        width = self.size.width
        return Strip([Segment(self._drawn(width).ljust(width)[:width], self.rich_style)], width)

    def _drawn(self, width: int) -> str:
        if self.eighths is None:
            return "╌" * width
        full, rest = divmod(self.eighths, 8)
        return "█" * full + (_EIGHTHS[rest] if rest else "")


class TimeLine(Bar):
    """Time gone, a line that is heavy as far as it is over, time left."""

    gone: reactive[str] = reactive("")
    """At the left end."""
    left: reactive[str] = reactive("")
    """At the right end."""

    def render_line(self, y: int) -> Strip:
        """Draw the line, on the first row."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        before = f"{self.gone} " if self.gone else ""
        after = f" {self.left}" if self.left else ""
        room = width - cell_len(before) - cell_len(after)
        if room < 1:
            text = fitted(self.gone, "", self.left, width)
        elif self.eighths is None:
            text = before + "╌" * room + after
        else:
            halves = round(self.eighths / 8 / width * room * 2)
            text = before + ("━" * (halves // 2) + "╸" * (halves % 2)).ljust(room, "─") + after
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(width, self.rich_style)


class KeyLine(Widget):
    """The keys that matter, as many as there is room for; a click does what the key does."""

    keys: reactive[tuple[tuple[str, str, str], ...]] = reactive(())
    """Key, label and action of each, the ones to keep longest first."""

    def render_line(self, y: int) -> Strip:
        """Draw the line, on the first row."""
        width, style = self.size.width, self.rich_style
        segments = [] if y else _key_segments(self.keys, width, style)
        return Strip(segments).adjust_cell_length(width, style)


def _key_segments(
    keys: tuple[tuple[str, str, str], ...], width: int, style: Style
) -> list[Segment]:
    segments: list[Segment] = []
    used = 0
    for key, label, action in keys:
        gap = _KEY_GAP if segments else ""
        used += len(gap) + cell_len(key) + cell_len(label) + 1
        if used > width:
            break
        click = style + Style.from_meta({"@click": action})
        segments += [
            Segment(gap, style),
            Segment(key, click + Style(bold=True)),
            Segment(f" {label}", click),
        ]
    return segments
