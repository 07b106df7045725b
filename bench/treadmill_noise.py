"""The noises that a voice is measured in, always the same for the same number."""

import numpy as np
from numpy.typing import NDArray

from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.voice.loudness import in_band, speech_rms

Floats = NDArray[np.float64]

SECONDS = 12
"""Length of a noise; each phrase is laid at a place of its own in it."""
_HUM = ((100.0, 1.0), (200.0, 0.6), (300.0, 0.4))
"""Of a motor on 50 Hz mains: frequencies in Hz, and how strong beside one another."""
_WHINE_HZ, _WHINE_WANDERS_HZ = 1150.0, 25.0
_FOOTFALLS = 2.0
"""A second: a walk of 120 steps/min."""
_SHARES = {"hum": 0.5, "whine": 0.12, "broadband": 1.0, "footfalls": 1.2}
"""RMS of each part beside the others, over all frequencies."""


def pink(seed: int) -> Floats:
    """Returns pink noise, as loud in every octave from 20 Hz to 20 kHz."""
    return _shaped(seed, -0.5)


def treadmill(seed: int) -> Floats:
    """Returns what one hears beside a treadmill: its motor, its belt, and somebody's feet on it."""
    draw = np.random.default_rng(seed)
    time = np.arange(SECONDS * SAMPLE_RATE) / SAMPLE_RATE
    hum = sum(
        level * np.sin(2 * np.pi * (hz * time + draw.random())) for hz, level in _HUM
    ) + np.zeros_like(time)
    wander = _WHINE_WANDERS_HZ * np.sin(2 * np.pi * 0.7 * time + 6 * draw.random())
    whine = np.sin(2 * np.pi * np.cumsum(_WHINE_HZ + wander) / SAMPLE_RATE)
    parts = {
        "hum": hum,
        "whine": whine + 0.5 * whine**3,
        "broadband": _shaped(seed + 1, -0.6),
        "footfalls": _footfalls(draw, time),
    }
    return np.asarray(sum(_SHARES[name] * _unit(part) for name, part in parts.items()))


def _footfalls(draw: np.random.Generator, time: Floats) -> Floats:
    """A thud of the deck and a slap of the sole, twice a second, none quite like the other."""
    made = np.zeros_like(time)
    after = np.arange(SAMPLE_RATE // 4) / SAMPLE_RATE
    slap = in_band(draw.standard_normal(len(after)), 400.0, 3000.0)
    for at in np.arange(draw.random() / _FOOTFALLS, SECONDS, 1 / _FOOTFALLS):
        begin = int((at + 0.01 * draw.standard_normal()) * SAMPLE_RATE)
        thud = np.sin(2 * np.pi * 70 * after) * np.exp(-after / 0.05)
        foot = (1 + 0.2 * draw.standard_normal()) * (thud + 0.5 * slap * np.exp(-after / 0.012))
        part = made[max(begin, 0) : max(begin, 0) + len(foot)]
        part += foot[: len(part)]
    return made


def _shaped(seed: int, power: float) -> Floats:
    """Returns noise whose amplitude goes with the frequency to this power, 20 Hz to 20 kHz."""
    frames = SECONDS * SAMPLE_RATE
    frequency = np.fft.rfftfreq(frames, 1 / SAMPLE_RATE)
    white = np.fft.rfft(np.random.default_rng(seed).standard_normal(frames))
    shaped = white * np.maximum(frequency, 20.0) ** power
    shaped[(frequency < 20) | (frequency > 20_000)] = 0
    return _unit(np.fft.irfft(shaped, frames))


def _unit(sound: Floats) -> Floats:
    return np.asarray(sound / np.sqrt(np.mean(sound**2)))


def laid_over(
    sound: Floats, noise: Floats, over_db: float, place: int, level: float | None = None
) -> Floats:
    """Returns a sound with the noise around it, so that it stands so many dB over it.

    Both are measured in 250-4000 Hz; `level` is the sound's own where it is not the whole of it.
    """
    level = speech_rms(sound) if level is None else level
    gain = level / (speech_rms(noise) * 10 ** (over_db / 20))
    begin = place % (len(noise) - len(sound))
    return sound + gain * noise[begin : begin + len(sound)]
