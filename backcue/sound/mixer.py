"""Cues to blocks of PCM: sample-exact, pure, the same for the live stream and for a file."""

import heapq
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from backcue.sound.samples.levels import CEILING_DBFS, SAMPLE_RATE, linear
from backcue.sound.sounding import Floats, Sounding

RAMP_FRAMES: Final = SAMPLE_RATE * 20 // 1000
BLOCK_FRAMES: Final = 32_768
"""What is rendered at once where nobody waits for it: it stays within a processor's cache."""
CEILING: Final = linear(CEILING_DBFS)
"""No sample that leaves the mixer is above this."""
KNEE: Final = linear(CEILING_DBFS - 0.5)
"""Below this nothing is touched; above it sums bend towards the ceiling."""
_FULL_SCALE: Final = 32767.0

Pcm = NDArray[np.int16]
"""Frames for a device or a file: a row of samples in mono, else a column for each channel."""
_SLOPE: Final = np.arange(1, RAMP_FRAMES + 1, dtype=np.float32) / RAMP_FRAMES


@dataclass(order=True, slots=True)
class _Pending:
    start: int
    order: int
    sounding: Sounding = field(compare=False)


class Mixer:
    """Adds sounds at exact frames and renders them block by block.

    Frames are counted from 0 at 48 kHz. Memory grows only with the sounds still to come:
    samples are shared with whoever gave them, never copied.

    What it gives has one channel or two. The middle of all sounds is mixed alike in both cases:
    half the sum of two channels is what one has, up to the rounding.
    """

    def __init__(self, volume: float = 1.0, channels: int = 1) -> None:
        self._position = 0
        self._channels = channels
        self._pending: list[_Pending] = []
        self._order = 0
        self._active: list[Sounding] = []
        self._volume = volume
        self._volume_from = volume
        self._ramp_done = RAMP_FRAMES

    @property
    def position(self) -> int:
        """The next frame that `render` gives."""
        return self._position

    @property
    def idle(self) -> bool:
        """Whether nothing sounds and nothing is to come."""
        return not self._active and not self._pending

    @property
    def end(self) -> int:
        """The frame after the last of all that sounds and is to come; 0 where that is nothing."""
        coming = (pending.sounding for pending in self._pending)
        return max((sounding.end for sounding in (*self._active, *coming)), default=0)

    def add(
        self,
        frame: int,
        samples: Floats,
        *,
        gain: float = 1.0,
        seconds: float | None = None,
        speech: bool = False,
    ) -> None:
        """Let a sound begin at `frame`, or now where that is past.

        With `seconds` the samples are a loop that sounds for so long, rounded at both edges.
        `speech` can be hushed apart from the rest.
        """
        length = samples.shape[-1]
        frames = length if seconds is None else round(seconds * SAMPLE_RATE)
        if not length or frames <= 0:
            return
        start = max(frame, self._position)
        sustained = seconds is not None
        sounding = Sounding(start, samples, gain, frames, sustained, speech)
        self._order += 1
        heapq.heappush(self._pending, _Pending(start, self._order, sounding))

    def cancel(self) -> int:
        """Forget the sounds that have not begun; give the frame from which new ones can begin."""
        self._pending.clear()
        return self._position

    def hush(self, *, speech_only: bool = False) -> None:
        """Forget what is to come and fade out what sounds, within 10 ms; or the speech of it."""
        self._pending = [p for p in self._pending if speech_only and not p.sounding.speech]
        heapq.heapify(self._pending)
        for sounding in self._active:
            if sounding.hushed is None and (sounding.speech or not speech_only):
                sounding.hushed = self._position - sounding.start

    def set_volume(self, volume: float) -> None:
        """Set the loudness (0 to 1); it gets there on a ramp of 20 ms."""
        self._volume_from = self._volume_now()
        self._volume = volume
        self._ramp_done = 0

    def render(self, frames: int) -> Pcm:
        """Returns the next `frames` frames and move on."""
        begin, end = self._position, self._position + frames
        shape = frames if self._channels == 1 else (frames, self._channels)
        out: Pcm = np.zeros(shape, np.int16)
        while self._pending and self._pending[0].start < end:
            self._active.append(heapq.heappop(self._pending).sounding)
        gain = self._gain(frames)
        for first, last, together in _spans(self._active, begin, end):
            volume = gain if isinstance(gain, np.float32) else gain[first - begin : last - begin]
            self._mix(first, last, together, volume, out[first - begin : last - begin])
        self._active = [s for s in self._active if s.end > end]
        self._position = end
        return out

    def _mix(
        self,
        first: int,
        last: int,
        together: list[Sounding],
        volume: np.float32 | Floats,
        out: Pcm,
    ) -> None:
        """Mix what sounds together between two frames into `out`."""
        middle = np.zeros(last - first, np.float32)
        sides: list[tuple[int, int, Floats]] = []
        for sounding in together:
            at, to = max(first, sounding.start), min(last, sounding.end)
            part = sounding.part(at - sounding.start, to - sounding.start)
            if part.ndim > 1:
                sides.append((at - first, to - first, part[1]))
                part = part[0]
            middle[at - first : to - first] += part
        middle *= volume
        if self._channels == 1:
            out[:] = _to_pcm(middle)
            return
        apart = []
        for begin, end, side in _summed(sides):
            loud = side * (volume if isinstance(volume, np.float32) else volume[begin:end])
            left, right = middle[begin:end] + loud, middle[begin:end] - loud
            apart.append((begin, end, _to_pcm(left), _to_pcm(right)))
        # Most is heard in the middle: what is alike in both channels is worked out once.
        out[:] = _in_both(_to_pcm(middle))
        for begin, end, left_pcm, right_pcm in apart:
            out[begin:end, 0], out[begin:end, 1] = left_pcm, right_pcm

    def _volume_now(self) -> float:
        share = self._ramp_done / RAMP_FRAMES
        return self._volume_from + (self._volume - self._volume_from) * share

    def _gain(self, frames: int) -> np.float32 | Floats:
        """Returns the volume over the next frames: one number, or a curve while it changes."""
        if self._ramp_done >= RAMP_FRAMES:
            return np.float32(self._volume)
        curve = np.full(frames, self._volume, np.float32)
        slope = _SLOPE[self._ramp_done : self._ramp_done + frames]
        curve[: len(slope)] = self._volume_from + (self._volume - self._volume_from) * slope
        self._ramp_done += len(slope)
        return curve


