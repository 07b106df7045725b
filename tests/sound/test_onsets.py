"""What measures the sound is itself measured."""

import numpy as np
import pytest

from bench.onsets import Onset, find, silent_from, spacing

RATE = 48_000
NOISE = np.random.default_rng(7)
LEFT = (NOISE.standard_normal(900) * 0.2).astype(np.float32)
RIGHT = (NOISE.standard_normal(700) * 0.2).astype(np.float32)
TEMPLATES = {"left": LEFT, "right": RIGHT}


def recording(seconds: float, *sounds: tuple[int, np.ndarray]) -> np.ndarray:  # type: ignore[type-arg]
    out = NOISE.standard_normal(round(seconds * RATE)) * 0.001
    for at, samples in sounds:
        out[at : at + len(samples)] += samples
    return np.rint(out * 32767).astype(np.int16)


def test_sounds_are_found_and_told_apart_to_the_frame_even_across_pieces() -> None:
    places = [(100, LEFT), (5000, RIGHT), (30 * RATE - 400, LEFT), (30 * RATE + 9000, RIGHT)]
    found = find(recording(61, *places), TEMPLATES)
    assert [round(onset.frame) for onset in found] == [at for at, _ in places]
    assert [onset.sound for onset in found] == ["left", "right", "left", "right"]


def test_noise_alone_is_no_sound() -> None:
    assert find(recording(2), TEMPLATES) == []


def test_an_onset_between_two_frames_is_placed_between_them() -> None:
    spectrum = np.fft.rfft(np.concatenate([np.convolve(LEFT, np.hanning(40)) / 20, np.zeros(100)]))
    shift = np.exp(-2j * np.pi * np.arange(len(spectrum)) * 0.3 / (900 + 39 + 100))
    moved = np.fft.irfft(spectrum * shift, 900 + 39 + 100)
    smooth = (np.convolve(LEFT, np.hanning(40)) / 20).astype(np.float32)
    (onset,) = find(recording(1, (2000, moved)), {"left": smooth})
    assert onset.frame == pytest.approx(2000.3, abs=0.05)


def test_spacing_counts_errors_gaps_and_doubles() -> None:
    frames = [0, 4800, 9610, 19_200, 19_300, 24_000]
    figures = spacing([Onset(frame, "left", 1.0) for frame in frames], 0.1)
    assert figures.beats == 6
    assert figures.missed == 1
    assert figures.doubled == 1
    assert figures.max_ms == pytest.approx(100 / 48, abs=0.01)
    assert figures.drift_ms == pytest.approx(0.0)


def test_silence_begins_after_the_last_loud_frame() -> None:
    samples = np.zeros(1000, np.int16)
    samples[100:300] = 500
    assert silent_from(samples, 0) == 300
    assert silent_from(samples, 400) == 400
