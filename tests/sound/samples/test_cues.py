"""The cue sounds: made from numbers, told apart, level, without clicks."""

import importlib.util
import wave
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from backcue.sound.samples.folders import built_in_folder
from backcue.sound.samples.levels import (
    CEILING_DBFS,
    PEAK_DBFS,
    SAMPLE_RATE,
    SIDES,
    linear,
    peak_of,
)
from backcue.sound.score.cue import ACCENTS, CUES, HOLD, STEP_LEFT, STEP_RIGHT
from backcue.sound.score.part import DUCKED
from backcue.sound.voice.loudness import band_rms, peak_dbfs, to_db
from backcue.sound.voice.pcm import Floats, load

ROOT = Path(__file__).parents[3]
BEATS = (STEP_LEFT, STEP_RIGHT, *ACCENTS, "hold-tick")
FEET = (STEP_LEFT, STEP_RIGHT)
SETS = ("footstep", "drum")
STEPS = tuple(f"{which}/{foot}" for which in SETS for foot in FEET)
"""The sounds of the steps in the other sets, by their place in `sounds/steps/`."""
SOUNDS = (*CUES, *STEPS)
STRUCK = tuple(name for name in SOUNDS if name != HOLD)


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_cues", ROOT / "sounds" / "make_cues.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "sounds")
        patch.setitem(__import__("sys").modules, "make_cues", module)
        spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def cues() -> dict[str, Floats]:
    root = built_in_folder()
    assert root
    made = {name: load(root / "cues" / f"{name}.wav") for name in CUES}
    return made | {name: load(root / "steps" / f"{name}.wav") for name in STEPS}


def _whole(path: Path) -> Floats:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (48_000, 1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int64)


def test_the_script_makes_exactly_the_files_that_are_shipped(
    maker: ModuleType, tmp_path: Path
) -> None:
    maker.main(["--folder", str(tmp_path)])
    root = built_in_folder()
    assert root
    assert {path.stem for path in (root / "cues").glob("*")} == set(CUES)
    steps = (root / "steps").rglob("*.wav")
    assert {str(path.relative_to(root / "steps").with_suffix("")) for path in steps} == set(STEPS)
    for name in (*(f"cues/{cue}" for cue in CUES), *(f"steps/{step}" for step in STEPS)):
        made, shipped = (_whole(folder / f"{name}.wav") for folder in (tmp_path, root))
        assert made.shape == shipped.shape, name
        # other versions of numpy may round a sine differently
        assert np.abs(made - shipped).max() <= 1, name


def test_the_report_names_every_sound(
    maker: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    maker.main(["--report"])
    lines = capsys.readouterr().out.splitlines()
    named = [*CUES, *(name.replace("/", "-") for name in STEPS)]
    assert [line.split()[0] for line in lines[2 : 2 + len(named)]] == named
    assert [line.split()[0] for line in lines[-len(named) :]] == named


@pytest.mark.parametrize("name", SOUNDS)
def test_a_cue_has_the_peak_of_the_level_plan(cues: dict[str, Floats], name: str) -> None:
    planned = PEAK_DBFS[name.rpartition("/")[2]]
    assert peak_dbfs(cues[name]) == pytest.approx(planned, abs=0.02)
    assert planned <= -3.0


@pytest.mark.parametrize("name", SOUNDS)
def test_a_cue_is_heard_over_a_belt(cues: dict[str, Floats], name: str) -> None:
    frequency = np.fft.rfftfreq(1 << 20, 1 / SAMPLE_RATE)
    audible = (frequency >= 20) & (frequency <= 20_000)
    power = np.divide(1.0, frequency, out=np.zeros_like(frequency), where=audible)
    in_band = (frequency >= 500) & (frequency <= 4000)
    noise = linear(-30.0) * np.sqrt(power[in_band].sum() / power.sum())
    assert to_db(band_rms(cues[name]) / noise) >= 12.0


@pytest.mark.parametrize("name", STRUCK)
def test_a_struck_cue_begins_and_ends_in_silence(cues: dict[str, Floats], name: str) -> None:
    samples = cues[name] / np.abs(cues[name]).max()
    assert samples[0] == samples[-1] == 0.0
    # the very first and last samples leave and reach zero without a step
    assert np.abs(samples[:3]).max() < 0.03
    assert np.abs(samples[-24:]).max() < 0.001


@pytest.mark.parametrize("name", STRUCK)
def test_the_onset_of_a_cue_is_its_time(cues: dict[str, Floats], name: str) -> None:
    samples = np.abs(cues[name]) / np.abs(cues[name]).max()
    assert samples[:48].max() > 0.1, "it begins within the first millisecond"
    if name in (*BEATS, *STEPS):
        assert int(np.argmax(samples > 0.5)) < 0.002 * SAMPLE_RATE, "a beat is sharp"


@pytest.mark.parametrize("name", SOUNDS)
def test_a_cue_has_no_offset_and_no_hiss_of_a_click(cues: dict[str, Floats], name: str) -> None:
    samples = cues[name]
    assert abs(samples.mean()) < 1e-4
    power = np.abs(np.fft.rfft(samples)) ** 2
    high = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE) > 8000
    assert 10 * np.log10(power[high].sum() / power.sum()) < -45


