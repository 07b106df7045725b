"""What a workout comes to, and what is left of it, in closed form."""

from itertools import islice
from math import inf

import pytest

from backcue.workout.conditions import Conditions
from backcue.workout.course import Course, limited
from backcue.workout.model import Direction, Duration, Surface, Times
from backcue.workout.notation import format_workout, parse
from backcue.workout.position import beginning
from backcue.workout.preset import Preset
from backcue.workout.totals import Load, Scale, Totals, left, totals
from backcue.workout.treadmill import AT_FIRST, Stance
from backcue.workout.unroll import following
from tests.workouts import course

FLOOR = Conditions()
BELT = Conditions(surface=Surface.TREADMILL, turn_seconds=20.0)
FORWARD, BACKWARD = Direction.FORWARD, Direction.BACKWARD


def of(words: str, conditions: Conditions = FLOOR) -> Totals:
    return totals(parse(words), conditions)


def load_left(
    words: str, phases: int, conditions: Conditions = FLOOR, *, used: float | None = None
) -> Load:
    """Returns what is left after so many phases, walked as planned unless `used` says how long."""
    position, active = beginning(parse(words), ready=0), 0.0
    for _ in range(phases):
        found = following(position, conditions, active)
        assert found is not None
        phase, position = found
        active += phase.seconds or 0.0
    return left(position, Scale(conditions), active if used is None else used)


def test_loads_add_up() -> None:
    first = Load(10.0, {FORWARD: 5}, frozenset({FORWARD}))
    second = Load(3.0, {FORWARD: 1, BACKWARD: 2}, frozenset({BACKWARD}), is_open=True)
    both = first.plus(second, 2)
    assert (both.seconds, both.steps) == (16.0, {FORWARD: 7, BACKWARD: 4})
    assert both.open_moves == {FORWARD, BACKWARD}
    assert both.is_open
    assert first.plus(first).seconds == 20.0
    assert not first.plus(first).is_open
    assert first.plus(second, 0) == first
    assert first.steps == {FORWARD: 5}


def test_a_workout_comes_to_the_sum_of_its_items() -> None:
    found = of("60 forward @ 60spm, hold 5s, 3x(10 backward @ 60spm, rest 2s), 4 forward @ 60spm")
    assert found == Totals(105.0, 64, 30, 3, endless=False, timed=105.0)


def test_a_workout_without_repeats_is_one_repetition() -> None:
    assert of("5 forward").repetitions == 1


def test_an_open_phase_leaves_the_time_open_and_the_steps_of_its_direction() -> None:
    found = of("2x(forward until key, 5 backward)")
    assert found == Totals(None, None, 10, 2, endless=False, is_open=True, timed=6.0)
    found = of("2x(5 forward, rest until key)")
    assert found.timed == pytest.approx(10 * 60 / 110)
    assert found == Totals(None, 10, 0, 2, endless=False, is_open=True, timed=found.timed)


def test_a_workout_without_end_has_no_sums() -> None:
    assert of("forever(5 forward)") == Totals(None, None, None, None, endless=True)


def test_after_a_repeat_without_end_nothing_comes() -> None:
    assert of("5 forward, forever(5 backward), hold 2s").endless


def test_a_repeat_by_time_around_what_a_key_ends_has_an_open_number() -> None:
    found = of("10min of (5 forward, rest until key)")
    assert found == Totals(None, None, None, None, endless=False, is_open=True)
    found = of("10min of (5 forward, rest until key), 2x(5 forward)")
    assert (found.forward, found.repetitions) == (None, None)


def test_a_repeat_by_time_that_its_first_round_fills_is_one_repetition() -> None:
    assert of("5s of (10 forward @ 60spm)").repetitions == 1
    assert of("10s of (10 forward @ 60spm)").repetitions == 1
    assert of("10.001s of (10 forward @ 60spm)").repetitions == 2
    assert of("21s of (10 forward @ 60spm)").repetitions == 3


def test_a_repeat_by_time_sums_its_rounds() -> None:
    assert of("25s of (10 forward @ 60spm)") == Totals(30.0, 30, 0, 3, endless=False, timed=30.0)


def test_on_a_belt_the_first_round_may_need_a_turn_fewer_than_the_others() -> None:
    found = of("3x(10 forward @ 60spm, 10 backward @ 60spm)", BELT)
    assert found.seconds == 60 + 5 * 30
    found = of("10 backward @ 60spm, 3x(10 forward @ 60spm, 10 backward @ 60spm)", BELT)
    assert found.seconds == 70 + 6 * 30
    found = of("100s of (10 forward @ 60spm, 10 backward @ 60spm)", BELT)
    assert (found.seconds, found.repetitions) == (50 + 80, 2)


def test_on_a_belt_the_way_one_faces_is_carried_out_of_a_repeat() -> None:
    found = of("2x(10 forward @ 60spm), 10 backward @ 60spm", BELT)
    assert found.seconds == 30 + 30
    found = of("2x(10 forward @ 60spm, turn 5s), 10 backward @ 60spm", BELT)
    assert found.seconds == 30 + 10 + 20


def test_of_two_repeats_the_second_counts_by_the_way_one_faces_then() -> None:
    two = "2x(10 backward @ 60spm), 40s of (10 forward @ 60spm)"
    assert of(two, BELT).repetitions == 3
    assert of("40s of (10 forward @ 60spm)", BELT).repetitions == 4
    after_a_rest = "10 backward @ 60spm, rest 5s, 40s of (10 forward @ 60spm)"
    assert of(after_a_rest, BELT).repetitions == 1


def test_what_is_left_is_what_stands_behind() -> None:
    words = "10 forward @ 60spm, hold 5s, 10 backward @ 60spm"
    assert load_left(words, 0).seconds == 25
    assert load_left(words, 1).seconds == 15
    assert load_left(words, 2).steps == {BACKWARD: 10}
    assert load_left(words, 3).seconds == 0


