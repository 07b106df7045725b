"""The level plan: how loud each sound may be, so that what sounds together does not clip.

All sums below are of peaks, the worst that can happen; they stay under -1 dBFS:

    direction + step + accent-3 (its later notes meet the next steps)  -1.0 dBFS
    step + accent-1                                                    -4.1 dBFS
    hold + hold-tick + accent-1                                        -2.2 dBFS
    voice + hold + (hold-tick + accent-1) ducked to half               -1.0 dBFS
    voice + (step + accent-1) ducked to half                           -2.5 dBFS
    voice + rest                                                       -1.1 dBFS

A direction sound and speech never sound together: the score keeps them apart.
"""

from types import MappingProxyType
from typing import Final

SAMPLE_RATE: Final = 48_000
"""Frames per second of everything that is played."""

CEILING_DBFS: Final = -1.0
"""No mixed sample may be above this."""

PEAK_DBFS: Final = MappingProxyType(
    {
        "ready": -8.5,
        "forward": -10.0,
        "backward": -10.0,
        "hold": -18.0,
        "hold-tick": -10.0,
        "rest": -7.0,
        "turn": -9.5,
        "step-left": -10.8,
        "step-right": -10.8,
        "accent-3": -11.0,
        "accent-2": -10.5,
        "accent-1": -9.5,
        "pause": -8.5,
        "resume": -8.5,
        "finish": -6.5,
    }
)
"""The highest peak of each cue. The sounds of the beat leave room for one another."""

VOICE_PEAK_DBFS: Final = -7.2
"""The highest peak of speech."""

VOICE_RMS_DBFS: Final = -21.5
"""RMS of a phrase within 250-4000 Hz: about as loud as the cues, see `loudness.speech_rms`."""


SIDES: Final = MappingProxyType({"step-left": 0.25, "step-right": -0.25})
"""How far from the middle a sound lies: 1 is all left, -1 all right. Half the sum of the channels
is the sound itself, so one is louder by this share and the other softer: here by 4.4 dB in all."""


def linear(dbfs: float) -> float:
    """Returns the amplitude (full scale = 1) of a level in dBFS."""
    return float(10.0 ** (dbfs / 20.0))


def peak_of(sound: str) -> float:
    """Returns the highest amplitude that this cue, or a phrase of speech, may have."""
    return linear(PEAK_DBFS.get(sound, VOICE_PEAK_DBFS))
