import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcue.session.events import Finished
from backcue.session.session import Session
from backcue.workout.conditions import Conditions
from backcue.workout.model import Surface
from backcue.workout.notation import parse
from tests.clock import VirtualClock
from tests.session.walking import Walk, walking
from tests.workout.strategies import workouts
from tests.workouts import course


def whole(walk: Walk) -> float | None:
    snapshot = walk.session.snapshot()
    return None if snapshot.remaining is None else snapshot.elapsed + snapshot.remaining


async def test_what_is_left_follows_the_tempo_of_a_move_with_a_cadence_of_its_own() -> None:
    async with walking(course(parse("800 forward @ 100spm, 2x(100 forward @ 200spm)"))) as walk:
        await walk.clock.advance(1)
        walk.session.set_cadence(200)
        told = whole(walk)
        await walk.clock.advance(700)
        [finished] = walk.of(Finished)
        assert told == pytest.approx(finished.at - walk.began)


async def test_elapsed_and_left_add_up_to_the_whole_from_beginning_to_end() -> None:
    words = "5 forward @ 80..140spm, hold 2s, 3x(7 backward, 4.3s forward run), rest 3s"
    async with walking(course(parse(words), ready=5)) as walk:
        walk.session.set_cadence(123)
        expected = whole(walk)
        while not walk.of(Finished):
            assert whole(walk) == pytest.approx(expected)
            await walk.clock.advance(0.37)
        assert whole(walk) == pytest.approx(expected)
        assert walk.of(Finished)[0].tally.active_seconds == pytest.approx(expected)


@pytest.mark.parametrize("seconds", [3.0, 100.0])
async def test_after_the_end_nothing_is_counted_twice(seconds: float) -> None:
    """Found by seed 20: the last phase was."""
    async with walking(course(parse("5 forward, hold 10s"))) as walk:
        await walk.clock.advance(seconds)
        walk.session.stop()
        snapshot = walk.session.snapshot()
        assert snapshot.elapsed == pytest.approx(walk.session.tally().active_seconds)
        assert (snapshot.remaining, snapshot.lead_left) == (0.0, 0.0)


@settings(max_examples=100)
@given(
    workouts(max_steps=30, max_seconds=30, max_metres=20, max_times=4, max_items=3, max_leaves=6),
    st.sampled_from((Surface.FLOOR, Surface.TREADMILL)),
)
def test_preview_and_session_say_the_same_of_a_workout(workout: object, surface: Surface) -> None:
    led = course(workout, conditions=Conditions(surface=surface, turn_seconds=7.0))  # type: ignore[arg-type]
    assert Session(led, VirtualClock()).snapshot().remaining == pytest.approx(led.totals().seconds)


async def test_nobody_knows_what_is_left_where_a_later_round_waits_for_a_key() -> None:
    """A turn by key comes only before the second round."""
    words = "10s of (5 forward, turn 2s, 5 backward), hold 5s"
    belt = Conditions(surface=Surface.TREADMILL, settle=0.0)
    led = course(parse(words), conditions=belt)
    async with walking(led) as walk:
        assert walk.session.snapshot().remaining is None
        assert led.totals().seconds is None
