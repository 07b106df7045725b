"""Workouts and courses that tests walk."""

from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.model import (
    Direction,
    Duration,
    Foot,
    Hold,
    Item,
    Move,
    Repeat,
    Steps,
    Times,
    UntilKey,
    Workout,
)
from backcue.workout.notation import parse
from backcue.workout.phases import Phase
from backcue.workout.preset import Preset
from backcue.workout.timeline import ScheduledPhase, schedule
from backcue.workout.unroll import unroll


def forward(steps: int) -> Move:
    return Move(Steps(steps), Direction.FORWARD)


def backward(steps: int) -> Move:
    return Move(Steps(steps), Direction.BACKWARD)


def hold(seconds: float) -> Hold:
    return Hold(Duration(seconds))


def forward_until_key() -> Move:
    return Move(UntilKey(), Direction.FORWARD)


def backward_until_key() -> Move:
    return Move(UntilKey(), Direction.BACKWARD)


def times(count: int, *items: Item) -> Workout:
    return Workout((Repeat(items, Times(count)),))


def balance(repetitions: int = 2) -> Workout:
    return times(repetitions, forward(5), hold(2), backward(4), hold(3))


def course(
    workout: Workout,
    *,
    ready: float = 0.0,
    foot: Foot = Foot.RIGHT,
    conditions: Conditions | None = None,
) -> Course:
    return Course(Preset("test", "Test", workout), workout, conditions or Conditions(), foot, ready)


def phase(words: str, conditions: Conditions | None = None) -> Phase:
    """Returns the one phase that these words make: `60 forward @ 120spm`."""
    [one] = unroll(parse(words), conditions or Conditions(), ready=0)
    return one


def scheduled(words: str, start: float = 0.0, added: float = 0.0) -> ScheduledPhase:
    """Returns the one phase that these words make, placed, with the right foot free to step."""
    return schedule(phase(words), start, Foot.RIGHT, added)
