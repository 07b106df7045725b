"""Make the cue sounds of `sounds/cues/` and `sounds/steps/` from numbers.

    python sounds/make_cues.py             writes the wav files
    python sounds/make_cues.py --report    measures them: levels, and how alike they are

The numbers are in this file; those of the other sets of step sounds in `step_timbres.py`.

Additive synthesis: a sound is a few notes; a note is a few partials that each begin
within the first millisecond and die away by themselves. The sounds of a workout are notes
of C major, the sounds of the session (ready, pause, resume) lie in between those, so that
neither is taken for the other. Signals differ first by timbre, contour and rhythm
(Brewster), fundamentals lie in 500-1000 Hz with partials up to 4 kHz (IEC 60601-1-8).
The peak of each sound is that of the level plan in `backcue/sound/samples/levels.py`, which keeps
everything that can sound together below -1 dBFS; phases of partials were searched for a
low peak at the same loudness, and are part of the numbers.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from step_timbres import SETS, Strike, Timbre

from backcue.sound.samples.levels import PEAK_DBFS, SAMPLE_RATE, linear
from backcue.sound.score.cue import CUES, HOLD
from backcue.sound.voice.loudness import band_rms, in_band, peak_dbfs, to_db
from backcue.sound.voice.pcm import Floats, load, save

FOLDER = Path(__file__).parent
PINK_IN_BAND_DBFS = -30.0 + 10.0 * float(np.log10(np.log(4000 / 500) / np.log(20_000 / 20)))
"""Pink noise of -30 dBFS RMS over 20 Hz-20 kHz has this much between 500 and 4000 Hz."""


def _semitones(above_c5: int) -> float:
    return 523.2511 * float(2.0 ** (above_c5 / 12.0))


C, D_FLAT, D, E_FLAT, E, F, G_FLAT, G, A_FLAT, A, B_FLAT, B = map(_semitones, range(12))
"""The octave from C5 (523 Hz) to B5 (988 Hz), equally tempered."""


@dataclass(frozen=True, slots=True)
class Partial:
    """One sine: frequency as a ratio to the note's, level, decay in seconds, phase in turns."""

    ratio: float
    level: float
    decay: float
    phase: float


@dataclass(frozen=True, slots=True)
class Note:
    """One strike: when it begins, its pitch in Hz, how long it lasts in seconds, its gain."""

    at: float
    hz: float
    seconds: float
    gain: float = 1.0


@dataclass(frozen=True, slots=True)
class Sound:
    """Notes played on one timbre; `attack` is the rise of each note in seconds."""

    timbre: tuple[Partial, ...]
    notes: tuple[Note, ...]
    attack: float = 0.002


def _bell(decay: float, *phases: float) -> tuple[Partial, ...]:
    numbers = ((1, 1.0, 1.0), (2, 0.5, 0.8), (3, 0.2, 0.6), (4.02, 0.3, 0.4))
    return _timbre(decay, numbers, phases)


def _reed(decay: float, *phases: float) -> tuple[Partial, ...]:
    numbers = ((1, 1.0, 1.0), (3, 0.5, 0.9), (5, 0.3, 0.7), (7, 0.1, 0.5))
    return _timbre(decay, numbers, phases)


def _felt(decay: float, *phases: float) -> tuple[Partial, ...]:
    numbers = ((1, 1.0, 1.0), (3, 0.35, 0.5), (4, 0.25, 0.4), (6, 0.1, 0.3))
    return _timbre(decay, numbers, phases)


def _timbre(
    decay: float, numbers: tuple[tuple[float, float, float], ...], phases: tuple[float, ...]
) -> tuple[Partial, ...]:
    return tuple(
        Partial(ratio, level, decay * share, phase)
        for (ratio, level, share), phase in zip(numbers, phases, strict=True)
    )


def _tick(hz: float, seconds: float, *timbre: Partial) -> Sound:
    return Sound(timbre, (Note(0.0, hz, seconds),), attack=0.001)


