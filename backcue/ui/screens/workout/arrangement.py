"""The workout screen's widgets put where its places are."""

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from backcue.ui.screens.workout.places import places


class Arrangement(Layout):
    """Puts each widget into the place that its id names."""

    name = "places"

    def __init__(self) -> None:
        self.size = Size(0, 0)
        """Columns and rows that it has put widgets into last."""

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],
        size: Size,
        greedy: bool = True,  # noqa: FBT001, FBT002 - Textual's signature
    ) -> ArrangeResult:
        """Returns where each of the widgets lies in a screen of this size."""
        del greedy
        parent.pre_layout(self)
        self.size = size
        here = places(*size)
        return [
            WidgetPlacement(Region(*box), NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if (box := getattr(here, child.id or "", None)) is not None
        ]
