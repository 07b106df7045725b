"""What a course comes to, beside a list or an editor: its strip, and lines of text."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from backcue.display.wording import distances, steps_words, time_words
from backcue.ui.widgets.strip import SequenceStrip, preview
from backcue.workout.course import Course


class CourseFacts(VerticalScroll, can_focus=False):
    """A column of texts by their ids, with the strip among them."""

    def __init__(self, *parts: str, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._parts = parts

    def compose(self) -> ComposeResult:
        """Lay it out."""
        for part in self._parts:
            yield SequenceStrip(id=part) if part == "strip" else Static(id=part, markup=False)

    def put(self, course: Course | None = None, **texts: Text | str) -> None:
        """Show these texts, and the strip of a course; what is left out is empty, and so marked."""
        phases, which = preview(course) if course else ((), "")
        texts["which"] = which
        strip = self.query_one("#strip", SequenceStrip)
        strip.phases = phases
        strip.set_class(course is None, "-empty")
        for line in self.query_children(Static):
            text = texts.get(line.id or "", "")
            line.update(text)
            line.set_class(not text, "-empty")


def facts(course: Course, width: int = 0, style: str = "", **more: str) -> Text:
    """Write time, steps, `more` and what each distance comes to; labels so wide, in a style."""
    totals = course.totals()
    told = {"time": time_words(totals), "steps": steps_words(totals), **more}
    lines = [
        Text.assemble((f"{label:<{width}} ", style), (value, "bold"))
        for label, value in told.items()
    ]
    return Text("\n").join((*lines, *map(Text, distances(course))))
