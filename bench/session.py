"""Measure sound and screen of real sessions: python bench/session.py [--seconds N] [--busy].

The whole program runs in a pseudo-terminal and plays on a PulseAudio null sink that is
recorded. Printed are: how even the beats are, how far a direction on the screen is from its
sound, and how long a key for pausing takes to silence. Exit status 1 if a figure misses
its goal.
"""

import argparse
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from backcue.display.colours import DARK
from backcue.sound.samples.bank import Bank
from backcue.sound.voice.pcm import floats
from bench.figures import not_measured, tell
from bench.onsets import Onset, Spacing, find, silent_from, spacing
from bench.pulse import RATE_HZ, PulseServer, Recording, missing
from tests.terminal import Terminal

BEATS = ("step-left", "step-right")
DIRECTIONS = ("forward", "backward")
P99_MS, MAX_MS, APART_MS = 0.05, 0.25, 5.0
SCREEN_MEDIAN_MS, SCREEN_WORST_MS = 30.0, 80.0
SILENCE_MS = 150.0
READY = 3.0
_LEAVING = 10
"""How often it is tried to leave."""
FILLED = 12
"""Rows of a colour in one write that make it the background."""
PAINTED, PATIENCE = 400, 60.0
"""Characters that are there once the session is on the screen, and seconds to wait for them."""
_SETTINGS = '[person]\nsafety_accepted = true\n[session]\nsurface = "floor"\n'


@dataclass(frozen=True, slots=True)
class Beats:
    """How even the beats of a session were."""

    expected: int
    found: int
    even: Spacing
    apart_ms: float
    """How far stream and monotonic clock came apart from the first beat to the last."""

    @property
    def well(self) -> bool:
        """Whether every goal is reached."""
        complete = self.found == self.expected and not self.even.missed + self.even.doubled
        close = self.even.p99_ms <= P99_MS and self.even.max_ms <= MAX_MS
        return complete and close and self.apart_ms <= APART_MS


@contextmanager
def session(server: PulseServer, *arguments: str) -> Iterator[Terminal]:
    """Run backcue through this server, with settings of its own; begins when it is painted."""
    folder = server.folder / "backcue"
    folder.mkdir(exist_ok=True)
    (folder / "settings.toml").write_text(_SETTINGS, encoding="utf-8")
    environment = {
        **server.environment,
        "BACKCUE_CONFIG_DIR": str(folder),
        "BACKCUE_DATA_DIR": str(folder / "data"),
        "COLORTERM": "truecolor",
        "TERM": "xterm-256color",
    }
    with Terminal(*arguments, size=(120, 40), environment=environment) as terminal:
        until = time.monotonic() + PATIENCE
        while len(terminal.screen) < PAINTED and time.monotonic() < until:
            terminal.read(0.05)
        yield terminal


def beats(server: PulseServer, spm: float, seconds: float, ready: float = READY) -> Beats:
    """Record a session of one long move on the screen, and find its beats.

    The first beat, which lies under the direction's sound, and the three under accents are
    left to the score's own tests.
    """
    steps = round(seconds * spm / 60)
    words = f"{steps} forward @ {spm:g}spm"
    with Recording(server) as recording:
        options = ("--ready", str(ready), "--no-voice", "--output", "miniaudio")
        with session(server, "run", words, *options) as terminal:
            terminal.read(ready + seconds + 1)
            leave(terminal)
        time.sleep(0.2)
    bank = Bank()
    onsets = find(recording.samples, {sound: floats(bank.samples(sound)) for sound in BEATS})
    inner = _inner(onsets, steps, 60 / spm, recording)
    first, last = inner[0].frame, inner[-1].frame
    took = recording.time_of(last) - recording.time_of(first)
    meant = round(took * spm / 60) * 60 / spm
    return Beats(steps - 4, len(inner), spacing(inner, 60 / spm), abs(took - meant) * 1000)


def _inner(onsets: list[Onset], steps: int, beat: float, recording: Recording) -> list[Onset]:
    """Returns the second to the fourth last beat, by where the direction's sound is."""
    [begin] = [
        onset.frame
        for onset in find(recording.samples, {"forward": floats(Bank().samples("forward"))})
        if onset.sound == "forward"
    ][:1]
    low, high = begin + beat * RATE_HZ / 2, begin + (steps - 3.5) * beat * RATE_HZ
    return [onset for onset in onsets if low < onset.frame < high]


def leave(terminal: Terminal) -> None:
    """End whatever is on the screen."""
    # A machine that is busy takes a while for the screen after each key.
    for key in ("q", "y", "q") * _LEAVING:
        if terminal.process.poll() is None:
            terminal.press(key)
            terminal.read(0.2)
    terminal.process.wait(10)


