from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcue.workout.conditions import Conditions
from backcue.workout.model import (
    Cadence,
    Direction,
    Distance,
    Duration,
    Foot,
    Forever,
    Gait,
    Move,
    Repeat,
    Rest,
    Steps,
    Surface,
    Times,
    UntilKey,
    Workout,
)
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.position import beginning
from backcue.workout.timeline import timeline
from backcue.workout.totals import totals
from backcue.workout.unroll import following, unroll
from tests.workout.strategies import workouts
from tests.workouts import backward, balance, forward, forward_until_key, hold, times

BELT = Conditions(surface=Surface.TREADMILL)


def phases(workout: Workout, conditions: Conditions | None = None) -> list[Phase]:
    return list(islice(unroll(workout, conditions or Conditions(), ready=0), 2000))


def feet(workout: Workout, kind: PhaseKind = PhaseKind.HOLD) -> str:
    return "".join(
        "R" if phase.foot is Foot.RIGHT else "L" for phase in phases(workout) if phase.kind is kind
    )


@pytest.mark.parametrize(
    ("there", "back", "holds"),
    [(5, 4, "RRLLRRLL"), (5, 5, "RLRLRLRL"), (4, 4, "LLLLLLLL"), (6, 3, "LRRLLRRL")],
)
def test_the_support_leg_of_a_hold_is_the_foot_that_landed_last(
    there: int, back: int, holds: str
) -> None:
    assert feet(times(4, forward(there), hold(2), backward(back), hold(3))) == holds


def test_the_swing_leg_takes_the_first_step_of_the_next_move() -> None:
    assert feet(balance(3), PhaseKind.MOVE) == "RLLRRL"


def test_a_hold_before_the_first_step_is_on_the_other_leg() -> None:
    assert feet(Workout((hold(2), forward(1), hold(2)))) == "LR"


def test_phases_follow_each_other_in_time_after_the_lead_in() -> None:
    unrolled = list(unroll(balance(2), Conditions(), ready=10))
    assert [phase.index for phase in unrolled] == list(range(9))
    assert unrolled[0].kind is PhaseKind.READY
    for phase, after in pairwise(unrolled):
        assert phase.start is not None
        assert phase.seconds is not None
        assert after.start == pytest.approx(phase.start + phase.seconds)
    assert [phase.repetition for phase in unrolled[1:]] == [1, 1, 1, 1, 2, 2, 2, 2]
    assert {phase.repetitions for phase in unrolled[1:]} == {2}


def test_a_distance_becomes_whole_steps_of_the_persons_length() -> None:
    [phase] = phases(Workout((Move(Distance(300), Direction.FORWARD, Gait.RUN),)))
    assert (phase.steps, phase.seconds) == (300, pytest.approx(300 * 60 / 160))
    [phase] = phases(Workout((Move(Distance(100), Direction.BACKWARD),)))
    assert phase.steps == 182


def test_a_timed_move_has_the_whole_steps_nearest_to_its_time() -> None:
    [phase] = phases(Workout((Move(Duration(30), Direction.FORWARD),)))
    assert (phase.steps, phase.seconds, phase.timed) == (55, 30, True)
    [phase] = phases(Workout((Move(Duration(20), Direction.FORWARD),)))
    assert phase.steps == 37


def test_a_repeat_for_a_time_finishes_the_repetition_begun() -> None:
    workout = Workout((Repeat((forward(100), backward(15)), Duration(600)),))
    one = 100 * 60 / 110 + 15 * 0.6
    found = totals(workout, Conditions())
    assert found.repetitions == 10
    assert found.seconds == pytest.approx(10 * one)
    assert len(phases(workout)) == 20


def test_a_repeat_for_a_time_goes_by_the_time_that_really_passed() -> None:
    workout = Workout((Repeat((forward_until_key(),), Duration(60)),))
    position = beginning(workout, ready=0)
    for gone in (0.0, 20.0, 40.0):
        found = following(position, Conditions(), gone)
        assert found is not None
        _, position = found
    assert following(position, Conditions(), 60.0) is None


def test_as_planned_an_open_phase_takes_none_of_the_time_of_a_repeat() -> None:
    open_rest = Rest(UntilKey())
    workout = Workout((Repeat((open_rest, Rest(Duration(1))), Duration(2)),))
    assert len(phases(workout)) == 4


