"""The history: every session that is kept, newest first, and what they come to together."""

import asyncio
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from backcue.app_context import AppContext
from backcue.display.history import best_words, totals_words, weeks_words
from backcue.display.plan import way_words
from backcue.history import statistics
from backcue.history.database.errors import HistoryError
from backcue.history.record import Record
from backcue.keys.actions_and_keys import Scope
from backcue.training.advice import stages
from backcue.ui.filtering import wanted_words
from backcue.ui.keys import history_keys
from backcue.ui.screens.base import breakpoints
from backcue.ui.screens.filtered import FilteredScreen
from backcue.ui.screens.history.acting import Again, SessionsScreen
from backcue.ui.screens.history.cards import Cards
from backcue.ui.screens.history.columns import Column
from backcue.ui.screens.history.details import SessionDetails
from backcue.ui.screens.history.loading import load
from backcue.ui.screens.history.sessions import Sessions
from backcue.ui.screens.history.table import SessionTable, TableHead
from backcue.ui.widgets.filter_line import FilterLine
from backcue.ui.widgets.lines import KeyLine, Line

PLACEHOLDER = "type to filter: a workout, a month, a weekday, a word of your notes"
NOTHING_YET = (
    "Nothing here yet.\n\n"
    "Every workout you walk is kept here by itself: how long, how many steps forward and backward, "
    "how long on each leg. Five minutes count as much as fifty.\n\n"
    "Your first one stands here as soon as you have walked it."
)
RESTS = 0.05
"""Seconds for which the mark rests on a session before it is read."""
BESIDE = 40
"""Phases that are listed beside the table."""
_MARGIN = 8
"""Cells beside the figures."""
_MOVES = {
    "up": "-1", "down": "1", "pageup": "-page", "pagedown": "page", "home": "-all", "end": "all",
    "ctrl+home": "-all", "ctrl+end": "all",
}  # fmt: skip
"""Keys that move in the table, and by how much."""