def test_beats_and_accents_are_short(cues: dict[str, Floats]) -> None:
    for name in (STEP_LEFT, STEP_RIGHT):
        assert 0.03 <= len(cues[name]) / SAMPLE_RATE <= 0.04
    for name in (*ACCENTS, *STEPS):
        assert len(cues[name]) / SAMPLE_RATE < 0.12


def test_fundamentals_lie_where_older_ears_hear_them(maker: ModuleType) -> None:
    for name, sound in maker.SOUNDS.items():
        lowest = min(partial.ratio for partial in sound.timbre)
        for note in sound.notes:
            assert 500 <= note.hz * lowest <= 1000, name
        assert max(note.hz for note in sound.notes) * sound.timbre[-1].ratio > 2000, name
    assert 500 <= maker.HOLD_HZ <= 1000
    for timbre, strikes in (maker.SETS[which][foot] for which in SETS for foot in FEET):
        lowest = min(ratio for ratio, *_ in timbre)
        assert all(500 <= hz * lowest <= 1000 for _, hz, _, _ in strikes)
        assert max(hz for _, hz, _, _ in strikes) * timbre[-1][0] > 1500


def test_forward_rises_in_two_notes_and_backward_falls_in_three(maker: ModuleType) -> None:
    forward = [note.hz for note in maker.SOUNDS["forward"].notes]
    backward = [note.hz for note in maker.SOUNDS["backward"].notes]
    assert len(forward) == 2
    assert forward == sorted(forward)
    assert len(backward) == 3
    assert backward == sorted(backward, reverse=True)


def test_the_count_in_rises_in_pitch_and_level(maker: ModuleType) -> None:
    pitches = [maker.SOUNDS[name].notes[0].hz for name in ACCENTS]
    levels = [PEAK_DBFS[name] for name in ACCENTS]
    assert pitches == sorted(set(pitches))
    assert levels == sorted(set(levels))


def test_the_hold_loops_without_a_seam(cues: dict[str, Floats]) -> None:
    hold = cues[HOLD]
    assert len(hold) == SAMPLE_RATE
    # any seam would put power between the harmonics of the looped tone
    power = np.abs(np.fft.rfft(np.tile(hold, 3) * np.hanning(3 * len(hold)))) ** 2
    frequency = np.fft.rfftfreq(3 * len(hold), 1 / SAMPLE_RATE)
    harmonic = np.round(frequency / 523) * 523
    between = np.abs(frequency - harmonic) > 3
    assert 10 * np.log10(power[between].sum() / power.sum()) < -75


def test_the_hold_is_steady(cues: dict[str, Floats]) -> None:
    pieces = cues[HOLD][:47_952].reshape(-1, 48 * 27)
    rms = np.sqrt((pieces**2).mean(axis=1))
    assert to_db(rms.max() / rms.min()) < 0.5


def test_no_two_cues_are_alike(maker: ModuleType, cues: dict[str, Floats]) -> None:
    for first in SOUNDS:
        assert maker.likeness(cues[first], cues[first]) == pytest.approx(1.0)
        for second in SOUNDS:
            if first != second:
                assert maker.likeness(cues[first], cues[second]) < 0.5, (first, second)


@pytest.mark.parametrize(
    ("full", "ducked"),
    [
        *(((step, accent), ()) for step in FEET for accent in ACCENTS),
        *(((direction, step), ()) for direction in ("forward", "backward") for step in FEET),
        (("hold", "hold-tick", "accent-1"), ()),
        (("voice:one", "hold"), ("hold-tick", "accent-1")),
        (("voice:one",), (STEP_RIGHT, "accent-1")),
        (("voice:one", "rest"), ()),
        (("voice:one", "turn"), ()),
        (("voice:one", "ready"), ()),
    ],
)
def test_what_sounds_together_stays_under_the_ceiling_in_either_ear(
    full: tuple[str, ...], ducked: tuple[str, ...]
) -> None:
    loud = sum(map(in_the_louder_ear, full))
    soft = max(DUCKED, 0.5) * sum(map(in_the_louder_ear, ducked))
    assert to_db(loud + soft) <= CEILING_DBFS


