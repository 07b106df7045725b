"""What a screen reads off a session at one instant."""

import pytest

from backcue.session.session import Session
from backcue.session.snapshot import Snapshot, State
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.model import Direction, Foot, Surface
from backcue.workout.notation import parse
from backcue.workout.phases import Phase, PhaseKind
from tests.clock import VirtualClock
from tests.session.walking import walking
from tests.workouts import course

STEP = 60 / 110
BACK_STEP = 60 / 100

BELT = Conditions(surface=Surface.TREADMILL, turn_seconds=20.0)


def walked(words: str, *, ready: float = 0.0, conditions: Conditions | None = None) -> Course:
    return course(parse(words), ready=ready, conditions=conditions)


def following(snapshot: Snapshot) -> Phase:
    assert snapshot.following is not None
    return snapshot.following


async def test_before_it_begins_the_whole_lies_ahead() -> None:
    session = Session(walked("60 forward @ 60spm, hold 5s", ready=10), VirtualClock())
    snapshot = session.snapshot()
    assert (snapshot.state, snapshot.phase.kind) == (State.READY, PhaseKind.READY)
    assert (snapshot.phase_elapsed, snapshot.phase_left, snapshot.elapsed) == (0, 10, 0)
    assert snapshot.remaining == pytest.approx(65)
    assert snapshot.lead_left == 0
    assert not session.underway


async def test_a_lead_in_is_no_part_of_what_remains_or_is_done() -> None:
    async with walking(walked("60 forward @ 60spm, hold 5s", ready=10)) as walk:
        await walk.clock.advance(4)
        snapshot = walk.session.snapshot()
        assert snapshot.state is State.READY
        assert (snapshot.elapsed, snapshot.remaining) == (0, pytest.approx(65))
        assert (snapshot.phase_elapsed, snapshot.phase_left) == (pytest.approx(4), pytest.approx(6))
        assert snapshot.fraction == pytest.approx(0.4)
        assert (snapshot.step, snapshot.foot, snapshot.cadence) == (0, None, None)
        assert snapshot.coming == snapshot.following
        assert following(snapshot).foot is Foot.RIGHT


async def test_done_and_remaining_add_up_to_the_whole_at_any_time() -> None:
    async with walking(walked("3x(60 forward @ 60spm, rest 20s)", ready=10)) as walk:
        for _ in range(12):
            await walk.clock.advance(20.3)
            snapshot = walk.session.snapshot()
            assert snapshot.remaining is not None
            assert snapshot.elapsed + snapshot.remaining == pytest.approx(240)


async def test_the_cadence_of_a_ramp_is_that_of_the_moment() -> None:
    async with walking(walked("60s forward @ 100..160spm")) as walk:
        await walk.clock.advance(20)
        snapshot = walk.session.snapshot()
        assert snapshot.cadence == pytest.approx(120)
        assert snapshot.phase_elapsed == pytest.approx(20)


async def test_a_time_of_ones_own_can_be_asked_for() -> None:
    async with walking(walked("60 forward @ 60spm")) as walk:
        await walk.clock.advance(20.5)
        assert walk.session.snapshot().step == 21
        assert walk.session.snapshot(walk.clock.now() + 2).step == 23


async def test_the_foot_of_each_step_and_of_the_hold_after_it() -> None:
    async with walking(walked("4 forward, hold 2s, 3 backward")) as walk:
        feet = []
        for _ in range(4):
            await walk.clock.advance(0.01)
            feet.append(walk.session.snapshot().foot)
            await walk.clock.advance(STEP - 0.01)
        assert feet == [Foot.RIGHT, Foot.LEFT, Foot.RIGHT, Foot.LEFT]
        assert walk.session.snapshot().foot is Foot.LEFT


async def test_before_the_first_step_the_foot_is_the_one_that_will_make_it() -> None:
    async with walking(walked("5 forward, 9 backward")) as walk:
        await walk.clock.advance(0.1)
        walk.session.next()
        snapshot = walk.session.snapshot()
        assert (snapshot.step, snapshot.steps_left, snapshot.foot) == (0, 9, Foot.LEFT)


