"""What a preset consists of, for the side of the menu."""

from pathlib import Path

from rich.text import Text

from backcue.session_setup import SessionSetup
from backcue.ui.widgets.course_facts import CourseFacts, facts
from backcue.workout.course import Course
from backcue.workout.model import Surface
from backcue.workout.notation import NotationError, format_workout
from backcue.workout.preset import Preset


class Details(CourseFacts):
    """Words, totals, surfaces, cautions, technique and source of one preset, and its strip."""

    def __init__(self) -> None:
        super().__init__("name", "caution", "strip", "which", "facts", "more", id="details")

    def put(self, course: Course | None = None, **texts: Text | str) -> None:
        """Show these texts from their beginning."""
        super().put(course, **texts)
        self.scroll_home(animate=False)

    def show(self, setup: SessionSetup) -> None:
        """Show a preset as it would be walked now."""
        course, preset = setup.course, setup.course.preset
        name = Text(preset.name if preset.id else "As typed", "bold")
        if preset.overrides:
            name.append("  your own, in place of the built-in one", "not bold italic")
        if preset.summary:
            name.append(f"\n{preset.summary}", "not bold")
        words = Text(f"{format_workout(course.workout)}\n")
        told = words.append_text(facts(course, 8, "italic", surface=_surfaces(preset.surfaces)))
        self.put(course, name=name, caution=setup.caution or "", facts=told, more=_more(preset))

    def show_broken(self, path: Path, error: Exception) -> None:
        """Show what is wrong with a preset file."""
        told = f"makes no workout:\n\n{error}"
        self.put(name=Text(path.name, "bold"), facts=told, more=str(path))

    def show_nothing(self, why: object = None) -> None:
        """Say that nothing fits the filter, nor makes a workout, and why it makes none."""
        told = ""
        if isinstance(why, NotationError):
            width = max(10, self.content_size.width - 4)
            told = "\n".join(("As the words of a workout:", *why.marked(width), why.one_line))
        self.put(name=Text("Nothing fits this filter."), facts=told)


def _surfaces(surfaces: tuple[Surface, ...]) -> str:
    if set(surfaces) == set(Surface):
        return "anywhere"
    return ", ".join(surface.replace("-", " ") for surface in surfaces)


def _more(preset: Preset) -> Text:
    technique = [Text(f"· {line}") for line in preset.technique]
    source = [Text(preset.source, "italic dim")] if preset.source else []
    return Text("\n").join((*technique, *source))
