"""One session: its strip, what was done beside what was planned, and its phases."""

from collections.abc import Iterator

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from backcue.display.days import in_full
from backcue.display.history import (
    cadence_words,
    effort_words,
    ending,
    phase_lines,
    rung_label,
)
from backcue.display.measures import measures
from backcue.display.wording import length
from backcue.history.record import Record
from backcue.text.printable import printable
from backcue.ui.screens.history.loading import Loaded
from backcue.ui.widgets.impression import Impression
from backcue.ui.widgets.measures import Measures
from backcue.ui.widgets.strip import SequenceStrip
from backcue.workout.model import Surface
from backcue.workout.suitability import SURFACE_NAMES

MOST_LINES = 400
"""Phases that are listed; `backcue history show` has all."""


class SessionDetails(VerticalScroll, can_focus=False):
    """Says all about one session; its name is in the frame."""

    def __init__(self, impression: Impression | None = None, most: int = MOST_LINES) -> None:
        """List so many phases at most; with `impression` it can be said how it was."""
        super().__init__(id="details")
        self._impression = impression
        self._most = most

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static(id="when", markup=False)
        yield SequenceStrip(id="strip")
        yield Measures(id="measures")
        if self._impression is not None:
            yield self._impression
        else:
            yield Static(id="effort", markup=False)
        yield Static(id="facts", markup=False)
        yield Static(id="phases", markup=False)

    def show(self, record: Record, loaded: Loaded | None = None) -> None:
        """Show a session; what its log says once that is loaded."""
        is_same = self.border_title == Text(printable(record.name))
        self.border_title = Text(printable(record.name))
        self._put("when", _when(record))
        if self._impression is not None:
            self._impression.show(record)
        else:
            self._put("effort", _effort(record))
        self.query_one(Measures).measures = tuple(measures(record, loaded and loaded.plan))
        strip = self.query_one(SequenceStrip)
        strip.phases = loaded.strip if loaded else ()
        strip.set_class(loaded is not None and not strip.phases, "-empty")
        self._put("facts", Text("\n").join(_facts(record)))
        self._put("phases", _phases(loaded, self._most) if loaded else Text())
        if not is_same or loaded is None:
            self.scroll_home(animate=False)

    def show_nothing(self) -> None:
        """Show that no session is marked."""
        self.border_title = None
        for line in self.query_children(Static):
            line.update("")
        self.query_one(Measures).measures = ()
        self.query_one(SequenceStrip).phases = ()

    def _put(self, name: str, text: Text) -> None:
        line = self.query_one(f"#{name}", Static)
        line.update(text)
        line.set_class(not text, "-empty")


def _when(record: Record) -> Text:
    told = [in_full(record.when), ending(record)]
    return Text(" · ".join(filter(None, told)))


def _effort(record: Record) -> Text:
    told = [Text(effort_words(record.effort), "bold")] if record.effort is not None else []
    if record.note:
        told.append(Text(record.note, "italic"))
    return Text("\n").join(told)


def _facts(record: Record) -> Iterator[Text]:
    if record.sequence != record.name:
        yield Text(record.sequence)
    on = f"on {SURFACE_NAMES[Surface(record.surface)]}" if record.surface in set(Surface) else ""
    rung = f"rung: {label}" if (label := rung_label(record)) else ""
    rounds = f"{record.repetitions:,} repetitions" if record.repetitions > 1 else ""
    pauses = record.seconds - record.active_seconds >= 1
    more = f"with lead-in and pauses {length(record.seconds)}" if pauses else ""
    yield Text(" · ".join(filter(None, (on, rung, rounds, more))))
    if cadence := cadence_words(record):
        yield Text(cadence)


def _phases(loaded: Loaded, most: int) -> Text:
    if loaded.problem and not loaded.phases:
        return Text(loaded.problem, "italic")
    lines = list(phase_lines(loaded.phases[:most]))
    if (more := len(loaded.phases) - most) > 0:
        where = f": backcue history show {loaded.record.id}" if most == MOST_LINES else ""
        lines.append(f"and {more:,} more{where}")
    if loaded.problem:
        lines.append(loaded.problem)
    return Text("\n".join(lines))