def screen_and_sound(server: PulseServer, repetitions: int) -> list[float]:
    """Returns by how many milliseconds each direction that was heard was seen later."""
    words = f"{repetitions}x(6 forward run, 6 backward run)"
    with Recording(server) as recording:
        options = ("--ready", str(READY), "--no-voice", "--output", "miniaudio")
        with session(server, "run", words, *options) as terminal:
            seen = _seen(terminal, READY + repetitions * 4.6 + 3)
            leave(terminal)
        time.sleep(0.2)
    bank = Bank()
    onsets = find(
        recording.samples, {sound: floats(bank.samples(sound)) for sound in DIRECTIONS}, match=0.5
    )
    apart = []
    for onset in onsets:
        at = recording.time_of(onset.frame)
        times = [when for when, direction in seen if direction == onset.sound]
        apart.append((min(times, key=lambda when, at=at: abs(when - at)) - at) * 1000)  # type: ignore[misc]
    return apart


def _seen(terminal: Terminal, seconds: float) -> list[tuple[float, str]]:
    """Watch the terminal; give when each direction's colour began to fill the screen.

    A few cells of a colour, as on a key or a bar, are no background.
    """
    colours = {
        direction: "48;2;" + ";".join(str(byte) for byte in bytes.fromhex(paper[1:]))
        for direction in DIRECTIONS
        for paper in (DARK[direction].paper,)
    }
    seen: list[tuple[float, str]] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        text, at = terminal.take(), time.monotonic()
        for direction, colour in colours.items():
            if text.count(colour) >= FILLED and (not seen or seen[-1][1] != direction):
                seen.append((at, direction))
    return seen


def pause_to_silence(server: PulseServer, times: int) -> list[float]:
    """Returns the milliseconds from the key for pausing to silence, in the middle of a hold.

    The sound of pausing itself is left out by a silent one of one's own.
    """
    silent = server.folder / "backcue" / "sounds" / "cues" / "pause.wav"
    silent.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(silent), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(bytes(2 * 480))
    took = []
    for number in range(times):
        with Recording(server) as recording:
            options = ("--ready", "0", "--no-voice", "--output", "miniaudio")
            with session(server, "run", "60s hold", *options) as terminal:
                terminal.read(2.5 + number * 0.037)
                pressed = time.monotonic()
                terminal.press(" ")
                terminal.read(0.8)
                leave(terminal)
        end = silent_from(recording.samples, 0)
        took.append((recording.time_of(end) - pressed) * 1000)
    silent.unlink()
    return took


def main() -> int:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=120)
    arguments.add_argument("--spm", type=float, default=160)
    arguments.add_argument("--busy", action="store_true", help="keep one core busy meanwhile")
    asked = arguments.parse_args()
    if reason := missing():
        return not_measured(reason)
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"]) if asked.busy else None
    try:
        with tempfile.TemporaryDirectory() as folder, PulseServer(Path(folder, "pulse")) as server:
            even = beats(server, asked.spm, asked.seconds)
            apart = screen_and_sound(server, 8)
            silence = pause_to_silence(server, 5)
    finally:
        if busy is not None:
            busy.kill()
            busy.wait()
    off = sorted(abs(each) for each in apart)
    print(f"{asked.seconds:g} s at {asked.spm:g} steps/min, beside a busy core: {asked.busy}")
    print(f"beats: {even.found} of {even.expected} found; {even.even}")
    print(f"stream and monotonic clock: {even.apart_ms:.2f} ms apart at the end")
    print(
        f"screen later than sound: median {median(apart):+.1f} ms; apart: median "
        f"{median(off):.1f} ms, worst {off[-1]:.1f} ms, of {len(apart)} changes"
    )
    print(f"pause key to silence: {', '.join(f'{each:.0f}' for each in silence)} ms")
    print(
        f"of what is allowed: p99 x{even.even.p99_ms / P99_MS:.2f}, max "
        f"x{even.even.max_ms / MAX_MS:.2f}, screen x{off[-1] / SCREEN_WORST_MS:.2f}, silence "
        f"x{max(silence) / SILENCE_MS:.2f}"
    )
    tell("beats of a session, spacing, 99th percentile", even.even.p99_ms, "ms", most=P99_MS)
    tell("beats of a session, spacing, worst", even.even.max_ms, "ms", most=MAX_MS)
    tell("stream and monotonic clock apart", even.apart_ms, "ms", most=APART_MS)
    wrong = even.even.missed + even.even.doubled + abs(even.found - even.expected)
    tell(f"beats missed or doubled, of {even.expected:,}", wrong, exactly=0)
    tell("screen and sound apart, median", median(off), "ms", most=SCREEN_MEDIAN_MS)
    tell("screen and sound apart, worst", off[-1], "ms", most=SCREEN_WORST_MS)
    tell("key for pausing to silence, worst", max(silence), "ms", most=SILENCE_MS)
    seen_well = median(off) <= SCREEN_MEDIAN_MS and off[-1] <= SCREEN_WORST_MS
    return 0 if even.well and seen_well and max(silence) <= SILENCE_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
