"""The sessions that are kept, read beside the menu: it opens without SQLite."""

import asyncio
from typing import TYPE_CHECKING

from backcue.app_context import AppContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backcue.history.record import Record


class FollowedHistory:
    """Knows the sessions of the history as they were when it last looked."""

    def __init__(self, context: AppContext) -> None:
        self._context = context
        self._stamp: tuple[int, ...] | None = None
        self.sessions: Sequence[Record] | None = None
        """None before the first look."""

    def has_changed(self) -> bool:
        """Whether it is to be read anew; says so once for each change."""
        before, self._stamp = self._stamp, self._context.history_stamp
        return before != self._stamp

    async def read(self) -> list[str]:
        """Read it; returns what is to be told of it."""
        self.sessions = await asyncio.to_thread(self._read) if self._stamp else ()
        if not self._stamp:
            return []
        told, self._context.history.notices[:] = [*self._context.history.notices], []
        return told

    def _read(self) -> "Sequence[Record]":
        from backcue.history.database.errors import HistoryError  # noqa: PLC0415 - brings SQLite

        history = self._context.history
        try:
            return history.sessions()
        except HistoryError as error:
            history.notices.append(f"the history cannot be used: {error}")
            return ()
