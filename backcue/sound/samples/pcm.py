"""Sound in files <-> samples: mono, 48 kHz, full scale = 1."""

import wave
from io import BytesIO
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
LOUDEST = 1000.0
"""Floating point may go over full scale, but not so far; what is no number fails too."""
FADE_FRAMES = 48
"""1 ms: short enough for a sharp onset, long enough not to click."""


def read(file: WavFile) -> Floats:
    """Returns the sound of a wav file as mono samples at 48 kHz; WavError where it is broken."""
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
    mono = samples.reshape(file.frames, file.channels).mean(axis=1)
    return resampled(mono, file.rate, SAMPLE_RATE)


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


def save(path: Path, samples: Floats, rate: int = SAMPLE_RATE) -> None:
    """Write mono samples taken at `rate` Hz as a 16-bit wav file of that rate."""
    whole = np.round(np.clip(samples, -1.0, 1.0) * FULL_SCALE_16).astype("<i2")
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
    made: Floats = samples - samples.mean()
    peak, room = float(np.max(np.abs(made), initial=0.0)), peak_of(sound)
    if peak > room:
        made *= room / peak
    if sound == HOLD and not _jumps(made):
        return made
    edge = min(FADE_FRAMES, len(made) // 2)
    return faded(made, edge, edge)


def faded(samples: Floats, rise: int, fall: int) -> Floats:
    """Returns the samples, changed in place: so many frames rise from silence, and fall to it."""
    samples[:rise] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / max(rise, 1))
    samples[len(samples) - fall :] *= 0.5 + 0.5 * np.cos(
        np.pi * np.arange(1, fall + 1) / max(fall, 1)
    )
    return samples


def _jumps(loop: Floats) -> bool:
    return bool(abs(loop[0] - loop[-1]) > np.max(np.abs(np.diff(loop)), initial=0.0))


def joined(parts: list[Floats], gap: int) -> NDArray[np.float32]:
    """Returns the parts one after the other with `gap` silent frames between; read-only."""
    silence = np.zeros(gap)
    pieces = [piece for part in parts for piece in (silence, part)][1:]
    made = np.concatenate(pieces) if pieces else np.zeros(0)
    whole = np.clip(made, -1.0, 1.0).astype(np.float32)
    whole.flags.writeable = False
    return whole
