"""Where a phase goes on after a pause, and how it is counted in."""

import pytest

from backcue.session.events import Finished, PhaseStarted, Resumed
from backcue.session.resume import resumed, stopped
from backcue.session.snapshot import State
from backcue.workout.conditions import Conditions
from backcue.workout.model import Direction, Foot, Surface, Workout
from backcue.workout.notation import parse
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase
from tests.session.walking import walking
from tests.workouts import backward, course, forward, hold, scheduled, times

STEP = 60 / 110


def lead_in(seconds: float | None) -> ScheduledPhase:
    return ScheduledPhase(Phase(0, PhaseKind.READY, seconds, 0.0), 100.0, duration=seconds)


def test_a_move_goes_on_with_its_next_step() -> None:
    here = stopped(scheduled("20 forward @ 120spm", start=100.0), 101.7, 0.0)
    assert (here.entry, here.begun_before) == (pytest.approx(2.0), 4)


def test_a_move_paused_after_its_last_step_is_over() -> None:
    here = stopped(scheduled("4 forward @ 120spm", start=100.0), 101.7, 0.0)
    assert here.entry == pytest.approx(2.0) == here.duration


def test_a_timed_move_paused_after_its_last_step_is_over_too() -> None:
    here = stopped(scheduled("20s forward @ 60spm", start=100.0), 119.5, 0.0)
    assert (here.entry, here.begun_before) == (20.0, 20)
    here = stopped(scheduled("20s forward @ 60spm", start=100.0), 118.5, 0.0)
    assert (here.entry, here.begun_before) == (19.0, 19)


def test_an_open_move_goes_on_with_its_next_step() -> None:
    here = stopped(scheduled("forward until key @ 60spm", start=100.0), 118.5, 0.0)
    assert (here.entry, here.begun_before) == (19.0, 19)


def test_a_hold_goes_on_from_its_beginning() -> None:
    assert stopped(scheduled("hold 30s", start=100.0), 120.0, 0.0).entry == 0.0


def test_a_rest_goes_on_where_it_stopped() -> None:
    here = stopped(scheduled("rest 30s", start=100.0), 120.0, 0.0)
    assert (here.entry, here.begun_before) == (pytest.approx(20.0), 0)


def test_an_open_rest_goes_on_where_it_stopped() -> None:
    assert stopped(scheduled("rest until key", start=100.0), 120.0, 0.0).entry == pytest.approx(
        20.0
    )


@pytest.mark.parametrize(
    ("seconds", "gone", "entry"), [(10.0, 2.0, 2.0), (10.0, 9.0, 5.0), (4.0, 3.0, 0.0)]
)
def test_a_lead_in_has_at_least_five_seconds_left_or_begins_anew(
    seconds: float, gone: float, entry: float
) -> None:
    assert stopped(lead_in(seconds), 100.0 + gone, 0.0).entry == pytest.approx(entry)


def test_getting_ready_until_a_key_goes_on_where_it_stopped() -> None:
    assert stopped(lead_in(None), 103.0, 0.0).entry == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("20 forward @ 120spm", 1.6 + 3 * 0.5),
        ("hold 30s", 1.6 + 3 * 0.6),
        ("rest 30s", 0.0),
        ("turn 30s", 0.0),
    ],
)
def test_it_is_announced_and_counted_in_by_three_beats_where_one_moves_or_holds(
    words: str, lead: float
) -> None:
    here = resumed(scheduled(words), 200.0, 0.0)
    assert here.resumed
    assert here.lead == pytest.approx(lead)
    assert here.begins == pytest.approx(200.0 + lead)


BELT = Conditions(surface=Surface.TREADMILL, settle=8)


@pytest.mark.parametrize(
    ("words", "settling", "lead"),
    [
        ("20 forward @ 120spm", 8.0, 8.0),
        ("20 forward @ 30spm", 2.0, 1.6 + 3 * 2.0),
        ("hold 30s", 8.0, 1.6 + 3 * 0.6),
        ("rest 30s", 8.0, 0.0),
        ("turn 30s", 8.0, 0.0),
    ],
)
def test_stepping_back_onto_a_moving_belt_takes_time_to_settle(
    words: str, settling: float, lead: float
) -> None:
    assert resumed(scheduled(words), 200.0, settling).lead == pytest.approx(lead)


@pytest.mark.parametrize(("gone", "entry"), [(1.0, 1.0), (9.0, 2.0)])
def test_time_to_settle_begun_before_a_pause_is_had_in_full_after_it(
    gone: float, entry: float
) -> None:
    assert stopped(lead_in(10.0), 100.0 + gone, 8.0).entry == pytest.approx(entry)


async def test_a_pause_on_a_moving_belt_is_followed_by_time_to_settle() -> None:
    async with walking(course(parse("2x(40 forward, 4 backward)"), conditions=BELT)) as walk:
        await walk.clock.advance(5)
        walk.session.pause_or_go()
        await walk.clock.advance(60)
        walk.session.pause_or_go()
        [back] = walk.of(Resumed)
        assert back.goes_on - back.at == pytest.approx(8)
        await walk.clock.advance(7.9)
        assert walk.session.snapshot().state is State.RESUMING
        await walk.clock.advance(0.2)
        assert walk.session.snapshot().state is State.RUNNING


