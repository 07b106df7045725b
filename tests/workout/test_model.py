"""What a workout may be: limits, and what is kept of figures."""

import re
from collections.abc import Callable

import pytest

from backcue.workout.amounts import nearest_whole, phase_of, steps_of
from backcue.workout.conditions import Conditions
from backcue.workout.model import (
    Cadence,
    Direction,
    Distance,
    Duration,
    Foot,
    Forever,
    Move,
    Repeat,
    Steps,
    Times,
    Workout,
)
from backcue.workout.pace import Pace
from tests.workouts import forward, phase


def incline(percent: float) -> Move:
    return Move(Steps(1), Direction.FORWARD, incline=percent)


@pytest.mark.parametrize(
    ("make", "within", "beyond", "words"),
    [
        (Steps, (1, 1_000_000), (0, 1_000_001), "steps must be between 1 and 1e+06, not "),
        (
            Duration,
            (0.001, 86_400),
            (0, 86_400.001),
            "seconds must be between 0.001 and 86400, not ",
        ),
        (Distance, (0.001, 1e5), (0, 1e5 + 0.001), "metres must be between 0.001 and 100000, not "),
        (Times, (1, 1_000_000), (0, 1_000_001), "repetitions must be between 1 and 1e+06, not "),
        (Cadence.steady, (30, 240), (29.999, 240.001), "cadence must be between 30 and 240, not "),
        (incline, (-40, 40), (-40.001, 40.001), "incline must be between -40 and 40, not "),
    ],
)
def test_figures_have_limits_that_are_told(
    make: Callable[[float], object],
    within: tuple[float, float],
    beyond: tuple[float, float],
    words: str,
) -> None:
    for figure in within:
        make(figure)
    for figure in beyond:
        with pytest.raises(ValueError, match="^" + re.escape(f"{words}{figure:g}") + "$"):
            make(figure)


def test_both_ends_of_a_ramp_have_limits() -> None:
    for start, end in ((29, 100), (100, 29), (241, 100), (100, 241)):
        with pytest.raises(ValueError, match="cadence"):
            Cadence(start, end)


def test_figures_are_kept_to_three_decimals() -> None:
    assert Duration(1.23456).seconds == 1.235
    assert Distance(1.23456).metres == 1.235
    assert Cadence(100.12345, 110.98765) == Cadence(100.123, 110.988)
    assert incline(1.23456).incline == 1.235
    assert str(incline(-0.0001).incline) == "0.0"
    assert incline(-4.5).incline == -4.5
    assert isinstance(Duration(2).seconds, float)


def test_the_mean_of_a_ramp_is_halfway() -> None:
    assert Cadence(100, 140).mean == 120


def test_neither_a_workout_nor_a_repeat_is_empty() -> None:
    with pytest.raises(ValueError, match=r"^a workout needs at least one item$"):
        Workout(())
    with pytest.raises(ValueError, match=r"^a repeat needs something to repeat$"):
        Repeat((), Forever())


def test_a_foot_has_another() -> None:
    assert (Foot.LEFT.other, Foot.RIGHT.other) == (Foot.RIGHT, Foot.LEFT)


@pytest.mark.parametrize(
    ("value", "whole"),
    [(0.1, 1), (0.5, 1), (1.0, 1), (1.49, 1), (1.5, 2), (2.5, 3), (2.4999999999, 3), (2.499, 2)],
)
def test_the_nearest_whole_number_rounds_halves_up_and_is_at_least_one(
    value: float, whole: int
) -> None:
    assert nearest_whole(value) == whole


def test_a_distance_is_whole_steps() -> None:
    assert steps_of(Distance(10), 0.7) == 14
    assert steps_of(Distance(0.1), 0.7) == 1


def test_a_move_takes_its_cadence_from_the_pace_unless_it_has_its_own() -> None:
    quick = Conditions(Pace(forward_walk=120.0, forward_walk_step=0.5))
    assert phase("60 forward", quick).seconds == 30
    assert phase("60 forward @ 60spm", quick).seconds == 60
    assert phase("60 forward @ 50..70spm", quick).seconds == 60
    assert phase("60m forward", quick).steps == 120
    assert phase("60s forward", quick).steps == 120
    assert phase("60s forward @ 60..120spm", quick).steps == 90


def test_a_phase_has_all_that_its_item_says() -> None:
    found = phase("60 backward run @ 60spm incline 5%")
    assert (found.direction, found.gait, found.incline) == ("backward", "run", 5.0)
    assert (found.cadence, found.timed, found.is_open) == (Cadence(60, 60), False, False)
    assert phase("60s backward").timed
    assert phase("backward until key").is_open


def test_a_turn_lasts_as_long_as_it_says_or_as_the_settings_do() -> None:
    settings = Conditions(turn_seconds=20.0)
    assert phase("turn", settings).seconds == 20
    assert phase("turn 7s", settings).seconds == 7
    assert phase("turn until key", settings).seconds is None
    assert phase("turn").seconds is None


def test_a_phase_by_itself_is_neither_numbered_nor_placed_nor_on_its_feet() -> None:
    found = phase_of(forward(5), Conditions())
    assert (found.index, found.start, found.foot) == (0, None, None)
