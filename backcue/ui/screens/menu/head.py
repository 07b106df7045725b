"""The line at the head of the menu: where one walks, and what to do today."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backcue.app_context import AppContext, Suggestion
from backcue.display.wording import surface_name
from backcue.text.printable import printable
from backcue.ui.widgets.cells import shortened
from backcue.workout.suitability import SURFACE_NAMES

_GAP = 2


class Head(Widget):
    """Two texts, left and right, each as long as there is room for; a click does something."""

    where: reactive[tuple[str, ...]] = reactive(())
    """Where one walks and how that is changed, the longest wording first."""
    today: reactive[tuple[str, ...]] = reactive(())
    """What is suggested, the longest wording first."""

    def tell(self, context: AppContext, today: Suggestion | None) -> None:
        """Say where the person of this context walks, and what to do today."""
        key, surface = context.keymap.first("menu-surface"), context.surface
        if context.is_surface_unasked:
            self.where = (f"Where do you walk? {key} asks", f"Where? {key}")
        else:
            short = surface_name(surface).capitalize()
            self.where = (f"On {SURFACE_NAMES[surface]} · {key} changes it", f"{short} · {key}")
        self.today = ()
        if today is not None:
            from backcue.display.plan import headline  # noqa: PLC0415 - after the first paint

            self.today = headline(today.advice, today.preset.name)

    def render_line(self, y: int) -> Strip:
        """Draw the line, on the first row."""
        width, style = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, style)
        where, today = _fitting(self.where or ("",), self.today or ("",), width)
        gap = width - cell_len(where) - cell_len(today)
        segments = [
            Segment(where, style + Style.from_meta({"@click": "screen.surface"})),
            Segment(" " * gap, style),
            Segment(today, style + Style.from_meta({"@click": "screen.today"})),
        ]
        return Strip(segments).adjust_cell_length(width, style)


def _fitting(left: tuple[str, ...], right: tuple[str, ...], width: int) -> tuple[str, str]:
    """Returns wordings that stand on one line together, the right one as long as can be.

    Where there is room for one alone, it is the left one.
    """
    for other in right:
        for one in left:
            if cell_len(one) + _GAP + cell_len(other) <= width:
                return printable(one), printable(other)
    return shortened(printable(left[-1]), width), ""
