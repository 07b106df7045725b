"""What the keys of a session do, and what it tells of it."""

import logging

import pytest

from backcue.session.events import (
    Event,
    FeetSwapped,
    Finished,
    Paused,
    PhaseStarted,
    Resumed,
    Skipped,
    Started,
    TempoChanged,
)
from backcue.session.session import Session
from backcue.session.snapshot import State
from backcue.session.walk import SKIP_LEAD
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.model import Direction, Foot, Surface
from backcue.workout.notation import parse
from backcue.workout.phases import PhaseKind
from tests.clock import VirtualClock
from tests.session.walking import walking
from tests.workouts import course

STEP = 60 / 110
BELT = Conditions(surface=Surface.TREADMILL, settle=10.0)


def walked(words: str, *, ready: float = 0.0) -> Course:
    return course(parse(words), ready=ready)


async def test_a_session_begins_by_telling_so() -> None:
    async with walking(walked("5 forward")) as walk:
        assert walk.events[0] == Started(walk.began)
        assert isinstance(walk.events[1], PhaseStarted)
        assert walk.session.underway


async def test_each_phase_that_begins_is_told() -> None:
    async with walking(walked("2 forward, hold 1s, 2 backward", ready=3)) as walk:
        await walk.clock.advance(30)
        told = [(event.phase.index, event.phase.kind) for event in walk.of(PhaseStarted)]
        assert told == [(0, "ready"), (1, "move"), (2, "hold"), (3, "move")]


async def test_each_key_tells_when_it_was_pressed() -> None:
    async with walking(walked("50 forward, 50 backward, 50 forward")) as walk:
        await walk.clock.advance(1.5)
        now = walk.clock.now()
        walk.session.change_cadence(2)
        walk.session.swap_feet()
        walk.session.pause("a reason")
        walk.session.pause_or_go()
        walk.session.next()
        walk.session.stop()
        kinds = (TempoChanged, FeetSwapped, Paused, Resumed, Skipped, Finished)
        told = [event for event in walk.events if isinstance(event, kinds)]
        assert [type(event) for event in told] == list(kinds)
        assert {event.at for event in told} == {now}
        assert walk.of(Paused)[0].reason == "a reason"
        assert walk.of(Skipped)[0].phase == 1


async def test_a_second_back_within_one_second_goes_further_back() -> None:
    async with walking(walked("50 forward, 50 backward")) as walk:
        walk.session.next()
        await walk.clock.advance(10)
        walk.session.back()
        assert walk.session.snapshot().phase.direction is Direction.BACKWARD
        await walk.clock.advance(1.0)
        walk.session.back()
        assert walk.session.snapshot().phase.direction is Direction.FORWARD


async def test_a_second_back_later_goes_to_the_start_again() -> None:
    async with walking(walked("50 forward, 50 backward")) as walk:
        walk.session.next()
        await walk.clock.advance(10)
        walk.session.back()
        await walk.clock.advance(1.1)
        walk.session.back()
        snapshot = walk.session.snapshot()
        assert (snapshot.phase.direction, snapshot.step) == (Direction.BACKWARD, 0)


async def test_going_beyond_the_last_phase_is_told_and_ends_it_there() -> None:
    async with walking(walked("50 forward")) as walk:
        await walk.clock.advance(1)
        walk.session.next()
        assert walk.of(Skipped) == [Skipped(walk.clock.now(), None)]
        [finished] = walk.of(Finished)
        assert (finished.at, finished.tally.completed) == (walk.clock.now(), False)
        assert walk.session.snapshot().state is State.FINISHED
        assert not walk.session.underway


async def test_in_a_repeat_by_time_next_goes_by_the_time_that_was_used() -> None:
    async with walking(walked("20s of (rest 12s), 5 forward")) as walk:
        await walk.clock.advance(1)
        walk.session.next()
        await walk.clock.advance(0.3 + 11)
        walk.session.next()
        assert walk.session.snapshot().phase.kind is PhaseKind.REST
        await walk.clock.advance(0.3 + 9)
        walk.session.next()
        assert walk.session.snapshot().phase.kind is PhaseKind.MOVE


async def test_a_repetition_by_time_counts_when_it_was_walked_to_its_end() -> None:
    async with walking(walked("20s of (rest 12s), 5 forward")) as walk:
        await walk.clock.advance(13)
        assert walk.session.tally().repetitions == 1
        await walk.clock.advance(12)
        assert walk.session.tally().repetitions == 2
        assert walk.session.snapshot().phase.kind is PhaseKind.MOVE


