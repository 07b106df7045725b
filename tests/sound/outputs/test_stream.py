"""Cues reach the ear at their times, whatever the stream does."""

import numpy as np
import pytest

from backcue.sound.outputs.stream import CueStream
from tests.sound.fakes import RATE, Clock, FakeDevice, FakeSounds, cue
from tests.sound.waves import ones

LEAD = 0.1


class Playing:
    """A cue stream on a fake device."""

    def __init__(self, offset: float = 0.0, block: int = 960) -> None:
        self.clock = Clock()
        self.device = FakeDevice(self.clock, block=block)
        self.stream = CueStream(1.0, offset)
        self.sounds = FakeSounds()
        self.begin()
        self.device.play(1.0)

    def begin(self) -> None:
        self.stream.begin(self.device.lead)
        self.device.open(lambda frames, _: self.stream.fill(self.clock(), frames), lambda: None)

    def schedule(self, at: float, sound: str = "click", **more: float) -> None:
        asked = cue(at, sound, **more)
        self.stream.schedule(asked, self.sounds.samples(sound))


def test_a_cue_is_heard_at_its_time_to_the_sample() -> None:
    playing = Playing()
    at = playing.clock() + 0.5
    playing.schedule(at)
    playing.device.play(1.0)
    assert playing.device.onsets() == [pytest.approx(at, abs=1 / RATE)]


def test_a_personal_offset_plays_everything_earlier() -> None:
    playing = Playing(offset=0.180)
    at = playing.clock() + 0.5
    playing.schedule(at)
    playing.device.play(1.0)
    assert playing.device.onsets() == [pytest.approx(at - 0.180, abs=1 / RATE)]


def test_beats_are_evenly_spaced_to_the_sample() -> None:
    playing = Playing()
    beat = 60 / 180
    first = playing.clock() + 0.5
    for k in range(30):
        playing.schedule(first + k * beat)
    playing.device.play(11.0)
    gaps = np.diff(playing.device.onsets())
    assert len(gaps) == 29
    assert np.abs(gaps - beat).max() <= 1.01 / RATE


def test_a_cue_that_is_a_little_late_is_played_at_once() -> None:
    playing = Playing()
    playing.schedule(playing.clock() - 0.05)
    playing.device.play(0.5)
    assert len(playing.device.onsets()) == 1


def test_a_cue_that_is_too_late_is_left_out() -> None:
    playing = Playing()
    playing.schedule(playing.clock() + LEAD - 0.26)
    playing.schedule(playing.clock() + LEAD - 0.26, "hold", seconds=2.0)
    playing.device.play(0.5)
    assert playing.device.onsets() == []


def test_a_hold_that_begins_late_still_ends_on_time() -> None:
    playing = Playing()
    ends = playing.clock() + 1.0
    playing.schedule(ends - 1.0, "hold", seconds=1.0)
    playing.device.play(1.5)
    last = [b + np.flatnonzero(pcm)[-1] / RATE for b, pcm in playing.device.heard if pcm.any()][-1]
    assert last == pytest.approx(ends, abs=0.002)


def test_cancel_gives_the_time_up_to_which_everything_is_still_heard() -> None:
    playing = Playing()
    now = playing.clock()
    times = [now + 0.01 * k for k in range(60)]
    for at in times:
        playing.schedule(at)
    edge = playing.stream.cancel(now)
    playing.device.play(1.0)
    assert now + LEAD <= edge <= now + LEAD + 0.03
    kept = [at for at in times if at < edge]
    assert playing.device.onsets()[-1] == pytest.approx(kept[-1], abs=1 / RATE)


def test_what_is_scheduled_from_the_cancelled_time_on_is_heard_to_the_sample() -> None:
    playing = Playing()
    edge = playing.stream.cancel(playing.clock())
    playing.device.play(0.02)
    playing.schedule(edge)
    playing.device.play(1.0)
    assert playing.device.onsets() == [pytest.approx(edge, abs=1 / RATE)]


@pytest.mark.parametrize("block", [480, 1440, 3200, 4800, 9600])
def test_what_follows_a_cancel_is_on_time_however_much_the_device_asks_for_at_once(
    block: int,
) -> None:
    playing = Playing(block=block)
    edge = playing.stream.cancel(playing.clock())
    playing.device.play(block / RATE)
    playing.schedule(edge)
    playing.device.play(1.0)
    assert playing.device.onsets() == [pytest.approx(edge, abs=1 / RATE)]


def test_a_large_block_long_ago_delays_nothing() -> None:
    playing = Playing()
    playing.device.block = 9600
    playing.device.play(0.2)
    playing.device.block = 480
    playing.device.play(2.0)
    now = playing.clock()
    assert playing.stream.cancel(now) <= now + LEAD + 0.03


