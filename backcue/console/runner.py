"""Runs a session line by line."""

import asyncio
from collections.abc import Callable

from backcue.coach import Coach, SessionResult
from backcue.console.lines import Line
from backcue.console.session_keys import SessionKeys
from backcue.keys.keymap import Keymap
from backcue.session.clock import Clock
from backcue.session.events import Event, PhaseStarted, Started
from backcue.system.keyboard import keys
from backcue.system.signals import ended_by_signal


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
        self._coach, self._clock = coach, clock
        self._line, self._write = line, write
        self._keys = SessionKeys(coach, keymap, notice)
        self._began = 0.0
        self._phase = 0

    async def run(self) -> SessionResult:
        """Walk to the end and let the last sound ring out."""
        self._coach.listen(self._hear)
        with keys(self._keys.press), ended_by_signal(self._interrupt, interrupt=True):
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

    def _interrupt(self, status: int) -> None:
        self.status = status
        self._coach.stop()
