"""Runs a session line by line."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from backcue.coach import Coach, SessionResult
from backcue.console.lines import Line
from backcue.console.session_keys import SessionKeys
from backcue.keys.keymap import Keymap
from backcue.session.clock import Clock
from backcue.session.events import Event, PhaseStarted, Started
from backcue.sound.outputs.player import RING_OUT
from backcue.system.keyboard import keys
from backcue.system.log import logger
from backcue.system.signals import ended_by_signal

FAILED = 1
"""Exit status where lines could not be written."""
_LOG = logger(__name__)


class Runner:
    """One session on standard output. `write` gets each line, `notice` what is not an event.

    Where lines can't be written any more the session goes on by sound and is kept; `heard` is
    whether there is any. Without, it ends.
    """

    def __init__(
        self,
        coach: Coach,
        clock: Clock,
        keymap: Keymap,
        *,
        line: Line,
        write: Callable[[str], None],
        notice: Callable[[str], None],
        heard: bool = True,
    ) -> None:
        self.status = 0
        """Exit status: 0, 1 where lines could not be written, or that of the signal."""
        self._coach, self._clock = coach, clock
        self._line, self._write, self._notice, self._heard = line, write, notice, heard
        self._keys = SessionKeys(coach, keymap, self._say)
        self._writes, self._broken_off = True, False
        self._began = 0.0
        self._phase = 0

    async def run(self) -> SessionResult:
        """Walk to the end and let the last sound ring out."""
        self._coach.listen(self._hear)
        with keys(self._keys.press), ended_by_signal(self._interrupt, interrupt=True):
            kept = await self._coach.run()
            if not self._broken_off:
                await asyncio.sleep(min(self._coach.rings_out, RING_OUT))
        return kept

    def _hear(self, event: Event) -> None:
        now = self._clock.now()
        if isinstance(event, Started):
            self._began = event.at
        if isinstance(event, PhaseStarted):
            self._phase = event.phase.index
        if not self._writes:
            return
        line = self._line(now - self._began, self._phase, event)
        try:
            self._write(line)
        except (OSError, ValueError) as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """Write no more lines."""
        _LOG.warning("nothing more can be written", exc_info=error)
        self._writes, self.status = False, self.status or FAILED
        heard = self._heard and self._coach.error is None
        why = f"nothing more can be written: {error}"
        self._say(f"{why}; {'the session goes on by sound' if heard else 'the session ends'}")
        if not heard:
            self._broken_off = True
            # Not from within an event of the session.
            asyncio.get_running_loop().call_soon(self._coach.stop)

    def _say(self, words: str) -> None:
        # Standard error may be gone too.
        with suppress(OSError, ValueError):
            self._notice(words)

    def _interrupt(self, status: int) -> None:
        self.status, self._broken_off = status, True
        self._coach.stop()
