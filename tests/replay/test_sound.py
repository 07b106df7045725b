"""What was heard, made again from the log: sample for sample."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from backcue.coach import Coach
from backcue.history.store import Store
from backcue.replay.sound import record_log, seconds_of
from backcue.replay.tape import Tape
from backcue.sound.outputs.player import RING_OUT
from backcue.sound.samples.bank import Bank
from backcue.sound.score.audio_options import AudioOptions
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.model import Foot, Surface
from tests.clock import VirtualClock, settle
from tests.kept import store_in
from tests.session.any_keys import KEYS
from tests.session.walks import random_workout
from tests.workouts import course

BANK = Bank()


def random_course(rng: Random) -> Course:
    conditions = Conditions(
        surface=rng.choice(list(Surface)), turn_seconds=rng.choice((None, 4.0)), settle=3.0
    )
    ready, foot = rng.choice((0.0, 2.0)), rng.choice(list(Foot))
    return course(random_workout(rng), ready=ready, foot=foot, conditions=conditions)


async def heard(rng: Random, store: Store) -> tuple[int | None, bytes]:
    """Walk a session with random keys; returns its number, and what was heard."""
    clock, parts = VirtualClock(rng.uniform(0, 1e5)), list[bytes]()
    tape = Tape(BANK, parts.append, clock=clock.now, began=clock.now(), volume=0.8)
    coach = Coach(
        random_course(rng),
        clock=clock,
        player=tape,
        lengths=BANK.seconds,
        audio=AudioOptions(fade=rng.choice((0.0, 0.5))),
        store=store,
        volume=0.8,
    )
    task = asyncio.create_task(coach.run())
    await settle()
    for _ in range(rng.randint(3, 20)):
        await clock.advance(rng.choice((0.01, 0.3, 1.5, 6, 15)) * rng.random())
        if task.done():
            break
        coach.perform(rng.choice(KEYS))
        await settle()
    coach.stop()
    result = await task
    if not result.record.completed:
        tape.run_to(clock.now())
    tape.ring_out(RING_OUT)
    return result.record.id, b"".join(parts)


@pytest.mark.parametrize("seed", range(12))
def test_the_log_gives_what_was_heard_sample_for_sample(seed: int, tmp_path: Path) -> None:
    store = store_in(tmp_path)
    number, live = asyncio.run(heard(Random(seed), store))
    if number is None:
        # It ended in its lead-in.
        return
    log, again, shares = store.log(number), list[bytes](), list[float]()
    assert log is not None
    seconds = record_log(log, BANK, again.append, progress=shares.append)
    assert b"".join(again) == live
    assert seconds == pytest.approx(len(live) / 2 / 48_000)
    assert seconds_of(log) <= seconds + 0.01
    assert shares == sorted(shares)
