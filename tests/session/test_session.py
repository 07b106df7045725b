import asyncio
from collections.abc import Callable
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcue.session.events import (
    FeetSwapped,
    Finished,
    Paused,
    Resumed,
    Skipped,
    TempoChanged,
    Warned,
)
from backcue.session.session import SKIP_LEAD, Session
from backcue.session.snapshot import State
from backcue.workout.conditions import Conditions
from backcue.workout.model import Direction, Foot, Gait, Surface, Workout
from backcue.workout.notation import parse
from backcue.workout.phases import PhaseKind
from tests.clock import VirtualClock
from tests.session.walking import Walk, walking
from tests.workouts import (
    backward,
    backward_until_key,
    balance,
    course,
    forward,
    forward_until_key,
    hold,
    times,
)

STEP = 60 / 110
BACK_STEP = 60 / 100


async def test_phases_begin_exactly_where_the_ones_before_them_end() -> None:
    async with walking(course(balance(2), ready=10)) as walk:
        await walk.clock.advance(100)
        assert walk.starts() == pytest.approx(
            [
                0,
                10,
                10 + 5 * STEP,
                12 + 5 * STEP,
                12 + 5 * STEP + 2.4,
                15 + 5 * STEP + 2.4,
                15 + 10 * STEP + 2.4,
                17 + 10 * STEP + 2.4,
                17 + 10 * STEP + 4.8,
            ],
            abs=1e-9,
        )
        [finished] = walk.of(Finished)
        assert finished.at - walk.began == pytest.approx(20 + 10 * STEP + 4.8, abs=1e-9)
        assert finished.tally.completed
        assert finished.tally.repetitions == 2
        assert finished.tally.steps == {Direction.FORWARD: 10, Direction.BACKWARD: 8}
        assert finished.tally.active_seconds == pytest.approx(10 + 10 * STEP + 4.8)
        held = finished.tally.holds
        assert (held[Foot.RIGHT].count, held[Foot.RIGHT].seconds) == pytest.approx((2, 5))
        assert (held[Foot.LEFT].count, held[Foot.LEFT].seconds) == pytest.approx((2, 5))


async def test_the_moment_tells_step_foot_and_time() -> None:
    async with walking(course(balance(2))) as walk:
        await walk.clock.advance(2.2 * STEP)
        snapshot = walk.session.snapshot()
        assert snapshot.state is State.RUNNING
        assert (snapshot.step, snapshot.steps_left, snapshot.foot) == (3, 2, Foot.RIGHT)
        assert snapshot.phase_left == pytest.approx(2.8 * STEP)
        assert snapshot.fraction == pytest.approx(2.2 / 5)
        assert snapshot.following is not None
        assert snapshot.following.kind is PhaseKind.HOLD
        assert snapshot.elapsed == pytest.approx(2.2 * STEP)
        assert snapshot.remaining == pytest.approx(7.8 * STEP + 4.8 + 10)
        await walk.clock.advance(3 * STEP)
        snapshot = walk.session.snapshot()
        assert (snapshot.phase.kind, snapshot.foot) == (PhaseKind.HOLD, Foot.RIGHT)
        assert snapshot.phase_left == pytest.approx(2 - 0.2 * STEP)


async def test_a_pause_stops_the_time_and_a_resume_counts_in_and_goes_on_with_the_next_step() -> (
    None
):
    async with walking(course(balance(1))) as walk:
        await walk.clock.advance(2.2 * STEP)
        walk.session.pause_or_go()
        await walk.clock.advance(60)
        snapshot = walk.session.snapshot()
        assert (snapshot.state, snapshot.step) == (State.PAUSED, 3)
        assert snapshot.elapsed == pytest.approx(2.2 * STEP)
        walk.session.pause_or_go()
        [resumed] = walk.of(Resumed)
        assert resumed.goes_on - resumed.at == pytest.approx(1.6 + 3 * STEP)
        assert walk.session.snapshot().state is State.RESUMING
        await walk.clock.advance(resumed.goes_on - resumed.at)
        assert walk.session.snapshot().step == 4
        await walk.clock.advance(2 * STEP)
        assert walk.session.snapshot().phase.kind is PhaseKind.HOLD
        await walk.clock.advance(20)
        assert walk.of(Finished)[0].tally.steps == {Direction.FORWARD: 5, Direction.BACKWARD: 4}


