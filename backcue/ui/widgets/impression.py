"""How hard a session was, and a note on it: kept as soon as they are said."""

import re
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from backcue.display.history import EFFORTS, HARDEST
from backcue.history.database.errors import HistoryError
from backcue.history.record import Record
from backcue.history.store import Store
from backcue.text.printable import UNSHOWN

EFFORT_KEYS = "1 for very easy to 9, and 0 for 10: all you had."
"""Says which keys there are, where somebody looks for how hard it was by its name."""
LONGEST_NOTE = 500
"""Characters."""
_ASKED = ("How hard was it?", "hard?", "")
"""What stands before the figures, the longest first."""


class EffortLine(Widget):
    """One to ten, to be pressed or clicked; the one that was said stands out."""

    effort: reactive[int | None] = reactive(None)
    """What was said; None where nothing was."""

    def render_line(self, y: int) -> Strip:
        """Draw it, on the first row."""
        width, plain = self.size.width, self.rich_style
        segments = [] if y else self._segments(width, plain)
        return Strip(segments).adjust_cell_length(width, plain)

    def _segments(self, width: int, plain: Style) -> list[Segment]:
        said = "" if self.effort is None else EFFORTS[self.effort - 1]
        figures = [f" {each} " for each in range(1, HARDEST + 1)]
        room = width - sum(map(len, figures))
        asked = next((each for each in _ASKED if len(each) + 1 <= room), "")
        told = said if len(asked) + len(said) + 2 <= room else ""
        before = [Segment(f"{asked} ", plain)] if asked else []
        marked = self._marked()
        chips = [
            Segment(figure, self._chip(number, plain, marked))
            for number, figure in enumerate(figures, 1)
        ]
        return [*before, *chips, Segment(f" {told}", plain + Style(bold=True))]

    def _chip(self, number: int, plain: Style, marked: Style) -> Style:
        style = marked if number == self.effort else plain
        return style + Style.from_meta({"@click": f"screen.rate({number})"})

    def _marked(self) -> Style:
        colours = self.app.theme_variables
        return Style.parse(f"bold {colours['hold-ink']} on {colours['hold']}")


class NoteLine(Input):
    """A note of one line: it takes the focus only while it is written."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    class Written(Message):
        """The note is as it shall be."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(
            placeholder=placeholder, id="note", max_length=LONGEST_NOTE, select_on_focus=False
        )
        self.cursor_blink = False
        self.can_focus = False
        self.kept = ""

    @property
    def words(self) -> str:
        """What is written, without what a terminal would not show."""
        return re.sub(UNSHOWN, "", self.value).strip()

    def show(self, note: str | None) -> None:
        """Show a note; not over one that is being written."""
        self.kept = note or ""
        if not self.is_written:
            self.value = self.kept

    @property
    def is_written(self) -> bool:
        """Whether it is being written; also while the terminal's window is not in front."""
        return self.can_focus

    def write(self) -> None:
        """Let it be written."""
        self.can_focus = True
        self.focus()
        self.cursor_position = len(self.value)

    def on_click(self, event: events.Click) -> None:
        """Let it be written where one clicks."""
        event.stop()
        self.write()

    async def action_submit(self) -> None:
        """Take it as it is written."""
        self.done()
        self.post_message(self.Written())

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.value = self.kept
        self.done()

    def done(self) -> None:
        """Give the keys back to the screen."""
        self.can_focus = False
        self.screen.set_focus(None)


class Impression(Vertical):
    """Both, for one session of the history; unseen where there is none to keep them with."""

    DEFAULT_CSS = """
    Impression {
        height: auto;
        EffortLine { height: 1; }
        NoteLine {
            height: 1; border: none; padding: 0; background: transparent; color: $rest-ink;
            &:focus { border: none; background: $field; background-tint: transparent 0%; }
        }
    }
    """

    class Kept(Message):
        """It was kept: the session as it is now."""

        def __init__(self, record: Record) -> None:
            super().__init__()
            self.record = record

    def __init__(self, store: Store, note_key: str) -> None:
        """Keep in this history; `note_key` is the key that lets a note be written."""
        super().__init__(id="impression")
        self._store = store
        self._record: Record | None = None
        self._effort, self._note = EffortLine(), NoteLine(f"{note_key}: a note to yourself")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield from (self._effort, self._note)

    def show(self, record: Record | None) -> None:
        """Show what was said of a session; None, or one that is not kept: nothing can be."""
        self._record = record
        self.display = record is not None and record.id is not None
        self._effort.effort = None if record is None else record.effort
        self._note.show(None if record is None else record.note)

    @property
    def writing(self) -> bool:
        """Whether a note is being written."""
        return self._note.is_written

    @property
    def unsaved(self) -> bool:
        """Whether a note is being written that is not kept as it is."""
        return self.writing and self._note.value != self._note.kept

    def rates(self, key: str, keys: Sequence[str]) -> bool:
        """Take a key for how hard it was, the first of these for 1; whether it is one of them."""
        if key not in keys[:HARDEST]:
            return False
        self.rate(keys.index(key) + 1)
        return True

    def rate(self, effort: int) -> None:
        """Say how hard it was; the same once more takes it back."""
        if not self.display:
            return
        said = None if self._effort.effort == effort else effort
        self._keep(lambda number: self._store.set_effort(number, said))

    def write(self) -> None:
        """Let the note be written."""
        if self.display:
            self._note.write()

    def finish(self) -> None:
        """Keep a note that is being written."""
        if self.writing:
            self._note.done()
            self._written()

    def leave(self) -> None:
        """Leave the note as it was."""
        if self.writing:
            self._note.action_leave()

    def keep_now(self) -> None:
        """Keep a note that is being written: there is no time for more."""
        record = self._record
        if self.unsaved and record is not None and record.id is not None:
            self._store.set_note(record.id, self._note.words)

    @on(NoteLine.Written)
    def _written(self) -> None:
        note = self._note.words
        if note != self._note.kept:
            self._keep(lambda number: self._store.set_note(number, note))

    def _keep(self, change: Callable[[int], Record | None]) -> None:
        """Change the session at once, so that it is kept whatever is pressed next."""
        shown = self._record
        if shown is None or shown.id is None:
            return
        try:
            kept = change(shown.id) or shown
        except HistoryError as error:
            self.app.notify(f"not kept: {error}", severity="warning", markup=False)
            kept = shown
        self.show(kept)
        self.post_message(self.Kept(kept))
