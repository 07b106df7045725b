"""How the listener's ear takes in sound: what it keeps of it, and what it remembers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backcue.sound.voice.pcm import load

Floats = NDArray[np.float32]

RATE = 48_000
STRIDE = 4
"""Cues are listened to at 12 kHz: nothing that tells them apart is above 5 kHz."""
LIKELY = 0.75
"""Share of the best fit, at every other frame, from which on a place is tried frame by frame."""
LOW_STRIDE = 6
"""Speech is listened to at 2 kHz, where it is alone: no cue is below 500 Hz."""


def _taps(cutoff_hz: float, rate: int, length: int, stride: int) -> Floats:
    at = np.arange(length) - (length - 1) / 2
    low = np.sinc(at * 2 * cutoff_hz / rate) * np.hamming(length)
    return np.asarray(low / low.sum(), np.float32).reshape(-1, stride)


_EMPHASIS = np.array([1, 0, 0, 0, -0.9])
"""What takes from speech what makes it loud."""
_FINE = np.convolve(_taps(5000, RATE, 32, STRIDE).ravel(), _EMPHASIS)
_FINE_TAPS = np.pad(_FINE, (0, -len(_FINE) % STRIDE)).astype(np.float32).reshape(-1, STRIDE)
_LOW_TAPS = _taps(380, RATE // STRIDE, 144, LOW_STRIDE)


def listened(samples: Floats) -> Floats:
    """Returns what the ear keeps, at 12 kHz."""
    return _thinned(samples, _FINE_TAPS)


def deeper(heard: Floats) -> Floats:
    """Returns what is below 500 Hz of what the ear keeps, at 2 kHz."""
    return _thinned(heard, _LOW_TAPS)


def _thinned(samples: Floats, taps: Floats) -> Floats:
    """Filter and thin out: what is moved by so many samples gives the same, moved by one."""
    stride = taps.shape[1]
    ends = (taps.size - stride, taps.size + -len(samples) % stride)
    rows = np.pad(samples, ends).reshape(-1, stride) @ taps[::-1, ::-1].T
    length = len(rows) - len(taps) + 1
    out = np.zeros(length, np.float32)
    for piece in range(len(taps)):
        out += rows[piece : piece + length, piece]
    return out


class Memory:
    """Sounds of files, as the ear takes them in."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = {path.stem: path for path in sorted(files)}
        self.names = tuple(self._files)
        self.late = cache(self._late)
        """Returns a sound as it is heard when it begins 0, 1, 2 or 3 frames late."""

    def sound(self, name: str) -> Floats:
        """Returns a sound as it is in its file."""
        return samples_of(self._files[name])

    def heard(self, name: str) -> Floats:
        """Returns a sound as it is heard."""
        return listened(samples_of(self._files[name]))

    def _late(self, name: str) -> tuple[Floats, ...]:
        samples = samples_of(self._files[name])
        return tuple(listened(np.pad(samples, (late, 0))) for late in range(STRIDE))


def samples_of(file: Path) -> Floats:
    """Returns a sound as it is in its file."""
    return load(file).astype(np.float32)


class Search:
    """Looks for the beginnings of sounds everywhere at once."""

    def __init__(self, sounds: Iterable[Floats]) -> None:
        self.sounds = tuple(sounds)
        self.energy = np.array([sound @ sound for sound in self.sounds], np.float32)
        self.reach = max(map(len, self.sounds))
        self._spectra = cache(self._spectra_of)

    def look(self, heard: Floats) -> Floats:
        """Correlate all with what is heard: one row each, a column for each place."""
        size = _fast_size(len(heard) + self.reach)
        found = np.fft.irfft(self._spectra(size) * np.fft.rfft(heard, size), size)
        return np.asarray(found[:, : len(heard)], np.float32)

    def _spectra_of(self, size: int) -> NDArray[np.complex64]:
        padded = [np.pad(sound, (0, size - len(sound))) for sound in self.sounds]
        return np.asarray(np.conj(np.fft.rfft(np.stack(padded))), np.complex64)


def _fast_size(least: int) -> int:
    power = 1 << (least - 1).bit_length()
    return 3 * power // 4 if least <= 3 * power // 4 else power


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """How much of a sound there is, 1 for all of it, at the frame where it fits best."""

    share: float
    frame: int
    energy: float

    def explained(self, gain: float = 1.0) -> float:
        """Returns by how much less is left once the sound is taken out, so loud."""
        return gain * (2 * self.share - gain) * self.energy


def fit(known: tuple[Floats, ...], heard: Floats, first: int, last: int) -> Fit:
    """Fit a sound, begun 0 to 3 frames late, at the places from first to last."""
    first = max(0, first)
    length = max(map(len, known))
    late = np.stack([np.pad(sound, (0, length - len(sound))) for sound in known])
    energy = np.einsum("ij,ij->i", late, late)
    part = heard[first : last + length]
    part = np.pad(part, (0, last + length - first - len(part)))
    rough = np.maximum(np.correlate(part, late[0]), np.correlate(part, late[2]))
    likely = np.flatnonzero(rough >= LIKELY * rough.max())
    windows = np.lib.stride_tricks.sliding_window_view(part, length)[likely]
    share = (windows @ late.T) / energy
    at, frames = divmod(int(np.argmax(share)), len(known))
    frame = STRIDE * (first + int(likely[at])) + frames
    return Fit(float(share[at, frames]), frame, float(energy[frames]))


def take_out(known: tuple[Floats, ...], heard: Floats, frame: int, gain: float = 1.0) -> None:
    """Take a sound that begins at this frame out of what is heard."""
    begin, late = divmod(frame, STRIDE)
    part = heard[begin : begin + len(known[late])]
    part -= np.float32(gain) * known[late][: len(part)]
