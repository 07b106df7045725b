"""The simpleaudio output plays each cue whole, in order, and ends cleanly."""

import asyncio
import sys
import threading
import time
import types
from collections.abc import Iterator
from importlib import metadata

import numpy as np
import pytest

from backcue.sound.outputs import simpleaudio as output
from backcue.sound.outputs.simpleaudio import SimpleaudioPlayer, unusable
from tests.sound.fakes import RATE, FakeSounds, VirtualLoop, cue, in_virtual_time


class Library(types.ModuleType):
    """Stands in for the library: keeps what it was asked to play."""

    def __init__(self) -> None:
        super().__init__("simpleaudio")
        self.played: list[np.ndarray[tuple[int], np.dtype[np.int16]]] = []
        self.stopped = 0
        self.sounding = True
        self.error: Exception | None = None
        self.channels = 1

    def play_buffer(self, sound: bytes, channels: int, width: int, rate: int) -> "Library":
        assert (channels, width, rate) == (self.channels, 2, RATE)
        if self.error:
            raise self.error
        self.played.append(np.frombuffer(sound, np.int16))
        return self

    def is_playing(self) -> bool:
        return self.sounding

    def stop(self) -> None:
        self.stopped += 1


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    fake = Library()
    monkeypatch.setitem(sys.modules, "simpleaudio", fake)
    return fake


def played_by(library: Library, *sounds: str, volume: float = 1.0) -> list[np.ndarray]:  # type: ignore[type-arg]
    """Play cues one second apart and give what the library got, the opening silence left out."""

    async def body(loop: VirtualLoop) -> None:
        channels = library.channels
        player = SimpleaudioPlayer(FakeSounds(), volume=volume, clock=loop.time, channels=channels)
        player.open()
        for sound in sounds:
            seconds = 0.5 if sound == "hold" else None
            player.schedule(cue(loop.time() + 1, sound, seconds=seconds))
            await asyncio.sleep(1)
            done = threading.Event()
            player._orders.put(done.set)
            assert done.wait(5)
        library.sounding = False
        player.close()
        assert player.error is None

    in_virtual_time(body)
    assert not library.played[0].any()
    return library.played[1:]


def test_a_sound_is_played_as_it_is(library: Library) -> None:
    (heard,) = played_by(library, "forward")
    assert len(heard) == 480
    assert set(heard) == {round(0.5 * 32767)}


def test_in_two_channels_a_sound_is_played_to_both(library: Library) -> None:
    library.channels = 2
    (heard,) = played_by(library, "forward")
    assert len(heard) == 2 * 480
    assert set(heard) == {round(0.5 * 32767)}


def test_volume_is_in_the_samples(library: Library) -> None:
    (heard,) = played_by(library, "forward", volume=0.5)
    assert set(heard) == {round(0.25 * 32767)}


def test_a_hold_is_as_long_as_it_lasts(library: Library) -> None:
    (heard,) = played_by(library, "hold")
    assert len(heard) == RATE // 2


def test_a_sound_that_is_not_there_is_left_out(library: Library) -> None:
    assert len(played_by(library, "broken", "forward")) == 1


def test_at_volume_zero_the_device_is_left_alone(library: Library) -> None:
    assert played_by(library, "forward", volume=0.0) == []


def test_what_was_hushed_is_stopped_and_what_was_waiting_never_begins(library: Library) -> None:
    async def body(loop: VirtualLoop) -> None:
        player = SimpleaudioPlayer(FakeSounds(), clock=loop.time)
        player.schedule(cue(loop.time() + 1))
        player.schedule(cue(loop.time() + 3))
        await asyncio.sleep(2)
        player.hush()
        await asyncio.sleep(2)
        player.open()
        thread = player._thread
        library.sounding = False
        player.close()
        assert thread is not None
        player.wait_closed()
        assert not thread.is_alive()

    in_virtual_time(body)
    assert len(library.played) == 1
    assert library.stopped == 1


def test_a_device_that_fails_is_a_trouble_until_it_plays_again(library: Library) -> None:
    player = SimpleaudioPlayer(FakeSounds())
    library.error = OSError("device is busy")
    player._start(b"\0\0", spoken=False)
    assert player.error == "no sound: device is busy"
    library.error = None
    player._start(b"\0\0", spoken=False)
    assert player.error is None


def test_a_sound_that_waited_too_long_for_the_device_is_left_out(library: Library) -> None:
    player = SimpleaudioPlayer(FakeSounds(), clock=lambda: 100.0)
    player._play(cue(99.7), 1.0, 0)
    assert library.played == []
    player._play(cue(99.8), 1.0, 0)
    assert len(library.played) == 1


@pytest.mark.usefixtures("library")
def test_the_archived_library_is_refused_where_it_crashes(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(output.metadata, "version", lambda _: "1.0.5")
    assert unusable() is None
    monkeypatch.setattr(output.metadata, "version", absent)
    monkeypatch.setattr(sys, "version_info", (3, 12, 0))
    assert "crashes" in str(unusable())
    monkeypatch.setattr(sys, "version_info", (3, 11, 0))
    assert unusable() is None


def test_closing_returns_at_once_and_lets_what_plays_ring_out(library: Library) -> None:
    player = SimpleaudioPlayer(FakeSounds())
    player.open()
    player._orders.put(lambda: player._start(bytes(960), spoken=False))
    done = threading.Event()
    player._orders.put(done.set)
    assert done.wait(5)
    begun = time.monotonic()
    player.close()
    assert time.monotonic() - begun < 0.05
    player.wait_closed(0.2)
    assert player._thread is not None
    assert player._thread.is_alive()
    assert library.stopped == 0
    library.sounding = False
    player.wait_closed()
    assert not player._thread.is_alive()
