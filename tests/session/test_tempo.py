from itertools import pairwise

import pytest

from backcue.session.events import Finished, TempoChanged
from backcue.workout.notation import parse
from backcue.workout.timeline import ScheduledPhase
from tests.session.walking import walking
from tests.workouts import course, forward, times


def gaps(scheduled: ScheduledPhase) -> list[float]:
    assert scheduled.grid is not None
    steps = [scheduled.grid.time_of(step) for step in range((scheduled.steps or 0) + 1)]
    return [later - earlier for earlier, later in pairwise(steps)]


async def test_however_often_one_presses_slower_nobody_steps_slower_than_a_person_can() -> None:
    async with walking(course(parse("100 forward @ 170spm, 100 forward"))) as walk:
        for _ in range(80):
            walk.session.change_cadence(-2)
        assert walk.of(TempoChanged)[-1].cadence == 30
        first, second = walk.session.ahead()
        assert gaps(first)[1:] == pytest.approx([2.0] * 99)
        assert gaps(second) == pytest.approx([2.0] * 100)
        await walk.clock.advance(500)
        assert walk.of(Finished)[0].tally.completed


async def test_after_55_presses_of_slower_the_next_move_is_slower_by_as_much() -> None:
    async with walking(course(parse("100 forward @ 170spm, 100 forward"))) as walk:
        for _ in range(55):
            walk.session.change_cadence(-2)
        first, second = walk.session.ahead()
        assert gaps(first)[-1] == pytest.approx(1.0)
        assert gaps(second)[-1] == pytest.approx(2.0)


@pytest.mark.parametrize("words", ["100 forward @ 100..200spm", "100 forward @ 200..100spm"])
@pytest.mark.parametrize("wanted", [230.0, 30.0, 500.0, 0.0])
async def test_a_ramp_that_is_tapped_faster_or_slower_stays_within_the_limits(
    words: str, wanted: float
) -> None:
    async with walking(course(parse(words))) as walk:
        await walk.clock.advance(10)
        walk.session.set_cadence(wanted)
        [scheduled] = walk.session.ahead()
        assert min(gaps(scheduled)) >= 60 / 240 - 1e-9
        assert max(gaps(scheduled)) <= 60 / 30 + 1e-9


async def test_three_quick_presses_tell_three_cadences() -> None:
    async with walking(course(times(1, forward(50)))) as walk:
        await walk.clock.advance(3.1)
        for _ in range(3):
            walk.session.change_cadence(2)
        assert [event.cadence for event in walk.of(TempoChanged)] == [112, 114, 116]


async def test_at_the_limit_a_press_tells_nothing() -> None:
    async with walking(course(times(1, forward(50)))) as walk:
        walk.session.set_cadence(240)
        walk.session.change_cadence(2)
        assert len(walk.of(TempoChanged)) == 1


async def test_during_the_count_in_another_tempo_holds_from_the_step_that_is_due() -> None:
    async with walking(course(times(1, forward(50)))) as walk:
        await walk.clock.advance(3.1)
        walk.session.pause_or_go()
        walk.session.pause_or_go()
        before = next(walk.session.ahead())
        walk.session.set_cadence(120)
        after = next(walk.session.ahead())
        assert after.begins == pytest.approx(before.begins)
        assert gaps(after)[after.begun_before :] == pytest.approx([0.5] * 44)


async def test_between_moves_a_press_is_for_the_move_that_really_comes_next() -> None:
    """19 s of holds are ten; a look ahead that lets no time pass would see nothing else."""
    async with walking(course(parse("19s of (hold 2s), 20 forward, 20 backward"))) as walk:
        await walk.clock.advance(1)
        walk.session.change_cadence(2)
        assert [event.cadence for event in walk.of(TempoChanged)] == [112]
        await walk.clock.advance(20)
        assert walk.session.snapshot().cadence == pytest.approx(112)


async def test_after_the_last_step_of_a_timed_ramp_the_aim_is_that_of_the_step_due() -> None:
    """Found by seed 1832: it was the cadence of the last step made."""
    async with walking(course(parse("7.5s backward run @ 240..46.198spm"))) as walk:
        await walk.clock.advance(7.49)
        [scheduled] = walk.session.ahead()
        assert scheduled.grid is not None
        due = scheduled.grid.planned_at(scheduled.grid.time_of(scheduled.steps or 0))
        walk.session.pause_or_go()
        walk.session.change_cadence(2)
        assert walk.of(TempoChanged)[-1].cadence == pytest.approx(due + 2)
