"""Bars that say how much was done, each with a label and words."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backcue.display.measures import TIME, Measure
from backcue.ui.widgets.cells import shortened
from backcue.ui.widgets.lines import part_bar

_LEAST_BAR = 6
"""Cells below which there is no bar, only words."""
_GAP = 2


class Measures(Widget):
    """A line for each measure; the bars have the colours that a workout has."""

    DEFAULT_CSS = """
    Measures { height: auto; width: 1fr; }
    """

    measures: reactive[tuple[Measure, ...]] = reactive((), layout=True)
    """What to show."""

    def get_content_height(self, *_: object) -> int:
        """Returns a line for each."""
        return len(self.measures)

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width, plain = self.size.width, self.rich_style
        if y >= len(self.measures):
            return Strip.blank(width, plain)
        each = self.measures[y]
        label = max(cell_len(one.label) for one in self.measures)
        words = max(cell_len(one.words) for one in self.measures)
        room = width - label - words - 2 * _GAP
        gap = Segment(" " * _GAP, plain)
        segments = [Segment(each.label.ljust(label), plain), gap]
        if room >= _LEAST_BAR:
            segments += [Segment(part_bar(each.part, room), self._style(each.tone)), gap]
        segments.append(
            Segment(shortened(each.words, width - label - _GAP), plain + Style(bold=True))
        )
        return Strip(segments).adjust_cell_length(width, plain)

    def _style(self, tone: str) -> Style:
        colours = self.app.theme_variables
        colour = colours["rest-ink"] if tone == TIME else colours[tone]
        return Style.parse(f"{colour} on {colours['field']}")
