import asyncio
import gc
import logging

import pytest

from backcue.session.events import Event, Finished
from backcue.workout.model import Direction
from backcue.workout.notation import parse
from tests.clock import settle
from tests.session.walking import Walk, walking
from tests.workouts import balance, course

STEP = 60 / 110
LEAP = 2.5
MOST_MORE_OBJECTS = 500
"""Far less than one for each of the 20,000 phases."""


async def test_a_listener_that_fails_ends_neither_the_session_nor_what_others_hear(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(event: Event) -> None:
        raise BrokenPipeError(type(event).__name__)

    with caplog.at_level(logging.ERROR):
        walk = Walk(course(balance(1)))
        walk.session.listen(fail)
        heard: list[Event] = []
        walk.session.listen(heard.append)
        task = asyncio.create_task(walk.session.run())
        await settle()
        await walk.clock.advance(30)
        tally = await task
    assert tally.completed
    assert heard == walk.events
    assert "a listener failed at PhaseStarted" in caplog.text


async def test_a_run_that_is_cancelled_has_counted_what_was_done() -> None:
    walk = Walk(course(balance(9)))
    task = asyncio.create_task(walk.session.run())
    await settle()
    await walk.clock.advance(3.5 * STEP)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    [finished] = walk.of(Finished)
    assert finished.tally.steps[Direction.FORWARD] == 4
    assert finished.tally.active_seconds == pytest.approx(3.5 * STEP)
    assert walk.session.tally() == finished.tally


async def test_a_day_of_phases_takes_no_more_memory_than_its_first_minutes() -> None:
    async with walking(course(parse("forever(2x(hold 0.05s), 3x(rest 0.05s))"))) as walk:
        walk.session._walk.log._listeners.clear()
        await walk_on(walk, 30)
        before = memory()
        await walk_on(walk, 1000)
        assert walk.session.snapshot().phase.index > 20_000
        assert memory() - before < MOST_MORE_OBJECTS


def memory() -> int:
    """Returns how many objects there are that could keep others."""
    gc.collect()
    return len(gc.get_objects())


async def walk_on(walk: Walk, seconds: float) -> None:
    """Let time pass in long leaps, each shorter than what counts as standing still."""
    for _ in range(int(seconds / LEAP) + 1):
        await walk.clock.freeze(LEAP)
