"""One session of the history, with all its phases."""

import asyncio
from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.worker import Worker

from backcue.app_context import AppContext
from backcue.history.record import Record
from backcue.keys.actions_and_keys import Scope
from backcue.ui.screens.base import breakpoints
from backcue.ui.screens.history.acting import Again, SessionsScreen
from backcue.ui.screens.history.details import SessionDetails
from backcue.ui.screens.history.loading import load
from backcue.ui.screens.history.sessions import Sessions
from backcue.ui.screens.rated import RatedScreen
from backcue.ui.widgets.impression import Impression
from backcue.ui.widgets.lines import Line


class KeptSessionScreen(RatedScreen[Again], SessionsScreen, scope=Scope.SESSION):
    """Shows it; one key leads to the one before it, another to the one after.

    Gives the workout that is to be walked again, if any.
    """

    CSS_PATH = "history.tcss"
    EFFORT = "session-effort"
    HORIZONTAL_BREAKPOINTS = breakpoints(thin=0, wide=60, vast=130)
    VERTICAL_BREAKPOINTS = breakpoints(flat=0, low=12, high=20, tall=36)

    def __init__(
        self, context: AppContext, sessions: Sessions, listed: Sequence[Record], record: Record
    ) -> None:
        """Show one of those that are listed."""
        super().__init__(context, sessions)
        self._listed = list(listed)
        self._at = self._listed.index(record)
        self._impression = Impression(sessions.store, self.keymap.first("session-note"))
        self._top, self._details = Line(id="top"), SessionDetails(self._impression)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield from (self._top, self._details, self.footer())

    def on_mount(self) -> None:
        """Show it."""
        self._show()

    @property
    def marked(self) -> Record | None:
        """The session that is shown."""
        return self._listed[self._at] if self._listed else None

    def changed(self, record: Record | None) -> None:
        """Show it as it is now, or this one instead."""
        if record is not None:
            ids = [each.id for each in self._listed]
            self._at = ids.index(record.id) if record.id in ids else self._at
            self._listed[self._at] = record
        self._show()

    def deleted(self, record: Record) -> None:
        """Go back to the table: what was deleted is brought back there."""
        del record
        self.dismiss(None)

    def _show(self) -> None:
        record = self.marked
        if record is not None:
            self._top.left = f"session {record.id}"
            self._top.right = f"{self._at + 1:,} of {len(self._listed):,}"
            self._load(record)

    @work(group="details", exclusive=True)
    async def _load(self, record: Record) -> None:
        loaded = await self.done("not read", asyncio.to_thread(load, self.sessions.store, record))
        self._details.show(record, loaded)

    @on(Impression.Kept)
    def _was_rated(self, event: Impression.Kept) -> None:
        record = event.record
        self.sessions.changed(record)
        self._listed = [record if each.id == record.id else each for each in self._listed]

    def action_delete(self) -> Worker[None]:
        """Delete it, with the note that is being written."""
        self._impression.finish()
        return super().action_delete()

    def action_newer(self) -> None:
        """Show the one after it."""
        self._go(-1)

    def action_older(self) -> None:
        """Show the one before it."""
        self._go(1)

    def _go(self, by: int) -> None:
        at = min(max(0, self._at + by), len(self._listed) - 1)
        if at != self._at:
            self._impression.finish()
            self._at = at
            self._show()

    def action_scroll(self, by: str) -> None:
        """Scroll by a line, a page, or to an end."""
        getattr(self._details, f"scroll_{by}")(animate=False)

    def action_leave(self) -> None:
        """Back to the table."""
        self.dismiss(None)
