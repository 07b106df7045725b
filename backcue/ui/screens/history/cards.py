"""What all sessions come to, in figures that can be read from two metres."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from backcue.history.statistics import Totals
from backcue.ui.widgets.lines import BigText

_LABELS = {
    "weeks": "weeks in a row",
    "minutes": "minutes",
    "forward": "steps forward",
    "backward": "steps backward",
}


class Cards(Horizontal):
    """A card for each figure, in the colours of the directions."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        for name, label in _LABELS.items():
            with Vertical(id=f"{name}-card", classes=f"card {name}"):
                yield BigText(id=name)
                yield Static(label, markup=False)

    def show(self, totals: Totals, weeks: int) -> None:
        """Show these figures; all are equally large."""
        figures = {
            "weeks": f"{weeks}",
            "minutes": f"{totals.active_seconds // 60:,.0f}",
            "forward": f"{totals.forward_steps:,}",
            "backward": f"{totals.backward_steps:,}",
        }
        longest = max(figures.values(), key=len)
        for name, figure in figures.items():
            card = self.query_one(f"#{name}", BigText)
            card.text, card.room_for = figure, longest
        self.query_one("#weeks-card").display = weeks > 1