def test_how_often_a_time_is_filled_depends_on_the_turn_before_it() -> None:
    belt = Conditions(surface=Surface.TREADMILL, turn_seconds=20.0)
    timed = Repeat((Move(Steps(11), Direction.FORWARD),), Duration(18))
    assert phases(Workout((timed,)), belt)[-1].repetitions == 3
    assert phases(Workout((backward(5), timed)), belt)[-1].repetitions == 1


def test_a_workout_has_a_lead_in_of_ten_seconds_unless_asked_otherwise() -> None:
    lead_in, first = unroll(Workout((forward(5),)), Conditions())
    assert (lead_in.kind, lead_in.seconds, first.start) == (PhaseKind.READY, 10, 10)
    lead_in, first = unroll(Workout((forward(5),)), Conditions(), ready=0.5)
    assert (lead_in.kind, lead_in.seconds, first.start) == (PhaseKind.READY, 0.5, 0.5)


def test_a_workout_without_repeats_is_the_first_round_of_all() -> None:
    [phase] = phases(Workout((forward(5),)))
    assert (phase.round, phase.repetition, phase.repetitions) == (1, 1, 1)


def test_open_phases_leave_what_follows_without_a_planned_start() -> None:
    first, second = phases(Workout((forward_until_key(), backward(4))))
    assert (first.seconds, first.steps, first.start) == (None, None, 0)
    assert (second.steps, second.start) == (4, None)


def test_a_floor_needs_no_turns() -> None:
    assert {phase.kind for phase in phases(balance(2))} == {PhaseKind.MOVE, PhaseKind.HOLD}


def test_a_bomb_of_repeats_shows_its_first_phases_at_once_and_its_totals_too() -> None:
    items: tuple[Move | Repeat, ...] = (forward(1), backward(2))
    for _ in range(40):
        items = (Repeat(items, Times(1_000_000)),)
    bomb = Workout(items)
    assert [phase.steps for phase in islice(unroll(bomb, BELT), 5)] == [None, 1, None, None, 2]
    assert totals(bomb, BELT).forward == 1_000_000**40


def test_totals_of_a_workout_without_end() -> None:
    found = totals(Workout((Repeat((forward(1),), Forever()),)), Conditions())
    assert (found.endless, found.seconds, found.forward) == (True, None, None)


def test_totals_count_the_repetitions_of_all_outermost_repeats() -> None:
    workout = Workout((forward(9), *times(3, backward(1)).items, *times(4, forward(1)).items))
    assert totals(workout, Conditions()).repetitions == 7
    rounds = [phase.round for phase in phases(workout)]
    assert rounds == [None, 1, 2, 3, 4, 5, 6, 7]


small = workouts(max_steps=40, max_seconds=90, max_metres=50, max_times=3)


@settings(max_examples=80)
@given(small, st.sampled_from(list(Surface)), st.sampled_from([None, 20.0]))
def test_totals_in_closed_form_are_the_sum_of_the_phases(
    workout: Workout, surface: Surface, turn: float | None
) -> None:
    conditions = Conditions(surface=surface, turn_seconds=turn)
    found = totals(workout, conditions)
    unrolled = list(islice(unroll(workout, conditions, ready=0), 1500))
    if found.endless or found.seconds is None or len(unrolled) == 1500:
        assert found.seconds is None or found.seconds > 0
        return
    assert sum(phase.seconds or 0 for phase in unrolled) == pytest.approx(found.seconds)
    for direction, steps in (("forward", found.forward), ("backward", found.backward)):
        assert sum(p.steps or 0 for p in unrolled if p.direction == direction) == steps


@settings(max_examples=80)
@given(small, st.sampled_from(list(Foot)))
def test_placing_as_planned_gives_the_planned_starts_and_feet(workout: Workout, foot: Foot) -> None:
    unrolled = islice(unroll(workout, Conditions(), first_foot=foot), 300)
    for scheduled in timeline(unrolled, foot):
        assert scheduled.phase.start == pytest.approx(scheduled.start)
        assert scheduled.duration == pytest.approx(scheduled.phase.seconds)
        assert scheduled.steps == scheduled.phase.steps
        if scheduled.phase.foot is not None:
            assert scheduled.phase.foot in Foot


def test_a_ramp_lasts_as_long_as_its_steps_at_the_mean_cadence() -> None:
    ramp = Move(forward(110).amount, Direction.FORWARD, cadence=Cadence(100, 120))
    [phase] = phases(Workout((ramp,)))
    assert phase.seconds == pytest.approx(60)


def test_a_rest_until_a_key_is_open() -> None:
    [phase] = phases(Workout((Rest(forward_until_key().amount),)))  # type: ignore[arg-type]
    assert phase.is_open
