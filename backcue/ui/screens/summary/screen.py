"""The summary: what a session came to."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from backcue.app_context import AppContext
from backcue.coach import SessionResult
from backcue.display.energy import energy_lines
from backcue.display.wording import amount, clock
from backcue.keys.actions_and_keys import Scope
from backcue.ui.screens.asking import AskingScreen
from backcue.ui.screens.base import breakpoints
from backcue.ui.widgets.lines import BigText, KeyLine, Line
from backcue.workout.course import Course
from backcue.workout.model import Direction, Foot, Gait
from backcue.workout.preset import changed


class SummaryScreen(AskingScreen[bool], scope=Scope.SUMMARY):
    """Shows time, steps, holds and repetitions, and whether it was kept.

    Gives whether the same is to be walked again.
    """

    CSS_PATH = "summary.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(thin=0, broad=48)
    VERTICAL_BREAKPOINTS = breakpoints(low=0, middling=16, high=22, tall=36)

    def __init__(self, context: AppContext, kept: SessionResult, course: Course) -> None:
        super().__init__(context)
        self._kept = kept
        self._course = course
        self._energy: list[str] = []
        # What is made of words alone has no name under which a tempo could be kept.
        self._can_keep = kept.pace is not None and bool(course.preset.id)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        record = self._kept.record
        yield Line(id="top", left=record.name)
        yield BigText(id="word", text="DONE" if record.completed else "ENDED")
        cards = (
            ("time", clock(record.active_seconds), "time"),
            ("forward", str(record.steps.get(Direction.FORWARD, 0)), "steps forward"),
            ("backward", str(record.steps.get(Direction.BACKWARD, 0)), "steps backward"),
        )
        longest = max((number for _, number, _ in cards), key=len)
        with Horizontal(id="cards"):
            for name, number, label in cards:
                with Vertical(id=name, classes="card"):
                    yield BigText(text=number, room_for=longest)
                    yield Static(label, markup=False)
        yield Static(id="facts", markup=False)
        yield self.footer()

    def on_mount(self) -> None:
        """Say the rest."""
        self._energy = energy_lines(self.context.energy(self._kept.record))
        key = self.keymap.first("summary-keep")
        self._tell(f"{key} keeps it for this workout" if self._can_keep else "")

    def _tell(self, about_tempo: str) -> None:
        """Write the lines below the figures; the tempo comes with what can be done about it."""
        lines = [*facts(self._kept), *self._energy]
        if tempo := tempo_words(self._kept, self._course):
            lines.append(" · ".join(filter(None, (f"your tempo: {tempo}", about_tempo))))
        self.query_one("#facts", Static).update("\n".join(lines))
        self.settings_changed()

    def settings_changed(self) -> None:
        """Show the keys; that for the tempo only where there is one to keep."""
        super().settings_changed()
        if not self._can_keep:
            line = self.query_one(KeyLine)
            line.keys = tuple(each for each in line.keys if each[2] != "screen.keep")

    def action_done(self) -> None:
        """Leave."""
        self.dismiss(result=False)

    def action_again(self) -> None:
        """Walk it again."""
        self.dismiss(result=True)

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
            self._tell("kept for this workout")


def facts(kept: SessionResult) -> list[str]:
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
    lines += filter(None, (kept.failed, kept.problem))
    if kept.where is not None and kept.record.id is not None:
        lines.append("kept in your history")
    elif not kept.problem:
        lines.append("not kept: keeping is switched off")
    return lines


def tempo_words(kept: SessionResult, course: Course) -> str:
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