async def test_going_back_from_the_rails_onto_a_moving_belt_is_counted_in() -> None:
    async with walking(course(parse("20s forward, rest 60s"), conditions=BELT)) as walk:
        await walk.clock.advance(30)
        walk.session.back()
        assert walk.of(PhaseStarted)[-1].lead == pytest.approx(0.3)
        walk.session.back()
        started = walk.of(PhaseStarted)[-1]
        assert (started.phase.kind, started.lead) == (PhaseKind.MOVE, pytest.approx(8))
        assert walk.session.snapshot().state is State.RESUMING
        await walk.clock.advance(8.1)
        assert walk.session.snapshot().step == 1


async def test_a_pause_has_its_reason_for_as_long_as_it_lasts() -> None:
    async with walking(course(Workout((forward(50),)))) as walk:
        await walk.clock.advance(1.2 * STEP)
        walk.session.pause("no headphones")
        snapshot = walk.session.snapshot()
        assert (snapshot.state, snapshot.reason) == (State.PAUSED, "no headphones")
        assert snapshot.elapsed == pytest.approx(1.2 * STEP)
        walk.session.pause("something else")
        assert walk.session.snapshot().reason == "no headphones"
        walk.session.pause_or_go()
        assert walk.session.snapshot().reason is None


async def test_nothing_ahead_while_it_is_paused_or_over() -> None:
    async with walking(course(Workout((forward(50), hold(2))))) as walk:
        assert len(list(walk.session.ahead())) == 2
        walk.session.pause()
        assert not list(walk.session.ahead())
        walk.session.pause_or_go()
        assert len(list(walk.session.ahead())) == 2
        walk.session.stop()
        assert not list(walk.session.ahead())


async def test_the_phase_after_a_pause_behind_the_last_step_is_counted_in_too() -> None:
    async with walking(course(times(1, forward(2), backward(4)))) as walk:
        await walk.clock.advance(1.5 * STEP)
        walk.session.pause_or_go()
        await walk.clock.advance(9)
        walk.session.pause_or_go()
        now = walk.clock.now()
        [resumed_] = walk.of(Resumed)
        assert resumed_.goes_on == pytest.approx(now + 1.6 + 3 * 0.6)
        started = walk.of(PhaseStarted)[-1]
        assert (started.at, started.lead) == (now, 0.0)
        await walk.clock.advance(1.6 + 3 * 0.6 + 0.1)
        assert walk.session.snapshot().step == 1


async def test_a_pause_behind_the_very_last_step_ends_with_the_end() -> None:
    async with walking(course(Workout((forward(2),)))) as walk:
        await walk.clock.advance(1.5 * STEP)
        walk.session.pause_or_go()
        await walk.clock.advance(60)
        walk.session.pause_or_go()
        [finished] = walk.of(Finished)
        assert finished.tally.completed
        assert finished.tally.steps[Direction.FORWARD] == 2
        assert finished.at == walk.clock.now()
        assert finished.tally.active_seconds == pytest.approx(1.5 * STEP)
        assert not walk.of(Resumed)


async def test_a_long_pause_is_no_standstill() -> None:
    async with walking(course(Workout((forward(50),)))) as walk:
        await walk.clock.advance(1.0)
        walk.session.pause_or_go()
        await walk.clock.freeze(3600)
        walk.session.pause_or_go()
        assert walk.session.snapshot().state is State.RESUMING
        await walk.clock.advance(10)
        assert walk.session.snapshot().state is State.RUNNING


@pytest.mark.parametrize(("seconds", "paused"), [(2.9, False), (3.1, True)])
async def test_a_machine_that_is_busy_for_more_than_three_seconds_pauses(
    seconds: float, *, paused: bool
) -> None:
    async with walking(course(Workout(parse("100 forward").items))) as walk:
        await walk.clock.advance(10.0)
        await walk.clock.freeze(seconds)
        assert (walk.session.snapshot().state is State.PAUSED) == paused


async def test_pausing_in_the_count_in_loses_no_step_and_no_foot() -> None:
    async with walking(course(Workout((forward(20),)))) as walk:
        await walk.clock.advance(4.2 * STEP)
        walk.session.pause_or_go()
        await walk.clock.advance(5)
        walk.session.pause_or_go()
        await walk.clock.advance(1.0)
        walk.session.pause_or_go()
        assert walk.session.snapshot().step == 5
        await walk.clock.advance(5)
        walk.session.pause_or_go()
        await walk.clock.advance(1.6 + 3 * STEP + 0.01)
        snapshot = walk.session.snapshot()
        assert (snapshot.step, snapshot.foot) == (6, Foot.LEFT)
        await walk.clock.advance(20)
        tally = walk.of(Finished)[0].tally
        assert tally.steps[Direction.FORWARD] == 20
        assert tally.active_seconds == pytest.approx(4.2 * STEP + 15 * STEP)
