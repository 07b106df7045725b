"""Nothing that is mixed comes near full scale, and nothing is bent to keep it away."""

import pytest

from backcue.presets.library import built_in
from backcue.sound.mixer import KNEE
from backcue.sound.samples.bank import Bank
from backcue.sound.samples.levels import CEILING_DBFS
from backcue.sound.voice.loudness import band_rms, to_db
from backcue.workout.preset import Preset
from bench.loudness import OVER_NOISE_DB, over_noise, peak_of_preset, pink_noise

LISTENED = 120.0
"""Seconds, in which every preset has changed direction or told the time that is left."""


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Bank()


@pytest.mark.parametrize("preset", built_in(), ids=lambda preset: preset.id)
def test_no_sample_of_a_built_in_preset_is_above_the_ceiling(preset: Preset, bank: Bank) -> None:
    peak = peak_of_preset(preset, bank, LISTENED)
    assert peak.seconds > 60
    assert to_db(peak.highest) <= CEILING_DBFS
    assert peak.highest < KNEE, "a sum that the level plan allows is never bent"
    assert to_db(peak.highest) > -12, "it is loud enough to be heard"


def test_every_cue_stands_out_of_the_noise_of_a_treadmill(bank: Bank) -> None:
    for name, _, over in over_noise(bank):
        assert over >= OVER_NOISE_DB, name


def test_the_noise_is_pink() -> None:
    noise = pink_noise(seconds=5)
    assert to_db(band_rms(noise, 20, 20_000)) == pytest.approx(-30, abs=0.01)
    octaves = [to_db(band_rms(noise, low, 2 * low)) for low in (250, 500, 1000, 2000, 4000)]
    assert octaves == pytest.approx([octaves[0]] * 5, abs=0.5)