def test_before_a_stream_runs_cancel_forgets_everything_to_come() -> None:
    stream = CueStream(1.0, 0.0)
    stream.schedule(cue(11.0), FakeSounds().samples("click"))
    assert stream.cancel(10.0) == 10.0
    assert not stream._waiting


def test_hush_is_silent_within_the_buffer_and_a_fade() -> None:
    playing = Playing()
    playing.schedule(playing.clock() + 0.2, "hold", seconds=5.0)
    playing.schedule(playing.clock() + 1.5)
    playing.device.play(1.0)
    now = playing.clock()
    playing.stream.hush()
    playing.device.play(2.0)
    last = [b + np.flatnonzero(pcm)[-1] / RATE for b, pcm in playing.device.heard if pcm.any()][-1]
    assert last - now <= LEAD + 0.011
    assert playing.stream.idle


def test_a_voice_that_is_stopped_is_silent_within_the_buffer_and_a_fade() -> None:
    playing = Playing()
    playing.sounds.known["voice:we are paused"] = ones(2 * RATE, 0.5)
    begins = playing.clock() + 0.9
    playing.schedule(begins, "voice:we are paused")
    playing.schedule(playing.clock() + 1.2, "voice:workout complete")
    playing.device.play(0.96)
    now = playing.clock()
    playing.stream.stop_speaking()
    playing.device.play(2.0)
    heard = [b + np.flatnonzero(pcm)[-1] / RATE for b, pcm in playing.device.heard if pcm.any()]
    assert begins < now < heard[-1] <= now + LEAD + 0.011
    assert playing.stream.idle


def test_stopping_the_voice_leaves_the_beats_as_they_are() -> None:
    playing = Playing()
    at = playing.clock() + 0.5
    playing.schedule(at)
    playing.schedule(at + 0.2, "voice:workout complete")
    playing.schedule(at + 0.4)
    playing.stream.stop_speaking()
    playing.device.play(2.0)
    assert playing.device.onsets() == [pytest.approx(each, abs=1 / RATE) for each in (at, at + 0.4)]


def test_a_new_stream_goes_on_at_the_right_place_without_a_burst() -> None:
    playing = Playing()
    start = playing.clock()
    for k in range(100):
        playing.schedule(start + 0.5 + k * 0.1)
    playing.device.play(2.0)
    playing.device.present = False
    playing.device.play(3.0)
    playing.device.present = True
    playing.device.heard.clear()
    playing.begin()
    playing.device.play(2.0)
    onsets = playing.device.onsets()
    assert len(onsets) == pytest.approx(20, abs=2)
    assert np.abs(np.diff(onsets) - 0.1).max() <= 1.01 / RATE
    assert abs((onsets[-1] - start) % 0.1 - 0.05) > 0.0499


def test_a_hold_that_was_interrupted_sounds_again_to_its_end() -> None:
    playing = Playing()
    start = playing.clock() + 0.2
    playing.schedule(start, "hold", seconds=6.0)
    playing.device.play(1.0)
    playing.device.present = False
    playing.device.play(2.0)
    playing.device.present = True
    playing.device.heard.clear()
    playing.begin()
    playing.device.play(6.0)
    loud = [b + np.flatnonzero(pcm) / RATE for b, pcm in playing.device.heard if pcm.any()]
    assert loud[0][0] < start + 3.0
    assert loud[-1][-1] == pytest.approx(start + 6.0, abs=0.002)


def test_a_stream_that_stood_still_drops_what_was_missed() -> None:
    playing = Playing()
    start = playing.clock()
    for k in range(40):
        playing.schedule(start + 0.5 + k * 0.1)
    playing.device.play(1.0)
    playing.clock.now += 1.0
    playing.device.heard.clear()
    playing.device.play(1.0)
    onsets = playing.device.onsets()
    assert onsets
    assert np.diff(onsets).min() > 0.09


def test_what_can_no_longer_be_heard_is_forgotten() -> None:
    stream = CueStream(1.0, 0.0)
    samples = FakeSounds().samples("click")
    for at in (1.0, 9.0, 11.0):
        stream.schedule(cue(at), samples)
    stream.schedule(cue(2.0, "hold", seconds=20.0), samples)
    stream.forget_past(10.0)
    assert sorted(w.at for w in stream._waiting) == [2.0, 11.0]


def test_a_stream_has_to_begin_before_it_is_filled() -> None:
    with pytest.raises(RuntimeError):
        CueStream(1.0, 0.0).fill(1.0, 960)
