"""With a real sound server: beats are even, pause is silent, and a server that left comes back."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import numpy as np
import pytest

from backcue.sound.outputs.miniaudio import MiniaudioPlayer
from backcue.sound.outputs.simpleaudio import SimpleaudioPlayer, unusable
from backcue.sound.score.cue import Cue
from backcue.sound.voice.pcm import Floats
from bench.onsets import find, silent_from, spacing
from bench.pulse import PulseServer, Recording, missing
from tests.sound.fakes import RATE, FakeSounds, cue
from tests.sound.reference import Reference
from tests.sound.waves import sound

pytestmark = [
    pytest.mark.skipif(missing() is not None, reason=str(missing())),
    pytest.mark.xdist_group("sound"),
    pytest.mark.real_sound,
]

BEAT = 60 / 180


def chirp(low: float, high: float) -> Floats:
    at = np.arange(1920) / RATE
    sweep = np.sin(2 * np.pi * (low * at + (high - low) * at**2 / 0.08))
    return np.asarray(0.5 * sweep * np.hanning(1920))


class Sounds(FakeSounds):
    def __init__(self) -> None:
        super().__init__()
        self.beats = {"step-left": chirp(500, 1500), "step-right": chirp(2500, 1200)}
        tone = 0.3 * np.sin(2 * np.pi * 600 * np.arange(4800) / RATE)
        self.known |= {name: sound(made) for name, made in (self.beats | {"hold": tone}).items()}


def beat(at: float, k: int) -> Cue:
    return cue(at, "step-right" if k % 2 else "step-left")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseServer]:
    with PulseServer(tmp_path / "pulse") as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


def wait(seconds: float) -> None:
    time.sleep(seconds)  # real sound takes real time


@pytest.fixture
def opened() -> Iterator[Callable[[Sounds], MiniaudioPlayer]]:
    players: list[MiniaudioPlayer] = []

    def open_one(sounds: Sounds) -> MiniaudioPlayer:
        player = MiniaudioPlayer(sounds)
        players.append(player)
        player.open()
        wait(0.5)
        assert player.error is None
        return player

    yield open_one
    for player in players:
        player.close()


def test_beats_are_even_on_time_and_complete_and_a_pause_is_silent(
    server: PulseServer, opened: Callable[[Sounds], MiniaudioPlayer]
) -> None:
    sounds = Sounds()
    with Reference() as reference, Recording(server) as recording:
        player = opened(sounds)
        first = time.monotonic() + 0.3
        for k in range(9):
            player.schedule(beat(first + k * BEAT, k))
        player.schedule(cue(first + 9 * BEAT, "hold", seconds=10.0))
        wait(9 * BEAT + 0.7)
        paused = time.monotonic()
        player.hush()
        wait(0.5)
        player.close()
    onsets = find(recording.samples, sounds.beats)
    assert [onset.sound for onset in onsets] == ["step-left", "step-right"] * 4 + ["step-left"]
    figures = spacing(onsets, BEAT)
    assert figures.missed == figures.doubled == 0
    silent = recording.time_of(silent_from(recording.samples, 0))
    assert silent > paused
    late = abs(recording.time_of(onsets[0].frame) - first) * 1000
    reference.holds("first beat from its time, ms", late, 30)
    reference.holds("from the pause to silence, ms", (silent - paused) * 1000, 150)
    reference.holds("spacing of beats, ms", figures.max_ms, 0.25)


def test_a_server_that_is_stopped_and_started_is_found_again(
    server: PulseServer, opened: Callable[[Sounds], MiniaudioPlayer]
) -> None:
    sounds = Sounds()
    with Recording(server):
        player = opened(sounds)
        first = time.monotonic() + 0.2
        for k in range(40):
            player.schedule(beat(first + k * BEAT, k))
        wait(1.0)
        server.stop()
        gone = time.monotonic()
    while player.error is None and time.monotonic() < gone + 5:
        wait(0.02)
    assert time.monotonic() - gone < 1.2
    assert str(player.error).startswith("no sound: ")
    wait(0.5)
    back = time.monotonic()
    server.start()
    with Recording(server) as recording:
        while player.error is not None and time.monotonic() < back + 5:
            wait(0.02)
        assert player.error is None
        wait(max(0.0, back + 3.6 - time.monotonic()))
        player.close()
    onsets = find(recording.samples, sounds.beats)
    heard = [recording.time_of(onset.frame) for onset in onsets]
    assert heard[0] - back < 3.0
    assert len(heard) >= 2
    assert spacing(onsets, BEAT).doubled == 0
    steps = [(at - first) / BEAT for at in heard]
    # A stream that has just begun knows its own clock only roughly on a busy machine.
    off = [abs(step - round(step)) * BEAT for step in steps]
    assert median(off) < 0.030
    assert max(off) < BEAT / 2.1
    # The first one may be cut: the sink begins to play in its middle.
    feet = [onset.sound == "step-right" for onset in onsets]
    assert [round(step) % 2 for step in steps[1:]] == feet[1:]


def test_a_device_of_another_rate_plays_every_beat(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    opened: Callable[[Sounds], MiniaudioPlayer],
) -> None:
    sounds = Sounds()
    with PulseServer(tmp_path / "pulse", rate_hz=44_100) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        with Reference() as reference, Recording(server) as recording:
            player = opened(sounds)
            first = time.monotonic() + 0.3
            for k in range(4):
                player.schedule(beat(first + k * BEAT, k))
            wait(4 * BEAT + 0.5)
            player.close()
    figures = spacing(find(recording.samples, sounds.beats), BEAT)
    assert figures.beats == 4
    reference.holds("spacing of beats, ms", figures.max_ms, 0.25)


@pytest.mark.skipif(unusable() is not None, reason=str(unusable()))
def test_simpleaudio_plays_the_same_cues_and_the_process_ends(server: PulseServer) -> None:
    root = Path(__file__).parents[2]
    with Recording(server) as recording:
        done = subprocess.run(
            [sys.executable, "-m", "tests.sound.test_real_sound"],
            cwd=root,
            env=dict(os.environ),
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        wait(0.3)
    assert (done.returncode, done.stdout, done.stderr) == (0, "None\n", "")
    onsets = find(recording.samples, Sounds().beats)
    # On a busy machine this output is now and then so late that a beat is left out.
    assert {onset.sound for onset in onsets} == {"step-left", "step-right"}
    assert 2 <= len(onsets) <= 6


async def _play_with_simpleaudio() -> None:
    player = SimpleaudioPlayer(Sounds())
    player.open()
    first = time.monotonic() + 0.5
    for k in range(6):
        player.schedule(beat(first + k * BEAT, k))
    await asyncio.sleep(6 * BEAT + 0.7)
    print(player.error)  # noqa: T201  the test reads it
    player.close()


if __name__ == "__main__":
    asyncio.run(_play_with_simpleaudio())