async def test_the_key_that_ends_an_open_phase_leaves_time_for_the_sound_of_the_next() -> None:
    async with walking(walked("rest until key, 5 forward")) as walk:
        await walk.clock.advance(7)
        walk.session.pause_or_go()
        started = walk.of(PhaseStarted)[-1]
        assert (started.at - walk.began, started.lead) == (7, 0.3)
        snapshot = walk.session.snapshot()
        assert (snapshot.step, snapshot.elapsed) == (0, pytest.approx(7))
        await walk.clock.advance(0.31)
        assert walk.session.snapshot().step == 1


async def test_feet_swapped_in_a_pause_are_those_of_the_step_that_is_due() -> None:
    async with walking(walked("20 forward")) as walk:
        await walk.clock.advance(2.2 * STEP)
        walk.session.pause_or_go()
        await walk.clock.advance(30)
        walk.session.swap_feet()
        assert walk.of(FeetSwapped)[0].foot is Foot.RIGHT
        walk.session.pause_or_go()
        walk.session.next()
        assert walk.of(Finished)


async def test_feet_swapped_in_a_rest_hold_for_the_next_move() -> None:
    async with walking(walked("4 forward, rest 10s, 5 backward")) as walk:
        await walk.clock.advance(4 * STEP + 5)
        walk.session.swap_feet()
        assert walk.of(FeetSwapped)[0].foot is Foot.LEFT
        await walk.clock.advance(5.1)
        assert walk.session.snapshot().foot is Foot.LEFT


async def test_skipping_in_a_pause_goes_on_at_once_with_the_feet_as_they_stood() -> None:
    async with walking(walked("20 forward, 20 backward")) as walk:
        await walk.clock.advance(2.2 * STEP)
        walk.session.pause_or_go()
        await walk.clock.advance(30)
        walk.session.next()
        snapshot = walk.session.snapshot()
        assert snapshot.phase.direction is Direction.BACKWARD
        assert snapshot.elapsed == pytest.approx(2.2 * STEP)
        assert snapshot.foot is Foot.LEFT


async def test_a_clock_that_slept_before_the_session_is_no_standstill() -> None:
    clock = VirtualClock()
    await clock.sleep_machine(3600)
    session = Session(walked("50 forward"), clock)
    events: list[Event] = []
    session.listen(events.append)
    await clock.sleep_machine(0)
    session.pause()
    assert not events


async def test_a_sleep_of_the_machine_during_a_pause_is_over_when_it_goes_on() -> None:
    async with walking(walked("50 forward")) as walk:
        await walk.clock.advance(1)
        await walk.clock.sleep_machine(3600)
        assert walk.session.snapshot().state is State.PAUSED
        walk.session.pause_or_go()
        await walk.clock.advance(10)
        assert walk.session.snapshot().state is State.RUNNING
        await walk.clock.sleep_machine(10)
        assert walk.session.snapshot().state is State.PAUSED


async def test_a_listener_that_fails_ends_neither_the_session_nor_what_others_hear(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_: Event) -> None:
        raise RuntimeError("broken")

    session = Session(walked("5 forward"), clock := VirtualClock())
    heard: list[Event] = []
    session.listen(fail)
    session.listen(heard.append)
    session.pause()
    assert not heard
    async with walking(walked("5 forward")) as walk:
        walk.session.listen(fail)
        others: list[Event] = []
        walk.session.listen(others.append)
        with caplog.at_level(logging.ERROR):
            await walk.clock.advance(60)
        assert [type(event) for event in others] == [Finished]
        assert walk.of(Finished)[0].tally.completed
    assert "Finished" in caplog.text
    assert clock.now() == 1000.0


async def test_a_key_that_bounces_ends_one_lap_only() -> None:
    words = "forever(forward until key, backward until key)"
    async with walking(walked(words)) as walk:
        await walk.clock.advance(20)
        walk.session.pause_or_go()
        await walk.clock.advance(0.15)
        walk.session.pause_or_go()
        assert walk.session.snapshot().phase.index == 1
        await walk.clock.advance(0.2)
        walk.session.pause_or_go()
        assert walk.session.snapshot().phase.index == 2


async def test_a_key_that_bounces_does_not_end_a_turn_on_a_belt() -> None:
    laps = course(parse("forward until key, backward until key"), conditions=BELT)
    async with walking(laps) as walk:
        await walk.clock.advance(20)
        walk.session.pause_or_go()
        await walk.clock.advance(0.1)
        walk.session.pause_or_go()
        await walk.clock.advance(60)
        assert walk.session.snapshot().phase.kind is PhaseKind.TURN


