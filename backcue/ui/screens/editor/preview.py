"""What the words being written come to: strip, time, steps and hints, at their side."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from backcue.display.json_forms import distances
from backcue.display.wording import steps_words, time_words
from backcue.session_setup import SessionSetup
from backcue.ui.widgets.strip import SequenceStrip, preview
from backcue.workout.hints import Lengths


class Preview(VerticalScroll, can_focus=False):
    """Keeps showing the last words that fitted, dimmed, while the present ones do not."""

    def __init__(self, lengths: Lengths) -> None:
        super().__init__(id="preview")
        self._lengths = lengths

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield SequenceStrip(id="strip")
        yield Static(id="which", markup=False)
        yield Static(id="sums", markup=False)
        yield Static(id="hints", markup=False)

    def show(self, setup: SessionSetup) -> None:
        """Show what a workout comes to."""
        course = setup.course
        self.remove_class("-stale")
        phases, which = preview(course)
        self.query_one("#strip", SequenceStrip).phases = phases
        said = self.query_one("#which", Static)
        said.update(which)
        said.display = bool(which)
        totals = course.totals()
        sums = Text("time ").append(time_words(totals), "bold")
        sums.append("\nsteps ").append(steps_words(totals), "bold")
        for distance in distances(course):
            sums.append(f"\n{distance}")
        self.query_one("#sums", Static).update(sums)
        told = setup.hints(self._lengths)
        remarks = Text("\n").join(Text(f"hint: {hint.message}") for hint in told)
        self.query_one("#hints", Static).update(remarks)

    def show_stale(self) -> None:
        """Dim what is shown: the words have changed and do not fit."""
        self.add_class("-stale")

    def show_nothing(self) -> None:
        """Show nothing: there are no words."""
        self.remove_class("-stale")
        self.query_one("#strip", SequenceStrip).phases = ()
        for name in ("#which", "#sums", "#hints"):
            self.query_one(name, Static).update("")