async def test_a_hold_begins_anew_after_a_pause() -> None:
    async with walking(course(times(1, forward(5), hold(30)))) as walk:
        await walk.clock.advance(5 * STEP + 20)
        walk.session.pause_or_go()
        await walk.clock.advance(5)
        walk.session.pause_or_go()
        await walk.clock.advance(walk.of(Resumed)[0].goes_on - walk.clock.now())
        assert walk.session.snapshot().phase_left == pytest.approx(30)


async def test_a_move_paused_after_its_last_step_goes_on_with_the_next_phase() -> None:
    async with walking(course(times(1, forward(2), backward(4)))) as walk:
        await walk.clock.advance(1.5 * STEP)
        walk.session.pause_or_go()
        await walk.clock.advance(9)
        walk.session.pause_or_go()
        snapshot = walk.session.snapshot()
        assert (snapshot.state, snapshot.phase.direction) == (State.RESUMING, Direction.BACKWARD)
        await walk.clock.advance(30)
        assert walk.of(Finished)[0].tally.steps == {Direction.FORWARD: 2, Direction.BACKWARD: 4}


async def test_next_goes_on_at_once_and_the_feet_stay_true() -> None:
    async with walking(course(times(1, forward(100), hold(2)))) as walk:
        await walk.clock.advance(1.5 * STEP)
        walk.session.next()
        snapshot = walk.session.snapshot()
        assert (snapshot.phase.kind, snapshot.foot) == (PhaseKind.HOLD, Foot.LEFT)
        assert snapshot.lead_left == pytest.approx(SKIP_LEAD)
        assert walk.of(Skipped)[0].phase == 1
        walk.session.next()
        assert walk.of(Finished)[0].tally.completed is False


async def test_back_goes_to_the_start_and_then_to_the_phase_before() -> None:
    async with walking(course(times(1, forward(10), backward(10)))) as walk:
        await walk.clock.advance(10 * STEP + 4)
        walk.session.back()
        snapshot = walk.session.snapshot()
        assert (snapshot.phase.direction, snapshot.step) == (Direction.BACKWARD, 0)
        await walk.clock.advance(0.5)
        walk.session.back()
        assert walk.session.snapshot().phase.direction is Direction.FORWARD
        walk.session.back()
        assert walk.session.snapshot().phase.direction is Direction.FORWARD


@pytest.mark.parametrize("apart", [0.7, 1.1, 1.2])
async def test_back_goes_to_the_start_unless_it_follows_another_within_a_second(
    apart: float,
) -> None:
    async with walking(course(times(1, forward(4), backward(4)))) as walk:
        await walk.clock.advance(4 * STEP + apart)
        walk.session.back()
        assert walk.session.snapshot().phase.index == 1
        await walk.clock.advance(apart)
        walk.session.back()
        assert walk.session.snapshot().phase.index == (0 if apart < 1 else 1)


@pytest.mark.parametrize("part", [3, 4, 5, 36, 51, 83])
async def test_a_rest_that_goes_on_after_a_pause_is_not_counted_in(part: int) -> None:
    """Found by seeds 102524 and 104521: a rounding error before it began, it seemed to be."""
    async with walking(course(parse("5 forward, rest 90s"))) as walk:
        await walk.clock.advance(10 + part * 0.137 / 10)
        walk.session.pause_or_go()
        await walk.clock.advance(30 + part * 0.0731 / 10)
        walk.session.pause_or_go()
        assert walk.session.snapshot().state is State.RUNNING


