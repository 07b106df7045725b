"""What a preset consists of, for the side of the menu."""

from collections.abc import Callable
from pathlib import Path

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from backcue.display.json_forms import distances
from backcue.display.wording import steps_words, time_words
from backcue.session_setup import SessionSetup
from backcue.ui.widgets.strip import SequenceStrip, preview
from backcue.workout.course import Course
from backcue.workout.model import Surface
from backcue.workout.notation import NotationError, format_workout
from backcue.workout.preset import Preset


class Details(VerticalScroll, can_focus=False):
    """Words, totals, surfaces, cautions, technique and source of one preset, and its strip."""

    def __init__(self, setup: Callable[[Preset], SessionSetup]) -> None:
        super().__init__(id="details")
        self._setup = setup

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static(id="name", markup=False)
        yield Static(id="caution", markup=False)
        yield SequenceStrip(id="strip")
        yield Static(id="which", markup=False)
        yield Static(id="facts", markup=False)
        yield Static(id="more", markup=False)

    def _put(
        self, name: Text, which: str, facts: Text, more: Text, *, strip: bool, caution: str = ""
    ) -> None:
        self.query_one("#name", Static).update(name)
        self.query_one("#which", Static).update(which)
        self.query_one("#facts", Static).update(facts)
        self.query_one("#more", Static).update(more)
        self.query_one("#strip", SequenceStrip).display = strip
        warning = self.query_one("#caution", Static)
        warning.update(caution)
        warning.display = bool(caution)
        self.scroll_home(animate=False)

    def show(self, preset: Preset) -> None:
        """Show a preset as it would be walked now."""
        setup = self._setup(preset)
        course = setup.course
        phases, which = preview(course)
        self.query_one("#strip", SequenceStrip).phases = phases
        name = Text(preset.name if preset.id else "As typed", "bold")
        if preset.overrides:
            name.append("  your own, in place of the built-in one", "not bold italic")
        if preset.summary:
            name.append(f"\n{preset.summary}", "not bold")
        caution = setup.caution or ""
        self._put(name, which, _facts(course), _more(preset), strip=True, caution=caution)

    def show_broken(self, path: Path, error: Exception) -> None:
        """Show what is wrong with a preset file."""
        name = Text(path.name, "bold")
        self._put(name, "", Text(f"makes no workout:\n\n{error}"), Text(str(path)), strip=False)

    def show_nothing(self, why: object = None) -> None:
        """Say that nothing fits the filter, nor makes a workout, and why it makes none."""
        told = Text()
        if isinstance(why, NotationError):
            width = max(10, self.content_size.width - 4)
            lines = ("As the words of a workout:", *why.marked(width), why.one_line)
            told = Text("\n".join(lines))
        self._put(Text("Nothing fits this filter."), "", told, Text(), strip=False)


def _facts(course: Course) -> Text:
    totals = course.totals()
    facts = Text(format_workout(course.workout))
    for label, value in (
        ("time", time_words(totals)),
        ("steps", steps_words(totals)),
        ("surface", _surfaces(course.preset.surfaces)),
    ):
        facts.append(f"\n{label:<9}", "italic")
        facts.append(value, "bold")
    for distance in distances(course):
        facts.append(f"\n{distance}")
    return facts


def _surfaces(surfaces: tuple[Surface, ...]) -> str:
    if set(surfaces) == set(Surface):
        return "anywhere"
    return ", ".join(surface.replace("-", " ") for surface in surfaces)


def _more(preset: Preset) -> Text:
    more = Text()
    for line in preset.technique:
        more.append(f"· {line}\n")
    if preset.source:
        more.append(preset.source, "italic dim")
    return more
