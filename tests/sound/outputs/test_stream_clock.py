"""The stream's clock sees through jitter, follows drift and notices breaks."""

import random
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from backcue.sound.outputs.stream_clock import StreamClock

RATE = 48_000
LEAD = 4800


@dataclass
class Device:
    """A device with its own rate that asks for a block whenever there is room, or later."""

    ppm: float = 0.0
    jitter: float = 0.0
    block: int = 960
    begins: float = 100.0
    edge: int = 0
    seed: int = 1
    clock: StreamClock = field(default_factory=lambda: StreamClock(RATE, LEAD))

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.now = self.until = self.begins
        self.anchors = 0

    def room_at(self, edge: int) -> float:
        return self.begins + (edge - self.block) / (RATE * (1 + self.ppm * 1e-6))

    def heard_at(self, frame: int) -> float:
        return self.room_at(frame) + LEAD / RATE

    def run(self, seconds: float) -> None:
        self.until += seconds
        while self.room_at(self.edge + self.block) < self.until:
            self.edge += self.block
            late = self.random.expovariate(1 / self.jitter) if self.jitter else 0.0
            self.now = max(self.now, self.room_at(self.edge) + min(late, 0.09))
            self.anchors += self.clock.tick(self.now, self.edge)

    def lose(self, seconds: float) -> None:
        """Stand still for so long."""
        self.begins += seconds
        self.until += seconds

    @property
    def error(self) -> float:
        """Seconds between what the clock says and when the newest frame is really heard."""
        return self.clock.time_of(self.edge) - self.heard_at(self.edge)


def test_a_steady_device_is_mapped_exactly() -> None:
    device = Device()
    device.run(5)
    assert device.error == pytest.approx(0, abs=1e-6)
    assert device.clock.frame_at(device.heard_at(12_345)) == 12_345


@pytest.mark.parametrize("ppm", [-100, 0, 100])
@pytest.mark.parametrize("jitter", [0.002, 0.015])
def test_jitter_and_drift_leave_beats_even_and_the_clocks_together(
    ppm: float, jitter: float
) -> None:
    device = Device(ppm=ppm, jitter=jitter)
    device.run(20)
    beat = 60 / 180
    at = device.now + 0.2
    frames: list[int] = []
    worst = 0.0
    for _ in range(6000):
        device.run(0.02)
        while device.clock.frame_at(at) < device.edge:
            frames.append(device.clock.frame_at(at))
            at += beat
        worst = max(worst, abs(device.error))
    gaps = [b - a for a, b in pairwise(frames)]
    assert len(gaps) > 300
    assert max(abs(gap - beat * RATE) for gap in gaps) / RATE < 0.08e-3
    assert worst < 0.005
    assert device.anchors == 1


def test_hours_of_drift_never_pull_the_clocks_apart() -> None:
    device = Device(ppm=100, jitter=0.005, block=4800)
    device.run(4 * 3600)
    assert abs(device.error) < 0.002
    assert device.anchors == 1


def test_prefilling_the_buffer_is_not_taken_for_time() -> None:
    clock = StreamClock(RATE, LEAD)
    for k in range(1, 6):
        clock.tick(100.0 + k * 1e-4, k * 960)
    for k in range(1, 20):
        clock.tick(100.0 + k * 0.02, (k + 5) * 960)
    assert clock.time_of(24 * 960) == pytest.approx(100.38 + 0.1, abs=0.002)


def test_a_stream_that_stood_still_at_the_start_is_anchored_where_it_goes_on() -> None:
    clock = StreamClock(RATE, LEAD)
    clock.tick(100.0, 4800)
    for k in range(10):
        clock.tick(101.9 + k * 0.02, 4800 + (k + 1) * 960)
    assert clock.time_of(4800 + 10 * 960) == pytest.approx(101.9 + 9 * 0.02 + 0.1, abs=0.001)


@pytest.mark.parametrize("lost", [0.08, 0.2, 3.0])
def test_an_underrun_re_anchors_within_moments(lost: float) -> None:
    device = Device(jitter=0.002)
    device.run(10)
    device.lose(lost)
    device.run(0.2)
    assert device.anchors == 2
    assert abs(device.error) < 0.01
    device.run(1)
    assert abs(device.error) < 0.001


def test_a_machine_that_was_busy_for_a_moment_is_not_a_break() -> None:
    device = Device()
    device.run(10)
    late = device.now + 0.1
    for _ in range(5):
        device.edge += device.block
        device.anchors += device.clock.tick(late, device.edge)
    device.run(1)
    assert device.anchors == 1
    assert abs(device.error) < 0.001


def test_a_stream_that_ran_ahead_re_anchors_at_once() -> None:
    device = Device()
    device.run(10)
    device.begins -= 0.2
    device.run(0.05)
    assert device.anchors >= 2
    assert abs(device.error) < 0.001


def test_a_short_underrun_is_made_good_slowly() -> None:
    device = Device(jitter=0.001)
    device.run(10)
    device.lose(0.02)
    device.run(5)
    before = device.error
    device.run(1)
    assert 0.0003 < device.error - before < 0.0006
    device.run(60)
    assert device.anchors == 1
    assert abs(device.error) < 0.002


@pytest.mark.parametrize("lost", [0.004, 0.02, 0.045])
def test_a_short_underrun_at_the_beginning_is_made_good_before_the_first_beat(lost: float) -> None:
    device = Device(jitter=0.001)
    device.run(1)
    device.lose(lost)
    device.run(1.5)
    assert abs(device.error) < 0.0015
    frames = []
    for beat in range(9):
        device.run(0.5)
        frames.append(device.clock.frame_at(110 + beat / 3))
    assert max(abs(b - a - RATE / 3) for a, b in pairwise(frames)) < 0.0001 * RATE


def test_before_any_callback_there_is_no_anchor() -> None:
    clock = StreamClock(RATE, LEAD)
    assert not clock.anchored
    assert clock.tick(5.0, 960)
    assert clock.anchored
