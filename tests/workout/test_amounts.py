"""One rule for steps: the nearest whole number, exact halves up, at least one."""

import pytest

from backcue.workout.amounts import phase_of
from backcue.workout.conditions import Conditions
from backcue.workout.model import Cadence, Direction, Distance, Duration, Move
from backcue.workout.pace import Pace

HALVES = [(0.2, 1), (0.5, 1), (1.5, 2), (2.5, 3), (3.5, 4), (4.49, 4), (4.5, 5), (1000.5, 1001)]


@pytest.mark.parametrize(("amount", "steps"), HALVES)
def test_a_timed_move_has_the_nearest_whole_steps_exact_halves_up(
    amount: float, steps: int
) -> None:
    move = Move(Duration(amount), Direction.FORWARD, cadence=Cadence.steady(60))
    assert phase_of(move, Conditions()).steps == steps


@pytest.mark.parametrize(("amount", "steps"), HALVES)
def test_a_distance_has_the_nearest_whole_steps_exact_halves_up(amount: float, steps: int) -> None:
    move = Move(Distance(amount), Direction.FORWARD)
    assert phase_of(move, Conditions(Pace(forward_walk_step=1.0))).steps == steps


@pytest.mark.parametrize(
    ("metres", "step_length", "steps"), [(1.05, 0.7, 2), (0.175, 0.07, 3), (1.375, 0.55, 3)]
)
def test_a_half_that_is_none_in_binary_is_one_all_the_same(
    metres: float, step_length: float, steps: int
) -> None:
    move = Move(Distance(metres), Direction.FORWARD)
    assert phase_of(move, Conditions(Pace(forward_walk_step=step_length))).steps == steps
