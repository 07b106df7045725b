"""What a person is warned of in a phase, and when."""

import pytest
from msgspec.structs import replace

from backcue.session.events import Warned
from backcue.session.given_warnings import GivenWarnings
from backcue.workout.conditions import Conditions
from backcue.workout.model import Surface, Workout
from backcue.workout.notation import parse
from backcue.workout.phases import Phase
from backcue.workout.unroll import unroll
from backcue.workout.warnings import time_to_turn, warnings, warnings_of_turn
from tests.session.walking import walking
from tests.workouts import course, phase, scheduled, times

BELT = Conditions(surface=Surface.TREADMILL)
AT_ONCE = Conditions(surface=Surface.TREADMILL, settle=0)


def lengths(words: str, conditions: Conditions = AT_ONCE) -> list[tuple[Phase, float | None]]:
    """Returns the phases of these words and their lengths."""
    return [(each, each.seconds) for each in unroll(parse(words), conditions, ready=0)]


@pytest.mark.parametrize(
    ("following", "seconds"),
    [
        ("turn until key", 0.0),
        ("turn 20s", 0.0),
        ("rest 4s, turn", 4.0),
        ("4 forward @ 60spm, rest 6s, 2x(2 forward @ 60spm), turn", 14.0),
        ("rest 15s, turn", 15.0),
        ("rest 15.1s, turn", None),
        ("rest until key, turn", None),
        ("forward until key, turn", None),
        ("rest 5s", None),
    ],
)
def test_how_long_it_is_to_a_turn_counts_through_all_that_comes_before_it(
    following: str, seconds: float | None
) -> None:
    assert time_to_turn(lengths(following)) == seconds


@pytest.mark.parametrize("surface", [Surface.FLOOR, Surface.TRACK, Surface.MANUAL_TREADMILL])
def test_only_a_turn_on_a_moving_belt_is_warned_of_so(surface: Surface) -> None:
    assert time_to_turn(lengths("turn 20s", Conditions(surface=surface))) is None


def test_a_turn_is_warned_of_fifteen_and_five_seconds_before_it() -> None:
    found = warnings(scheduled("60 forward @ 60spm", start=100.0), 0.0)
    assert found == [(145.0, "slow the belt", 15.0), (155.0, "feet on the side rails", 5.0)]


def test_a_warning_at_the_very_beginning_of_a_phase_is_given() -> None:
    found = warnings(scheduled("15 forward @ 60spm", start=100.0), 0.0)
    assert [each.before for each in found] == [15.0, 5.0]


def test_each_warning_belongs_to_the_phase_in_which_it_is_due() -> None:
    here = scheduled("14 forward @ 60spm", start=100.0)
    assert [each.before for each in warnings(here, 0.0)] == [5.0]
    assert [each.before for each in warnings(here, 1.0)] == [15.0, 5.0]
    assert [each.before for each in warnings(here, 5.0)] == [15.0]
    assert [each.before for each in warnings(here, 15.0)] == []
    assert [each.before for each in warnings_of_turn(here, 0.0)] == [15.0, 5.0]


def test_in_a_turn_nobody_is_warned_of_another_one() -> None:
    assert not warnings(scheduled("turn 20s"), 0.0)


def test_after_a_pause_only_what_is_still_to_come_is_warned_of() -> None:
    here = scheduled("60 forward @ 60spm").stopped(50.0).entered(200.0)
    assert [each.at for each in warnings(here, 0.0)] == [205.0]


def test_what_is_due_while_one_is_counted_in_is_given() -> None:
    here = scheduled("60 forward @ 60spm").stopped(57.0).entered(200.0, 10.0)
    assert [each.at for each in warnings(here, 0.0)] == [208.0]


def test_where_no_turn_is_near_nothing_is_warned_of() -> None:
    assert not warnings(scheduled("60 forward @ 60spm"), None)


def test_a_turn_after_an_open_phase_has_no_time_at_which_to_warn_of_it() -> None:
    assert not warnings(scheduled("forward until key"), 0.0)