@pytest.mark.parametrize(
    ("words", "foot"),
    [
        ("4 forward, 9 backward", Foot.RIGHT),
        ("5 forward, 9 backward", Foot.LEFT),
        ("4 forward, hold 9s", Foot.LEFT),
        ("5 forward, hold 9s", Foot.RIGHT),
        ("5 forward, rest 9s", None),
        ("forward until key, 9 backward", None),
        ("forward until key, hold 9s", None),
        ("rest until key, 9 backward", Foot.RIGHT),
        ("hold 3s, 9 backward", Foot.RIGHT),
        ("hold 3s, hold 9s", Foot.LEFT),
    ],
)
async def test_the_foot_of_what_follows_is_told_where_it_can_be_known(
    words: str, foot: Foot | None
) -> None:
    async with walking(walked(words)) as walk:
        await walk.clock.advance(0.1)
        assert following(walk.session.snapshot()).foot is foot


async def test_on_the_other_foot_what_follows_is_too() -> None:
    async with walking(walked("5 forward, hold 9s")) as walk:
        await walk.clock.advance(0.1)
        walk.session.swap_feet()
        assert following(walk.session.snapshot()).foot is Foot.LEFT


async def test_nothing_follows_the_last_phase() -> None:
    async with walking(walked("5 forward")) as walk:
        await walk.clock.advance(0.1)
        snapshot = walk.session.snapshot()
        assert (snapshot.following, snapshot.coming) == (None, None)
        assert snapshot.remaining == pytest.approx(5 * STEP - 0.1)


async def test_what_follows_a_repeat_by_time_is_told_by_the_time_at_its_end() -> None:
    async with walking(walked("20s of (rest 12s), 5 forward")) as walk:
        await walk.clock.advance(1)
        assert following(walk.session.snapshot()).kind is PhaseKind.REST
        await walk.clock.advance(12)
        assert following(walk.session.snapshot()).kind is PhaseKind.MOVE


async def test_what_follows_an_open_lap_is_told_by_the_time_of_now() -> None:
    async with walking(walked("20s of (forward until key), rest 5s")) as walk:
        await walk.clock.advance(19)
        assert following(walk.session.snapshot()).kind is PhaseKind.MOVE
        await walk.clock.advance(2)
        assert following(walk.session.snapshot()).kind is PhaseKind.REST


async def test_what_follows_an_open_lap_stays_the_same_while_it_is_paused() -> None:
    async with walking(walked("20s of (forward until key), rest 5s")) as walk:
        await walk.clock.advance(10)
        walk.session.pause("no headphones")
        await walk.clock.advance(60)
        assert following(walk.session.snapshot()).kind is PhaseKind.MOVE


async def test_at_the_end_nobody_is_warned_any_more() -> None:
    belt = Conditions(surface=Surface.TREADMILL)
    async with walking(walked("60 forward @ 60spm, 9 backward", conditions=belt)) as walk:
        await walk.clock.advance(50)
        assert walk.session.snapshot().warning == "slow the belt"
        walk.session.stop()
        assert walk.session.snapshot().warning is None


async def test_in_a_turn_one_makes_ready_for_the_move_behind_the_settling() -> None:
    async with walking(walked("5 forward, 9 backward", conditions=BELT)) as walk:
        await walk.clock.advance(2)
        assert walk.session.snapshot().coming is None
        await walk.clock.advance(2)
        snapshot = walk.session.snapshot()
        assert snapshot.phase.kind is PhaseKind.TURN
        assert following(snapshot).kind is PhaseKind.READY
        assert snapshot.coming is not None
        assert (snapshot.coming.direction, snapshot.coming.foot) == (
            Direction.BACKWARD,
            Foot.LEFT,
        )


async def test_behind_a_turn_in_a_repeat_by_time_comes_what_the_time_then_says() -> None:
    async with walking(walked("15s of (turn 8s), 9 backward")) as walk:
        await walk.clock.advance(9)
        snapshot = walk.session.snapshot()
        assert snapshot.coming is not None
        assert snapshot.coming.kind is PhaseKind.MOVE


async def test_a_rest_makes_ready_for_nothing() -> None:
    async with walking(walked("rest 5s, 9 backward")) as walk:
        await walk.clock.advance(1)
        assert walk.session.snapshot().coming is None


