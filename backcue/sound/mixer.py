"""Cues to blocks of PCM: sample-exact, pure, the same for the live stream and for a file."""

import heapq
from array import array
from dataclasses import dataclass, field
from math import copysign, tanh
from typing import Final

from backcue.sound.samples.levels import CEILING_DBFS, SAMPLE_RATE, linear
from backcue.sound.samples.samples import (
    FULL_WIDE,
    KEPT,
    WIDE,
    Samples,
    added,
    in_both,
    louder,
    peak,
    rounded,
    shaped,
)
from backcue.sound.sounding import Sounding

RAMP_FRAMES: Final = SAMPLE_RATE * 20 // 1000
BLOCK_FRAMES: Final = 32_768
"""What is rendered at once where nobody waits for it: it stays within a processor's cache."""
CEILING: Final = linear(CEILING_DBFS)
"""No sample that leaves the mixer is above this."""
KNEE: Final = linear(CEILING_DBFS - 0.5)
"""Below this nothing is touched; above it sums bend towards the ceiling."""
_HEADROOM: Final = 64
"""So many times softer sounds are added, as their sum may be louder than any number can be."""
_FULL: Final = FULL_WIDE / _HEADROOM
_SLOPE: Final = tuple(frame / RAMP_FRAMES for frame in range(1, RAMP_FRAMES + 1))


@dataclass(order=True, slots=True)
class _Pending:
    start: int
    order: int
    sounding: Sounding = field(compare=False)


class Mixer:
    """Adds sounds at exact frames and renders them block by block.

    Frames are counted from 0 at 48 kHz. Memory grows only with the sounds still to come:
    samples are shared with whoever gave them, never copied.

    What it gives has one channel or two: half the sum of two channels is what one has, up to the
    rounding and to what is bent under the ceiling.
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
        samples: Samples,
        *,
        gain: float = 1.0,
        seconds: float | None = None,
        speech: bool = False,
    ) -> None:
        """Let a sound begin at `frame`, or now where that is past.

        With `seconds` the samples are a loop that sounds for so long, rounded at both edges.
        `speech` can be hushed apart from the rest.
        """
        frames = samples.frames if seconds is None else round(seconds * SAMPLE_RATE)
        if not samples.frames or frames <= 0:
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

    def render(self, frames: int) -> bytes:
        """Returns the next `frames` frames, 16 bits in the machine's byte order, and moves on."""
        ramp = _SLOPE[self._ramp_done : self._ramp_done + frames]
        if not ramp:
            return self._next(frames, None)
        by = self._volume - self._volume_from
        curve = [self._volume_from + by * share for share in ramp]
        self._ramp_done += len(ramp)
        return self._next(len(curve), curve) + self._next(frames - len(curve), None)

    def _next(self, frames: int, curve: list[float] | None) -> bytes:
        """Returns the next frames, with a volume that changes or the one that it has now."""
        begin, end = self._position, self._position + frames
        size = KEPT * self._channels
        out = bytearray(frames * size)
        while self._pending and self._pending[0].start < end:
            self._active.append(heapq.heappop(self._pending).sounding)
        for first, last, together in _spans(self._active, begin, end):
            volume = curve and curve[first - begin : last - begin]
            mixed = self._mixed(first, last, together, volume)
            out[(first - begin) * size : (last - begin) * size] = mixed
        self._active = [s for s in self._active if s.end > end]
        self._position = end
        return bytes(out)

    def _mixed(
        self, first: int, last: int, together: list[Sounding], curve: list[float] | None
    ) -> bytes:
        """Returns what sounds together between two frames."""
        # Most is heard in the middle: what is alike in both channels is worked out once.
        channels = min(self._channels, max(each.samples.channels for each in together))
        volume = self._volume if curve is None else 1.0
        whole = _sum(first, last, together, volume / _HEADROOM, channels)
        if curve is not None:
            whole = shaped(whole, curve, channels)
        if peak(whole) > KNEE * _FULL:
            whole = _bent(whole)
        pcm = rounded(louder(whole, _HEADROOM))
        return pcm if channels == self._channels else in_both(pcm, KEPT)

    def _volume_now(self) -> float:
        share = self._ramp_done / RAMP_FRAMES
        return self._volume_from + (self._volume - self._volume_from) * share


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


def _sum(first: int, last: int, together: list[Sounding], volume: float, channels: int) -> bytes:
    """Returns the sum of what sounds together between two frames, 32 bits."""
    size = WIDE * channels
    whole = bytearray()
    for sounding in together:
        at, to = max(first, sounding.start), min(last, sounding.end)
        part = sounding.part(at - sounding.start, to - sounding.start, channels, volume)
        # Only so much of it as sounds together with others is added to them.
        begin, end = (at - first) * size, (to - first) * size
        known = whole[begin:end]
        whole[begin:end] = added(known, part[: len(known)]) + part[len(known) :]
    return bytes(whole)


def _bent(whole: bytes) -> bytes:
    """Bend what is above the knee under the ceiling."""
    knee, room = KNEE * _FULL, (CEILING - KNEE) * _FULL

    def bent(sample: int) -> int:
        over = abs(sample) - knee
        return sample if over <= 0 else int(copysign(knee + room * tanh(over / room), sample))

    return array("i", map(bent, array("i", whole))).tobytes()


def alone(
    samples: Samples,
    *,
    gain: float = 1.0,
    seconds: float | None = None,
    volume: float = 1.0,
    channels: int = 1,
) -> bytes:
    """Render one sound alone, for outputs that play sound by sound."""
    mixer = Mixer(volume, channels)
    mixer.add(0, samples, gain=gain, seconds=seconds)
    parts = []
    while not mixer.idle:
        parts.append(mixer.render(min(BLOCK_FRAMES, mixer.end - mixer.position)))
    return b"".join(parts)
