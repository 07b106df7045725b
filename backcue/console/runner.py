"""Runs a session line by line."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from backcue.actions import Keymap
from backcue.coach import Coach, Kept
from backcue.console.keyboard import keys
from backcue.console.lines import Line
from backcue.session.clock import Clock
from backcue.session.events import Event, PhaseStarted, Started

TEMPO_STEP_SPM = 2.0
VOLUME_STEP = 0.1
ASKED = 5.0
"""Seconds within which the key for ending must come again."""


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
        self.interrupted_by: int | None = None
        """The signal that ended it, if one did."""
        self._coach, self._clock, self._keymap = coach, clock, keymap
        self._line, self._write, self._notice = line, write, notice
        self._began = 0.0
        self._phase = 0
        self._asked: float | None = None
        self._actions: dict[str, Callable[[], object]] = {
            "pause": coach.pause_or_go,
            "next": coach.next,
            "back": coach.back,
            "faster": lambda: coach.change_cadence(TEMPO_STEP_SPM),
            "slower": lambda: coach.change_cadence(-TEMPO_STEP_SPM),
            "tap": coach.tap,
            "feet": coach.swap_feet,
            "quieter": lambda: coach.change_volume(-VOLUME_STEP),
            "louder": lambda: coach.change_volume(VOLUME_STEP),
            "mute": coach.toggle_mute,
            "voice": coach.toggle_voice,
            "end": self._end,
        }

    async def run(self) -> Kept:
        """Walk to the end and let the last sound ring out."""
        self._coach.listen(self._hear)
        with keys(self._press), self._signals():
            kept = await self._coach.run()
            if self.interrupted_by is None:
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
        action = self._keymap.action(key)
        if action is not None and action.id in self._actions:
            self._actions[action.id]()

    def _end(self) -> None:
        now = self._clock.now()
        if self._asked is not None and now - self._asked < ASKED:
            self._coach.stop()
            return
        self._asked = now
        self._notice(f"press {self._keymap.first('end')} again to end; what was done is kept")

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """End cleanly, the session kept, when the terminal closes or the machine goes down."""
        loop = asyncio.get_running_loop()
        caught = [
            getattr(signal, name)
            for name in ("SIGINT", "SIGTERM", "SIGHUP")
            if hasattr(signal, name)
        ]
        # Windows has no loop signal handlers: ctrl+c raises KeyboardInterrupt there.
        with suppress(NotImplementedError):
            for number in caught:
                loop.add_signal_handler(number, self._interrupt, number)
        try:
            yield
        finally:
            with suppress(NotImplementedError):
                for number in caught:
                    loop.remove_signal_handler(number)

    def _interrupt(self, number: int) -> None:
        self.interrupted_by = number
        self._coach.stop()