async def test_standing_still_nothing_moves_on() -> None:
    async with walking(walked("20 forward, 9 backward")) as walk:
        await walk.clock.advance(2.2 * STEP)
        walk.session.pause_or_go()
        at_once = walk.session.snapshot()
        await walk.clock.advance(7)
        assert walk.session.snapshot() == at_once
        assert (at_once.lead_left, at_once.step, at_once.foot) == (0, 3, Foot.RIGHT)
        assert at_once.remaining == pytest.approx(17 * STEP + 9 * BACK_STEP)


async def test_the_count_in_tells_how_long_until_it_goes_on() -> None:
    async with walking(walked("20 forward")) as walk:
        await walk.clock.advance(2.2 * STEP)
        walk.session.pause_or_go()
        walk.session.pause_or_go()
        await walk.clock.advance(1)
        snapshot = walk.session.snapshot()
        assert snapshot.state is State.RESUMING
        assert snapshot.lead_left == pytest.approx(0.6 + 3 * STEP)
        assert snapshot.step == 3


async def test_a_warning_is_seen_from_its_very_time_on() -> None:
    belt = Conditions(surface=Surface.TREADMILL)
    async with walking(walked("60 forward @ 60spm, 9 backward", conditions=belt)) as walk:
        await walk.clock.advance(45)
        assert walk.session.snapshot().warning == "slow the belt"
        assert walk.session.snapshot(walk.clock.now() - 0.1).warning is None


async def test_at_the_end_nothing_remains() -> None:
    async with walking(walked("3 forward, hold 5s")) as walk:
        await walk.clock.advance(1)
        walk.session.stop()
        await walk.clock.advance(9)
        snapshot = walk.session.snapshot()
        assert (snapshot.state, snapshot.remaining) == (State.FINISHED, 0)
        assert (snapshot.elapsed, snapshot.step) == (pytest.approx(1), 2)


async def test_what_is_stopped_in_a_pause_stands_where_it_was_paused() -> None:
    async with walking(walked("20 forward")) as walk:
        await walk.clock.advance(2.2 * STEP)
        walk.session.pause_or_go()
        await walk.clock.advance(7)
        walk.session.stop()
        snapshot = walk.session.snapshot()
        assert (snapshot.elapsed, snapshot.step) == (pytest.approx(2.2 * STEP), 3)


async def test_at_the_end_of_an_endless_workout_nothing_remains() -> None:
    async with walking(walked("forever(3 forward)")) as walk:
        await walk.clock.advance(1)
        assert walk.session.snapshot().remaining is None
        walk.session.stop()
        assert walk.session.snapshot().remaining == 0


async def test_in_a_rest_on_a_belt_one_makes_ready_for_what_comes_after_settling() -> None:
    async with walking(walked("rest 9s, 7 backward", conditions=BELT)) as walk:
        resting = walk.session.snapshot()
        assert resting.following is not None
        assert resting.following.kind is PhaseKind.READY
        assert resting.coming is not None
        assert resting.coming.steps == 7


@pytest.mark.parametrize(("gone", "left"), [(0.2, STEP - 0.2), (3.2 * STEP, 0.8 * STEP)])
async def test_the_next_step_is_so_far_away(gone: float, left: float) -> None:
    async with walking(walked("5 forward, hold 2s")) as walk:
        await walk.clock.advance(gone)
        assert walk.session.snapshot().next_step == pytest.approx(left)


async def test_no_step_comes_after_the_last_in_a_hold_or_standing_still() -> None:
    async with walking(walked("5 forward, hold 2s")) as walk:
        await walk.clock.advance(4.2 * STEP)
        assert walk.session.snapshot().next_step is None
        await walk.clock.advance(STEP)
        assert walk.session.snapshot().next_step is None
        walk.session.back()
        walk.session.back()
        await walk.clock.advance(2)
        assert walk.session.snapshot().next_step is not None
        walk.session.pause()
        assert walk.session.snapshot().next_step is None


async def test_a_lap_that_is_paused_near_its_end_warns_of_nothing() -> None:
    async with walking(walked("3x(forward until key, 2 backward)")) as walk:
        await walk.clock.advance(20)
        walk.session.pause_or_go()
        await walk.clock.advance(16)
        assert walk.session.snapshot().warning == "backward soon"
        walk.session.pause()
        assert walk.session.snapshot().warning is None
