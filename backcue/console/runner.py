"""Runs a session line by line."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from backcue.coach import Coach, SessionResult
from backcue.console.lines import Line
from backcue.console.session_keys import SessionKeys
from backcue.display.second_screen import SecondScreen
from backcue.keys.changed_keys import Keymap
from backcue.session.clock import Clock, Wake
from backcue.session.events import Event, PhaseStarted, Started
from backcue.sound.outputs.player import RING_OUT
from backcue.system.keyboard import keys
from backcue.system.log import logger
from backcue.system.signals import ended_by_signal

LOOK = 1.0
"""Seconds between two looks at whether there is sound, and whether the history takes it."""
FAILED = 1
"""Exit status where lines could not be written."""
_LOG = logger(__name__)


@dataclass
class Runner:
    """One session on standard output.

    Where lines can't be written any more the session goes on by sound and is kept; without
    sound it ends.
    """

    coach: Coach
    keymap: Keymap
    clock: Clock
    """That of the session."""
    line: Line
    write: Callable[[str], None]
    """Gets each line."""
    notice: Callable[[str], None]
    """Gets what is to be said beside the events."""
    heard: bool = True
    """Whether there is any sound."""
    screen: SecondScreen | None = None
    """Where it is shown too."""
    screen_line: Callable[[float, str], str] | None = None
    """Writes where that is, at this many seconds; None where nothing is written of it."""
    warnings: Sequence[str] = ()
    """What the person should know from the beginning."""
    warning_line: Callable[[float, int, str], str] | None = None
    """Writes what they should know, in this phase; None where no line is written of it."""
    status: int = 0
    """Exit status: 0, 1 where lines could not be written, or that of the signal."""

    _writes = True
    _broken_off = False
    _began = 0.0
    _phase = 0
    _history_error: str | None = None
    _sound_error: str | None = None
    _look_wake: Wake | None = None

    async def run(self) -> SessionResult:
        """Walk to the end and let the last sound ring out."""
        self.coach.listen(self._hear)
        session_keys = SessionKeys(self.coach, self.keymap, self._say)
        if (screen := self.screen) is not None:
            screen.show(self.coach, session_keys.controls)
            session_keys.on_change = screen.refresh
            session_keys.shown_at = lambda: screen.url
        with keys(session_keys.press), ended_by_signal(self._interrupt, interrupt=True):
            try:
                kept = await self.coach.run()
            finally:
                if self._look_wake is not None:
                    self._look_wake.cancel()
            if not self._broken_off:
                await asyncio.sleep(min(self.coach.rings_out, RING_OUT))
        return kept

    def _hear(self, event: Event) -> None:
        if isinstance(event, Started):
            self._began = event.at
        if isinstance(event, PhaseStarted):
            self._phase = event.phase.index
        at = self.coach.told - self._began
        self._write(self.line(at, self._phase, event))
        if isinstance(event, Started) and self.screen_line and self.screen and self.screen.url:
            self._write(self.screen_line(at, self.screen.url))
        if isinstance(event, Started):
            for words in self.warnings:
                self._warn(words)
            self._look()

    def _look(self) -> None:
        """Tell when sound goes or comes back, or the history takes nothing; now and then."""
        if self.coach.error != self._sound_error:
            self._sound_error = self.coach.error
            self._warn(self._sound_error or "sound is back")
        if self.coach.history_error != self._history_error:
            self._history_error = self.coach.history_error
            self._warn(self._history_error or "in your history again")
        self._look_wake = self.clock.call_at(self.clock.now() + LOOK, self._look)

    def _warn(self, words: str) -> None:
        self._say(words)
        if self.warning_line is not None:
            self._write(self.warning_line(self.clock.now() - self._began, self._phase, words))

    def _write(self, line: str) -> None:
        if not self._writes:
            return
        try:
            self.write(line)
        except (OSError, ValueError) as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """Write no more lines."""
        _LOG.warning("nothing more can be written", exc_info=error)
        self._writes, self.status = False, self.status or FAILED
        heard = self.heard and self.coach.error is None
        why = f"nothing more can be written: {getattr(error, 'strerror', None) or error}"
        self._say(f"{why}; {'the session goes on by sound' if heard else 'the session ends'}")
        if not heard:
            self._broken_off = True
            # Not from within an event of the session.
            asyncio.get_running_loop().call_soon(self.coach.stop)

    def _say(self, words: str) -> None:
        # Standard error may be gone too.
        with suppress(OSError, ValueError):
            self.notice(words)

    def _interrupt(self, status: int) -> None:
        self.status, self._broken_off = status, True
        self.coach.stop()
