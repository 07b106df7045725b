import pytest

from backcue.session.events import Finished, PhaseStarted
from backcue.session.session import SKIP_LEAD
from backcue.workout.model import Direction
from backcue.workout.notation import parse
from backcue.workout.phases import PhaseKind
from tests.session.walking import walking
from tests.workouts import course

MINUTE = 60.0


async def test_laps_of_11_minutes_fill_20_minutes_twice_and_no_third_begins() -> None:
    async with walking(course(parse("20min of (forward until key)"))) as walk:
        for _ in range(2):
            await walk.clock.advance(11 * MINUTE)
            assert walk.session.snapshot().phase.kind is PhaseKind.MOVE
            walk.session.pause_or_go()
        [finished] = walk.of(Finished)
        assert finished.tally.completed
        assert finished.tally.repetitions == 2
        assert len(walk.of(PhaseStarted)) == 2


async def test_a_key_for_the_tempo_does_not_make_a_minute_of_holds_longer() -> None:
    async with walking(course(parse("60s of (hold 10s, rest 10s)"))) as walk:
        await walk.clock.advance(5)
        walk.session.change_cadence(2)
        list(walk.session.ahead())
        await walk.clock.advance(200)
        [finished] = walk.of(Finished)
        assert finished.at - walk.began == pytest.approx(60)
        assert finished.tally.repetitions == 3


async def test_a_long_rest_uses_up_the_minute() -> None:
    async with walking(course(parse("1min of (5 forward, rest until key)"))) as walk:
        await walk.clock.advance(100)
        walk.session.pause_or_go()
        [finished] = walk.of(Finished)
        assert finished.tally.repetitions == 1
        assert finished.tally.steps[Direction.FORWARD] == 5


async def test_a_minute_of_steps_takes_more_rounds_at_a_faster_tempo() -> None:
    async with walking(course(parse("60s of (11 forward)"))) as walk:
        walk.session.set_cadence(220)
        expected = walk.session.snapshot().remaining
        await walk.clock.advance(100)
        [finished] = walk.of(Finished)
        assert finished.tally.repetitions == 20
        assert finished.at - walk.began == pytest.approx(expected)


async def test_a_pause_does_not_use_up_the_time() -> None:
    async with walking(course(parse("20s of (hold 10s)"))) as walk:
        await walk.clock.advance(10.5)
        walk.session.pause_or_go()
        await walk.clock.advance(500)
        walk.session.pause_or_go()
        await walk.clock.advance(30)
        assert walk.of(Finished)[0].tally.repetitions == 2


async def test_going_back_goes_back_to_the_round_one_was_in() -> None:
    async with walking(course(parse("3x(hold 5s, hold 5s)"))) as walk:
        await walk.clock.advance(11)
        assert walk.session.snapshot().phase.repetition == 2
        walk.session.back()
        walk.session.back()
        snapshot = walk.session.snapshot()
        assert (snapshot.phase.repetition, snapshot.phase.index) == (1, 1)
        await walk.clock.advance(SKIP_LEAD + 25 + 0.1)
        assert walk.of(Finished)[0].tally.completed


async def test_no_last_one_is_promised_where_not_all_goes_as_planned() -> None:
    async with walking(course(parse("3min of (100 forward, 15 backward)"))) as walk:
        counts = [each.phase.repetitions for each in walk.session.ahead()]
        assert set(counts) == {3}
        await walk.clock.advance(10)
        walk.session.set_cadence(125)
        counts = [each.phase.repetitions for each in walk.session.ahead()]
        assert counts == [3, *[None] * (len(counts) - 1)]
        assert max(each.phase.repetition for each in walk.session.ahead()) == 4
    async with walking(course(parse("6x(2 forward, hold 5s)"))) as walk:
        walk.session.next()
        await walk.clock.advance(5)
        assert walk.session.snapshot().phase.repetitions == 6
