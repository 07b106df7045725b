"""A person who never looks: what is heard is what `show --json` says, phase by phase."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from msgspec.structs import replace

from backcue.display.json_forms import course_values
from backcue.presets.library import built_in
from backcue.session_setup import RunOptions, set_up
from backcue.settings.schema import SessionSettings, Settings
from backcue.sound.recording import record
from backcue.sound.render import render
from backcue.sound.samples.bank import Bank
from backcue.sound.samples.folders import built_in_folder
from backcue.sound.samples.levels import SIDES
from backcue.sound.score.audio_options import AudioOptions
from backcue.sound.score.cue import Cue
from backcue.sound.score.score import score
from backcue.workout.course import Course
from backcue.workout.model import Repeat, Times
from backcue.workout.preset import Preset
from backcue.workout.timeline import timeline
from tests.sound.attention import FEET
from tests.sound.ear import RATE
from tests.sound.listener import Listener
from tests.sound.rebuild import HeardPhase, UnclearError, rebuild
from tests.sound.walks import courses
from tests.sound.waves import Pcm, heard
from tests.workouts import balance, course, forward, hold, times

BY_KEY = ("loop-by-key",)
"""Its phases end when the person presses a key, which a recording cannot."""
SETTINGS = Settings(session=SessionSettings(turn=20))
"""Turns on a belt end by themselves, for the same reason."""
ON_TIME, AS_LONG = 0.002, 0.01
"""Seconds by which a start, and a length, may be off."""
FEW = 3
"""Repetitions: enough for the feet to swap and to swap back."""
LONGEST_WALK = 90.0
LISTENED = 25.0


class Tape:
    """Keeps what is written to it."""

    def __init__(self, channels: int = 1) -> None:
        self._blocks: list[bytes] = []
        self._channels = channels

    def write(self, block: bytes) -> None:
        self._blocks.append(block)

    @property
    def sound(self) -> Pcm:
        return heard(b"".join(self._blocks), self._channels)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Bank(stereo=True)


@pytest.fixture(scope="module")
def listener() -> Listener:
    root = built_in_folder()
    assert root
    return Listener(root / "cues", root / "voice" / "en")


def told(walked: Course) -> list[dict[str, object]]:
    phases = course_values(walked, walked.phases(), whole=True)["phases"]
    assert isinstance(phases, list)
    return phases


def taped(walked: Course, bank: Bank, audio: AudioOptions) -> Pcm:
    tape = Tape(2)
    record(walked, bank, audio, tape.write, channels=2)
    return tape.sound


def assert_as_told(heard: list[HeardPhase], walked: Course) -> None:
    wanted = told(walked)
    assert [(phase.kind, phase.direction, phase.steps) for phase in heard] == [
        (phase["kind"], phase["direction"], phase["steps"]) for phase in wanted
    ]
    anybody_steps = any(phase.steps for phase in heard)
    for phase, told_of_it in zip(heard, wanted, strict=True):
        assert phase.start == pytest.approx(told_of_it["start"], abs=ON_TIME), told_of_it
        assert phase.seconds == pytest.approx(told_of_it["seconds"], abs=AS_LONG), told_of_it
        # where nobody ever steps, nobody can hear on which leg one stands
        if anybody_steps or phase.kind != "hold":
            assert phase.foot == told_of_it["foot"], told_of_it
        if "cadence_end" not in told_of_it:
            for one, two in pairwise(phase.beats):
                assert 60 / (two - one) == pytest.approx(told_of_it["cadence"], rel=0.001)


def follow(preset: Preset, bank: Bank, listener: Listener, until: Times | None = None) -> None:
    """Listen to a preset, and compare what was heard with what is told of it."""
    setup = set_up(preset, SETTINGS, RunOptions(until=until))
    tape = taped(setup.course, bank, setup.audio)
    heard = listener.hear(tape)
    assert_as_told(rebuild(heard), setup.course)
    for step in (each for each in heard if each.sound in FEET):
        side = listener.side(tape, step)
        assert side == pytest.approx(SIDES[step.sound], abs=0.02), "each foot on its side"


def shortened(preset: Preset) -> Times | None:
    """Returns few repetitions where there are many: `bench/blind.py` listens to all of them."""
    repeats = [item.until for item in preset.workout.items if isinstance(item, Repeat)]
    many = len(preset.workout.items) == 1 and repeats and repeats[0] != Times(FEW)
    return Times(FEW) if many else None


@pytest.mark.parametrize(
    "preset", [preset for preset in built_in() if preset.id not in BY_KEY], ids=lambda p: p.id
)
def test_a_built_in_preset_can_be_followed_blind(
    preset: Preset, bank: Bank, listener: Listener
) -> None:
    follow(preset, bank, listener, shortened(preset))


@pytest.mark.parametrize("preset_id", BY_KEY)
def test_what_a_key_ends_goes_on_for_as_long_as_one_listens(
    preset_id: str, bank: Bank, listener: Listener
) -> None:
    [preset] = [preset for preset in built_in() if preset.id == preset_id]
    walked = set_up(preset, SETTINGS).course
    cues = score(timeline(walked.phases(), walked.first_foot), bank.seconds, AudioOptions())
    tape = Tape(2)
    render(cues, bank, LISTENED, tape.write, channels=2)
    heard = [h for h in listener.hear(tape.sound) if not h.sound.startswith(("voice:", "accent"))]
    beat = 60 / walked.conditions.pace.forward_walk
    expected = [("ready", 0.0), ("hold-tick", walked.ready - 4 * beat), ("forward", walked.ready)]
    steps = int((LISTENED - walked.ready) / beat) + 1
    expected += [
        (f"step-{'left' if step % 2 else 'right'}", walked.ready + step * beat)
        for step in range(steps)
    ]
    assert [h.sound for h in heard] == [sound for sound, _ in expected]
    assert [h.frame / RATE for h in heard] == pytest.approx([at for _, at in expected], abs=0.001)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(walked=courses())
def test_any_workout_can_be_followed_blind(walked: Course, bank: Bank, listener: Listener) -> None:
    assume((walked.totals().seconds or 0) <= LONGEST_WALK)
    assert_as_told(rebuild(listener.hear(taped(walked, bank, AudioOptions()))), walked)


def test_a_single_step_announced_over_a_hold_is_not_taken_for_a_run(
    bank: Bank, listener: Listener
) -> None:
    walked = course(times(2, forward(1), hold(0.923), forward(1)))
    assert_as_told(rebuild(listener.hear(taped(walked, bank, AudioOptions()))), walked)


def test_one_loudspeaker_gives_what_a_mono_recording_has(bank: Bank) -> None:
    walked = course(balance(2))
    mono = Tape()
    record(walked, Bank(), AudioOptions(), mono.write)
    both = taped(walked, bank, AudioOptions())
    assert both.shape == (len(mono.sound), 2)
    assert (both[:, 0] != both[:, 1]).any()
    summed = both.sum(axis=1, dtype=np.int32) / 2
    assert np.abs(summed - mono.sound).max() <= 1, "up to the rounding of two channels"


def gone(_: Cue) -> list[Cue]:
    return []


def later(seconds: float) -> Callable[[Cue], list[Cue]]:
    return lambda cue: [replace(cue, at=cue.at + seconds)]


@pytest.mark.parametrize(
    ("sound", "which", "wrong"),
    [
        pytest.param("step-left", 1, gone, id="a step is missing"),
        pytest.param("step-right", -1, gone, id="the last step is missing"),
        pytest.param("step-left", 2, lambda c: [c, replace(c, at=c.at + 0.2)], id="one too many"),
        pytest.param("step-left", 0, lambda c: [replace(c, sound="step-right")], id="wrong foot"),
        pytest.param("step-right", 2, later(0.004), id="a beat is 4 ms late"),
        pytest.param("backward", 0, gone, id="a direction is missing"),
        pytest.param("forward", 1, lambda c: [replace(c, sound="backward")], id="wrong way"),
        pytest.param("forward", 1, later(0.004), id="a direction is 4 ms late"),
        pytest.param("hold", 1, gone, id="a hold is missing"),
        pytest.param("hold", 0, lambda c: [replace(c, seconds=1.95)], id="a hold is 50 ms short"),
        pytest.param("hold", 1, later(0.01), id="a hold is 10 ms late"),
        pytest.param("finish", 0, gone, id="the end is missing"),
    ],
)
def test_whoever_listens_notices_what_is_wrong(
    sound: str, which: int, wrong: Callable[[Cue], list[Cue]], bank: Bank, listener: Listener
) -> None:
    walked = course(balance(2))
    cues = list(score(timeline(walked.phases(), walked.first_foot), bank.seconds, AudioOptions()))
    assert_as_told(rebuild(listener.hear(performed(cues, bank))), walked)
    cue = [cue for cue in cues if cue.sound == sound][which]
    at = cues.index(cue)
    cues[at : at + 1] = wrong(cue)
    with pytest.raises((AssertionError, UnclearError)):
        assert_as_told(rebuild(listener.hear(performed(cues, bank))), walked)


def performed(cues: list[Cue], bank: Bank) -> Pcm:
    tape = Tape(2)
    ordered = sorted(cues, key=lambda cue: cue.at)
    render(ordered, bank, ordered[-1].at + 1, tape.write, channels=2)
    return tape.sound
