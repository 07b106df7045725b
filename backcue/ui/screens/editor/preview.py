"""What the words being written come to: strip, time, steps and hints, at their side."""

from rich.text import Text

from backcue.session_setup import SessionSetup
from backcue.sound.score.speech_slots import Lengths
from backcue.ui.widgets.course_facts import CourseFacts, facts


class Preview(CourseFacts):
    """Keeps showing the last words that fitted, dimmed, while the present ones do not."""

    def __init__(self) -> None:
        super().__init__("strip", "which", "sums", "hints", id="preview")

    def show(self, setup: SessionSetup, lengths: Lengths) -> None:
        """Show what a workout comes to; `lengths` of sounds are for the hints about the voice."""
        self.remove_class("-stale")
        hints = Text("\n".join(f"hint: {remark}" for remark in setup.remarks(lengths)))
        self.put(setup.course, sums=facts(setup.course), hints=hints)

    def show_stale(self) -> None:
        """Dim what is shown: the words have changed and do not fit."""
        self.add_class("-stale")

    def show_nothing(self) -> None:
        """Show nothing: there are no words."""
        self.remove_class("-stale")
        self.put()
