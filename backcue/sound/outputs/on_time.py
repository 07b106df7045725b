"""Cues that are handed out when their time has come, by the event loop."""

import asyncio
import time
from collections.abc import Callable

from backcue.sound.outputs.player import TOO_LATE
from backcue.sound.score.cue import Cue


class OnTime:
    """Calls `play` with each cue at its time; for outputs that cannot be written ahead.

    Lives in the running event loop: what is scheduled where none runs is left out.
    """

    def __init__(
        self,
        play: Callable[[Cue], None],
        *,
        ahead: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._play = play
        self._ahead = ahead
        self._clock = clock
        self._waiting: dict[int, tuple[Cue, asyncio.TimerHandle]] = {}
        self._count = 0

    def schedule(self, cue: Cue) -> None:
        """Call at `cue.at`, at once where that is just past, never where it is too long past."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        wait = cue.at - self._ahead - self._clock()
        if wait < -TOO_LATE:
            return
        self._count += 1
        handle = loop.call_later(max(0.0, wait), self._due, self._count, cue)
        self._waiting[self._count] = (cue, handle)

    def cancel(self, *, spoken_only: bool = False) -> float:
        """Forget every cue, or phrase, not handed out yet; give the time for new ones."""
        for number, (cue, handle) in list(self._waiting.items()):
            if cue.spoken or not spoken_only:
                handle.cancel()
                del self._waiting[number]
        return self._clock() + self._ahead

    def _due(self, number: int, cue: Cue) -> None:
        del self._waiting[number]
        # A loop that was held up hands out late: what is too old by now stays unheard.
        if self._clock() - (cue.at - self._ahead) <= TOO_LATE:
            self._play(cue)
