"""Sound in files <-> samples: 48 kHz, full scale = 1.

A sound is one row of samples; one in stereo is two: its middle and its side, which are half the
sum and half the difference of left and right.
"""

import math
import wave
from io import BytesIO
from mmap import mmap
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backcue.sound.samples.levels import SAMPLE_RATE, peak_of
from backcue.sound.samples.resample import Floats, resampled
from backcue.sound.samples.wav import WavError, WavFile, read_header
from backcue.sound.score.cue import HOLD
from backcue.system.files import open_regular

FULL_SCALE_16 = 32767.0
BITS_UNSIGNED, BITS_PACKED = 8, 24
"""8 bits are stored around 128; 24 bits have no number type of their own."""
STEREO = 2
LOUDEST = 1000.0
"""Floating point may go over full scale, but not so far; what is no number fails too."""
FADE_FRAMES = 48
"""1 ms: short enough for a sharp onset, long enough not to click."""


def read(file: WavFile, *, stereo: bool = False) -> Floats:
    """Returns the sound of a wav file as samples at 48 kHz; WavError where it is broken.

    It is mono, unless `stereo` is asked for and the file has two channels.
    """
    try:
        with open_regular(file.path) as stream:
            stream.seek(file.offset)
            data = stream.read(file.frames * file.frame_bytes)
    except OSError as error:
        raise WavError(f"cannot be read ({error.strerror or error})") from error
    if len(data) != file.frames * file.frame_bytes:
        raise WavError("is broken: it is cut short")
    samples = _unpacked(data, file)
    if not np.all(np.abs(samples) <= LOUDEST):
        raise WavError("is broken: it holds numbers that are no sound")
    channels = samples.reshape(file.frames, file.channels)
    middle = resampled(channels.mean(axis=1), file.rate, SAMPLE_RATE)
    if not stereo or file.channels != STEREO:
        return middle
    side = (channels[:, 0] - channels[:, 1]) / 2
    return np.stack([middle, resampled(side, file.rate, SAMPLE_RATE)])


def _unpacked(data: bytes, file: WavFile) -> Floats:
    if file.is_float:
        return np.frombuffer(data, f"<f{file.bits // 8}").astype(np.float64)
    if file.bits == BITS_UNSIGNED:
        return (np.frombuffer(data, np.uint8).astype(np.float64) - 128.0) / 128.0
    if file.bits == BITS_PACKED:
        triples = np.frombuffer(data, np.uint8).reshape(-1, 3)
        wide = np.zeros((len(triples), 4), np.uint8)
        wide[:, 1:] = triples
        return wide.view("<i4")[:, 0].astype(np.float64) / 2.0**31
    return np.frombuffer(data, f"<i{file.bits // 8}") / 2.0 ** (file.bits - 1)


def load(path: Path) -> Floats:
    """Returns the sound of the wav file at `path` as mono samples at 48 kHz; or WavError."""
    return read(read_header(path))


def save(path: Path, samples: Floats, rate: int = SAMPLE_RATE, bits: int = 16) -> None:
    """Write mono samples taken at `rate` Hz as a 16-bit wav file of that rate.

    With fewer `bits` the last ones of each sample are 0.
    """
    step = 2.0 ** (16 - bits)
    rounded = np.round(np.clip(samples, -1.0, 1.0) * FULL_SCALE_16 / step) * step
    whole = np.minimum(rounded, FULL_SCALE_16).astype("<i2")
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(whole.tobytes())
    # At once: its writer cannot be closed where the disk is full.
    path.write_bytes(made.getvalue())


def fitted(samples: Floats, sound: str) -> Floats:
    """Fit a person's own sound into the mix: its peak within the level plan, no clicks.

    It is only ever turned down, and begins and ends within 1 ms from and to silence; a loop
    keeps its edges where its end leads into its beginning.
    """
    made: Floats = samples - samples.mean(axis=-1, keepdims=True)
    loudest = np.abs(made) if made.ndim == 1 else np.abs(made).sum(axis=0)
    peak, room = float(np.max(loudest, initial=0.0)), peak_of(sound)
    if peak > room:
        made *= room / peak
    if sound == HOLD and not _jumps(made):
        return made
    edge = min(FADE_FRAMES, made.shape[-1] // 2)
    return faded(made, edge, edge)


def faded(samples: Floats, rise: int, fall: int) -> Floats:
    """Returns the samples, changed in place: so many frames rise from silence, and fall to it."""
    samples[..., :rise] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / max(rise, 1))
    samples[..., samples.shape[-1] - fall :] *= 0.5 + 0.5 * np.cos(
        np.pi * np.arange(1, fall + 1) / max(fall, 1)
    )
    return samples


def _jumps(loop: Floats) -> bool:
    jump = np.abs(loop[..., 0] - loop[..., -1])
    return bool(np.any(jump > np.max(np.abs(np.diff(loop)), axis=-1, initial=0.0)))


def on_its_side(samples: Floats, side: float) -> Floats:
    """Returns a mono sound laid this far from the middle: 1 is all left, -1 all right."""
    return np.stack([samples, side * samples])


def joined(parts: list[Floats], gap: int) -> NDArray[np.float32]:
    """Returns the parts one after the other with `gap` silent frames between; read-only."""
    rows = max((part.ndim for part in parts), default=1)
    if rows > 1:
        parts = [on_its_side(part, 0.0) if part.ndim == 1 else part for part in parts]
    silence = np.zeros(gap) if rows == 1 else np.zeros((rows, gap))
    pieces = [piece for part in parts for piece in (silence, part)][1:]
    made = np.concatenate(pieces, axis=-1) if pieces else np.zeros(0)
    whole = _room(made.shape)
    np.clip(made, -1.0, 1.0, out=whole)
    whole.flags.writeable = False
    return whole


def _room(shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Returns room for samples in pages of its own.

    The system has them back once nobody has the samples: in a heap, sounds of all lengths that
    come and go would leave holes that add up over a day.
    """
    size = math.prod(shape)
    if not size:
        return np.zeros(shape, np.float32)
    pages = mmap(-1, size * np.dtype(np.float32).itemsize)
    return np.frombuffer(pages, np.float32).reshape(shape)