class HistoryScreen(FilteredScreen[Again], SessionsScreen, scope=Scope.HISTORY):
    """Letters go to the filter line, arrows move in the table.

    Gives the workout that is to be walked again, if any.
    """

    CSS_PATH = "history.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(thin=0, wide=60, vast=130)
    VERTICAL_BREAKPOINTS = breakpoints(flat=0, low=12, high=20, tall=36)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"move('{by}')", show=False) for key, by in _MOVES.items()
    ]

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, Sessions(context.history))
        self._version = self._way_version = -1
        self._way: tuple[str, ...] = ()
        self._wanted: list[str] = []
        self._shown: Record | None = None
        self._top, self._keys = Line(id="top", left="history"), KeyLine(id="keys")
        self._cards, self._head = Cards(id="cards"), TableHead(id="head")
        self._table = SessionTable(self._fit, id="table")
        self._details = SessionDetails(most=BESIDE)
        self._filter = FilterLine(self.is_command, PLACEHOLDER)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._top
        yield self._cards
        yield Static(id="totals", markup=False)
        yield Static(NOTHING_YET, id="nothing", markup=False)
        with Horizontal(id="panes"):
            yield Vertical(self._head, self._table, id="list")
            yield self._details
        yield from (self._filter, self._keys)

    def on_mount(self) -> None:
        """Read the newest sessions at once, and the others right after."""
        try:
            self.sessions.read_first()
        except HistoryError as error:
            self.warn("the history cannot be used", error)
        for notice in self.context.history.notices:
            self.warn(notice)
        self.context.history.notices.clear()
        self._fill()
        if not self.sessions.are_all:
            # What is there already is painted first.
            self.call_after_refresh(self._read_rest)

    @work(group="history")
    async def _read_rest(self) -> None:
        try:
            await self.sessions.read_rest()
        except HistoryError as error:
            self.warn("the history cannot be read to its end", error)
        self._fill()

    def on_screen_resume(self) -> None:
        """Show what another screen changed."""
        if self.is_mounted and self._version != self.sessions.version:
            self._fill()

    def settings_changed(self) -> None:
        """Show the keys, and the way, which may be another."""
        self._way_version = -1
        self._fill()

    @property
    def marked(self) -> Record | None:
        """The session that is marked."""
        return self._table.marked

    def changed(self, record: Record | None) -> None:
        """Show what became of the sessions; mark this one, if any."""
        if record is not None and record not in self.sessions.fitting(self._wanted):
            self._filter.value = ""
        self._fill()
        if record is not None:
            self._table.mark(record.id)

    def _fill(self) -> None:
        """Show the sessions that fit the filter, and what these come to."""
        sessions, self._version = self.sessions, self.sessions.version
        self._wanted = wanted_words(self._filter.value)
        fitting = sessions.fitting(self._wanted)
        self.set_class(not sessions.all and sessions.are_all, "-empty")
        self.set_class(not fitting, "-none")
        self._table.put(fitting, self._wanted, self.context.day())
        self._show_totals(fitting)
        self._show_keys()
        if sessions.are_all and self._way_version != sessions.version:
            self._way_version = sessions.version
            self._look_at_way()

    @work(group="way", exclusive=True)
    async def _look_at_way(self) -> None:
        """See how far the person is on their way, in a thread: that takes long with many."""
        self._way = await asyncio.to_thread(self._way_words, list(self.sessions.all))
        self._show_totals(self.sessions.fitting(self._wanted))

    def _show_totals(self, fitting: list[Record]) -> None:
        every, totals = self.sessions.all, statistics.totals(fitting)
        weeks = self.sessions.weeks_in_a_row(self.context.day())
        count = f"{len(every):,} session{'' if len(every) == 1 else 's'}"
        shown = f"{len(fitting):,} of {count}" if self._wanted else count
        self._top.right = " · ".join(filter(None, (shown if every else "", weeks_words(weeks))))
        self._cards.show(totals, weeks)
        best = () if self._wanted else best_words(self.sessions.best, self.context.day())
        room = self.size.width - _MARGIN
        fits = next((each for each in best if cell_len(each) <= room), "")
        # Where there are cards these say it.
        told = ("" if self._cards.display else totals_words(totals), fits) if fitting else ()
        if fitting and not self._wanted:
            told = (*told, next((each for each in self._way if cell_len(each) <= room), ""))
        self.query_one("#totals", Static).update("\n".join(filter(None, told)))

    def _way_words(self, sessions: list[Record]) -> tuple[str, ...]:
        """Say how far the person is on their way, the longest wording first."""
        advised = self.context.advice(sessions)
        return () if advised is None else way_words(advised, stages(sessions, advised.way))

    def _show_keys(self) -> None:
        self._keys.keys = history_keys(
            self.keymap,
            typed=bool(self._wanted),
            any_there=bool(self.sessions.all),
            undo=self.sessions.deleted is not None,
        )

    def _fit(self, columns: tuple[Column, ...]) -> None:
        self._head.shown = columns

    @on(SessionTable.Marked)
    def _show_details(self) -> None:
        record = self.marked
        if record == self._shown:
            return
        self._shown = record
        if record is None:
            self._details.show_nothing()
        elif self._details.display:
            self._load(record)

    @work(group="details", exclusive=True)
    async def _load(self, record: Record) -> None:
        """Show a session with its phases; not while the mark moves on and on."""
        await asyncio.sleep(RESTS)
        loaded = await self.done("not read", asyncio.to_thread(load, self.sessions.store, record))
        if self._shown is record:
            self._details.show(record, loaded)

    def on_resize(self) -> None:
        """Use the room there is."""
        self._shown = None
        self.call_after_refresh(self._show_details)
        self._show_totals(self.sessions.fitting(self._wanted))

    @on(Input.Changed)
    def _typed(self) -> None:
        self._fill()

    def action_move(self, by: str) -> None:
        """Move the mark."""
        lines = {"page": self._table.page, "all": self._table.whole}.get(by.lstrip("-"), 1)
        self._table.move(-lines if by.startswith("-") else lines)

    @on(SessionTable.Opened)
    def action_open(self) -> None:
        """Show all of the marked session."""
        from backcue.ui.screens.history.session import KeptSessionScreen  # noqa: PLC0415 - if wanted

        if self.marked is not None and self.app.screen is self:
            self.app.push_screen(
                KeptSessionScreen(self.context, self.sessions, self._table.records, self.marked),
                self._came_back,
            )

    def _came_back(self, again: Again) -> None:
        if again is not None:
            self.dismiss(again)

    def action_charts(self) -> None:
        """Show charts."""
        from backcue.ui.screens.history.charts import ChartsScreen  # noqa: PLC0415 - plotext is slow

        if self.sessions.all and self.app.screen is self:
            self.app.push_screen(ChartsScreen(self.context, self.sessions))

    def left(self) -> None:
        """Go back to the menu."""
        self.dismiss(None)