async def test_pausing_while_the_machine_stood_still_pauses() -> None:
    for key in ("pause_or_go", "pause_or_resume"):
        async with walking(walked("60s backward")) as walk:
            await walk.clock.advance(10)
            walk.clock._now += 4
            getattr(walk.session, key)()
            assert walk.session.snapshot().state is State.PAUSED
            getattr(walk.session, key)()
            assert walk.session.snapshot().state is State.RESUMING


@pytest.mark.parametrize("key", ["back", "next"])
async def test_while_stepping_onto_a_belt_another_move_is_counted_in_as_well(key: str) -> None:
    moves = course(parse("60s backward, 60s backward"), conditions=BELT)
    async with walking(moves) as walk:
        await walk.clock.advance(10)
        walk.session.pause_or_go()
        await walk.clock.advance(20)
        walk.session.pause_or_go()
        await walk.clock.advance(2)
        getattr(walk.session, key)()
        assert walk.session.snapshot().lead_left == pytest.approx(10)
        assert walk.of(PhaseStarted)[-1].lead == pytest.approx(10)


async def test_back_over_a_turn_on_a_belt_one_turns_round_before_it_goes_on() -> None:
    moves = course(parse("60s forward, 60s backward"), conditions=BELT)
    async with walking(moves) as walk:
        for _ in range(3):
            walk.session.next()
            await walk.clock.advance(1)
        assert walk.session.snapshot().phase.direction is Direction.BACKWARD
        await walk.clock.advance(3)
        for _ in range(4):
            walk.session.back()
            await walk.clock.advance(0.5)
        there = walk.session.snapshot()
        assert (there.phase.direction, there.state) == (Direction.FORWARD, State.PAUSED)
        assert there.reason == "face forward"
        await walk.clock.advance(60)
        walk.session.pause_or_go()
        assert walk.session.snapshot().lead_left == pytest.approx(10)


async def test_a_skip_away_from_a_move_on_a_belt_is_not_counted_in() -> None:
    async with walking(
        course(parse("9s forward, 9s forward, 9s forward"), conditions=BELT)
    ) as walk:
        await walk.clock.advance(2)
        walk.session.next()
        await walk.clock.advance(0.1)
        walk.session.next()
        assert walk.session.snapshot().lead_left == pytest.approx(SKIP_LEAD)


@pytest.mark.parametrize(("settle", "lead"), [(0.0, SKIP_LEAD), (0.5, 1.6 + 3 * STEP)])
async def test_from_beside_a_belt_a_move_is_counted_in_where_a_start_takes_time(
    settle: float, lead: float
) -> None:
    belt = Conditions(surface=Surface.TREADMILL, settle=settle)
    async with walking(course(parse("9s forward, rest 30s"), conditions=belt)) as walk:
        await walk.clock.advance(12)
        while walk.session.snapshot().phase.kind is not PhaseKind.MOVE:
            walk.session.back()
        assert walk.session.snapshot().lead_left == pytest.approx(lead)


async def test_pausing_and_going_on_in_a_lap_that_waits_for_a_key() -> None:
    async with walking(walked("forward until key, 5 backward")) as walk:
        await walk.clock.advance(3.5)
        walk.session.pause_or_resume()
        await walk.clock.advance(2)
        walk.session.pause_or_resume()
        assert [each.at - walk.began for each in walk.of(Paused)] == [3.5]
        assert [each.at - walk.began for each in walk.of(Resumed)] == [5.5]
        assert walk.session.snapshot().phase.index == 0


async def test_stopping_ends_it_at_that_moment(caplog: pytest.LogCaptureFixture) -> None:
    async with walking(walked("50 forward")) as walk:
        await walk.clock.advance(3.3)
        walk.session.stop()
        assert [each.at - walk.began for each in walk.of(Finished)] == [pytest.approx(3.3)]
        assert caplog.records == []


async def test_the_way_whose_tempo_a_key_changes_is_that_of_the_next_move() -> None:
    async with walking(walked("5 forward, hold 2s, 5 backward run, rest 5s")) as walk:
        seen = []
        for _ in range(4):
            await walk.clock.advance(0.5)
            seen.append(walk.session.coming_way)
            walk.session.next()
        assert seen == [
            ("forward", "walk"), ("backward", "run"), ("backward", "run"), None,
        ]  # fmt: skip
