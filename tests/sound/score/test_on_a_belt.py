"""What the voice says beside and on a belt that moves: first of all where the feet belong."""

from collections.abc import Iterator
from itertools import pairwise, takewhile

import pytest
from msgspec.structs import replace

from backcue.presets.library import built_in
from backcue.session_setup import RunOptions, set_up
from backcue.settings.schema import Settings
from backcue.sound.samples.bank import Bank
from backcue.sound.score.audio_options import AudioOptions
from backcue.sound.score.score import score
from backcue.sound.score.speech_slots import Lengths
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.model import Foot, Surface
from backcue.workout.notation import parse
from backcue.workout.phases import PhaseKind
from backcue.workout.timeline import ScheduledPhase, timeline
from backcue.workout.unroll import unroll

RAILS = Conditions(surface=Surface.TREADMILL, holds_on_rails=True, turn_seconds=30)
ON_BELT = RunOptions(surface=Surface.TREADMILL, holds_on_rails=True)


@pytest.fixture(scope="module")
def voice() -> Lengths:
    return Bank().seconds


def planned(words: str) -> list[ScheduledPhase]:
    return list(timeline(unroll(parse(words), RAILS, ready=10), Foot.RIGHT))


def phrases(phases: list[ScheduledPhase], voice: Lengths) -> list[tuple[int, float, str]]:
    """Returns the phase, the time and the words of all that is said."""
    # A lap that a key ends has no last cue.
    cues = takewhile(lambda cue: cue.at < 7200, score(phases, voice, AudioOptions()))
    return [(c.phase, c.at, c.sound.removeprefix("voice:")) for c in cues if c.spoken]


def led_on_a_belt() -> Iterator[Course]:
    for preset in built_in():
        course = set_up(preset, Settings(), ON_BELT).course
        if all(phase.end is not None for phase in timeline(course.phases(), Foot.RIGHT)):
            yield course


@pytest.mark.parametrize("words", ["40s forward, 40s backward", "8 forward, 8 backward"])
def test_nobody_is_told_to_turn_round_before_they_stand_on_the_rails(
    words: str, voice: Lengths
) -> None:
    phases = planned(words)
    [turn] = [each for each in phases if each.phase.kind is PhaseKind.TURN]
    said = phrases(phases, voice)
    assert not [words for _, at, words in said if at < turn.begins and "turn" in words]
    assert [words for phase, _, words in said if phase == turn.phase.index][:2] == [
        "feet on the side rails",
        "face backward",
    ]


def test_in_no_built_in_workout_is_a_turn_ordered_on_the_belt(voice: Lengths) -> None:
    turns = 0
    for course in led_on_a_belt():
        phases = list(timeline(course.phases(), course.first_foot))
        moves = {each.phase.index for each in phases if each.phase.kind is PhaseKind.MOVE}
        turns += sum(each.phase.kind is PhaseKind.TURN for each in phases)
        for phase, _, words in phrases(phases, voice):
            assert phase not in moves or not words.startswith("turn"), course.preset
    assert turns >= 4


@pytest.mark.parametrize(
    "words",
    [
        "5 backward, hold 5s, 5 backward",
        "3 backward, rest 20s, 3 backward",
        "1 backward, hold 5s, 1 backward, rest 10s, 1 backward",
        "30s backward, hold 8s, 30s backward",
    ],
)
def test_before_or_in_every_hold_and_rest_it_is_said_where_the_feet_belong(
    words: str, voice: Lengths
) -> None:
    phases = planned(words)
    said = phrases(phases, voice)
    for one, two in pairwise(phases):
        if two.phase.kind in (PhaseKind.HOLD, PhaseKind.REST):
            near = [w for phase, _, w in said if phase in (one.phase.index, two.phase.index)]
            assert any("side rails" in words for words in near)


def test_a_rest_that_a_key_brings_says_where_to_stand_and_to_slow_the_belt(voice: Lengths) -> None:
    for words in ("rest 20s, 5 backward", "rest until key, 5 backward"):
        [rest, *_] = timeline(unroll(parse(words), RAILS, ready=0), Foot.RIGHT)
        told = [words for phase, _, words in phrases([rest], voice) if phase == 0]
        assert told[:2] == ["rest on the side rails", "slow the belt"]


def test_a_hold_that_a_key_brings_says_where_to_stand_and_on_which_leg(voice: Lengths) -> None:
    [hold, *_] = timeline(unroll(parse("hold 10s"), RAILS, ready=0), Foot.RIGHT)
    assert phrases([hold], voice)[0][2] == "feet on the side rails stand on left"
    on_the_floor = replace(hold, phase=replace(hold.phase, on_rails=False))
    assert phrases([on_the_floor], voice)[0][2] == "stand on left"


def test_a_lap_before_a_turn_ends_with_the_belt_slowed(voice: Lengths) -> None:
    [lap, turn, *_] = planned("20s backward, 20s forward")[1:]
    move = replace(lap.phase, seconds=None, steps=None)
    lap = replace(lap, phase=move, duration=None, steps=None, expected=60.0, then=turn.phase)
    assert [words for _, _, words in phrases([lap], voice)] == ["slow the belt"]