async def test_a_faster_cadence_holds_from_the_next_step_on() -> None:
    async with walking(course(times(2, forward(100)))) as walk:
        await walk.clock.advance(10.5 * STEP)
        walk.session.change_cadence(2)
        [changed] = walk.of(TempoChanged)
        assert (changed.cadence, changed.gait) == (112, Gait.WALK)
        await walk.clock.advance(0.5 * STEP)
        assert walk.session.snapshot().step == 12
        await walk.clock.advance(60 / 112)
        assert walk.session.snapshot().step == 13
        await walk.clock.advance(120)
        first, second = walk.starts()
        assert second - first == pytest.approx(11 * STEP + 89 * 60 / 112, abs=1e-9)
        assert walk.of(Finished)[0].at - walk.began == pytest.approx(second + 100 * 60 / 112)


async def test_the_cadence_stays_within_what_a_person_can_step() -> None:
    async with walking(course(times(1, forward(500)))) as walk:
        walk.session.change_cadence(1000)
        assert walk.of(TempoChanged)[-1].cadence == 240
        walk.session.change_cadence(-1000)
        assert walk.of(TempoChanged)[-1].cadence == 30


async def test_an_open_phase_waits_for_the_key_and_counts_its_steps() -> None:
    open_course = course(Workout((forward_until_key(), backward(4), hold(1))))
    async with walking(open_course) as walk:
        await walk.clock.advance(3 * STEP + 0.01)
        snapshot = walk.session.snapshot()
        assert (snapshot.step, snapshot.steps_left, snapshot.phase_left) == (4, None, None)
        assert snapshot.remaining is None
        walk.session.pause_or_go()
        assert walk.session.snapshot().phase.direction is Direction.BACKWARD
        await walk.clock.advance(20)
        assert walk.of(Finished)[0].tally.steps == {Direction.FORWARD: 4, Direction.BACKWARD: 4}


async def test_waking_up_late_shifts_nothing() -> None:
    async with walking(course(balance(10))) as walk:
        for _ in range(60):
            await walk.clock.freeze(2.9)
        starts = walk.starts()
        length = 5 * STEP + 2 + 2.4 + 3
        assert starts[::4] == pytest.approx([i * length for i in range(10)], abs=1e-9)


async def test_a_machine_that_stood_still_pauses_the_session_where_it_was_last_alive() -> None:
    async with walking(course(balance(10))) as walk:
        await walk.clock.advance(1.0)
        await walk.clock.freeze(600)
        snapshot = walk.session.snapshot()
        assert (snapshot.state, snapshot.reason) == (
            State.PAUSED,
            "the computer stood still for 600 s",
        )
        assert walk.of(Paused)[0].at - walk.began == pytest.approx(1.0)
        assert snapshot.phase.index == 0


async def test_stopping_keeps_what_was_done() -> None:
    async with walking(course(balance(10), ready=3)) as walk:
        await walk.clock.advance(3 + 5 * STEP + 1)
        walk.session.stop()
        [finished] = walk.of(Finished)
        assert not finished.tally.completed
        assert finished.tally.steps[Direction.FORWARD] == 5
        assert finished.tally.active_seconds == pytest.approx(5 * STEP + 1)
        assert walk.session.snapshot().state is State.FINISHED


async def test_keys_before_the_beginning_and_after_the_end_do_nothing() -> None:
    session = Session(course(balance(1)), VirtualClock())
    for key in (session.pause_or_go, session.pause, session.next, session.back, session.stop):
        key()
    assert session.tally().seconds == 0


async def test_a_machine_that_slept_pauses_too_though_its_clock_stood_still() -> None:
    async with walking(course(balance(10))) as walk:
        await walk.clock.advance(1.0)
        await walk.clock.sleep_machine(3600)
        snapshot = walk.session.snapshot()
        assert (snapshot.state, snapshot.reason) == (
            State.PAUSED,
            "the computer stood still for 3600 s",
        )


