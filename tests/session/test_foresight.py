"""What is foreseen is what comes, as long as no key is pressed."""

from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple

from backcue.session.events import Warned
from backcue.session.session import Session
from backcue.session.snapshot import Snapshot, State
from backcue.workout.conditions import Conditions
from backcue.workout.model import Surface, Workout
from backcue.workout.notation import parse
from backcue.workout.phases import PhaseKind
from tests.clock import VirtualClock, settle
from tests.session.test_any_keys import SMALL_WORKOUTS
from tests.session.walking import walking
from tests.workouts import course

AFTER = 3e-6
"""Seconds after a change at which it is looked at: sums of times differ in their last digits."""
BELT = Conditions(surface=Surface.TREADMILL, turn_seconds=20.0, settle=4.0)


def same(one: Snapshot, other: Snapshot) -> bool:
    return all(
        mine == pytest.approx(theirs, abs=2e-3) if isinstance(mine, float) else mine == theirs
        for mine, theirs in zip(astuple(one), astuple(other), strict=True)
    )


async def foreseen_comes(walk, seconds: float) -> list[tuple[float, Snapshot]]:
    """Look ahead, then go there and compare."""
    foreseen = list(walk.session.foresight(seconds))
    assert [at for at, _ in foreseen] == sorted({at for at, _ in foreseen})
    for at, expected in foreseen:
        await walk.clock.advance(at + AFTER - walk.clock.now())
        assert same(walk.session.snapshot(), expected), (at - walk.began, expected)
    return foreseen


@pytest.mark.parametrize(
    "words",
    [
        "3x(5 forward, hold 2s, 4 backward, hold 3s)",
        "20s forward @ 100..140spm, 7.3s backward run, rest 5s",
        "2x(20s forward, 20s backward), 3 forward",
        "8s of (3 forward, 2 backward), hold 2s",
    ],
)
@pytest.mark.parametrize("keys", ["", "swap_feet", "change_cadence", "pause_or_go", "next", "back"])
@pytest.mark.parametrize("conditions", [Conditions(), BELT], ids=["floor", "belt"])
async def test_what_is_foreseen_is_what_is_seen_then(
    words: str, keys: str, conditions: Conditions
) -> None:
    async with walking(course(parse(words), ready=3, conditions=conditions)) as walk:
        await walk.clock.advance(4.1)
        if keys == "pause_or_go":
            walk.session.pause()
            await walk.clock.advance(2)
        if keys:
            getattr(walk.session, keys)(*([14.0] if keys == "change_cadence" else []))
        await settle()
        foreseen = await foreseen_comes(walk, 60)
        assert len(foreseen) > 10


@given(workout=SMALL_WORKOUTS, gone=st.floats(0.1, 20))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
async def test_any_workout_is_foreseen(workout: Workout, gone: float) -> None:
    async with walking(course(workout, ready=2)) as walk:
        await walk.clock.advance(gone)
        await foreseen_comes(walk, 12)


async def test_each_step_and_second_and_phase_is_a_change() -> None:
    async with walking(course(parse("4 forward @ 60spm, hold 2s, 2 backward @ 120spm"))) as walk:
        foreseen = list(walk.session.foresight(60))
        seen = [(at - walk.began, now.phase.index, now.step) for at, now in foreseen]
        assert seen == [
            (1, 0, 2), (2, 0, 3), (3, 0, 4), (4, 1, 0), (5, 1, 0),
            (6, 2, 1), (6.5, 2, 2), (7, 2, 2),
        ]  # fmt: skip
        assert foreseen[-1][1].state is State.FINISHED
        assert foreseen[-1][1].remaining == 0


async def test_a_count_in_is_foreseen_beat_by_beat() -> None:
    async with walking(course(parse("9 forward @ 60spm"))) as walk:
        await walk.clock.advance(1.5)
        walk.session.pause()
        assert list(walk.session.foresight(60)) == []
        walk.session.pause_or_go()
        states = [now.state for _, now in walk.session.foresight(5)]
        assert states == [State.RESUMING] * 4 + [State.RUNNING]


async def test_of_a_count_in_its_beats_and_its_whole_seconds_are_changes() -> None:
    async with walking(course(parse("9 forward @ 75spm"))) as walk:
        await walk.clock.advance(1.5)
        walk.session.pause()
        await walk.clock.advance(1)
        walk.session.pause_or_go()
        begins = walk.clock.now() + 1.6 + 3 * 0.8
        times = [at - begins for at, _ in walk.session.foresight(4.5)]
        of_the_phase = [-3.4, -2.4, -1.4, -0.4]
        expected = {*of_the_phase, -3.2, -2.4, -1.6, -0.8, -3, -2, -1, 0}
        assert times == pytest.approx(sorted(expected), abs=1e-5)


async def test_the_time_to_settle_is_foreseen_and_then_the_first_step() -> None:
    async with walking(course(parse("9s forward @ 75spm"), ready=2)) as walk:
        foreseen = [(at - walk.began, now.state) for at, now in walk.session.foresight(3)]
        assert foreseen[:2] == [(1, State.READY), (2, State.RUNNING)]
        assert [at for at, _ in foreseen[2:]] == pytest.approx([2.8, 3])


async def test_an_open_phase_is_foreseen_as_going_on() -> None:
    async with walking(course(parse("forward until key, hold 2s"))) as walk:
        await walk.clock.advance(0.2)
        kinds = {now.phase.kind for _, now in walk.session.foresight(30)}
        assert kinds == {PhaseKind.MOVE}


def test_nothing_is_foreseen_before_the_beginning() -> None:
    session = Session(course(parse("4 forward")), VirtualClock())
    assert list(session.foresight(10)) == []


async def test_looking_ahead_changes_nothing() -> None:
    async with walking(course(parse("3x(5 forward, hold 2s, 4 backward)"))) as walk:
        await walk.clock.advance(1)
        before, ahead = walk.session.snapshot(), list(islice(walk.session.ahead(), 9))
        list(walk.session.foresight(120))
        assert walk.session.snapshot() == before
        assert list(islice(walk.session.ahead(), 9)) == ahead


async def test_a_warning_of_a_turn_is_a_change_at_its_own_time() -> None:
    belt = Conditions(surface=Surface.TREADMILL)
    words = "30s forward @ 60spm, rest 5.3s, turn 20s, 5 backward"
    async with walking(course(parse(words), conditions=belt)) as walk:
        foreseen = list(walk.session.foresight(34))
        await walk.clock.advance(34)
        told = walk.of(Warned)
        assert [each.at - walk.began for each in told] == pytest.approx([20.3, 30.3])
        for each in told:
            seen = [now.warning for at, now in foreseen if at == pytest.approx(each.at, abs=1e-5)]
            assert seen == [each.words]
