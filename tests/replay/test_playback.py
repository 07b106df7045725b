"""A session played again: at every place it shows what was shown, at any speed."""

import asyncio
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from backcue.coach import Coach
from backcue.history.store import Log, Store
from backcue.replay.playback import SPEEDS, Playback
from backcue.session.redo import LogMismatch
from backcue.session.snapshot import Snapshot
from backcue.sound.outputs.player import Player
from backcue.sound.score.audio_options import AudioOptions
from tests.clock import VirtualClock, settle
from tests.history.crashes import crashed
from tests.history.walks import keep_one
from tests.kept import store_in
from tests.replay.test_sound import random_course
from tests.session.any_keys import KEYS
from tests.workouts import balance, course


def shown(snapshot: Snapshot) -> tuple[Any, ...]:
    """Returns what of a moment can be compared: without the last bits of its times."""
    times = (snapshot.elapsed, snapshot.phase_elapsed, snapshot.lead_left)
    return (
        snapshot.state,
        snapshot.phase.index,
        snapshot.phase.foot,
        snapshot.step,
        snapshot.foot,
        snapshot.cadence,
        snapshot.reason,
        *(round(each, 4) for each in times),
    )


async def walk(rng: Random, store: Store) -> tuple[Log, list[tuple[float, Snapshot]]]:
    """Walk a session with random keys; returns its log, and moments of it by their places."""
    clock = VirtualClock(rng.uniform(0, 1e5))
    began = clock.now()
    coach = Coach(
        random_course(rng),
        clock=clock,
        player=Player(clock=clock.now),
        lengths=lambda _: None,
        audio=AudioOptions(),
        store=store,
    )
    task, moments = asyncio.create_task(coach.run()), []
    await settle()
    for _ in range(40):
        await clock.advance(rng.choice((0.03, 0.4, 1.5, 5)) * rng.random())
        if task.done():
            break
        moments.append((clock.now() - began, coach.snapshot()))
        # What comes at the very same time may have been shown or not.
        await clock.advance(0.001)
        if rng.random() < 0.3 and not task.done():
            coach.perform(rng.choice(KEYS))
            await settle()
    coach.stop()
    result = await task
    log = store.log(result.record.id) if result.record.id else None
    return log, moments  # type: ignore[return-value]


async def test_at_every_place_it_shows_what_was_shown(tmp_path: Path) -> None:
    checked = 0
    for seed in range(14):
        rng = Random(seed)
        log, moments = await walk(rng, store_in(tmp_path))
        if log is None:
            continue
        playback = Playback(log, VirtualClock())
        for place, snapshot in sorted(moments, key=lambda _: rng.random()):
            playback.go_to(place)
            assert shown(playback.snapshot()) == shown(snapshot), (seed, place)
            checked += 1
    assert checked > 150


@pytest.fixture
def playing(tmp_path: Path) -> tuple[Playback, VirtualClock]:
    store, clock = store_in(tmp_path), VirtualClock()
    keep_one(store, course(balance(3), ready=2.0))
    log = store.log(1)
    assert log is not None
    return Playback(log, clock), clock


async def test_it_goes_as_fast_as_is_wanted_and_stands_still(
    playing: tuple[Playback, VirtualClock],
) -> None:
    playback, clock = playing
    await clock.advance(1.0)
    assert playback.place == pytest.approx(1.0)
    for speed in SPEEDS[1:]:
        playback.change_speed(1)
        before = playback.place
        await clock.advance(0.1)
        assert playback.speed == speed
        assert playback.place - before == pytest.approx(0.1 * speed)
    playback.change_speed(1)
    assert playback.speed == SPEEDS[-1]
    playback.toggle()
    here = playback.place
    await clock.advance(100.0)
    assert playback.place == here
    playback.change_speed(-9)
    playback.toggle()
    await clock.advance(0.5)
    assert playback.place == pytest.approx(here + 0.5)
    await clock.advance(1000.0)
    assert playback.is_over
    assert playback.place == playback.seconds
    # At the end stands its last moment, and not the nothing behind it.
    assert playback.snapshot().phase.index == 12
    playback.toggle()
    assert playback.place == 0.0
    assert playback.playing


async def test_it_jumps_from_phase_to_phase(playing: tuple[Playback, VirtualClock]) -> None:
    playback, clock = playing

    def index() -> int:
        return playback.snapshot().phase.index

    for wanted in range(1, 13):
        playback.next_phase()
        assert index() == wanted
    playback.next_phase()
    assert playback.is_over
    for wanted in range(12, 2, -1):
        playback.phase_before()
        assert index() == wanted
    await clock.advance(1.5)
    playback.phase_before()
    assert index() == 3
    playback.go_to(-5.0)
    assert playback.place == 0.0
    playback.phase_before()
    assert index() == 0


def test_it_waits_till_the_next_thing_happens_and_no_longer(
    playing: tuple[Playback, VirtualClock],
) -> None:
    playback, _ = playing
    playback.go_to(1.5)
    assert playback.wait(0.2) == pytest.approx(0.2)
    assert playback.wait(1.0) == pytest.approx(0.5)
    playback.change_speed(1)
    assert playback.wait(1.0) == pytest.approx(0.25)


def test_an_interruption_takes_no_time(tmp_path: Path) -> None:
    store = crashed(tmp_path)
    left = store.left_behind(store.sessions()[0].day) or []
    for each in left:
        store.keep(each)
    log = store.log(1)
    assert log is not None
    playback = Playback(log, VirtualClock())
    assert playback.seconds < 60
    playback.go_to(playback.seconds)
    assert playback.snapshot().phase.index > 0


def test_what_this_version_walks_otherwise_is_not_half_played(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    keep_one(store, course(balance(3)))
    log = store.log(1)
    assert log is not None
    other = replace(log.head, course=course(balance(2)))
    with pytest.raises(LogMismatch):
        Playback(log._replace(head=other), VirtualClock())
    with pytest.raises(ValueError, match="nothing in its log"):
        Playback(log._replace(entries=()), VirtualClock())