async def test_a_belt_turn_is_warned_of_and_waits_for_the_person() -> None:
    belt = Conditions(surface=Surface.TREADMILL)
    workout = Workout((forward(110), backward(100)))
    async with walking(course(workout, conditions=belt)) as walk:
        await walk.clock.advance(46)
        assert walk.session.snapshot().warning == "slow the belt"
        await walk.clock.advance(10)
        assert walk.session.snapshot().warning == "feet on the side rails"
        assert [(event.at - walk.began, event.before) for event in walk.of(Warned)] == [
            (pytest.approx(45), 15),
            (pytest.approx(55), 5),
        ]
        await walk.clock.advance(100)
        snapshot = walk.session.snapshot()
        assert (snapshot.phase.kind, snapshot.phase_left) == (PhaseKind.TURN, None)
        assert snapshot.coming is not None
        assert (snapshot.coming.direction, snapshot.coming.steps) == (Direction.BACKWARD, 100)
        walk.session.pause_or_go()
        snapshot = walk.session.snapshot()
        assert (snapshot.phase.kind, snapshot.phase.seconds) == (PhaseKind.READY, 10)
        assert snapshot.coming is snapshot.following
        await walk.clock.advance(10.4)
        assert walk.session.snapshot().phase.direction is Direction.BACKWARD
        assert walk.session.snapshot().coming is None


async def test_from_the_second_lap_on_the_change_is_expected_where_earlier_laps_had_it() -> None:
    def laps() -> Workout:
        return times(6, forward_until_key(), backward_until_key())

    async with walking(course(laps())) as walk:
        for there, back in ((60, 20), (64, 22), (61, 20)):
            for seconds in (there, back):
                await walk.clock.advance(seconds)
                walk.session.pause_or_go()
        warned = [event.at - walk.began for event in walk.of(Warned)]
        second_lap = 60 + 20
        assert warned[0] == pytest.approx(second_lap + 60 - 8, abs=0.7)
        assert len(warned) == 4
        assert next(walk.session.ahead()).expected == pytest.approx(61, abs=0.7)
        await walk.clock.advance(55)
        assert walk.session.snapshot().warning == "backward soon"


async def test_being_on_the_other_foot_is_put_right_for_all_that_follows() -> None:
    async with walking(course(balance(2))) as walk:
        await walk.clock.advance(2.2 * STEP)
        assert walk.session.snapshot().foot is Foot.RIGHT
        walk.session.swap_feet()
        [swapped] = walk.of(FeetSwapped)
        assert swapped.foot is Foot.RIGHT
        assert walk.session.snapshot().foot is Foot.LEFT
        await walk.clock.advance(3 * STEP)
        snapshot = walk.session.snapshot()
        assert (snapshot.phase.kind, snapshot.foot) == (PhaseKind.HOLD, Foot.LEFT)
        walk.session.swap_feet()
        assert walk.session.snapshot().foot is Foot.RIGHT
        await walk.clock.advance(2)
        assert walk.session.snapshot().foot is Foot.LEFT


KEYS: dict[str, Callable[[Session], None]] = {
    "pause": lambda session: session.pause_or_go(),
    "next": lambda session: session.next(),
    "back": lambda session: session.back(),
    "faster": lambda session: session.change_cadence(2),
    "slower": lambda session: session.change_cadence(-2),
}


@settings(max_examples=4)
@given(st.lists(st.tuples(st.sampled_from(sorted(KEYS)), st.floats(0.01, 300)), max_size=60))
def test_two_hours_of_any_keys_end_without_drift(keys: list[tuple[str, float]]) -> None:
    async def walk_with(keys: list[tuple[str, float]]) -> None:
        async with walking(course(balance(2000), ready=5)) as walk:
            active = 0.0
            for key, seconds in keys:
                active += await advanced(walk, seconds)
                KEYS[key](walk.session)
            if walk.session.snapshot().state is State.PAUSED:
                walk.session.pause_or_go()
            active += await advanced(walk, max(0.0, walk.began + 7200 - walk.clock.now()))
            assert walk.session.snapshot().elapsed == pytest.approx(active, abs=1e-6)
            walk.session.stop()
            assert walk.session.tally().active_seconds == pytest.approx(active, abs=1e-6)

    asyncio.run(walk_with(keys))


async def advanced(walk: Walk, seconds: float) -> float:
    """Let time pass; give the seconds of it in which, by the clock alone, one was active."""
    before = walk.session.snapshot()
    idle = before.lead_left
    if before.state is State.PAUSED:
        idle = inf
    elif before.phase.kind is PhaseKind.READY:
        idle += before.phase_left or 0.0
    await walk.clock.advance(seconds)
    return max(0.0, seconds - idle)
