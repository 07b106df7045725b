"""The summary: what a session came to."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from backcue.display.wording import amount, length
from backcue.keys.actions import Scope
from backcue.keys.keymap import Keymap
from backcue.ui.contract import KeepPace
from backcue.ui.keys import bindings, footer
from backcue.ui.widgets.lines import BigText, KeyLine, Line
from backcue.workout.course import Course
from backcue.workout.model import Direction, Foot, Gait
from backcue.workout.preset import Preset, changed

if TYPE_CHECKING:
    from backcue.coach import SessionResult

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
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SUMMARY)
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    class Done(Message):
        """Seen."""

    class Again(Message):
        """The same once more."""

        def __init__(self, preset: Preset) -> None:
            super().__init__()
            self.preset = preset

    def __init__(
        self,
        kept: "SessionResult",
        course: Course,
        keymap: Keymap,
        keep_pace: KeepPace | None = None,
    ) -> None:
        super().__init__()
        self._kept = kept
        self._course = course
        self._keymap = keymap
        # What is made of words alone has no name under which a tempo could be kept.
        nameless = kept.pace is None or not course.preset.id
        self._keep_pace = None if nameless else keep_pace

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
            ("time", length(record.active_seconds), "time"),
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
        yield Static(id="facts", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Say the rest."""
        self._tell("")

    def _tell(self, pace: str) -> None:
        lines = facts(self._kept)
        keys = footer(self._keymap, Scope.SUMMARY)
        tempo = tempo_words(self._kept, self._course)
        if self._keep_pace is not None:
            key = self._keymap.first("summary-keep")
            pace = f"{key} keeps it for this workout"
        else:
            keys = tuple(each for each in keys if each[2] != "screen.keep")
        if tempo:
            lines.append(f"your tempo: {tempo}{f' · {pace}' if pace else ''}")
        self.query_one("#facts", Static).update("\n".join(lines))
        self.query_one("#keys", KeyLine).keys = keys

    def action_done(self) -> None:
        """Leave."""
        self.post_message(self.Done())

    def action_keep(self) -> None:
        """Keep the cadences for this preset, once."""
        keep, pace = self._keep_pace, self._kept.pace
        if keep is None or pace is None:
            return
        try:
            keep(self._course.preset.id, pace)
        except OSError as error:
            self._tell("")
            self.notify(f"not kept: {error.strerror or error}", severity="error", markup=False)
        else:
            self._keep_pace = None
            self._tell("kept for this workout")

    def action_again(self) -> None:
        """Walk it again."""
        self.post_message(self.Again(self._course.preset))


def facts(kept: "SessionResult") -> list[str]:
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
        lines.append(f"with lead-in and pauses: {length(record.seconds)}")
    if kept.problem:
        lines.append(kept.problem)
    elif kept.where is not None:
        lines.append("kept in your history")
    else:
        lines.append("not kept: keeping is switched off")
    return lines


def tempo_words(kept: "SessionResult", course: Course) -> str:
    """Say which cadences the person changed: `forward 114, backward 100 steps/min`."""
    if kept.pace is None:
        return ""
    pace, found = course.conditions.pace, changed(course.conditions.pace, kept.pace)
    told = [
        f"{direction}{' run' if gait is Gait.RUN else ''} {found.cadence(direction, gait):.0f}"
        for gait in Gait
        for direction in Direction
        if found.cadence(direction, gait) != pace.cadence(direction, gait)
    ]
    return f"{', '.join(told)} steps/min" if told else ""
