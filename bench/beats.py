"""Measure how even beats are on a real sound server: python bench/beats.py [--busy].

A process of its own plays beats on a PulseAudio null sink; they are recorded, found by
correlation, and compared with where they were meant to be. `--busy` keeps one core at work
meanwhile. Exit status 1 if a figure misses its goal: spacing p99 0.05 ms, max 0.25 ms, no
beat missed or doubled, stream and monotonic clock within 5 ms of where they began.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from backcue.sound.outputs.choose import open_player
from backcue.sound.outputs.simpleaudio import unusable
from backcue.sound.samples.bank import Bank
from backcue.sound.score.cue import STEP_LEFT, STEP_RIGHT, Cue
from backcue.sound.voice.pcm import floats
from bench.figures import not_measured, tell
from bench.onsets import Onset, Spacing, find, spacing
from bench.pulse import PulseServer, Recording, missing

BEATS = (STEP_LEFT, STEP_RIGHT)
P99_MS, MAX_MS, APART_MS = 0.05, 0.25, 5.0
SETTLED = 2.0
"""Seconds that a stream runs before the first beat, as it does before a first phase."""


async def play(output: str, spm: float, seconds: float) -> None:
    """Play beats alternating left and right, and print when the first one is meant."""
    player = open_player(output, bank=Bank())
    player.open()
    await asyncio.sleep(SETTLED - 1)
    first, beat, k = time.monotonic() + 1, 60 / spm, 0
    print(first, flush=True)
    while k * beat < seconds:
        while k * beat < seconds and first + k * beat < time.monotonic() + 2:
            player.schedule(Cue(first + k * beat, BEATS[k % 2], 0))
            k += 1
        await asyncio.sleep(0.25)
    await asyncio.sleep(first + k * beat + 0.5 - time.monotonic())
    player.close()


def record(
    server: PulseServer, output: str, spm: float, seconds: float
) -> tuple[list[Onset], float, float]:
    """Record beats; give them, and by how many seconds the first and the last came late."""
    command = [
        sys.executable, __file__, "--play", output, "--spm", str(spm), "--seconds", str(seconds),
    ]  # fmt: skip
    with Recording(server) as recording:
        said = subprocess.run(
            command,
            env={**os.environ, **server.environment},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
        time.sleep(0.2)
    bank, first = Bank(), float(said)
    onsets = find(recording.samples, {sound: floats(bank.samples(sound)) for sound in BEATS})
    meant = first + round((recording.time_of(onsets[-1].frame) - first) * spm / 60) * 60 / spm
    return (
        onsets,
        recording.time_of(onsets[0].frame) - first,
        recording.time_of(onsets[-1].frame) - meant,
    )


def figures(server: PulseServer, output: str, spm: float, seconds: float) -> tuple[Spacing, float]:
    """Print the figures of one output; give them, with how far the clocks came apart in ms."""
    onsets, first, last = record(server, output, spm, seconds)
    found = spacing(onsets, 60 / spm)
    wrong = sum(onset.sound != BEATS[k % 2] for k, onset in enumerate(onsets))
    print(f"{output:12} {found}")
    print(
        f"{'':12} first beat {first * 1000:+.1f} ms from its time, last {last * 1000:+.1f} ms; "
        f"left and right mistaken: {wrong}"
    )
    return found, abs(last - first) * 1000


def main() -> int:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=30)
    arguments.add_argument("--spm", type=float, default=180)
    arguments.add_argument("--busy", action="store_true", help="keep one core busy meanwhile")
    arguments.add_argument("--play", help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.play:
        asyncio.run(play(asked.play, asked.spm, asked.seconds))
        return 0
    if reason := missing():
        return not_measured(reason)
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"]) if asked.busy else None
    try:
        with tempfile.TemporaryDirectory() as folder, PulseServer(Path(folder, "pulse")) as server:
            even, apart = figures(server, "miniaudio", asked.spm, asked.seconds)
            other: Spacing | None = None
            if reason := unusable():
                not_measured(f"simpleaudio playing the same cues: {reason}")
            else:
                other, _ = figures(server, "simpleaudio", asked.spm, min(asked.seconds, 30))
    finally:
        if busy is not None:
            busy.kill()
            busy.wait()
    floor = 1000 / 48_000
    if other is not None:
        print(
            f"simpleaudio / miniaudio: p99 x{other.p99_ms / max(even.p99_ms, floor):.0f}, "
            f"max x{other.max_ms / max(even.max_ms, floor):.0f}"
        )
    expected = int(asked.seconds * asked.spm / 60 - 1e-9) + 1
    p99, worst = (other.p99_ms, other.max_ms) if other else (None, None)
    theirs = "simpleaudio"
    tell("spacing of beats, p99", even.p99_ms, "ms", most=P99_MS, beside=p99, instead=theirs)
    tell("spacing of beats, worst", even.max_ms, "ms", most=MAX_MS, beside=worst, instead=theirs)
    tell("stream and monotonic clock apart", apart, "ms", most=APART_MS)
    wrong = even.missed + even.doubled + abs(even.beats - expected)
    tell(f"beats missed or doubled of {expected:,}", wrong, exactly=0)
    well = even.p99_ms <= P99_MS and even.max_ms <= MAX_MS and apart <= APART_MS
    return 0 if well and even.beats == expected and not even.missed + even.doubled else 1


if __name__ == "__main__":
    raise SystemExit(main())
