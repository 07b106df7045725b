"""Charts of the history: all at once where there is room, else one after the other."""

from datetime import date
from itertools import takewhile
from typing import Final

from textual.app import ComposeResult
from textual.containers import Grid

from backcue.app_context import AppContext
from backcue.history import statistics
from backcue.keys.actions_and_keys import Scope
from backcue.ui.keys import footer
from backcue.ui.screens.base import KeyedScreen, breakpoints
from backcue.ui.screens.history.plots import BackwardSteps, Cadences, Chart, Legs, Minutes, Span
from backcue.ui.screens.history.sessions import Sessions
from backcue.ui.widgets.lines import KeyLine, Line

LEAST: Final = 12
"""Weeks that are shown at least."""
PERIODS: Final[tuple[tuple[int | None, str], ...]] = (
    (LEAST, "12 weeks"),
    (26, "half a year"),
    (52, "a year"),
    (None, "from the first"),
)
"""How many weeks are shown, and what that is called."""
GRID: Final = (120, 30)
"""Columns and rows from which on all charts are shown at once."""


class ChartsScreen(KeyedScreen[None], scope=Scope.CHARTS):
    """Shows minutes and steps backward per week, cadence over time, and holds per leg."""

    CSS_PATH = "charts.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(narrow=0, vast=GRID[0])
    VERTICAL_BREAKPOINTS = breakpoints(flat=0, high=16, tall=GRID[1])

    def __init__(self, context: AppContext, sessions: Sessions) -> None:
        super().__init__(context)
        self._sessions = sessions
        self._period = 0
        self._at = 0
        self._top, self._keys = Line(id="top", left="charts"), KeyLine(id="keys")
        self._charts: tuple[Chart, ...] = (
            Minutes("minutes a week"),
            BackwardSteps("steps backward a week"),
            Cadences("cadence, steps a minute"),
            Legs("balance, seconds a week"),
        )

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._top
        yield Grid(*self._charts, id="charts")
        yield self._keys

    def on_mount(self) -> None:
        """Draw."""
        self._draw()
        self._turn_to(0)

    def _draw(self) -> None:
        most, name = PERIODS[self._period]
        last = statistics.monday_of(self.context.day())
        first = date.min if most is None else last - (most - 1) * statistics.WEEK
        sessions = list(takewhile(lambda each: each.day >= first, self._sessions.all))
        weeks = statistics.weeks(sessions, last, most)
        # One bar alone says little: the weeks before the first session are there too.
        missing = (most or LEAST) - len(weeks)
        before = (weeks[0].monday - number * statistics.WEEK for number in range(missing, 0, -1))
        weeks = [*map(statistics.Week, before), *weeks]
        span = Span(weeks, statistics.weekly_cadences(sessions, [each.monday for each in weeks]))
        for chart in self._charts:
            chart.show(span)
        self._top.middle = name

    def _turn_to(self, at: int) -> None:
        self._at = at % len(self._charts)
        for number, chart in enumerate(self._charts):
            chart.set_class(number == self._at, "-shown")
        self._show_place()

    def on_resize(self) -> None:
        """Say which chart it is only where there is room for one."""
        self._show_place()

    def _show_place(self) -> None:
        size = self.app.size
        are_all = size.width >= GRID[0] and size.height >= GRID[1]
        self._top.right = "" if are_all else f"{self._at + 1} of {len(self._charts)}"
        keys = footer(self.keymap, Scope.CHARTS)
        turning = ("screen.next", "screen.back")
        self._keys.keys = tuple(each for each in keys if not are_all or each[2] not in turning)

    def settings_changed(self) -> None:
        """Show the keys."""
        self._show_place()

    def action_next(self) -> None:
        """Show the next chart, where there is room for one."""
        self._turn_to(self._at + 1)

    def action_back(self) -> None:
        """Show the one before."""
        self._turn_to(self._at - 1)

    def action_longer(self) -> None:
        """Go further back."""
        self._show_period(self._period + 1)

    def action_shorter(self) -> None:
        """Go less far back."""
        self._show_period(self._period - 1)

    def _show_period(self, period: int) -> None:
        self._period = min(max(0, period), len(PERIODS) - 1)
        self._draw()

    def action_leave(self) -> None:
        """Back to the history."""
        self.dismiss(None)
