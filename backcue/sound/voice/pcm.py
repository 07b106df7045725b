"""Samples <-> floating point, in which sounds are made: 48 kHz, full scale = 1."""

import wave
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.samples.reading import joined, read
from backcue.sound.samples.resample import resampled
from backcue.sound.samples.samples import FULL_SCALE, FULL_WIDE, Samples
from backcue.sound.samples.wav import read_header

Floats = NDArray[np.float64]
"""A mono sound while it is made, or any row of such numbers; -1 to 1 once it is done."""


def floats(samples: Samples) -> Floats:
    """Returns a sound in floating point: one row in mono, else a row for each channel."""
    made = np.frombuffer(samples.pcm, np.int16) / FULL_SCALE
    return made if samples.channels == 1 else made.reshape(-1, samples.channels).T


def load(path: Path) -> Floats:
    """Returns the sound of the wav file at `path` as mono samples at 48 kHz; or WavError."""
    return floats(joined([read(read_header(path))], 0))


def at_rate(samples: Floats, rate: int, wanted: int) -> Floats:
    """Returns mono samples taken at `rate` Hz as if taken at `wanted` Hz."""
    # Speech that is being shaped may be above full scale, and filtering may lift it further.
    room = 2.0 * max(1.0, float(np.max(np.abs(samples), initial=0.0)))
    wide = np.round(samples * (FULL_WIDE / room)).astype(np.int32)
    made = np.frombuffer(resampled(wide.tobytes(), rate, wanted), np.int32)
    return made.astype(np.float64) * (room / FULL_WIDE)


def save(path: Path, samples: Floats, rate: int = SAMPLE_RATE, bits: int = 16) -> None:
    """Write mono samples taken at `rate` Hz as a 16-bit wav file of that rate.

    With fewer `bits` the last ones of each sample are 0.
    """
    step = 2.0 ** (16 - bits)
    rounded = np.round(np.clip(samples, -1.0, 1.0) * FULL_SCALE / step) * step
    whole = np.minimum(rounded, FULL_SCALE).astype("<i2")
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(whole.tobytes())
    # At once: its writer cannot be closed where the disk is full.
    path.write_bytes(made.getvalue())


def faded(samples: Floats, rise: int, fall: int) -> Floats:
    """Returns the samples, changed in place: so many frames rise from silence, and fall to it."""
    samples[:rise] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / max(rise, 1))
    samples[len(samples) - fall :] *= 0.5 + 0.5 * np.cos(
        np.pi * np.arange(1, fall + 1) / max(fall, 1)
    )
    return samples
