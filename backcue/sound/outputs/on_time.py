"""Cues that are played when their time has come, by the event loop."""

import asyncio
from typing import Unpack

from backcue.sound.outputs.player import TOO_LATE, Player, Setup
from backcue.sound.score.cue import Cue


class OnTimePlayer(Player):
    """Plays each cue at its time, or `ahead` seconds earlier; for what cannot be written ahead.

    Lives in the running event loop: what is scheduled where none runs is left out.
    """

    def __init__(self, **setup: Unpack[Setup]) -> None:
        super().__init__(**setup)
        self._waiting: dict[object, tuple[Cue, asyncio.TimerHandle]] = {}

    def schedule(self, cue: Cue) -> None:
        """Play at `cue.at`, at once where that is just past, never where it is too long past."""
        late = self._late(cue)
        if late > TOO_LATE:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        key = object()
        self._waiting[key] = (cue, loop.call_later(max(0.0, -late), self._due, key))

    def cancel(self) -> float:
        """Forget every cue that has not begun; returns the time for new ones."""
        self._forget()
        return super().cancel()

    def hush(self) -> None:
        """Forget every cue."""
        self._forget()

    def stop_speaking(self) -> None:
        """Forget every phrase."""
        self._forget(spoken_only=True)

    def close(self) -> None:
        """Forget every cue."""
        self._forget()

    def _begin(self, cue: Cue) -> None:
        """Play it now."""

    def _late(self, cue: Cue) -> float:
        return self._clock() - (cue.at - self._ahead)

    def _due(self, key: object) -> None:
        cue, _ = self._waiting.pop(key)
        # A loop that was held up hands out late: what is too old by now stays unheard.
        if self._late(cue) <= TOO_LATE:
            self._begin(cue)

    def _forget(self, *, spoken_only: bool = False) -> None:
        for key, (cue, handle) in list(self._waiting.items()):
            if cue.spoken or not spoken_only:
                handle.cancel()
                del self._waiting[key]
