"""Widgets that paint themselves line by line and only when what they show has changed."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backcue.ui.widgets.cells import fitted

KeyShown = tuple[str, str, str]
"""A key as the footer shows it: the key, its label, and the Textual action of a click."""
_KEY_GAP = "   "
_EIGHTHS = " ▏▎▍▌▋▊▉"


class Painted(Widget):
    """Fills itself with lines of text; what it shows can be given by name from the beginning."""

    def __init__(self, *, id: str | None = None, **shown: object) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        for name, value in shown.items():
            setattr(self, name, value)

    def lines(self, width: int, height: int) -> Sequence[str]:
        """Returns the text of each row."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, height = self.size
        line = self.lines(width, height)[y] if y < height else ""
        return Strip([Segment(line, self.visual_style.rich_style)], width)


class BigText(Painted):
    """A word or a number in letters as large as the widget."""

    text: reactive[str] = reactive("")
    """What to write."""
    room_for: reactive[str] = reactive("")
    """The longest text to come: the letters are sized for it."""

    def lines(self, width: int, height: int) -> Sequence[str]:
        """Returns the text of each row."""
        from backcue.ui.bigtext.layout import big  # noqa: PLC0415 - not where a menu has no room

        return big(self.text, width, height, self.room_for)


def part_bar(part: float, width: int, empty: str = " ") -> str:
    """Returns a bar of so many cells, filled to this part of them, 0 to 1."""
    return _filled(round(max(0.0, min(1.0, part)) * width * 8), width, empty)


def _filled(eighths: int, width: int, empty: str = " ") -> str:
    full, rest = divmod(eighths, 8)
    bar = "█" * full + _EIGHTHS[rest].strip()
    return bar.ljust(width, empty)[:width]


class Bar(Painted):
    """How much of something is over: a bar that is smooth to an eighth of a cell."""

    eighths: reactive[int | None] = reactive(None)
    """Filled part in eighths of a cell; None: not known."""

    def show(self, fraction: float | None) -> None:
        """Fill this much of the bar, 0 to 1; None where there is no end to it."""
        width = self.size.width
        self.eighths = None if fraction is None else round(max(0.0, min(1.0, fraction)) * width * 8)

    def lines(self, width: int, height: int) -> Sequence[str]:
        """Returns the text of each row; all are the same."""
        if self.eighths is None:
            return ["╌" * width] * height
        return [_filled(self.eighths, width)] * height


class TimeLine(Bar):
    """Time gone, a line that is heavy as far as it is over, time left."""

    gone: reactive[str] = reactive("")
    """At the left end."""
    left: reactive[str] = reactive("")
    """At the right end."""
    instead: reactive[str] = reactive("")
    """Words in the place of all that."""

    def lines(self, width: int, height: int) -> Sequence[str]:
        """Returns the line for the first row, and nothing below it."""
        if self.instead:
            return [fitted("", self.instead, "", width), *[" " * width] * height]
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
        return [text, *[" " * width] * height]


class Line(Painted):
    """One line with a left, a middle and a right part; the middle one goes first in need.

    Where there is no room for all, the right part is cut last.
    """

    left: reactive[str] = reactive("")
    """At the left edge."""
    middle: reactive[str] = reactive("")
    """In the middle."""
    right: reactive[str] = reactive("")
    """At the right edge."""

    def lines(self, width: int, height: int) -> Sequence[str]:
        """Returns the line for the first row, and nothing below it."""
        return [fitted(self.left, self.middle, self.right, width), *[" " * width] * height]


class KeyLine(Painted):
    """The keys that matter, as many as there is room for; a click does what the key does."""

    keys: reactive[tuple[KeyShown, ...]] = reactive(())
    """Key, label and action of each, the ones to keep longest first."""
    instead: reactive[tuple[KeyShown, ...]] = reactive(())
    """Those of what lies on top and takes the keys, if anything."""

    def render_line(self, y: int) -> Strip:
        """Draw the line, on the first row."""
        width, style = self.size.width, self.rich_style
        segments = [] if y else _key_segments(self.instead or self.keys, width, style)
        return Strip(segments).adjust_cell_length(width, style)


def _key_segments(keys: Sequence[KeyShown], width: int, style: Style) -> list[Segment]:
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
