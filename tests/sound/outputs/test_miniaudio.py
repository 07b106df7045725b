"""The default output opens, loses and finds its device without troubling the session."""

import threading
import time
from itertools import pairwise

import numpy as np
import pytest

from backcue.sound.outputs import reconnection
from backcue.sound.outputs.miniaudio import MiniaudioPlayer
from backcue.sound.outputs.reconnection import (
    LOOK,
    RETRY,
    STALLED,
    STALLED_AT_START,
    UNANSWERED,
)
from backcue.sound.samples.samples import Samples
from tests.sound.fakes import RATE, Clock, FakeDevice, FakeSounds, cue
from tests.sound.waves import Pcm, ones


class Set:
    """A player on a fake device, looked at by hand instead of by its thread."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.device = FakeDevice(self.clock)
        self.player = MiniaudioPlayer(FakeSounds(), clock=self.clock, opener=self.device.open)

    def pass_time(self, seconds: float) -> None:
        look = 0.0
        for _ in range(round(seconds / 0.02)):
            self.device.play(0.02)
            look -= 0.02
            if look <= 0:
                look = self.player._connection.look()


@pytest.fixture
def rig() -> Set:
    return Set()


def test_cues_are_heard_at_their_times(rig: Set) -> None:
    rig.pass_time(1.0)
    at = rig.clock() + 0.4
    rig.player.schedule(cue(at))
    rig.pass_time(1.0)
    assert rig.device.onsets() == [pytest.approx(at, abs=1 / RATE)]
    assert rig.player.error is None
    assert rig.player.name == "miniaudio"


def test_a_sound_that_cannot_be_read_is_left_out(rig: Set) -> None:
    rig.pass_time(1.0)
    rig.player.schedule(cue(rig.clock() + 0.3, "broken"))
    rig.pass_time(1.0)
    assert rig.device.onsets() == []
    assert rig.player.error is None


class Slow(FakeSounds):
    """Sounds that take as long to decode as the test likes."""

    def __init__(self) -> None:
        super().__init__()
        self.decode = threading.Event()
        self.asked: list[str] = []

    def ready(self, sound: str) -> Samples | None:
        return self.samples(sound) if self.decode.is_set() else None

    def samples(self, sound: str) -> Samples:
        self.asked.append(sound)
        assert self.decode.wait(5)
        return super().samples(sound)


def decoded(player: MiniaudioPlayer) -> None:
    """Wait until all that is to be decoded is."""
    player._decoding.submit(lambda: None).result(5)


def test_a_sound_that_takes_long_to_decode_holds_nobody_up_and_is_heard_on_time(rig: Set) -> None:
    slow = rig.player._bank = Slow()  # type: ignore[assignment]
    rig.pass_time(1.0)
    at = rig.clock() + 0.4
    begun = time.monotonic()
    rig.player.schedule(cue(at))
    assert time.monotonic() - begun < 0.5
    rig.pass_time(0.1)
    slow.decode.set()
    decoded(rig.player)
    rig.pass_time(1.0)
    assert rig.device.onsets() == [pytest.approx(at, abs=1 / RATE)]


@pytest.mark.parametrize(("late", "heard"), [(0.1, 1), (0.4, 0)])
def test_what_is_decoded_late_is_heard_at_once_or_not_at_all(
    rig: Set, late: float, heard: int
) -> None:
    slow = rig.player._bank = Slow()  # type: ignore[assignment]
    rig.pass_time(1.0)
    at = rig.clock() + 0.2
    rig.player.schedule(cue(at))
    rig.pass_time(0.2 - 0.1 + late)
    slow.decode.set()
    decoded(rig.player)
    rig.pass_time(1.0)
    assert len(rig.device.onsets()) == heard
    rig.player.schedule(cue(rig.clock() + 0.3))
    rig.pass_time(1.0)
    assert len(rig.device.onsets()) == heard + 1


def test_what_is_called_off_while_it_is_decoded_is_not_heard(rig: Set) -> None:
    slow = rig.player._bank = Slow()  # type: ignore[assignment]
    rig.pass_time(1.0)
    rig.player.schedule(cue(rig.clock() + 0.4))
    rig.player.cancel()
    slow.decode.set()
    decoded(rig.player)
    rig.pass_time(1.0)
    assert rig.device.onsets() == []


def test_what_is_prepared_is_decoded_in_the_background(rig: Set) -> None:
    slow = rig.player._bank = Slow()  # type: ignore[assignment]
    begun = time.monotonic()
    rig.player.prepare(["forward", "finish"])
    assert time.monotonic() - begun < 0.5
    slow.decode.set()
    decoded(rig.player)
    assert slow.asked == ["forward", "finish"]


def test_without_a_device_it_says_so_and_tries_again(rig: Set) -> None:
    rig.device.present = False
    assert rig.player._connection.look() == RETRY
    assert rig.player.error == "no sound: no audio device"
    rig.device.present = True
    rig.pass_time(1.0)
    assert rig.player.error is None


def test_a_device_that_goes_away_is_noticed_within_a_second(rig: Set) -> None:
    rig.pass_time(2.0)
    rig.device.present = False
    rig.pass_time(STALLED + LOOK + 0.04)
    assert rig.player.error is not None
    assert rig.player.error.startswith("no sound: ")
    assert rig.device.closed == 1


def test_a_report_tells_once_that_sound_went_and_came_back(
    rig: Set, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "backcue")
    rig.pass_time(2.0)
    rig.device.present = False
    rig.pass_time(4.0)
    rig.device.present = True
    rig.pass_time(2.0)
    assert [record.getMessage() for record in caplog.records] == [
        "no sound: the audio device went away",
        "closing the stream",
        "no sound: no audio device",
        "sound is back",
    ]


def test_it_comes_back_at_the_right_place_without_a_burst(rig: Set) -> None:
    start = rig.clock()
    for k in range(200):
        rig.player.schedule(cue(start + 0.5 + k * 0.1))
    rig.pass_time(3.0)
    rig.device.present = False
    rig.pass_time(5.0)
    rig.device.heard.clear()
    rig.device.present = True
    back = rig.clock()
    rig.pass_time(4.0)
    onsets = rig.device.onsets()
    assert onsets[0] - back < 1.5
    assert min(b - a for a, b in pairwise(onsets)) > 0.0999
    assert all(abs((at - start + 0.05) % 0.1 - 0.05) < 2 / RATE for at in onsets)
    assert rig.player.error is None


def test_a_device_that_says_that_it_stopped_is_opened_again_at_once(rig: Set) -> None:
    rig.pass_time(2.0)
    rig.device.stopped()
    rig.pass_time(LOOK * 2)
    assert rig.device.opened == 2


def test_a_stream_that_sleeps_at_its_start_is_given_time(rig: Set) -> None:
    rig.player._connection.look()
    rig.device.play(0.02)
    rig.clock.now += STALLED_AT_START - 0.1
    rig.player._connection.look()
    assert rig.player.error is None
    assert rig.device.closed == 0
    rig.clock.now += 0.2
    rig.player._connection.look()
    assert rig.player.error is not None


def test_a_stream_is_closed_where_no_thread_begins_any_more(
    rig: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From 3.12 on none does while the program ends."""
    rig.pass_time(1.0)

    def too_late(_: threading.Thread) -> None:
        raise RuntimeError("can't create new thread at interpreter shutdown")

    monkeypatch.setattr(threading.Thread, "start", too_late)
    rig.player._connection.drop()
    assert rig.device.closed == 1


