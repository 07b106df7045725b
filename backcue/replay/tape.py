"""A player that writes down what it would let be heard: sample by sample, on an exact clock."""

import heapq
from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from backcue.sound.mixer import BLOCK_FRAMES, Mixer
from backcue.sound.outputs.player import TOO_LATE, Player
from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.score.cue import Cue

if TYPE_CHECKING:
    from backcue.sound.render import Write
    from backcue.sound.samples.bank import Bank

LATENCY = 0.1
"""Seconds from which on new cues can still be heard, where nobody knows what it was."""


class Tape(Player):
    """Writes frames of 48 kHz up to the time of each thing that it is told, then does it.

    Frame 0 is at `began`. `edges` are the times from which on new cues were heard, one for each
    `cancel` to come: in a replay those of the real output.
    """

    name = "tape"

    def __init__(
        self,
        bank: "Bank",
        write: "Write",
        *,
        clock: Callable[[], float],
        began: float,
        volume: float = 1.0,
        channels: int = 1,
        edges: Iterable[float] = (),
    ) -> None:
        super().__init__(volume=volume, ahead=LATENCY, clock=clock)
        self._bank, self._write = bank, write
        self._began = began
        self._edges = deque(edges)
        self._mixer = Mixer(volume, channels)
        self._waiting: list[tuple[float, int, Cue]] = []
        self._order = 0

    @property
    def seconds(self) -> float:
        """How much is written."""
        return self._mixer.position / SAMPLE_RATE

    def schedule(self, cue: Cue) -> None:
        """Write this cue at its time."""
        self.run_to(self._clock())
        self._order += 1
        heapq.heappush(self._waiting, (cue.at, self._order, cue))

    def cancel(self) -> float:
        """Forget every cue from the edge on; returns it."""
        now = self._clock()
        self.run_to(now)
        edge = self._edges.popleft() if self._edges else now + self._ahead
        self._waiting = [each for each in self._waiting if each[0] < edge]
        heapq.heapify(self._waiting)
        return edge

    def hush(self) -> None:
        """Forget every cue and fade out what sounds."""
        self.run_to(self._clock())
        self._waiting.clear()
        self._mixer.hush()

    def stop_speaking(self) -> None:
        """Forget every phrase and fade out the one that is being said."""
        self.run_to(self._clock())
        self._waiting = [each for each in self._waiting if not each[2].spoken]
        heapq.heapify(self._waiting)
        self._mixer.hush(speech_only=True)

    def set_volume(self, volume: float) -> None:
        """Set the loudness."""
        self.run_to(self._clock())
        self._mixer.set_volume(volume)

    def go_over(self, ahead: float) -> None:
        """Go over to a clock that is ahead by so many seconds; nothing is written for these."""
        self._began += ahead

    def run_to(self, now: float) -> None:
        """Write up to this time."""
        self._run_to_frame(self._frame(now))

    def ring_out(self, longest: float) -> None:
        """Write what still sounds and waits, for so many seconds at most."""
        latest = self._mixer.position + round(longest * SAMPLE_RATE)
        while self._waiting or not self._mixer.idle:
            edge = self._frame(self._waiting[0][0]) + 1 if self._waiting else self._mixer.end
            if edge > latest:
                break
            self._run_to_frame(edge)

    def _frame(self, at: float) -> int:
        return round((at - self._began) * SAMPLE_RATE)

    def _run_to_frame(self, target: int) -> None:
        while self._mixer.position < target:
            edge = min(self._mixer.position + BLOCK_FRAMES, target)
            while self._waiting and self._frame(self._waiting[0][0]) < edge:
                self._place(heapq.heappop(self._waiting)[2])
            self._write(self._mixer.render(edge - self._mixer.position))

    def _place(self, cue: Cue) -> None:
        frame, seconds = self._frame(cue.at), cue.seconds
        late = max(0, self._mixer.position - frame) / SAMPLE_RATE
        if late > TOO_LATE:
            return
        if seconds is not None:
            seconds -= late
        samples = self._bank.samples(cue.sound)
        self._mixer.add(frame, samples, gain=cue.gain, seconds=seconds, speech=cue.spoken)
