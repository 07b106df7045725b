"""What a session came to, counted from its log."""

import pytest

from backcue.session.counter import Counter
from backcue.session.events import Finished, PhaseStarted, Started, Walked
from backcue.workout.conditions import Conditions
from backcue.workout.feet import HeldTime
from backcue.workout.model import Direction, Foot, Surface, Workout
from backcue.workout.notation import parse
from tests.session.walking import walking
from tests.workouts import backward, balance, course, forward, hold, phase, times

STEP = 60 / 110
BACK_STEP = 60 / 100


def test_before_anything_is_told_there_is_nothing() -> None:
    tally = Counter().tally(50.0, completed=False)
    assert (tally.seconds, tally.active_seconds, tally.repetitions) == (0, 0, 0)
    assert tally.steps == {Direction.FORWARD: 0, Direction.BACKWARD: 0}
    assert tally.holds == {Foot.LEFT: HeldTime(), Foot.RIGHT: HeldTime()}


def test_stretches_add_up_and_a_hold_counts_when_it_came_to_its_end() -> None:
    counter = Counter()
    held = phase("hold 10s")
    counter.take(Started(100.0))
    counter.take(PhaseStarted(100.0, held))
    counter.take(Walked(104.0, phase("8 forward"), 100.0, 7))
    counter.take(Walked(110.0, phase("8 forward"), 109.0, 1, whole=True))
    counter.take(Walked(113.0, held, 110.0, 0))
    counter.take(Walked(130.0, held, 120.0, 0, whole=True, ends_round=True))
    tally = counter.tally(131.0, completed=True)
    assert tally.steps == {Direction.FORWARD: 8, Direction.BACKWARD: 0}
    assert held.foot is Foot.LEFT
    assert tally.holds == {Foot.LEFT: HeldTime(1, 13.0), Foot.RIGHT: HeldTime()}
    assert (tally.seconds, tally.active_seconds, counter.active) == (31.0, 18.0, 18.0)
    assert (tally.repetitions, tally.completed) == (1, True)


def test_a_stretch_that_ended_before_it_began_took_no_time() -> None:
    assert Walked(10.0, phase("hold 10s"), 10.5, 0).seconds == 0.0


async def test_a_hold_that_was_broken_off_counts_its_seconds_and_not_as_a_hold() -> None:
    async with walking(course(Workout(parse("5 forward, hold 30s, 4 backward").items))) as walk:
        await walk.clock.advance(5 * STEP + 12)
        walk.session.next()
        await walk.clock.advance(60)
        held = walk.of(Finished)[0].tally.holds
        assert held[Foot.RIGHT].count == 0
        assert held[Foot.RIGHT].seconds == pytest.approx(12)


async def test_a_hold_begun_anew_after_a_pause_is_one_hold_and_all_its_seconds_count() -> None:
    async with walking(course(times(1, forward(5), hold(30)))) as walk:
        await walk.clock.advance(5 * STEP + 20)
        walk.session.pause_or_go()
        await walk.clock.advance(5)
        walk.session.pause_or_go()
        await walk.clock.advance(60)
        [finished] = walk.of(Finished)
        held = finished.tally.holds[Foot.RIGHT]
        assert (held.count, held.seconds) == (1, pytest.approx(50))
        assert finished.tally.active_seconds == pytest.approx(5 * STEP + 50)


async def test_the_seconds_of_all_have_the_lead_in_and_the_pauses_in_them() -> None:
    async with walking(course(Workout((forward(20),)), ready=10)) as walk:
        await walk.clock.advance(10 + 4.5 * STEP)
        walk.session.pause_or_go()
        await walk.clock.advance(100)
        walk.session.stop()
        tally = walk.session.tally()
        assert tally.seconds == pytest.approx(110 + 4.5 * STEP)
        assert tally.active_seconds == pytest.approx(4.5 * STEP)
        await walk.clock.advance(50)
        assert walk.session.tally() == tally