def test_what_is_left_of_a_repeat_are_the_rounds_to_come() -> None:
    words = "3x(10 forward @ 60spm, hold 5s), rest 7s"
    assert load_left(words, 1).seconds == 5 + 2 * 15 + 7
    assert load_left(words, 4).seconds == 15 + 7
    assert load_left(words, 6).seconds == 7


def test_what_is_left_of_repeats_in_repeats() -> None:
    words = "2x(3x(10 forward @ 60spm), hold 5s), rest 7s"
    assert load_left(words, 2).seconds == 10 + 5 + 35 + 7
    assert load_left(words, 5).seconds == 20 + 5 + 7


def test_what_is_left_of_a_repeat_by_time_goes_by_the_time_used() -> None:
    words = "30s of (rest 10s), hold 5s"
    assert load_left(words, 1).seconds == 25
    assert load_left(words, 1, used=10.5).seconds == 25
    assert load_left(words, 1, used=21.0).seconds == 15
    assert load_left(words, 1, used=30.0).seconds == 5
    assert load_left(words, 1, used=99.0).seconds == 5


def test_the_time_of_a_repeat_counts_from_its_own_beginning() -> None:
    words = "rest 100s, 30s of (rest 10s, hold 1s), hold 5s"
    assert load_left(words, 2).seconds == 1 + 2 * 11 + 5


def test_the_rest_of_a_round_uses_up_the_time_too() -> None:
    words = "30s of (rest 10s, hold 6s), rest 7s"
    assert load_left(words, 1).seconds == 6 + 16 + 7
    assert load_left(words, 1, used=23.9).seconds == 6 + 16 + 7
    assert load_left(words, 1, used=24.0).seconds == 6 + 7


def test_what_is_left_without_end_is_without_end() -> None:
    assert load_left("forever(rest 10s)", 1).seconds == inf


def test_where_a_key_ends_a_later_round_that_is_known_of_what_is_left() -> None:
    found = load_left("60s of (rest 10s, forward until key)", 1)
    assert (found.is_open, found.seconds) == (True, 10)
    found = load_left("60s of (rest until key, rest 10s), hold 5s", 1, used=20.0)
    assert found.is_open
    found = load_left("60s of (rest until key, rest 10s), hold 5s", 1, used=55.0)
    assert (found.is_open, found.seconds) == (False, 15)


def test_on_a_belt_what_is_left_has_its_turns() -> None:
    words = "2x(10 forward @ 60spm, 10 backward @ 60spm), 10 forward @ 60spm"
    assert load_left(words, 1, BELT).seconds == 40 + 40 + 40 + 40
    assert load_left(words, 2, BELT).seconds == 10 + 10 + 40 + 40 + 40
    assert load_left(words, 4, BELT).seconds == 40 + 40 + 40


def test_a_length_of_ones_own_can_be_asked_for() -> None:
    workout = parse("2x(10 forward @ 60spm, rest until key)")
    load, stance = Scale(FLOOR, lambda _: 3.0).items(workout.items, AT_FIRST)
    assert (load.seconds, load.is_open, stance) == (6.0, True, Stance(FORWARD))


@pytest.mark.parametrize("conditions", [FLOOR, BELT])
def test_what_is_done_and_what_is_left_is_the_whole_at_every_phase(conditions: Conditions) -> None:
    words = "2x(3 forward, 25s of (4 backward, 5 forward), hold 2s), rest 3s, 3x(5 backward)"
    whole = of(words, conditions).seconds
    assert whole is not None
    position, active = beginning(parse(words), ready=0), 0.0
    for _ in islice(range(500), 500):
        rest = left(position, Scale(conditions), active)
        assert active + rest.seconds == pytest.approx(whole)
        found = following(position, conditions, active)
        if found is None:
            break
        phase, position = found
        active += phase.seconds or 0.0
    assert active == pytest.approx(whole)


def test_a_course_comes_to_what_its_workout_does_without_the_lead_in() -> None:
    walked = course(parse("10 forward @ 60spm, 10 backward @ 60spm"), ready=10, conditions=BELT)
    assert walked.totals().seconds == 20 + 30
    assert walked.surface is Surface.TREADMILL
    assert [phase.kind for phase in walked.phases()] == ["ready", "move", "turn", "ready", "move"]
    assert next(course(parse("5 forward"), ready=3).phases()).seconds == 3


def test_a_course_begins_with_ten_seconds_of_getting_ready_and_the_right_foot() -> None:
    workout = parse("10 forward")
    first, move = Course(Preset("t", "T", workout), workout).phases()
    assert (first.seconds, move.foot) == (10.0, "right")


@pytest.mark.parametrize(
    ("words", "until", "wanted"),
    [
        ("2x(5 forward, 4 backward)", Times(7), "7x(5 forward, 4 backward)"),
        ("2x(5 forward, 4 backward)", Duration(60), "1min of (5 forward, 4 backward)"),
        ("2x(5 forward, 4 backward)", None, "2x(5 forward, 4 backward)"),
        ("5 forward, 4 backward", Times(3), "3x(5 forward, 4 backward)"),
        ("2x(5 forward), 4 backward", Times(3), "3x(2x(5 forward), 4 backward)"),
        ("2x(5 forward), 2x(4 backward)", Times(3), "3x(2x(5 forward), 2x(4 backward))"),
        ("5 forward", Times(3), "3x(5 forward)"),
    ],
)
def test_a_number_asked_for_takes_the_place_of_a_workouts_own(
    words: str, until: Times | Duration | None, wanted: str
) -> None:
    assert format_workout(limited(parse(words), until)) == format_workout(parse(wanted))
