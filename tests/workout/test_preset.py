"""What a preset or the command line changes of a person's pace."""

from backcue.workout.model import Direction, Gait
from backcue.workout.pace import Pace
from backcue.workout.preset import PaceChange, changed


def test_nothing_changed_is_the_pace_as_it_was() -> None:
    assert changed(Pace(), PaceChange()) == Pace()


def test_a_cadence_for_a_direction_is_for_both_gaits() -> None:
    found = changed(Pace(), PaceChange(forward=120.0))
    assert found == Pace(forward_walk=120.0, forward_run=120.0)


def test_a_cadence_for_one_gait_wins_there() -> None:
    found = changed(Pace(), PaceChange(backward=90.0, backward_run=150.0))
    assert found == Pace(backward_walk=90.0, backward_run=150.0)
    assert changed(Pace(), PaceChange(backward_walk=95.0)) == Pace(backward_walk=95.0)


def test_step_lengths_too_and_a_walking_one_has_no_name_of_its_own() -> None:
    found = changed(Pace(), PaceChange(forward_step=0.8, backward_run_step=0.9))
    assert found == Pace(forward_walk_step=0.8, forward_run_step=0.8, backward_run_step=0.9)


def test_without_settings_a_person_steps_as_the_sources_say() -> None:
    assert Pace() == Pace(110.0, 100.0, 160.0, 170.0, 0.70, 0.55, 1.0, 0.75)


def test_each_way_has_its_own_cadence_and_step_length() -> None:
    pace = Pace(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0)
    ways = [(direction, gait) for gait in Gait for direction in Direction]
    assert [pace.cadence(*way) for way in ways] == [1.0, 2.0, 3.0, 4.0]
    assert [pace.step_length(*way) for way in ways] == [5.0, 6.0, 7.0, 8.0]