async def test_a_lead_in_that_is_skipped_counts_for_nothing() -> None:
    async with walking(course(Workout((forward(2),)), ready=10)) as walk:
        await walk.clock.advance(4)
        walk.session.next()
        await walk.clock.advance(10)
        assert walk.of(Finished)[0].tally.active_seconds == pytest.approx(2 * STEP)


async def test_turning_and_settling_on_a_belt_count_as_active() -> None:
    belt = Conditions(surface=Surface.TREADMILL, turn_seconds=20.0)
    workout = parse("10 forward @ 60spm, 10 backward @ 60spm")
    async with walking(course(workout, ready=10, conditions=belt)) as walk:
        await walk.clock.advance(10 + 10 + 20 + 4)
        snapshot = walk.session.snapshot()
        assert (snapshot.elapsed, snapshot.remaining) == (pytest.approx(34), pytest.approx(16))
        await walk.clock.advance(60)
        assert walk.of(Finished)[0].tally.active_seconds == pytest.approx(50)


async def test_a_move_that_was_skipped_in_the_middle_counts_the_steps_begun() -> None:
    async with walking(course(times(2, forward(10), backward(4)))) as walk:
        await walk.clock.advance(3.5 * STEP)
        walk.session.next()
        await walk.clock.advance(0.3 + 1.5 * BACK_STEP)
        walk.session.stop()
        tally = walk.session.tally()
        assert tally.steps == {Direction.FORWARD: 4, Direction.BACKWARD: 2}
        assert tally.active_seconds == pytest.approx(3.5 * STEP + 1.5 * BACK_STEP)
        assert (tally.repetitions, tally.completed) == (0, False)


async def test_a_repetition_counts_when_its_last_phase_came_to_its_end() -> None:
    one = 5 * STEP + 2 + 4 * BACK_STEP + 3
    async with walking(course(balance(3))) as walk:
        await walk.clock.advance(one - 0.01)
        assert walk.session.tally().repetitions == 0
        await walk.clock.advance(0.02)
        assert walk.session.tally().repetitions == 1
        await walk.clock.advance(one)
        assert walk.session.tally().repetitions == 2
        await walk.clock.advance(one)
        assert walk.session.tally().repetitions == 3


async def test_a_repetition_whose_last_phase_was_skipped_does_not_count() -> None:
    async with walking(course(times(2, forward(2), hold(10)))) as walk:
        await walk.clock.advance(2 * STEP + 5)
        walk.session.next()
        assert walk.session.tally().repetitions == 0
        await walk.clock.advance(60)
        assert walk.of(Finished)[0].tally.repetitions == 1


async def test_a_repetition_that_is_walked_again_counts_once() -> None:
    async with walking(course(times(3, forward(5), backward(5)))) as walk:
        await walk.clock.advance(5 * STEP + 5 * BACK_STEP + 0.1)
        assert walk.session.tally().repetitions == 1
        walk.session.back()
        walk.session.back()
        await walk.clock.advance(0.3 + 5 * BACK_STEP + 0.1)
        assert walk.session.tally().repetitions == 1
        await walk.clock.advance(60)
        assert walk.of(Finished)[0].tally.repetitions == 3


async def test_what_stands_outside_of_all_repeats_is_no_repetition() -> None:
    async with walking(course(Workout((forward(2), *times(2, hold(1)).items)))) as walk:
        await walk.clock.advance(2 * STEP + 0.1)
        assert walk.session.tally().repetitions == 0
        await walk.clock.advance(10)
        assert walk.of(Finished)[0].tally.repetitions == 2


async def test_a_workout_without_repeats_is_one_repetition() -> None:
    async with walking(course(Workout((forward(2), hold(1))))) as walk:
        await walk.clock.advance(2 * STEP + 0.1)
        assert walk.session.tally().repetitions == 0
        await walk.clock.advance(10)
        assert walk.of(Finished)[0].tally.repetitions == 1