SOUNDS = {
    # two woods of a metronome, the right one a little higher and shorter
    "step-left": _tick(
        538.0,
        0.040,
        Partial(1, 1.0, 0.013, 0.35),
        Partial(2.56, 0.9, 0.010, 0.75),
        Partial(4.61, 0.6, 0.008, 0.30),
    ),
    "step-right": _tick(
        722.0,
        0.036,
        Partial(1, 1.0, 0.012, 0.90),
        Partial(2.83, 0.9, 0.009, 0.05),
        Partial(4.97, 0.6, 0.007, 0.60),
    ),
    # D, G, B: the count-in rises, and each strike is brighter and longer than the one before
    "accent-3": _tick(
        D,
        0.100,
        Partial(1, 1.0, 0.034, 0.15),
        Partial(2, 0.3, 0.030, 0.30),
        Partial(3.93, 0.5, 0.024, 0.65),
    ),
    "accent-2": _tick(
        G,
        0.105,
        Partial(1, 1.0, 0.034, 0.65),
        Partial(2.5, 0.65, 0.030, 0.60),
        Partial(4.5, 0.4, 0.020, 0.90),
    ),
    "accent-1": _tick(
        B,
        0.115,
        Partial(1, 1.0, 0.040, 0.80),
        Partial(1.5, 0.7, 0.034, 0.90),
        Partial(2.5, 0.7, 0.030, 0.45),
        Partial(3.5, 0.5, 0.024, 0.45),
    ),
    # a small bell over the hold tone, one per second
    "hold-tick": _tick(
        B_FLAT,
        0.100,
        Partial(1, 0.8, 0.050, 0.80),
        Partial(2.756, 1.0, 0.035, 0.95),
        Partial(4.07, 0.4, 0.025, 0.30),
    ),
    # rising, two notes, short and long, a bell
    "forward": Sound(
        _bell(0.16, 0.75, 0.10, 0.95, 0.50),
        (Note(0.0, E, 0.20, 0.9), Note(0.13, B, 0.33)),
    ),
    # falling, three even notes, a reed: only odd partials
    "backward": Sound(
        _reed(0.22, 0.20, 0.65, 0.95, 0.70),
        (Note(0.0, A, 0.15), Note(0.12, F, 0.15), Note(0.24, C, 0.28)),
    ),
    # two groups of three quick pulses
    "turn": Sound(
        _timbre(
            0.06,
            ((1, 1.0, 1.0), (2, 0.7, 1.0), (3, 0.45, 0.8), (4, 0.3, 0.7), (5, 0.2, 0.5)),
            (0.1, 0.8, 0.1, 0.2, 0.5),
        ),
        tuple(Note(at, G_FLAT, 0.075) for at in (0.0, 0.08, 0.16, 0.30, 0.38, 0.46)),
        attack=0.0015,
    ),
    # one long singing bowl
    "rest": Sound(
        (
            Partial(1, 1.0, 0.40, 0.95),
            Partial(1.5, 0.7, 0.35, 0.20),
            Partial(2.71, 0.4, 0.20, 0.65),
            Partial(5.2, 0.12, 0.10, 0.85),
        ),
        (Note(0.0, E_FLAT, 1.0),),
    ),
    # an open fifth, strummed
    "ready": Sound(
        _bell(0.30, 0.10, 0.55, 0.20, 0.95),
        (Note(0.0, D_FLAT, 0.80), Note(0.08, A_FLAT, 0.72, 0.9)),
    ),
    # two equal dull notes: stop
    "pause": Sound(
        _felt(0.10, 0.85, 0.65, 0.00, 0.50),
        (Note(0.0, E_FLAT, 0.17), Note(0.2, E_FLAT, 0.30)),
    ),
    # two quick ones and a high one: go on
    "resume": Sound(
        _felt(0.10, 0.55, 0.70, 0.80, 0.70),
        (Note(0.0, E_FLAT, 0.10, 0.9), Note(0.1, E_FLAT, 0.10, 0.9), Note(0.2, B_FLAT, 0.34)),
    ),
    # an arpeggio of C major that comes to rest in its chord
    "finish": Sound(
        _bell(0.30, 0.75, 0.30, 0.10, 0.45),
        (
            Note(0.00, C, 0.3, 0.9),
            Note(0.14, E, 0.3, 0.9),
            Note(0.28, G, 0.3, 0.9),
            Note(0.46, C, 0.9, 0.8),
            Note(0.46, E, 0.9, 0.6),
            Note(0.46, G, 0.9, 0.7),
        ),
    ),
}
"""Every cue but the hold, which does not die away."""

HOLD_HZ = 523
"""A whole number: after one second every partial is where it began, so the loop has no seam."""
HOLD_PARTIALS = ((1, 1.0, 0.85), (2, 0.42, 0.50), (3, 0.30, 0.75), (4, 0.20, 0.05),
                 (5, 0.14, 0.55), (6, 0.09, 0.65))  # fmt: skip
"""Harmonic number, level, phase in turns: soft, like a quiet organ."""


def sound(name: str) -> Floats:
    """Returns one cue at 48 kHz, at its peak of the level plan."""
    made = _hold() if name == HOLD else _struck(SOUNDS[name])
    return made * (linear(PEAK_DBFS[name]) / float(np.max(np.abs(made))))


def step(which: str, name: str) -> Floats:
    """Returns the sound of a foot in a set other than the two woods, at the same peak."""
    made = _struck(_of_numbers(*SETS[which][name]))
    return made * (linear(PEAK_DBFS[name]) / float(np.max(np.abs(made))))