def test_what_waits_to_close_a_stream_ends_where_there_was_none(rig: Set) -> None:
    before = set(threading.enumerate())
    rig.device.present = False
    rig.pass_time(2.0)
    assert rig.player.error == "no sound: no audio device"
    assert len(set(threading.enumerate()) - before) == 1
    rig.player._connection.drop()
    assert set(threading.enumerate()) <= before


def test_a_stream_that_was_given_up_is_fed_silence(rig: Set) -> None:
    rig.pass_time(1.0)
    rig.player.schedule(cue(rig.clock() + 0.2, "hold", seconds=9.0))
    rig.pass_time(0.5)
    old = rig.device.fill
    assert old is not None
    assert old(480, 4800) != bytes(960)
    rig.player._connection.drop()
    assert old(480, 4800) == bytes(960)


def test_a_stream_that_was_given_up_takes_nothing_from_the_new_one(rig: Set) -> None:
    rig.pass_time(1.0)
    old = rig.device.fill
    assert old is not None
    rig.player._connection.drop()
    at = rig.clock() + 0.6
    rig.player.schedule(cue(at))
    rig.pass_time(0.3)
    for _ in range(100):
        assert old(480, 4800) == bytes(960)
    rig.pass_time(1.0)
    assert rig.device.onsets() == [pytest.approx(at, abs=1 / RATE)]


