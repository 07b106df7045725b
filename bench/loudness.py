"""Measure how loud it all is: python bench/loudness.py.

Headroom: every built-in preset, at full volume with its voice, as `backcue render` mixes it,
at most 10 minutes of each; the highest sample counts. Where the mixer has to bend a peak under
its ceiling, that is said too: then a sum was too loud, though nothing clips.

Over noise: each cue's whole file, tail included, against pink noise of -30 dBFS RMS (20 Hz to
20 kHz), both as RMS within 500-4000 Hz. Exit status 1 where a goal is missed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from backcue.presets.library import built_in
from backcue.session_setup import set_up
from backcue.settings.schema import SessionSettings, Settings
from backcue.sound.mixer import KNEE
from backcue.sound.render import render
from backcue.sound.samples.bank import Bank
from backcue.sound.samples.levels import CEILING_DBFS, SAMPLE_RATE, linear
from backcue.sound.score.cue import CUES
from backcue.sound.score.score import score
from backcue.sound.voice.loudness import band_rms, in_band, to_db
from backcue.sound.voice.pcm import floats
from backcue.workout.preset import Preset
from backcue.workout.timeline import timeline
from bench.figures import tell

LONGEST = 600.0
"""Seconds of each preset."""
RING_OUT = 3.0
NOISE_DBFS, NOISE_SECONDS = -30.0, 20
OVER_NOISE_DB = 12.0
SETTINGS = Settings(session=SessionSettings(turn=20))
"""Turns end by themselves, so that what comes after them is heard."""


class Peak:
    """Takes PCM and keeps its highest sample, full scale = 1."""

    def __init__(self) -> None:
        self.highest = 0.0
        self.seconds = 0.0

    def write(self, block: bytes) -> None:
        """Take the next frames."""
        pcm = np.frombuffer(block, np.int16).astype(np.int32)
        self.highest = max(self.highest, float(np.abs(pcm).max(initial=0)) / 32768)
        self.seconds += len(pcm) / SAMPLE_RATE


def peak_of_preset(preset: Preset, bank: Bank, longest: float = LONGEST) -> Peak:
    """Mix a preset, or as much of it as `longest` seconds, and give its peak."""
    setup = set_up(preset, SETTINGS)
    course = setup.course
    total = course.totals().seconds
    seconds = longest if total is None else min(longest, course.ready + total + RING_OUT)
    cues = score(timeline(course.phases(), course.first_foot), bank.seconds, setup.audio)
    peak = Peak()
    render(cues, bank, seconds, peak.write)
    return peak


def pink_noise(dbfs: float = NOISE_DBFS, seconds: int = NOISE_SECONDS) -> NDArray[np.float64]:
    """Make pink noise of this RMS between 20 Hz and 20 kHz, always the same."""
    frames = seconds * SAMPLE_RATE
    frequency = np.fft.rfftfreq(frames, 1 / SAMPLE_RATE)
    white = np.fft.rfft(np.random.default_rng(1).standard_normal(frames))
    pink = white / np.sqrt(np.maximum(frequency, 1.0))
    noise = in_band(np.fft.irfft(pink, frames), 20.0, 20_000.0)
    return np.asarray(noise * (linear(dbfs) / np.sqrt(np.mean(noise**2))), np.float64)


def headroom(bank: Bank) -> Iterator[tuple[str, Peak]]:
    """Returns the peak of each built-in preset."""
    for preset in built_in():
        yield preset.id, peak_of_preset(preset, bank)


def over_noise(bank: Bank) -> Iterator[tuple[str, float, float]]:
    """Returns for each cue its level, and how far that is over the noise, in dB."""
    noise = to_db(band_rms(pink_noise()))
    for name in CUES:
        level = to_db(band_rms(floats(bank.samples(name))))
        yield name, level, level - noise


def main() -> int:
    """Print the figures."""
    bank = Bank()
    print(f"highest sample, at full volume, of at most {LONGEST / 60:.0f} min of each preset:")
    highest = 0.0
    for name, peak in headroom(bank):
        bent = "  bent under the ceiling" if peak.highest > KNEE else ""
        print(f"  {name:18}{peak.seconds:6.0f} s {to_db(peak.highest):7.2f} dBFS{bent}")
        highest = max(highest, peak.highest)
    margin = CEILING_DBFS - to_db(highest)
    print(f"  {'all':18}{to_db(highest):16.2f} dBFS, {margin:.2f} dB below {CEILING_DBFS:g} dBFS")
    print(
        f"RMS of each cue's whole file within 500-4000 Hz, over that of pink noise of "
        f"{NOISE_DBFS:g} dBFS RMS (20 Hz to 20 kHz, {NOISE_SECONDS} s):"
    )
    least = min((_printed(name, level, over), name) for name, level, over in over_noise(bank))
    print(f"  least: {least[1]}, {least[0]:.1f} dB; goal {OVER_NOISE_DB:g} dB")
    tell(f"loudest preset below {CEILING_DBFS:g} dBFS", margin, "dB", least=0)
    tell(f"quietest cue over noise of {NOISE_DBFS:g} dBFS", least[0], "dB", least=OVER_NOISE_DB)
    return 0 if margin >= 0 and least[0] >= OVER_NOISE_DB else 1


def _printed(name: str, level: float, over: float) -> float:
    print(f"  {name:18}{level:7.1f} dBFS {over:6.1f} dB over the noise")
    return over


if __name__ == "__main__":
    raise SystemExit(main())
