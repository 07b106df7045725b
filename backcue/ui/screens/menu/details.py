"""What a preset consists of, for the side of the menu."""

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from backcue.display.wording import surfaces_words
from backcue.session_setup import SessionSetup
from backcue.ui.widgets.course_facts import CourseFacts, facts
from backcue.workout.course import Course
from backcue.workout.notation import NotationError, format_workout
from backcue.workout.preset import Preset
from backcue.workout.suitability import SURFACE_NAMES


class Details(CourseFacts):
    """Words, totals, surfaces, cautions, technique and source of one preset, and its strip.

    Its name is in the frame; so is `more`, the key that scrolls it, where there is more to read.
    """

    def __init__(self, more: str) -> None:
        super().__init__("about", "caution", "strip", "which", "facts", "more", id="details")
        self._more = more

    def put(self, course: Course | None = None, **texts: Text | str) -> None:
        """Show these texts from their beginning; the one called `title` in the frame."""
        self.border_title = Text(str(texts.pop("title", "")))
        super().put(course, **texts)
        self.scroll_home(animate=False)

    def read(self, way: int) -> None:
        """Scroll half a page on, or back where `way` is negative."""
        self.scroll_relative(y=way * max(1, self.size.height // 2), animate=False)

    def on_resize(self) -> None:
        """Say in the frame whether there is more to read, once that is laid out."""
        self._tell()

    def watch_show_vertical_scrollbar(self) -> None:
        """Say so where other texts make more of it, or less."""
        self._tell()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say so after scrolling, too."""
        super().watch_scroll_y(old_value, new_value)
        self._tell()

    def _tell(self) -> None:
        at = self.scroll_offset.y
        below = self.show_vertical_scrollbar and (at == 0 or at < self.max_scroll_y)
        if below != bool(self.border_subtitle):
            self.border_subtitle = Text(f"{self._more} more") if below else None

    def show(self, setup: SessionSetup, wanted: Sequence[str] = ()) -> None:
        """Show a preset as it would be walked now; words that were looked for are underlined."""
        course, preset = setup.course, setup.course.preset
        about = Text(preset.summary)
        if preset.overrides:
            about = Text("Your own, in place of the built-in one. ", "italic") + about
        about.highlight_words(wanted, "bold underline", case_sensitive=False)
        self.put(
            course,
            title=preset.name if preset.id else "As typed",
            about=about,
            caution=setup.refusal or setup.caution or "",
            facts=Text(f"{format_workout(course.workout)}\n") + _facts(setup),
            more=_more(preset),
        )

    def show_broken(self, path: Path, error: Exception) -> None:
        """Show what is wrong with a preset file."""
        self.put(title=path.name, facts=f"makes no workout:\n\n{error}", more=str(path))

    def show_nothing(self, why: object = None) -> None:
        """Say that nothing fits the filter, nor makes a workout, and why it makes none."""
        told = ""
        if isinstance(why, NotationError):
            width = max(10, self.content_size.width - 4)
            told = "\n".join(("As the words of a workout:", *why.marked(width), why.one_line))
        self.put(about=Text("Nothing fits this filter.", "bold"), facts=told)


def _facts(setup: SessionSetup) -> Text:
    """Write what it comes to; of what cannot be led here only where it can: the rest depends."""
    course, suited = setup.course, setup.course.preset.surfaces
    if setup.refusal is not None:
        suits = surfaces_words([each for each in suited if each is not course.surface])
        return Text.assemble(("suits  ", "italic"), (suits or "no surface as it is", "bold"))
    where = f"on {SURFACE_NAMES[course.surface]}"
    return facts(course, 6, "italic", where=where, suits=surfaces_words(suited))


def _more(preset: Preset) -> Text:
    technique = [Text(f"· {line}") for line in preset.technique]
    source = [Text(preset.source, "italic dim")] if preset.source else []
    return Text("\n").join((*technique, *source))