def test_an_error_in_the_devices_thread_becomes_silence_and_a_trouble(
    rig: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.pass_time(1.0)
    assert rig.device.fill is not None
    with monkeypatch.context() as patch:
        patch.setattr(rig.player._cues, "fill", lambda *_: 1 / 0)
        assert rig.device.fill(480, 4800) == bytes(960)
        assert rig.player.error == "no sound: division by zero"
    rig.pass_time(0.2)
    assert rig.player.error is None


def test_a_library_that_cannot_be_loaded_is_named() -> None:
    def opener(*_: object) -> FakeDevice:
        raise ImportError("no", name="_miniaudio")

    player = MiniaudioPlayer(FakeSounds(), opener=opener)
    player._connection.look()
    assert player.error == "no sound: miniaudio cannot be loaded (_miniaudio)"


def test_opening_that_hangs_holds_up_nobody_and_is_said() -> None:
    release = threading.Event()
    clock = Clock()

    def opener(*_: object) -> FakeDevice:
        release.wait(5)
        raise RuntimeError("no audio device")

    player = MiniaudioPlayer(FakeSounds(), clock=clock, opener=opener)
    begun = time.monotonic()
    player.open()
    player.schedule(cue(clock() + 1))
    assert player.cancel() == clock()
    assert time.monotonic() - begun < 0.5
    assert player.error is None
    clock.now += UNANSWERED + 0.1
    assert player.error == "no sound: the audio device does not answer"
    release.set()
    player.close()


def test_closing_ends_the_thread_and_lets_go_of_the_device() -> None:
    clock = Clock()
    device = FakeDevice(clock)
    opened = threading.Event()

    def opener(*both: object) -> FakeDevice:
        opened.set()
        return device.open(*both)  # type: ignore[arg-type]

    player = MiniaudioPlayer(FakeSounds(), clock=clock, opener=opener)
    player.open()
    player.open()
    assert opened.wait(5)
    player.close()
    player.close()
    player.wait_closed()
    assert device.closed == 1
    assert device.opened == 1
    assert player._thread is not None
    assert not player._thread.is_alive()
    player.open()
    assert device.opened == 1


class Playing:
    """A player that is open, on a device that plays; time is as fast as the test likes."""

    def __init__(self) -> None:
        self.device = FakeDevice(Clock())
        self.sounds = FakeSounds()
        self.opened = threading.Event()
        self.player = MiniaudioPlayer(self.sounds, clock=self.device.clock, opener=self.open)
        self.player.open()
        assert self.opened.wait(5)
        self.device.play(0.5)

    def open(self, *both: object) -> FakeDevice:
        opened = self.device.open(*both)  # type: ignore[arg-type]
        self.opened.set()
        return opened

    def play_until_closed(self) -> None:
        """Play at about the pace of a real device."""
        deadline = time.monotonic() + 20
        while not self.device.closed:
            assert time.monotonic() < deadline
            self.device.play(0.02)
            time.sleep(0.005)  # the player's own thread looks now and then

    def loud(self) -> Pcm:
        pcm = np.concatenate([block for _, block in self.device.heard])
        return pcm[np.flatnonzero(pcm)[0] : np.flatnonzero(pcm)[-1] + 1]


def test_what_was_scheduled_rings_out_before_the_device_is_let_go_of() -> None:
    playing = Playing()
    playing.sounds.known["finish"] = ones(5 * RATE)
    playing.sounds.known["voice:workout complete"] = ones(RATE // 2, 0.125)
    begun = playing.device.clock() + 0.3
    playing.player.schedule(cue(begun, "finish"))
    playing.player.schedule(cue(begun + 5.1, "voice:workout complete"))
    playing.player.close()
    playing.play_until_closed()
    assert len(playing.loud()) == pytest.approx(5.6 * RATE, abs=2)
    assert playing.player.error is None


def test_closing_returns_at_once_whatever_the_device_does() -> None:
    playing = Playing()
    release = threading.Event()
    playing.device.close = lambda: release.wait(5)  # type: ignore[method-assign,assignment]
    playing.player.schedule(cue(playing.device.clock() + 0.2, "hold", seconds=9.0))
    playing.device.play(0.5)
    playing.player.hush()
    begun = time.monotonic()
    playing.player.close()
    assert time.monotonic() - begun < 0.05
    release.set()
    playing.device.clock.now += 1  # the device does not answer any more
    playing.player.wait_closed()
    assert not playing.player._thread.is_alive()  # type: ignore[union-attr]


def test_what_takes_too_long_to_ring_out_is_faded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconnection, "RING_OUT", 0.1)
    playing = Playing()
    playing.player.schedule(cue(playing.device.clock() + 0.2, "hold", seconds=1e5))
    playing.device.play(0.5)
    playing.player.close()
    playing.play_until_closed()
    heard = playing.loud()
    assert np.abs(np.diff(heard.astype(int))).max() < 100
    assert abs(int(heard[-1])) < 100


def test_after_hush_closing_waits_for_nothing() -> None:
    playing = Playing()
    playing.player.schedule(cue(playing.device.clock() + 5.0))
    playing.player.hush()
    begun = time.monotonic()
    playing.player.close()
    playing.play_until_closed()
    assert time.monotonic() - begun < 2.0


def test_volume_and_hush_reach_the_stream(rig: Set) -> None:
    rig.pass_time(1.0)
    rig.player.schedule(cue(rig.clock() + 0.2, "hold", seconds=9.0))
    rig.pass_time(1.0)
    assert rig.device.heard[-1][1].any()
    rig.player.set_volume(0.0)
    rig.pass_time(0.2)
    assert not rig.device.heard[-1][1].any()
    rig.player.set_volume(1.0)
    rig.pass_time(0.2)
    assert rig.device.heard[-1][1].any()
    rig.player.hush()
    rig.pass_time(0.2)
    assert not rig.device.heard[-1][1].any()
