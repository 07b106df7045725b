"""Runs a session line by line."""

import asyncio
from collections.abc import Callable

from backcue.coach import Coach, SessionResult
from backcue.console.lines import Line
from backcue.keys.keymap import Keymap
from backcue.keys.terminal import typed_key
from backcue.session.clock import Clock
from backcue.session.events import Event, PhaseStarted, Started
from backcue.system.keyboard import keys
from backcue.system.log import logger
from backcue.system.signals import ended_by_signal

ASKED = 5.0
"""Seconds within which the key for ending must come again."""
_LOG = logger(__name__)


class Runner:
    """One session on standard output. `write` gets each line, `notice` what is not an event."""

    def __init__(
        self,
        coach: Coach,
        clock: Clock,
        keymap: Keymap,
        *,
        line: Line,
        write: Callable[[str], None],
        notice: Callable[[str], None],
    ) -> None:
        self.status = 0
        """Exit status: 0, or that of the signal that ended it."""
        self._coach, self._clock, self._keymap = coach, clock, keymap
        self._line, self._write, self._notice = line, write, notice
        self._began = 0.0
        self._phase = 0
        self._asked: float | None = None

    async def run(self) -> SessionResult:
        """Walk to the end and let the last sound ring out."""
        self._coach.listen(self._hear)
        with keys(self._press), ended_by_signal(self._interrupt, interrupt=True):
            kept = await self._coach.run()
            if not self.status:
                await asyncio.sleep(min(self._coach.rings_out, 5.0))
        return kept

    def _hear(self, event: Event) -> None:
        now = self._clock.now()
        if isinstance(event, Started):
            self._began = event.at
        if isinstance(event, PhaseStarted):
            self._phase = event.phase.index
        self._write(self._line(now - self._began, self._phase, event))

    def _press(self, key: str) -> None:
        action = self._keymap.action(typed_key(key))
        _LOG.info("key %s: %s", typed_key(key), action.id if action else "nothing")
        if action is not None and action.id == "end":
            self._end()
        elif action is not None:
            self._coach.perform(action.id)

    def _end(self) -> None:
        now = self._clock.now()
        if self._asked is not None and now - self._asked < ASKED:
            self._coach.stop()
            return
        self._asked = now
        self._notice(f"press {self._keymap.first('end')} again to end; what was done is kept")

    def _interrupt(self, status: int) -> None:
        self.status = status
        self._coach.stop()
