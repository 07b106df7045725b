"""Find known sounds in a recording, and say how evenly they are spaced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RATE_HZ = 48_000
_PIECE = 30 * RATE_HZ
"""Frames that are looked through at once, so that hours fit into memory."""


@dataclass(frozen=True, slots=True)
class Onset:
    """Where a sound begins in a recording, in frames, and how well it matches (0 to 1)."""

    frame: float
    sound: str
    match: float


@dataclass(frozen=True, slots=True)
class Spacing:
    """How far the distances between beats are from the one meant, in milliseconds."""

    beats: int
    median_ms: float
    p99_ms: float
    max_ms: float
    missed: int
    doubled: int
    drift_ms: float
    """How far the last beat is from where an even row from the first would put it, by the
    clock of the recording."""

    def __str__(self) -> str:
        return (
            f"{self.beats} beats, spacing error median {self.median_ms:.4f} ms, "
            f"p99 {self.p99_ms:.4f} ms, max {self.max_ms:.4f} ms, "
            f"missed {self.missed}, doubled {self.doubled}, drift {self.drift_ms:+.3f} ms"
        )


def find(
    recording: NDArray[np.int16],
    templates: Mapping[str, Floats],
    *,
    match: float = 0.6,
) -> list[Onset]:
    """Find where the templates sound, by their normalised cross-correlation, in order of time.

    Where several match at one place the best one counts. Onsets are placed between samples
    by a parabola through the peak. Templates shorter than the sound itself are fine.
    """
    found: list[Onset] = []
    longest = max(len(template) for template in templates.values())
    for at in range(0, len(recording), _PIECE):
        signal = recording[max(0, at - longest) : at + _PIECE + 2 * longest] / 32768
        begin = max(0, at - longest)
        for sound, template in templates.items():
            score = _match(signal, template)
            found += (
                Onset(begin + peak + _between(score, peak), sound, float(score[peak]))
                for peak in _peaks(score, match, max(1, len(template) // 2))
                if at <= begin + peak < at + _PIECE
            )
    found.sort(key=lambda onset: -onset.match)
    shortest = min(len(t) for t in templates.values()) // 2
    best: list[Onset] = []
    taken = np.zeros(len(recording) + 1, bool)
    for onset in found:
        at = round(onset.frame)
        if not taken[max(0, at)]:
            best.append(onset)
            taken[max(0, at - shortest) : at + shortest] = True
    return sorted(best, key=lambda onset: onset.frame)


def spacing(onsets: Sequence[Onset], seconds: float) -> Spacing:
    """Compare the distances between beats with the one meant."""
    frames = np.array([onset.frame for onset in onsets])
    gaps = np.diff(frames) / RATE_HZ
    missed = int(np.sum(np.maximum(np.rint(gaps / seconds) - 1, 0)))
    doubled = int(np.sum(gaps < seconds / 2))
    whole = gaps[(gaps > seconds / 2) & (gaps < seconds * 1.5)]
    errors = np.abs(whole - seconds) * 1000
    steps = np.rint((frames[-1] - frames[0]) / RATE_HZ / seconds)
    drift = (frames[-1] - frames[0]) / RATE_HZ - steps * seconds
    return Spacing(
        len(frames),
        float(np.median(errors)),
        float(np.percentile(errors, 99)),
        float(errors.max()),
        missed,
        doubled,
        float(drift * 1000),
    )


def silent_from(recording: NDArray[np.int16], frame: int, *, below: int = 8) -> int:
    """Returns the first frame from `frame` on after which nothing is heard any more."""
    loud = np.flatnonzero(np.abs(recording[frame:].astype(np.int32)) > below)
    return frame + (int(loud[-1]) + 1 if len(loud) else 0)


def _match(signal: Floats, shape: Floats) -> Floats:
    """Returns the normalised cross-correlation (-1 to 1) at every frame where the shape fits."""
    frames = len(shape)
    block = 1 << max(16, frames.bit_length() + 1)
    spectrum = np.conj(np.fft.rfft(shape, block))
    step = block - frames + 1
    out = np.zeros(max(0, len(signal) - frames + 1))
    for at in range(0, len(out), step):
        part = np.fft.irfft(np.fft.rfft(signal[at : at + block], block) * spectrum, block)[:step]
        out[at : at + step] = part[: len(out) - at]
    energy = np.concatenate([[0.0], np.cumsum(signal**2)])
    size = np.sqrt(np.maximum(energy[frames:] - energy[:-frames], 0) * np.sum(shape**2))
    floor = 1e-4 * np.sum(shape**2)
    return np.where(size > floor, out / np.maximum(size, floor), 0.0)


def _peaks(score: Floats, least: float, reach: int) -> list[int]:
    above = np.flatnonzero(score > least)
    runs = np.split(above, np.flatnonzero(np.diff(above) > reach) + 1) if len(above) else []
    return [int(run[np.argmax(score[run])]) for run in runs]


def _between(score: Floats, peak: int) -> float:
    if not 0 < peak < len(score) - 1:
        return 0.0
    left, top, right = score[peak - 1 : peak + 2]
    bend = left - 2 * top + right
    return float((left - right) / (2 * bend)) if bend else 0.0