def _of_numbers(timbre: Timbre, strikes: tuple[Strike, ...]) -> Sound:
    partials = tuple(Partial(*each) for each in timbre)
    return Sound(partials, tuple(Note(*each) for each in strikes), attack=0.001)


def _hold() -> Floats:
    turns = HOLD_HZ * np.arange(SAMPLE_RATE) / SAMPLE_RATE
    made = np.zeros(SAMPLE_RATE)
    for number, level, phase in HOLD_PARTIALS:
        made += level * np.sin(2.0 * np.pi * ((number * turns) % 1.0 + phase))
    return made


def _struck(what: Sound) -> Floats:
    ends = [round(note.at * SAMPLE_RATE) + round(note.seconds * SAMPLE_RATE) for note in what.notes]
    made = np.zeros(max(ends))
    for note, end in zip(what.notes, ends, strict=True):
        strike = _strike(note, what)
        made[end - len(strike) : end] += note.gain * strike
    return made


def _strike(note: Note, what: Sound) -> Floats:
    frames = round(note.seconds * SAMPLE_RATE)
    time = np.arange(frames) / SAMPLE_RATE
    made = np.zeros(frames)
    for partial in what.timbre:
        turns = note.hz * partial.ratio * time + partial.phase
        made += partial.level * np.sin(2.0 * np.pi * turns) * np.exp(-time / partial.decay)
    shape = np.ones(frames)
    rise, fall = round(what.attack * SAMPLE_RATE), round(0.4 * frames)
    shape[:rise] = 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)
    shape[-fall:] = 0.5 + 0.5 * np.cos(np.pi * (np.arange(fall) + 1) / fall)
    # taking off the mean with the same shape keeps both ends at zero
    made *= shape
    return made - shape * float(made.sum() / shape.sum())


def sounding_rms(samples: Floats, share: float = 0.9) -> float:
    """Returns the band RMS of a cue while it sounds: until `share` of its energy is over.

    A tick is heard by its few loud milliseconds; how long its file goes on says nothing.
    """
    energy = np.cumsum(in_band(samples) ** 2)
    end = int(np.searchsorted(energy, share * energy[-1])) + 1
    return float(np.sqrt(energy[end - 1] / end))


def likeness(first: Floats, second: Floats) -> float:
    """Returns how alike two sounds are, 0-1: the greatest normalised correlation at any shift."""
    size = 1 << (len(first) + len(second) - 1).bit_length()
    product = np.fft.rfft(first, size) * np.conj(np.fft.rfft(second, size))
    highest = float(np.max(np.abs(np.fft.irfft(product, size))))
    return highest / float(np.sqrt((first @ first) * (second @ second)))


def report(folder: Path, out: Callable[[str], None] = print) -> None:
    """Print levels in dBFS and the likeness of every two sounds of a folder."""
    made = {name: load(folder / "cues" / f"{name}.wav") for name in CUES}
    made |= {f"{which}-{name}": load(_file(folder, which, name)) for which, name in _STEPS}
    out(f"pink noise of -30 dBFS RMS, within 500-4000 Hz: {PINK_IN_BAND_DBFS:.1f} dBFS")
    out(f"{'sound':<20}{'seconds':>8}{'peak':>7}{'whole':>7}{'sounding':>9}{'over noise':>11}")
    for name, samples in made.items():
        whole = to_db(band_rms(samples))
        out(
            f"{name:<20}{len(samples) / SAMPLE_RATE:>8.3f}{peak_dbfs(samples):>7.1f}{whole:>7.1f}"
            f"{to_db(sounding_rms(samples)):>9.1f}{whole - PINK_IN_BAND_DBFS:>10.1f}"
        )
    out(" " * 20 + " ".join(f"{name[:3]}{name[-1]}" for name in made))
    for name, samples in made.items():
        row = [likeness(samples, other) for other in made.values()]
        out(f"{name:<20}" + " ".join(f"{value:4.2f}" for value in row))


def main(arguments: list[str]) -> None:
    """Write the cue sounds, or measure the ones that are there."""
    parser = argparse.ArgumentParser(description="Make the cue sounds.")
    parser.add_argument("--report", action="store_true", help="measure instead of making")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args(arguments)
    if options.report:
        report(options.folder)
        return
    made = {options.folder / "cues" / f"{name}.wav": sound(name) for name in CUES}
    made |= {_file(options.folder, which, name): step(which, name) for which, name in _STEPS}
    for path, samples in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        save(path, samples)


_STEPS = [(which, name) for which, names in SETS.items() for name in names]


def _file(folder: Path, which: str, name: str) -> Path:
    return folder / "steps" / which / f"{name}.wav"


if __name__ == "__main__":
    main(sys.argv[1:])
