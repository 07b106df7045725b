"""What a person is warned of in a phase, and when."""

from dataclasses import replace

import pytest

from backcue.session.events import Warned
from backcue.session.given_warnings import GivenWarnings
from backcue.workout.conditions import Conditions
from backcue.workout.model import Surface, Workout
from backcue.workout.notation import parse
from backcue.workout.warnings import warnings
from tests.session.walking import walking
from tests.workouts import course, phase, scheduled, times

TURN = phase("turn until key")
BELT = Conditions(surface=Surface.TREADMILL)


def test_a_turn_is_warned_of_fifteen_and_five_seconds_before_it() -> None:
    found = warnings(scheduled("60 forward @ 60spm", start=100.0), TURN)
    assert found == [(145.0, "slow the belt", 15.0), (155.0, "feet on the side rails", 5.0)]


def test_a_warning_at_the_very_beginning_of_a_phase_is_given() -> None:
    found = warnings(scheduled("15 forward @ 60spm", start=100.0), TURN)
    assert [each.before for each in found] == [15.0, 5.0]


def test_a_warning_before_the_beginning_of_a_phase_is_left_out() -> None:
    found = warnings(scheduled("14 forward @ 60spm", start=100.0), TURN)
    assert [each.before for each in found] == [5.0]


def test_after_a_pause_only_what_is_still_to_come_is_warned_of() -> None:
    here = scheduled("60 forward @ 60spm").stopped(50.0).entered(200.0)
    assert [each.at for each in warnings(here, TURN)] == [205.0]


@pytest.mark.parametrize("words", ["rest 5s", "5 backward"])
def test_nothing_but_a_turn_is_warned_of_after_a_phase_with_an_end(words: str) -> None:
    assert not warnings(scheduled("60 forward @ 60spm"), phase(words))


def test_before_the_end_of_all_nothing_is_warned_of() -> None:
    assert not warnings(scheduled("60 forward @ 60spm"), None)


def test_a_turn_after_an_open_phase_has_no_time_at_which_to_warn_of_it() -> None:
    assert not warnings(scheduled("forward until key"), TURN)


@pytest.mark.parametrize(
    ("then", "said"), [("5 backward", "backward soon"), ("rest 5s", "rest soon")]
)
def test_what_follows_a_lap_is_told_eight_seconds_before_its_expected_end(
    then: str, said: str
) -> None:
    lap = replace(scheduled("forward until key", start=100.0), expected=30.0, then=phase(then))
    assert warnings(lap, phase(then)) == [(122.0, said, 8.0)]
    assert not warnings(replace(lap, then=None), phase(then))
    assert not warnings(replace(lap, expected=None), phase(then))
    assert not warnings(replace(lap, expected=7.0), phase(then))


def test_each_warning_is_given_once() -> None:
    here, given = scheduled("60 forward @ 60spm", start=100.0), GivenWarnings()
    assert not given.due(here, TURN, 144.9)
    assert [each.before for each in given.due(here, TURN, 145.0)] == [15.0]
    assert not given.due(here, TURN, 145.0)
    assert [each.before for each in given.to_come(here, TURN)] == [5.0]
    assert [each.before for each in given.due(here, TURN, 160.0)] == [5.0]
    assert not given.to_come(here, TURN)
    given.forget()
    assert [each.before for each in given.to_come(here, TURN)] == [15.0, 5.0]


async def test_a_session_warns_at_exactly_the_time_of_the_warning() -> None:
    workout = parse("60.2s forward @ 60spm, 5 backward")
    async with walking(course(workout, conditions=BELT)) as walk:
        heard: list[float] = []
        walk.session.listen(
            lambda event: heard.append(walk.clock.now()) if isinstance(event, Warned) else None
        )
        await walk.clock.advance(70)
        assert [(event.at - walk.began, event.words) for event in walk.of(Warned)] == [
            (pytest.approx(45.2), "slow the belt"),
            (pytest.approx(55.2), "feet on the side rails"),
        ]
        assert [at - walk.began for at in heard] == pytest.approx([45.2, 55.2])


async def test_a_warning_missed_by_a_busy_machine_is_given_before_the_turn_begins() -> None:
    workout = parse("60 forward @ 60spm, 5 backward")
    async with walking(course(workout, conditions=BELT)) as walk:
        await walk.clock.advance(54)
        await walk.clock.freeze(2.5)
        assert walk.session.snapshot().warning == "feet on the side rails"
        assert [event.before for event in walk.of(Warned)] == [15, 5]


async def test_what_one_is_to_make_ready_for_is_seen_again_after_a_pause() -> None:
    workout = parse("60 forward @ 60spm, 5 backward")
    async with walking(course(workout, conditions=BELT)) as walk:
        await walk.clock.advance(50)
        walk.session.pause_or_go()
        assert walk.session.snapshot().warning is None
        await walk.clock.advance(20)
        walk.session.pause_or_go()
        await walk.clock.advance(1.6 + 3 + 5)
        assert [event.before for event in walk.of(Warned)] == [15, 5]


async def test_the_phase_begun_anew_warns_anew() -> None:
    workout = parse("16 forward @ 60spm, 5 backward")
    async with walking(course(workout, conditions=BELT)) as walk:
        await walk.clock.advance(13)
        walk.session.back()
        await walk.clock.advance(13)
        assert [event.before for event in walk.of(Warned)] == [15, 5, 15, 5]


async def test_the_change_after_an_open_lap_is_told_at_its_time() -> None:
    workout = times(3, *parse("forward until key, 2 backward @ 60spm").items)
    async with walking(course(Workout(workout.items))) as walk:
        await walk.clock.advance(30)
        walk.session.pause_or_go()
        await walk.clock.advance(2.3)
        assert not walk.of(Warned)
        await walk.clock.advance(30)
        [warned] = walk.of(Warned)
        assert warned.words == "backward soon"
        assert warned.at - walk.began == pytest.approx(30 + 2.3 + 30 - 8)


def test_a_warning_that_is_due_at_this_instant_is_given_whatever_sums_round_to() -> None:
    here = scheduled("60 forward @ 60spm", start=100.0)
    assert [each.before for each in GivenWarnings().due(here, TURN, 145.0 - 1e-12)] == [15.0]
