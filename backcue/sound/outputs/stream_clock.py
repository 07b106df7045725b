"""Where the stream of an audio device is at a given monotonic time. Pure arithmetic."""

from collections import deque
from typing import Final

WINDOW: Final = 4.0
"""Seconds over which the earliest callback is looked for."""
SETTLE: Final = 0.5
"""Seconds after an anchor in which the estimate is followed at once."""
YOUNG: Final = 5.0
"""Seconds after an anchor in which it still is where more than `COARSE` is missing: a machine is
often busy when it begins to play, and a short underrun then is made good before the first beat."""
YOUNG_WINDOW: Final = 1.0
"""Seconds over which the earliest callback is looked for meanwhile."""
COARSE: Final = 0.001
"""Seconds: far more than the jitter of a machine that is not busy, far less than one hears."""
SLEW: Final = 150e-6
"""Most that the stream's time is bent, as a share: 0.06 ms at a beat of 160 steps/min."""
SLEW_FAR: Final = 500e-6
"""The same while more than `FAR` is missing, as after a short underrun."""
FAR: Final = 0.003
PULL: Final = 5.0
"""Seconds in which an error would be made good if it did not shrink meanwhile."""
STEP: Final = 0.050
"""Seconds of difference that are a break in the stream, not jitter or drift."""
CONFIRM: Final = 0.1
"""Seconds for which every callback must come so late to count as a break."""
GAP: Final = 0.25
"""No buffer lasts so many seconds: without a callback for so long the stream stood still."""


class StreamClock:
    """Maps monotonic seconds to frames of one stream, and back.

    A device asks for frames up to `edge` at the earliest when there is room for them, and
    later when the machine is busy: the earliest callbacks of the last seconds tell the truth.
    The frame before `edge` then reaches the ear `lead_frames` later. The mapping follows
    slowly, so that beats stay evenly spaced; a break (underrun, suspend) re-anchors it. Soon
    after an anchor, mostly while a start is counted in, it is put right at once.
    """

    def __init__(self, rate_hz: int, lead_frames: int) -> None:
        self._rate = rate_hz
        self._lead = lead_frames / rate_hz
        self._anchored: float | None = None
        self._offset = 0.0
        self._seen = 0.0
        self._ticked = 0.0
        self._earliest: deque[tuple[float, float]] = deque()
        self._late: list[tuple[float, float]] = []

    @property
    def anchored(self) -> bool:
        """Whether any callback has been seen."""
        return self._anchored is not None

    def tick(self, now: float, edge: int) -> bool:
        """Take in a callback at `now` that asks for frames up to `edge`; say if it re-anchored."""
        offset = now - edge / self._rate
        last, self._seen = self._seen, now
        if self._anchored is None or now - last > GAP or offset < self._offset - STEP:
            self._anchor(now, [(now, offset)])
            return True
        if offset > self._offset + STEP:
            self._late.append((now, offset))
            # Callbacks held up by a busy machine catch up within moments; a stream that
            # stood still stays late.
            if now - self._late[0][0] < CONFIRM:
                return False
            self._anchor(now, self._late)
            return True
        self._late = []
        self._remember(now, offset)
        self._follow(now)
        return False

    def frame_at(self, time: float) -> int:
        """Returns the frame that reaches the ear at this monotonic time, to the nearest."""
        return round((time - self._offset - self._lead) * self._rate)

    def time_of(self, frame: int) -> float:
        """Returns the monotonic time at which this frame reaches the ear."""
        return self._offset + self._lead + frame / self._rate

    def _anchor(self, now: float, seen: list[tuple[float, float]]) -> None:
        self._anchored = now
        self._ticked = now
        self._earliest.clear()
        for time, offset in seen:
            self._remember(time, offset)
        self._offset = self._earliest[0][1]
        self._late = []

    def _age(self, now: float) -> float:
        """Returns the seconds since the last anchor."""
        return 0.0 if self._anchored is None else now - self._anchored

    def _remember(self, now: float, offset: float) -> None:
        """Keep the earliest of the window at the left, each later one larger."""
        while self._earliest and self._earliest[-1][1] >= offset:
            self._earliest.pop()
        self._earliest.append((now, offset))
        window = YOUNG_WINDOW if self._age(now) < YOUNG else WINDOW
        while self._earliest[0][0] < now - window:
            self._earliest.popleft()

    def _follow(self, now: float) -> None:
        error = self._earliest[0][1] - self._offset
        passed, self._ticked = now - self._ticked, now
        age = self._age(now)
        if age < SETTLE or (age < YOUNG and abs(error) > COARSE):
            self._offset += error
            return
        most = (SLEW if abs(error) < FAR else SLEW_FAR) * passed
        self._offset += max(-most, min(most, error * min(1.0, passed / PULL)))
