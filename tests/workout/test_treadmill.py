"""What a moving belt puts between the items of a workout: turns, the side rails, settling."""

import pytest

from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.hints import hints
from backcue.workout.model import Surface
from backcue.workout.notation import parse
from backcue.workout.phases import Phase
from backcue.workout.preset import Preset
from backcue.workout.totals import totals
from backcue.workout.unroll import unroll
from tests.workouts import course

BELT = Conditions(surface=Surface.TREADMILL, turn_seconds=20.0)
RAILS = Conditions(surface=Surface.TREADMILL, turn_seconds=20.0, holds_on_rails=True)


def phases(words: str, conditions: Conditions = BELT) -> list[Phase]:
    return list(unroll(parse(words), conditions, ready=0))


def kinds(words: str, conditions: Conditions = BELT) -> str:
    return " ".join(phase.direction or phase.kind for phase in phases(words, conditions))


@pytest.mark.parametrize(
    ("words", "led"),
    [
        ("2x(5 forward, 4 backward)", "2x(forward turn ready backward turn ready)"),
        ("5 forward, 5 forward", "forward forward"),
        ("5 forward, turn 20s, 4 backward", "forward turn ready backward"),
        ("5 forward, turn, 5 forward", "forward turn ready forward"),
        ("turn, 5 forward", "turn ready forward"),
        ("5 forward, turn, turn, 4 backward", "forward turn turn ready backward"),
        ("5 forward, turn, rest 9s, 4 backward", "forward turn rest ready backward"),
        ("5 forward, rest 9s, turn, 4 backward", "forward rest turn ready backward"),
        ("5 forward, rest 9s, 4 backward", "forward rest turn ready backward"),
        ("5 backward, rest 9s, 4 backward", "backward rest ready backward"),
        ("rest 9s, 5 backward", "rest ready backward"),
        ("5 backward, rest until key", "backward rest"),
        ("3x(5 backward, rest 9s)", "backward rest ready backward rest ready backward rest"),
        ("2x(5 backward), 2x(rest 9s)", "backward backward rest rest"),
    ],
)
def test_a_turn_at_each_change_and_time_to_settle_after_standing_on_the_rails(words, led) -> None:
    if led.startswith("2x("):
        led = f"{led[3:-1]} forward turn ready backward"
    assert kinds(words) == led


def test_a_hold_on_the_rails_wants_time_to_settle_too() -> None:
    assert kinds("5 forward, hold 2s, 5 forward", RAILS) == "forward hold ready forward"
    assert kinds("5 forward, hold 2s, 4 backward", RAILS) == "forward hold turn ready backward"


@pytest.mark.parametrize("surface", [Surface.FLOOR, Surface.TRACK, Surface.MANUAL_TREADMILL])
def test_what_does_not_move_by_itself_wants_nothing(surface: Surface) -> None:
    here = Conditions(surface=surface, holds_on_rails=True)
    words = "5 forward, rest 9s, 4 backward, turn 5s, 5 forward, hold 2s, 5 forward"
    assert kinds(words, here) == "forward rest backward turn forward hold forward"
    assert not any(phase.on_rails for phase in phases(words, here))


def test_on_a_belt_one_rests_and_turns_on_the_rails_and_settles_and_walks_on_the_belt() -> None:
    on_rails = {phase.kind: phase.on_rails for phase in phases("5 forward, rest 9s, 4 backward")}
    assert on_rails == {"move": False, "rest": True, "turn": True, "ready": False}
    [hold] = phases("hold 2s", RAILS)
    assert hold.on_rails


@pytest.mark.parametrize(("settle", "found"), [(0.5, [0.5]), (0.0, [])])
def test_there_is_as_much_time_to_settle_as_is_wished(settle: float, found: list[float]) -> None:
    belt = Conditions(surface=Surface.TREADMILL, settle=settle)
    for words in ("5 forward, 4 backward", "5 forward, rest 9s, 4 forward", "turn, 5 forward"):
        settling = [phase.seconds for phase in phases(words, belt) if phase.kind == "ready"]
        assert settling == found


def test_the_time_to_settle_counts_in_what_a_workout_comes_to() -> None:
    words = "6x(45s backward, rest 60s)"
    assert totals(parse(words), BELT).seconds == 6 * 105 + 5 * 10
    assert totals(parse(words), Conditions()).seconds == 6 * 105


def test_time_to_settle_is_no_turn_to_be_hinted_at() -> None:
    def hinted(words: str) -> bool:
        found = hints(course(parse(words), conditions=BELT))
        return any(hint.id == "turn" for hint in found)

    assert not hinted("3x(5 backward, rest 9s)")
    assert not hinted("5 forward, turn, 5 backward")
    assert hinted("5 forward, rest 9s, 5 backward")


def test_on_a_moving_belt_its_own_rules_come_before_the_technique_of_a_preset() -> None:
    known = "backcue does not control the belt: pausing here does not stop it."
    preset = Preset("a", "A", parse("5 backward"), technique=("Land softly.", known))
    lines = Course(preset, preset.workout, BELT).technique
    assert lines[0].startswith("Clip on the safety key")
    assert lines[1:] == ("Land softly.", known)
    assert Course(preset, preset.workout).technique == preset.technique
