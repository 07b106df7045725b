"""Cues waiting for their time, placed on the frames of whatever stream is running."""

import heapq
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from backcue.sound.mixer import Mixer
from backcue.sound.outputs.player import TOO_LATE
from backcue.sound.outputs.stream_clock import GAP, StreamClock
from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.samples.samples import Samples
from backcue.sound.score.cue import Cue

Fill = Callable[[int, int], bytes]
"""Returns so many frames (48 kHz, 16 bit), called in the device's own thread; the second number
is how many frames the device keeps between the last of them and the ear."""
TOO_LATE_AFTER_GAP: Final = 0.010
"""The same where the stream stood still: what was missed then must not come in a burst."""
SHORTEST: Final = 0.050
"""Seconds of a sustained sound that are worth beginning in its middle."""
MARGIN_FRAMES: Final = SAMPLE_RATE * 25 // 1000
"""How far the stream may run on, at least, between a `cancel` and the cues that follow it."""
SLACK_FRAMES: Final = SAMPLE_RATE // 1000
"""How much more than in its latest callbacks a device may ask for in the next."""
LATEST_CALLBACKS: Final = 32
"""Callbacks that tell how much a device asks for; its first, for a whole buffer, is soon over."""


@dataclass(order=True, slots=True)
class Waiting:
    """A cue that has not begun; `samples` is None until they are decoded."""

    at: float
    order: int
    cue: Cue = field(compare=False)
    samples: Samples | None = field(compare=False)


class CueStream:
    """Turns cues with monotonic times into PCM, when a stream asks for it.

    A cue gets its frame only in the block in which it begins, so that a stream that broke
    or was opened anew still hears every cue at its time. Not safe across threads by itself.
    """

    def __init__(self, volume: float, offset: float, channels: int = 1) -> None:
        self.channels = channels
        self._offset = offset
        self._volume = volume
        self._waiting: list[Waiting] = []
        self._lasting: list[Waiting] = []
        self._order = 0
        self._mixer = Mixer(volume, channels)
        self._clock: StreamClock | None = None
        self._returning = False
        self._filled: float | None = None
        self._blocks: deque[int] = deque(maxlen=LATEST_CALLBACKS)

    @property
    def idle(self) -> bool:
        """Whether nothing sounds and nothing waits."""
        return self._mixer.idle and not self._waiting

    def begin(self, lead_frames: int) -> None:
        """A new stream begins at its frame 0; sustained sounds of the last one go on in it."""
        self._returning = self._clock is not None
        self._clock = StreamClock(SAMPLE_RATE, lead_frames)
        self._mixer = Mixer(self._volume, self.channels)
        self._filled = None
        self._blocks.clear()
        for waiting in self._lasting:
            heapq.heappush(self._waiting, waiting)
        self._lasting = []

    def fill(self, now: float, frames: int) -> bytes:
        """Returns the stream its next frames, asked for at `now`."""
        if self._clock is None:
            raise RuntimeError("no stream has begun")
        edge = self._mixer.position + frames
        self._blocks.append(frames)
        self._clock.tick(now, edge)
        after_gap = self._returning or (self._filled is not None and now - self._filled > GAP)
        self._returning, self._filled = False, now
        unready = []
        while self._waiting:
            frame = self._clock.frame_at(self._waiting[0].at - self._offset)
            if frame >= edge:
                break
            waiting = heapq.heappop(self._waiting)
            if waiting.samples is not None:
                self._place(waiting, waiting.samples, frame, after_gap=after_gap)
            elif self._late(frame) <= TOO_LATE:
                unready.append(waiting)
        for waiting in unready:
            heapq.heappush(self._waiting, waiting)
        self._lasting = [w for w in self._lasting if _end(w) > now]
        return self._mixer.render(frames)

    def schedule(self, cue: Cue, samples: Samples | None) -> Waiting:
        """Take in a cue; where it has no samples yet, they go into what is returned."""
        self._order += 1
        waiting = Waiting(cue.at, self._order, cue, samples)
        heapq.heappush(self._waiting, waiting)
        return waiting

    def cancel(self, now: float) -> float:
        """Forget the cues that can still be replaced; give the time from which on they can."""
        edge = now
        if self._clock is not None and self._clock.anchored:
            margin = max(MARGIN_FRAMES, max(self._blocks) + SLACK_FRAMES)
            reach = self._clock.time_of(self._mixer.position + margin)
            edge = max(now, reach + self._offset)
        self._waiting = [w for w in self._waiting if w.at < edge]
        heapq.heapify(self._waiting)
        return edge

    def hush(self) -> None:
        """Forget every cue and fade out what sounds."""
        self._waiting.clear()
        self._lasting.clear()
        self._mixer.hush()

    def stop_speaking(self) -> None:
        """Forget every phrase and fade out the one that is being said."""
        self._waiting = [w for w in self._waiting if not w.cue.spoken]
        heapq.heapify(self._waiting)
        self._mixer.hush(speech_only=True)

    def set_volume(self, volume: float) -> None:
        """Set the loudness, 0 to 1."""
        self._volume = volume
        self._mixer.set_volume(volume)

    def forget_past(self, now: float) -> None:
        """Forget what can no longer be heard, where no stream is there to do so."""
        self._waiting = [w for w in self._waiting if max(_end(w), w.at + TOO_LATE) > now]
        heapq.heapify(self._waiting)

    def _late(self, frame: int) -> float:
        return max(0.0, (self._mixer.position - frame) / SAMPLE_RATE)

    def _place(self, waiting: Waiting, samples: Samples, frame: int, *, after_gap: bool) -> None:
        cue, seconds = waiting.cue, waiting.cue.seconds
        late = self._late(frame)
        if seconds is None:
            if late > (TOO_LATE_AFTER_GAP if after_gap else TOO_LATE):
                return
        else:
            if late > TOO_LATE and not after_gap:
                return
            seconds -= late
            if late and seconds < SHORTEST:
                return
            self._lasting.append(waiting)
        self._mixer.add(frame, samples, gain=cue.gain, seconds=seconds, speech=cue.spoken)


def _end(waiting: Waiting) -> float:
    return waiting.at + (waiting.cue.seconds or 0.0)
