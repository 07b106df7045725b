"""The summary: what a session came to."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from backcue.actions import Keymap, Place
from backcue.ui.keys import bindings, footer
from backcue.ui.widgets.lines import BigText, KeyLine, Line
from backcue.ui.words import amount, clock
from backcue.workout.course import Course
from backcue.workout.model import Direction, Foot
from backcue.workout.preset import Preset

if TYPE_CHECKING:
    from backcue.coach import Kept

_WIDTHS = [(0, "-thin"), (48, "-broad")]
_HEIGHTS = [
    (0, "-low"),
    (16, "-middling"),
    (22, "-high"),
    (36, "-tall"),
]
"""Classes for the style sheet, by the least number of columns or rows."""


class SummaryScreen(Screen[None]):
    """Shows time, steps, holds and repetitions, and whether it was kept."""

    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.SUMMARY)
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    class Done(Message):
        """Seen."""

    class Again(Message):
        """The same once more."""

        def __init__(self, preset: Preset) -> None:
            super().__init__()
            self.preset = preset

    def __init__(self, kept: "Kept", course: Course, keymap: Keymap) -> None:
        super().__init__()
        self._kept = kept
        self._course = course
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """Lay it out."""
        record = self._kept.record
        top = Line(id="top")
        top.left = record.name
        yield top
        word = BigText(id="word")
        word.text = "DONE" if record.completed else "ENDED"
        yield word
        cards = (
            ("time", clock(record.active_seconds), "time"),
            ("forward", str(record.steps.get(Direction.FORWARD, 0)), "steps forward"),
            ("backward", str(record.steps.get(Direction.BACKWARD, 0)), "steps backward"),
        )
        with Horizontal(id="cards"):
            for name, number, label in cards:
                with Vertical(id=name, classes="card"):
                    big = BigText()
                    big.room_for = max((text for _, text, _ in cards), key=len)
                    big.text = number
                    yield big
                    yield Static(label, markup=False)
        yield Static("\n".join(facts(self._kept)), id="facts", markup=False)
        line = KeyLine(id="keys")
        line.keys = footer(self._keymap, Place.SUMMARY)
        yield line

    def action_done(self) -> None:
        """Leave."""
        self.post_message(self.Done())

    def action_again(self) -> None:
        """Walk it again."""
        self.post_message(self.Again(self._course.preset))


def facts(kept: "Kept") -> list[str]:
    """Say in lines what the big figures do not."""
    record = kept.record
    lines = []
    holds = [
        f"{leg} leg {held.count} ({amount(round(held.seconds))})"
        for leg in Foot
        if (held := record.holds.get(leg)) and held.count
    ]
    if holds:
        lines.append(f"holds: {', '.join(holds)}")
    if record.repetitions:
        lines.append(f"repetitions: {record.repetitions:,}")
    if record.seconds - record.active_seconds >= 1:
        lines.append(f"with lead-in and pauses: {clock(record.seconds)}")
    if kept.problem:
        lines.append(kept.problem)
    elif kept.where is not None:
        lines.append("kept in your history")
    else:
        lines.append("not kept: keeping is switched off")
    return lines
