"""How loud a sound is where the ear and a noisy room decide, and how to keep its peaks low."""

import numpy as np

from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.voice.pcm import Floats

LOW_HZ, HIGH_HZ = 500.0, 4000.0
"""The band of the cues: above a treadmill's rumble, below what older ears lose first."""
SPEECH_LOW_HZ = 250.0
RUMBLE_HZ = 120.0
SHELF_HZ, SHELF_DB = 2000.0, 9.0
"""From where on speech is lifted, and by how much."""
EVENED_RATIO, EVENED_DB, EVENED_SECONDS = 2.5, 30.0, 0.012
"""By how much the envelope of speech is compressed, how far down, and over what time."""


def to_db(amplitude: float) -> float:
    """Returns an amplitude (full scale = 1) in dBFS; silence is -200."""
    return 20.0 * float(np.log10(max(amplitude, 1e-10)))


def peak_dbfs(samples: Floats) -> float:
    """Returns the highest absolute sample in dBFS."""
    return to_db(float(np.max(np.abs(samples), initial=0.0)))


def in_band(samples: Floats, low: float = LOW_HZ, high: float = HIGH_HZ) -> Floats:
    """Returns the part of a 48 kHz sound between two frequencies in Hz, by Fourier transform."""
    size = 2 * max(len(samples), 1)
    spectrum = np.fft.rfft(samples, size)
    frequency = np.fft.rfftfreq(size, 1.0 / SAMPLE_RATE)
    spectrum[(frequency < low) | (frequency > high)] = 0.0
    return np.fft.irfft(spectrum, size)[: len(samples)]


def band_rms(samples: Floats, low: float = LOW_HZ, high: float = HIGH_HZ) -> float:
    """Returns the RMS amplitude of a whole sound between two frequencies in Hz."""
    return float(np.sqrt(np.mean(in_band(samples, low, high) ** 2))) if len(samples) else 0.0


def speech_rms(samples: Floats) -> float:
    """Returns the RMS amplitude of speech where its vowels differ, 250-4000 Hz."""
    return band_rms(samples, SPEECH_LOW_HZ, HIGH_HZ)


def clearer(samples: Floats) -> Floats:
    """Shape speech to be understood over a belt: no rumble, more of what tells consonants.

    From 1 to 2 kHz the level rises by `SHELF_DB` and stays so; below 120 Hz it falls, so gently
    that silence stays silent beside speech.
    """
    size = 2 * max(len(samples), 1)
    frequency = np.fft.rfftfreq(size, 1.0 / SAMPLE_RATE)
    shelf = np.log2(np.clip(frequency, SHELF_HZ / 2, SHELF_HZ) / (SHELF_HZ / 2))
    above = (frequency / RUMBLE_HZ) ** 2
    gain = 10.0 ** (SHELF_DB * shelf / 20.0) * above / (1.0 + above)
    return np.fft.irfft(np.fft.rfft(samples, size) * gain, size)[: len(samples)]


def evened(samples: Floats, ratio: float = EVENED_RATIO) -> Floats:
    """Lift what is soft in speech towards what is loud, so that noise covers less of it.

    A syllable that was so many dB below the loudest is `ratio` times less below it after. What
    is more than `EVENED_DB` below is lifted no further: silence stays silent.
    """
    if not len(samples):
        return samples
    frames = round(EVENED_SECONDS * SAMPLE_RATE)
    window = np.hanning(2 * frames + 3)[1:-1]
    power = np.convolve(samples**2, window / window.sum())[frames : frames + len(samples)]
    below = power / max(float(power.max()), 1e-20)
    held = np.maximum(below, 10.0 ** (-EVENED_DB / 10.0))
    return np.asarray(samples * held ** ((1.0 / ratio - 1.0) / 2.0), dtype=np.float64)


def limit(samples: Floats, ceiling: float, ease: float = 0.004) -> Floats:
    """Turn down, smoothly, the places that are above `ceiling`; nothing is above it after.

    The gain moves within `ease` seconds around each such place, so that no edge is heard.
    """
    reach = max(1, round(ease * SAMPLE_RATE))
    need = ceiling / np.maximum(np.abs(samples), ceiling)
    around = np.lib.stride_tricks.sliding_window_view(
        np.pad(need, 2 * reach, constant_values=1.0), 2 * reach + 1
    ).min(axis=1)
    window = np.hanning(2 * reach + 3)[1:-1]
    gain = np.convolve(around, window / window.sum(), mode="valid")
    return np.asarray(samples * gain, dtype=np.float64)