def in_the_louder_ear(sound: str) -> float:
    return peak_of(sound) * (1 + abs(SIDES.get(sound, 0.0)))


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("step", [*FEET, *STEPS])
def test_the_next_step_with_its_accent_meets_a_direction_under_the_ceiling(
    cues: dict[str, Floats], direction: str, step: str
) -> None:
    shortest = round(0.25 * SAMPLE_RATE)  # between two steps of 240 a minute
    signal, foot, accent = (cues[name] for name in (direction, step, "accent-3"))
    both = np.pad(accent, (0, max(0, len(foot) - len(accent))))
    both[: len(foot)] += (1 + abs(SIDES[step.rpartition("/")[2]])) * foot
    for at in range(shortest, len(signal), 12):
        part = signal[at : at + len(both)]
        together = both + np.pad(part, (0, len(both) - len(part)))
        assert peak_dbfs(together) <= CEILING_DBFS


class Scene:
    """Cues laid over one another, and an ear that asks how much of one begins at a time."""

    def __init__(self, cues: dict[str, Floats], *laid: tuple[float, str]) -> None:
        self.cues = cues
        self.heard = np.zeros(3 * SAMPLE_RATE)
        for at, name in laid:
            begin = round(at * SAMPLE_RATE)
            self.heard[begin : begin + len(cues[name])] += cues[name]

    def share(self, name: str, at: float) -> float:
        """1 where the cue begins at `at`, 0 where there is nothing of it."""
        cue, begin = self.cues[name], round(at * SAMPLE_RATE)
        return float(self.heard[begin : begin + len(cue)] @ cue / (cue @ cue))

    def time(self, name: str, around: float) -> float:
        """When the cue begins, searched within 20 ms."""
        first = round((around - 0.02) * SAMPLE_RATE)
        cue = self.cues[name]
        part = self.heard[first : first + len(cue) + round(0.04 * SAMPLE_RATE)]
        return (first + int(np.argmax(np.correlate(part, cue)))) / SAMPLE_RATE


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("foot", [*FEET, *STEPS])
def test_a_listener_tells_foot_and_direction_on_the_first_step(
    cues: dict[str, Floats], direction: str, foot: str
) -> None:
    scene = Scene(cues, (1.0, direction), (1.0, foot))
    other = other_foot(foot)
    against = "forward" if direction == "backward" else "backward"
    assert scene.share(foot, 1.0) == pytest.approx(1.0, abs=0.3)
    assert abs(scene.share(other, 1.0)) < 0.4
    assert scene.share(direction, 1.0) == pytest.approx(1.0, abs=0.1)
    assert abs(scene.share(against, 1.0)) < 0.1
    assert scene.time(direction, 1.0) == pytest.approx(1.0, abs=1e-4)


def other_foot(step: str) -> str:
    return step.replace("left", "*").replace("right", "left").replace("*", "right")


@pytest.mark.parametrize("foot", [*FEET, *STEPS])
@pytest.mark.parametrize("accent", ACCENTS)
def test_a_listener_tells_the_accent_and_the_foot_under_it(
    cues: dict[str, Floats], accent: str, foot: str
) -> None:
    scene = Scene(cues, (1.0, accent), (1.0, foot))
    other = other_foot(foot)
    assert scene.share(foot, 1.0) > 2 * abs(scene.share(other, 1.0))
    for name in ACCENTS:
        assert scene.share(name, 1.0) == pytest.approx(float(name == accent), abs=0.2)
    assert scene.time(accent, 1.0) == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("tick", ["hold-tick", *ACCENTS])
def test_a_listener_times_a_tick_over_the_hold_tone(cues: dict[str, Floats], tick: str) -> None:
    scene = Scene(cues, (0.3, HOLD), (1.3, HOLD), (1.0, tick))
    assert scene.share(tick, 1.0) == pytest.approx(1.0, abs=0.1)
    assert abs(scene.share(tick, 0.6)) < 0.1
    assert scene.time(tick, 1.0) == pytest.approx(1.0, abs=1e-4)
