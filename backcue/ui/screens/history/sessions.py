"""The sessions that the screens of the history show, and what becomes of them there."""

import asyncio
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property

from backcue.display.days import in_full
from backcue.display.history import ending
from backcue.history import statistics
from backcue.history.record import Record
from backcue.history.store import Store

FIRST = 200
"""How many are read before the screen is shown; the rest, where there are more, right after."""


class Sessions:
    """All sessions of a history, the newest first, as they were read and changed since.

    What changes the history, and what reads it, raises HistoryError. The file is read and changed
    in threads, one change after the other; the list is not: whoever shows it never finds it half
    changed.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.all: list[Record] = []
        self.deleted: Record | None = None
        """The one deleted last that can still be brought back."""
        self.are_all = False
        """Whether all are read."""
        self.version = 0
        """Changes whenever they do."""
        self._texts: list[str] = []
        self._change = asyncio.Lock()

    def read_first(self) -> None:
        """Read the newest."""
        self._put(self.store.sessions(FIRST))
        self.deleted = self.store.last_deleted()
        self.are_all = len(self.all) < FIRST

    async def read_rest(self) -> None:
        """Read all, in a thread; what is changed here meanwhile is read again."""
        while not self.are_all:
            version = self.version
            sessions = await asyncio.to_thread(self.store.sessions)
            if version == self.version:
                self._put(sessions)
                self.are_all = True

    def fitting(self, words: Sequence[str]) -> list[Record]:
        """Returns those in which each of these words is found."""
        if not words:
            return self.all
        if len(self._texts) != len(self.all):
            self._texts = [_text(each) for each in self.all]
        pairs = zip(self.all, self._texts, strict=True)
        return [each for each, text in pairs if all(word in text for word in words)]

    def found(self, number: int | None) -> Record | None:
        """Returns the session of this number as it is now."""
        return next((each for each in self.all if each.id == number), None)

    @cached_property
    def best(self) -> statistics.Best:
        """The most there was in one session."""
        return statistics.best(self.all)

    def weeks_in_a_row(self, today: date) -> int:
        """Returns in how many weeks in a row there was a session."""
        return statistics.weeks_in_a_row(self.all, today)

    async def delete(self, record: Record) -> bool:
        """Delete a session, to be brought back by `undo`; returns whether it was still there."""
        async with self._change:
            if record.id is None or self.found(record.id) is None:
                return False
            await asyncio.to_thread(self.store.delete, record.id)
            self.deleted = record
            self._put(self._without(record))
            return True

    async def undo(self) -> Record | None:
        """Bring back the one that was deleted last; returns it, None where none is left."""
        async with self._change:
            back, self.deleted = await asyncio.to_thread(self._bring_back)
            if back is not None:
                # The rest that was read meanwhile may have it.
                others = self._without(back)
                at = bisect_left(others, -back.when.timestamp(), key=_age)
                self._put([*others[:at], back, *others[at:]])
            return back

    def _bring_back(self) -> tuple[Record | None, Record | None]:
        """Returns what was deleted last, in the history again, and what was before it."""
        last = self.store.last_deleted()
        back = None if last is None or last.id is None else self.store.undelete(last.id)
        return back, self.store.last_deleted()

    def changed(self, record: Record) -> None:
        """Show a session as it is now."""
        self._put([record if each.id == record.id else each for each in self.all])

    def _without(self, record: Record) -> list[Record]:
        return [each for each in self.all if each.id != record.id]

    def _put(self, sessions: list[Record]) -> None:
        self.all, self._texts = sessions, []
        self.__dict__.pop("best", None)
        self.version += 1


def _age(record: Record) -> float:
    return -datetime.fromisoformat(record.started).timestamp()


def _text(record: Record) -> str:
    """Returns all that a filter finds a session by."""
    told = (
        record.name, record.workout, record.sequence, record.surface, record.note or "",
        record.started[:10], in_full(record.when), ending(record),
    )  # fmt: skip
    return " ".join(told).casefold()
