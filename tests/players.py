"""Players that only write down what they were told."""

from collections.abc import Iterable

from backcue.sound.score.cue import Cue
from tests.clock import VirtualClock


class Recorder:
    """Hears what a person would hear: a cue counts unless it is called off before its time."""

    name = "recorder"

    def __init__(self, clock: VirtualClock, ahead: float = 0.1) -> None:
        self.error: str | None = None
        self.volumes: list[float] = []
        self.hushed: list[float] = []
        self.closed = False
        self.prepared: list[str] = []
        self._clock = clock
        self._ahead = ahead
        self._cues: list[Cue] = []

    def open(self) -> None: ...

    def prepare(self, sounds: Iterable[str]) -> None:
        self.prepared = list(sounds)

    def schedule(self, cue: Cue) -> None:
        self._cues.append(cue)

    def cancel(self) -> float:
        edge = self._clock.now() + self._ahead
        self._drop(edge)
        return edge

    def hush(self) -> None:
        self.hushed.append(self._clock.now())
        self._drop(self._clock.now())

    def stop_speaking(self) -> None:
        self._cues = [cue for cue in self._cues if not cue.spoken]

    def set_volume(self, volume: float) -> None:
        self.volumes.append(volume)

    def close(self) -> None:
        self.closed = True

    def heard(self, *sounds: str) -> list[Cue]:
        """Returns what sounded or is to sound, in order; only these sounds, or all."""
        cues = sorted(self._cues, key=lambda cue: cue.at)
        return [cue for cue in cues if not sounds or cue.sound in sounds]

    def _drop(self, edge: float) -> None:
        self._cues = [cue for cue in self._cues if cue.at < edge]