@pytest.mark.parametrize(
    ("then", "said"), [("5 backward", "backward soon"), ("rest 5s", "rest soon")]
)
def test_what_follows_a_lap_is_told_eight_seconds_before_its_expected_end(
    then: str, said: str
) -> None:
    lap = replace(scheduled("forward until key", start=100.0), expected=30.0, then=phase(then))
    assert warnings(lap, None) == [(122.0, said, 8.0)]
    assert not warnings(replace(lap, then=None), None)
    assert not warnings(replace(lap, expected=None), None)
    assert not warnings(replace(lap, expected=7.0), None)


def test_each_warning_is_given_once() -> None:
    here, given = scheduled("60 forward @ 60spm", start=100.0), GivenWarnings()
    assert not given.due(here, 0.0, 144.9)
    assert [each.before for each in given.due(here, 0.0, 145.0)] == [15.0]
    assert not given.due(here, 0.0, 145.0)
    assert [each.before for each in given.to_come(here, 0.0)] == [5.0]
    assert [each.before for each in given.due(here, 0.0, 160.0)] == [5.0]
    assert not given.to_come(here, 0.0)
    given.forget()
    assert [each.before for each in given.to_come(here, 0.0)] == [15.0, 5.0]


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
        await walk.clock.advance(10 + 5)
        assert [event.before for event in walk.of(Warned)] == [15, 15, 5]


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
    assert [each.before for each in GivenWarnings().due(here, 0.0, 145.0 - 1e-12)] == [15.0]


async def test_the_warnings_of_a_turn_count_back_through_what_lies_before_it() -> None:
    workout = parse("30 forward @ 60spm, rest 20s, 4 forward @ 60spm, turn")
    async with walking(course(workout, conditions=AT_ONCE)) as walk:
        told = walk.session.snapshot
        await walk.clock.advance(38)
        assert (told().phase.kind, told().warning) == ("rest", None)
        await walk.clock.advance(2)
        assert (told().phase.kind, told().warning) == ("rest", "slow the belt")
        await walk.clock.advance(11)
        assert (told().phase.kind, told().warning) == ("move", "feet on the side rails")
        await walk.clock.advance(3.5)
        assert (told().phase.kind, told().warning) == ("turn", None)
        found = [(event.at - walk.began, event.before) for event in walk.of(Warned)]
        assert found == [(pytest.approx(39), 15), (pytest.approx(49), 5)]


async def test_what_has_no_room_before_a_turn_is_left_out_but_seen() -> None:
    workout = parse("forward until key, rest 8s, turn")
    async with walking(course(workout, conditions=BELT)) as walk:
        await walk.clock.advance(20)
        walk.session.next()
        await walk.clock.advance(1)
        assert walk.session.snapshot().warning == "slow the belt"
        assert not walk.of(Warned)
        await walk.clock.advance(3)
        assert walk.session.snapshot().warning == "feet on the side rails"
        assert [event.before for event in walk.of(Warned)] == [5]


async def test_a_turn_off_the_belt_has_no_belt_words() -> None:
    async with walking(course(parse("30 forward @ 60spm, turn 5s, 4 backward"))) as walk:
        await walk.clock.advance(29)
        assert walk.session.snapshot().warning is None
        await walk.clock.advance(20)
        assert not walk.of(Warned)


@pytest.mark.parametrize(
    ("words", "told"),
    [("forward until key, turn", "slow the belt"), ("forward until key, rest 5s", "rest soon")],
)
async def test_before_a_lap_is_over_one_is_told_what_comes(words: str, told: str) -> None:
    async with walking(course(parse(f"2x({words})"), conditions=AT_ONCE)) as walk:
        await walk.clock.advance(20)
        walk.session.pause_or_go()
        while walk.session.snapshot().phase.direction is None:
            walk.session.next()
        await walk.clock.advance(20)
        assert [each.words for each in walk.of(Warned)] == [told]


async def test_a_turn_behind_a_repeat_by_time_is_warned_of_by_what_that_will_take() -> None:
    words = "8 forward @ 60spm, 8s of (rest 3s), turn 20s"
    async with walking(course(parse(words), conditions=AT_ONCE)) as walk:
        await walk.clock.advance(19)
        told = [(each.words, each.at - walk.began) for each in walk.of(Warned)]
        assert told == [
            ("slow the belt", pytest.approx(2)),
            ("feet on the side rails", pytest.approx(12)),
        ]
