"""The summary: what a session came to, and how it was."""

import asyncio
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from backcue.app_context import AppContext, Suggestion
from backcue.coach import SessionResult
from backcue.display.energy import energy_lines
from backcue.display.measures import measures, plan_of
from backcue.display.plan import headline
from backcue.display.praise import praise, verdict
from backcue.display.wording import length
from backcue.history.database.errors import HistoryError
from backcue.keys.actions_and_keys import Scope
from backcue.text.printable import printable
from backcue.ui.screens.base import breakpoints
from backcue.ui.screens.rated import RatedScreen
from backcue.ui.screens.summary.facts import facts, tempo_words
from backcue.ui.widgets.impression import Impression
from backcue.ui.widgets.lines import BigText, KeyLine, Line
from backcue.ui.widgets.measures import Measures
from backcue.workout.course import Course
from backcue.workout.preset import Preset

if TYPE_CHECKING:
    from backcue.history.record import Record
    from backcue.training.advice import Advice

_MARGIN = 4
"""Cells beside a line."""
_LABELS = ("time", "forward", "backward")
"""What the figures are; also the names of their cards."""
_STEPS = (("steps forward", "steps backward"), ("forward", "backward"), ("▲", "▼"))
"""How the steps each way are labelled, the longest wording first."""


class SummaryScreen(RatedScreen[Preset], scope=Scope.SUMMARY):
    """Shows what was done beside what was planned, and asks how it was.

    Gives the workout that is wanted now, the same or the next; None: none.
    """

    CSS_PATH = "summary.tcss"
    EFFORT = "summary-effort"
    HORIZONTAL_BREAKPOINTS = breakpoints(thin=0, broad=48)
    VERTICAL_BREAKPOINTS = breakpoints(tiny=0, low=12, middling=16, high=22, tall=36)

    def __init__(self, context: AppContext, kept: SessionResult, course: Course) -> None:
        super().__init__(context)
        self._kept = kept
        self._course = course
        self._record = kept.record
        self._before: list[Record] = []
        self._next: Suggestion | None = None
        self._energy: list[str] = []
        self._about_tempo = ""
        """What can be done about the tempo, or was."""
        self._impression = Impression(context.history, self.keymap.first("summary-note"))
        # What is made of words alone has no name under which a tempo could be kept.
        self._can_keep = kept.pace is not None and bool(course.preset.id)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        record = self._kept.record
        yield Line(id="top", left=record.name)
        yield BigText(id="word", text=verdict(record))
        yield Static(praise(record), id="praise", markup=False)
        cards = (
            length(record.active_seconds),
            f"{record.forward_steps:,}",
            f"{record.backward_steps:,}",
        )
        longest = max(cards, key=len)
        with Horizontal(id="cards"):
            for name, number in zip(_LABELS, cards, strict=True):
                with Vertical(id=name, classes="card"):
                    yield BigText(text=number, room_for=longest)
                    yield Static(name, markup=False)
        yield Measures(id="measures")
        yield self._impression
        yield Static(id="next", markup=False)
        yield Static(id="facts", markup=False)
        yield self.footer()

    def on_mount(self) -> None:
        """Say the rest."""
        plan = plan_of(self._course)
        self.query_one(Measures).measures = tuple(measures(self._record, plan))
        self._impression.show(self._record)
        if self._can_keep:
            key = self.keymap.first("summary-keep")
            self._about_tempo = f"{key} keeps it for this workout"
        self._tell()
        self._look_back()

    @work(group="history")
    async def _look_back(self) -> None:
        """See what was done before: what is special about this one, and what comes next."""
        try:
            self._energy, self._before, advised = await asyncio.to_thread(self._recall)
        except HistoryError as error:
            self.warn("the history cannot be used", error)
            return
        if self._energy:
            self._tell()
        self.query_one("#praise", Static).update(praise(self._record, self._before))
        self._next = self.context.suggestion(advised)
        self._show_next()

    def _recall(self) -> "tuple[list[str], list[Record], Advice | None]":
        """Returns what it took, the sessions before it, and what they advise; in a thread.

        Each takes long with many sessions, or a long one.
        """
        energy = energy_lines(self.context.energy(self._record))
        sessions = self.context.history.sessions()
        before = [each for each in sessions if each.id != self._record.id]
        # What is in no history has been walked all the same.
        return energy, before, self.context.advice([self._record, *before])

    @work(group="way", exclusive=True)
    async def _look_ahead(self) -> None:
        """See what comes next, once it was said how hard it was."""
        sessions = [self._record, *self._before]
        self._next = self.context.suggestion(await asyncio.to_thread(self.context.advice, sessions))
        self._show_next()

    def _show_next(self) -> None:
        """Say what comes next in the room there is."""
        told = ""
        if self._next is not None:
            wordings = headline(self._next.advice, printable(self._next.preset.name))
            room = self.size.width - _MARGIN
            told = next((each for each in wordings if cell_len(each) <= room), wordings[-1])
        self.query_one("#next", Static).update(told)
        self.settings_changed()

    def on_resize(self) -> None:
        """Say what the steps are, and what comes next, in the room there is."""
        room = self.size.width // len(_LABELS) - 1
        told = next((each for each in _STEPS if max(map(len, each)) <= room), _STEPS[-1])
        for name, label in zip(_LABELS[1:], told, strict=True):
            self.query_one(f"#{name} Static", Static).update(label)
        if self._next is not None:
            self._show_next()

    @on(Impression.Kept)
    def _was_rated(self, event: Impression.Kept) -> None:
        self._record = event.record
        if self._next is not None:
            self._look_ahead()

    def _tell(self) -> None:
        """Write the lines below the figures; the tempo comes with what can be done about it."""
        lines = [*facts(self._kept), *self._energy]
        if tempo := tempo_words(self._kept, self._course):
            lines.append(" · ".join(filter(None, (f"your tempo: {tempo}", self._about_tempo))))
        self.query_one("#facts", Static).update("\n".join(lines))
        self.settings_changed()

    def settings_changed(self) -> None:
        """Show the keys, but for those that have nothing to do."""
        super().settings_changed()
        idle = set()
        if not self._can_keep:
            idle.add("screen.keep")
        if self._next is None:
            idle.add("screen.next")
        if self._record.id is None:
            idle.add("screen.note")
        line = self.query_one(KeyLine)
        line.keys = tuple(each for each in line.keys if each[2] not in idle)

    def action_done(self) -> None:
        """Leave."""
        self.dismiss(None)

    def action_again(self) -> None:
        """Walk it again."""
        self.dismiss(self._course.preset)

    def action_next(self) -> None:
        """Walk what comes next."""
        if self._next is not None:
            self.dismiss(self._next.preset)

    def action_keep(self) -> None:
        """Keep the cadences for this preset, once."""
        if not self._can_keep or self._kept.pace is None:
            return
        try:
            self.context.kept.keep(self._course.preset.id, self._kept.pace)
        except OSError as error:
            self.warn("not kept", error, severe=True)
        else:
            self._can_keep = False
            self._about_tempo = "kept for this workout"
            self._tell()
