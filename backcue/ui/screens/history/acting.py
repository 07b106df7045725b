"""What can be done to the marked session: delete it, bring it back, walk it again."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from textual import work

from backcue.app_context import AppContext
from backcue.display.days import in_a_sentence, moment
from backcue.history.database.errors import HistoryError
from backcue.history.record import Record
from backcue.history.store import Log
from backcue.presets.preset_file import from_formatted
from backcue.session.redo import LogMismatch
from backcue.text.printable import printable
from backcue.ui.screens.asking import AskingScreen
from backcue.ui.screens.history.loading import EARLIER
from backcue.ui.screens.history.sessions import Sessions
from backcue.workout.notation import NotationError, format_workout
from backcue.workout.preset import Preset

T = TypeVar("T")
Again = Preset | None
"""What a screen of the history gives: the workout that is wanted again, if any."""


class SessionsScreen(AskingScreen[Again]):
    """A screen on which one session is marked."""

    def __init__(self, context: AppContext, sessions: Sessions) -> None:
        super().__init__(context)
        self.sessions = sessions

    @property
    def marked(self) -> Record | None:
        """The session that is marked."""
        raise NotImplementedError

    def changed(self, record: Record | None) -> None:
        """Show what became of the sessions; mark this one, if any."""
        raise NotImplementedError

    def told(self, record: Record) -> str:
        """Say which session it is: `Balance walk, Fri 20 Nov 18:00`."""
        when = in_a_sentence(moment(record.when, self.context.day()))
        return f"{printable(record.name)}, {when}"

    async def done(self, failed: str, doing: Awaitable[T]) -> T | None:
        """Read or change the history; where that fails, it is told why."""
        try:
            return await doing
        except HistoryError as error:
            self.warn(failed, error)
            return None

    @work(group="history")
    async def action_delete(self) -> None:
        """Delete the marked session; it can be brought back."""
        record = self.marked
        if record is None:
            return
        if await self.done("not deleted", self.sessions.delete(record)):
            self.deleted(record)
            undo = self.keymap.first("history-undo")
            self.notify(f"Deleted: {self.told(record)}. {undo} brings it back.", markup=False)

    def deleted(self, record: Record) -> None:
        """Show that it is gone."""
        del record
        self.changed(None)

    @work(group="history")
    async def action_undo(self) -> None:
        """Bring back what was deleted last."""
        try:
            back = await self.sessions.undo()
        except HistoryError as error:
            self.warn("not brought back", error)
            return
        if back is None:
            self.notify("Nothing to bring back.", markup=False)
            return
        self.changed(back)
        self.notify(f"Back: {self.told(back)}.", markup=False)

    @work(group="history", exclusive=True)
    async def action_replay(self) -> None:
        """Play the marked one again on the workout screen."""
        from backcue.replay.playback import Playback  # noqa: PLC0415 - rarely wanted
        from backcue.ui.screens.replay.screen import ReplayScreen  # noqa: PLC0415

        record = self.marked
        if record is None or self.app.screen is not self:
            return
        log = await self.done("it cannot be played again", asyncio.to_thread(self.log_of, record))
        if log is None:
            return
        try:
            playback = Playback(log, self.context.clock)
        except (LogMismatch, ValueError):
            self.warn(f"backcue {log.head.version} walked it otherwise: it cannot be shown again")
        else:
            self.app.push_screen(ReplayScreen(self.context, playback))

    def log_of(self, record: Record) -> Log:
        """Returns the log of a session; HistoryError where there is none."""
        log = None if record.id is None else self.sessions.store.log(record.id)
        if log is None:
            raise HistoryError(EARLIER)
        return log

    def action_again(self) -> None:
        """Walk the marked one again: the preset where it is still the same, else its words."""
        record = self.marked
        if record is None:
            return
        preset = self.context.library.find(record.workout)
        if preset is None or format_workout(preset.workout) != record.sequence:
            try:
                preset = from_formatted(record.sequence)
            except NotationError as error:
                self.warn("it makes no workout any more", error.one_line)
                return
        self.dismiss(preset)
