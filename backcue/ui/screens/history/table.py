"""The table of sessions: only the lines that are seen are ever made."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from backcue.history.record import Record
from backcue.ui.screens.history.columns import Column, columns, heading, row

NOTHING_FITS = "Nothing fits this filter."


class TableHead(Widget):
    """The line above the table that says what its columns are."""

    shown: reactive[tuple[Column, ...]] = reactive(())

    def render_line(self, y: int) -> Strip:
        """Draw it, on the first row."""
        plain = self.rich_style
        segments = [] if y else [Segment(" ", plain), *heading(self.shown, plain, self._tone)]
        return Strip(segments).adjust_cell_length(self.size.width, plain)

    def _tone(self, name: str) -> Style:
        colours = self.app.theme_variables
        return Style.parse(f"bold {colours[f'{name}-ink']} on {colours[name]}")


class SessionTable(ScrollView, can_focus=False):
    """A line for each session. Keys are the screen's business: it never has the focus.

    A click marks a session, a second one on the same opens it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--marked", "table--hover"}

    class Marked(Message):
        """Another session is marked, or none."""

    class Opened(Message):
        """The marked session is to be opened."""

    marked_at: reactive[int | None] = reactive(None, repaint=False)
    """Which line is marked."""

    def __init__(self, fit: Callable[[tuple[Column, ...]], object], *, id: str) -> None:  # noqa: A002 - Textual's name
        """`fit` hears which columns there are room for."""
        super().__init__(id=id)
        self._fit = fit
        self._records: Sequence[Record] = ()
        self._wanted: Sequence[str] = ()
        self._columns: tuple[Column, ...] = ()
        self._today = date.min
        self._hovered: int | None = None

    def put(self, records: Sequence[Record], wanted: Sequence[str], today: date) -> None:
        """Show these; the marked one stays marked where it is there, else the one in its place."""
        marked = self.marked
        self._records, self._wanted, self._today = records, wanted, today
        self._lay_out()
        same = None
        if marked is not None:
            same = next((at for at, each in enumerate(records) if each.id == marked.id), None)
        if same is None and records:
            same = min(self.marked_at or 0, len(records) - 1)
        self.set_reactive(SessionTable.marked_at, same)
        self._show_marked()
        self.refresh()

    @property
    def marked(self) -> Record | None:
        """The session that is marked; None where there is none."""
        at = self.marked_at
        return None if at is None or at >= len(self._records) else self._records[at]

    def mark(self, number: int | None) -> None:
        """Mark the session of this number, where it is there."""
        for at, each in enumerate(self._records):
            if each.id == number:
                self.marked_at = at
                return

    def on_resize(self) -> None:
        """Use the room there is."""
        self._lay_out()
        self.call_after_refresh(self._see_marked)

    def _lay_out(self) -> None:
        # A cell at each side stays free, and one is the scrollbar's.
        width = max(1, self.size.width - 3)
        self._columns = tuple(columns(width, self._today))
        self._fit(self._columns)
        self.virtual_size = Size(self.size.width, len(self._records))

    def watch_marked_at(self, before: int | None, after: int | None) -> None:
        """Bring the marked line into sight, and say so."""
        for line in (before, after):
            if line is not None:
                self.refresh_line(line)
        self._show_marked()

    def _show_marked(self) -> None:
        self._see_marked()
        self.post_message(self.Marked())

    def _see_marked(self) -> None:
        if self.marked_at is not None:
            line = Region(0, self.marked_at, 1, 1)
            self.scroll_to_region(line, animate=False, force=True, immediate=True)

    def move(self, by: int) -> None:
        """Mark the session so many lines further down, or the last or first there is."""
        if self._records:
            at = (self.marked_at or 0) + by
            self.marked_at = min(max(0, at), len(self._records) - 1)

    @property
    def records(self) -> Sequence[Record]:
        """The sessions that are shown."""
        return self._records

    @property
    def page(self) -> int:
        """How many lines are seen at once."""
        return max(1, self.scrollable_content_region.height)

    @property
    def whole(self) -> int:
        """How many lines there are."""
        return len(self._records)

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        at, width = round(self.scroll_offset.y) + y, self.size.width
        plain = self.rich_style
        if at >= len(self._records):
            said = NOTHING_FITS if self._wanted and not at else ""
            return Strip([Segment(f" {said}", plain)]).adjust_cell_length(width, plain)
        if at == self.marked_at:
            plain = self.get_component_rich_style("table--marked")
        elif at == self._hovered:
            plain = self.get_component_rich_style("table--hover")
        plain += Style.from_meta({"line": at})
        segments = [
            Segment(" ", plain),
            *row(self._columns, self._records[at], self._wanted, plain),
        ]
        return Strip(segments).adjust_cell_length(width, plain)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Let the line under the pointer be seen."""
        self._hover(event.style.meta.get("line"))

    def on_leave(self) -> None:
        """Let none be seen so."""
        self._hover(None)

    def _hover(self, at: int | None) -> None:
        before, self._hovered = self._hovered, at
        for line in (before, at) if before != at else ():
            if line is not None:
                self.refresh_line(line)

    def on_click(self, event: events.Click) -> None:
        """Mark a session; where it is marked already, open it."""
        at = event.style.meta.get("line")
        if at is None or at >= len(self._records):
            return
        if at == self.marked_at:
            self.post_message(self.Opened())
        else:
            self.marked_at = at