def _spans(active: list[Sounding], begin: int, end: int) -> list[tuple[int, int, list[Sounding]]]:
    """Group what sounds between two frames into stretches without a gap."""
    spans: list[tuple[int, int, list[Sounding]]] = []
    for sounding in sorted(active, key=lambda s: s.start):
        first = max(begin, sounding.start)
        last = min(end, sounding.end)
        if spans and first <= spans[-1][1]:
            known = spans[-1]
            known[2].append(sounding)
            spans[-1] = (known[0], max(known[1], last), known[2])
        else:
            spans.append((first, last, [sounding]))
    return spans


def _summed(sides: list[tuple[int, int, Floats]]) -> list[tuple[int, int, Floats]]:
    """Returns parts, each with its begin and end, with those that overlap added to one."""
    apart: list[tuple[int, int, Floats]] = []
    for begin, end, side in sorted(sides, key=lambda each: each[0]):
        if not apart or begin >= apart[-1][1]:
            apart.append((begin, end, side))
            continue
        first, last, known = apart[-1]
        together = np.zeros(max(last, end) - first, np.float32)
        together[: last - first] = known
        together[begin - first : end - first] += side
        apart[-1] = (first, max(last, end), together)
    return apart


def _to_pcm(mix: Floats) -> Pcm:
    """Bend what is above the knee under the ceiling, and scale to 16 bits."""
    if max(float(mix.max()), -float(mix.min())) > KNEE:
        size = np.abs(mix)
        room = CEILING - KNEE
        bent = KNEE + room * np.tanh((size - KNEE) / room)
        mix = np.where(size > KNEE, np.copysign(bent, mix), mix)
    mix *= np.float32(_FULL_SCALE)
    np.rint(mix, out=mix)
    return mix.astype(np.int16)


def _in_both(pcm: Pcm) -> Pcm:
    """Returns one row of samples as two columns; whole frames at once are written fastest."""
    frames = pcm.view(np.uint16) * np.uint32(0x10001)
    return frames.view(np.int16).reshape(-1, 2)


def alone(
    samples: Floats,
    *,
    gain: float = 1.0,
    seconds: float | None = None,
    volume: float = 1.0,
    channels: int = 1,
) -> Pcm:
    """Render one sound alone, for outputs that play sound by sound."""
    mixer = Mixer(volume, channels)
    mixer.add(0, samples, gain=gain, seconds=seconds)
    parts: list[Pcm] = [mixer.render(0)]
    while not mixer.idle:
        parts.append(mixer.render(min(BLOCK_FRAMES, mixer.end - mixer.position)))
    return np.concatenate(parts)
