"""A session under way: it belongs to no screen, so that none ends it by failing."""

import asyncio

from backcue.coach import Coach, SessionResult
from backcue.display.second_screen import SecondScreen
from backcue.system.log import logger

_LOG = logger(__name__)


class UnderWay:
    """One session, walked in a task of its own from the first time that anybody waits for it."""

    def __init__(self, coach: Coach, second: SecondScreen | None = None) -> None:
        self.coach = coach
        self.second = second
        """Where it can be shown too."""
        self._task: asyncio.Task[SessionResult | Exception] | None = None

    async def result(self) -> SessionResult | Exception:
        """Wait for its end; returns what it came to, or why that cannot be said.

        Who waits may be cancelled: the session goes on.
        """
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="session")
        return await asyncio.shield(self._task)

    async def _run(self) -> SessionResult | Exception:
        try:
            return await self.coach.run()
        except Exception as error:  # noqa: BLE001 - told by whoever waits
            _LOG.exception("the session cannot go on")
            return error
