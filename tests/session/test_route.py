"""The way through a course: what lies behind, where one is, what lies ahead."""

from itertools import islice

import pytest

from backcue.session.laps import Laps
from backcue.session.route import Route
from backcue.session.tempo import Tempo
from backcue.workout.conditions import Conditions
from backcue.workout.model import Direction, Foot, Gait, Surface
from backcue.workout.notation import parse
from backcue.workout.phases import PhaseKind
from backcue.workout.timeline import ScheduledPhase
from tests.session.walking import walking
from tests.workouts import course, forward, forward_until_key, phase, times

FORWARD = (Direction.FORWARD, Gait.WALK)


def route(words: str, *, ready: float = 0.0, conditions: Conditions | None = None) -> Route:
    return Route(course(parse(words), ready=ready, conditions=conditions))


def ahead(way: Route, active: float = 0.0) -> list[ScheduledPhase]:
    here = way.schedule(100.0, Foot.RIGHT, active)
    return list(islice(way.ahead(here, Foot.RIGHT, active), 50))


def kinds(phases: list[ScheduledPhase]) -> list[str]:
    return [each.phase.direction or each.phase.kind for each in phases]


def test_what_lies_ahead_follows_on_end_by_end_and_foot_by_foot() -> None:
    found = ahead(route("5 forward @ 60spm, hold 3s, 4 backward @ 120spm, rest 7s"))
    assert [each.start for each in found] == pytest.approx([100, 105, 108, 110])
    assert [each.phase.foot for each in found] == [Foot.RIGHT, Foot.RIGHT, Foot.LEFT, None]


def test_an_open_phase_is_the_last_that_is_known() -> None:
    found = ahead(route("5 forward, rest until key, 4 backward"))
    assert kinds(found) == ["forward", "rest"]


@pytest.mark.parametrize("ready", [0.0, 10.0])
def test_a_repeat_for_a_time_lies_ahead_as_often_as_it_will_be_walked(ready: float) -> None:
    found = ahead(route("20s of (4 forward @ 120spm, rest 6s), hold 1s", ready=ready))
    assert kinds(found).count("rest") == 3
    assert kinds(found)[-1] == "hold"


def test_the_time_gone_by_before_counts_for_a_repeat_by_time() -> None:
    way = route("20s of (4 forward @ 120spm, rest 6s)")
    assert way.go_on(2.0)
    assert kinds(ahead(way, 2.0)) == ["rest", "forward", "rest", "forward", "rest"]
    assert kinds(ahead(way, 15.0)) == ["rest"]


def test_what_is_left_of_a_phase_after_a_pause_is_what_counts_for_a_repeat_by_time() -> None:
    way = route("20s of (rest 12s, hold 1s)")
    here = way.schedule(100.0, Foot.RIGHT, 0.0).stopped(6.0).entered(200.0)
    assert kinds(list(way.ahead(here, Foot.RIGHT, 0.0))) == ["rest", "hold"] * 2
    assert kinds(list(way.ahead(here, Foot.RIGHT, 6.0))) == ["rest", "hold"] * 2
    assert kinds(list(way.ahead(here, Foot.RIGHT, 13.0))) == ["rest", "hold"]


def test_going_back_ends_at_the_first_phase() -> None:
    way = route("5 forward, hold 3s")
    first = way.phase
    assert way.go_on(5.0)
    assert way.phase.kind == "hold"
    assert not way.go_on(8.0)
    assert way.phase.kind == "hold"
    way.go_back()
    way.go_back()
    assert way.phase == first
    assert way.go_on(5.0)
    assert way.phase.kind == "hold"


def test_the_phase_that_follows_and_the_one_after_it() -> None:
    way = route("5 forward, rest 3s, 4 backward")
    following, second = way.next_phase(0.0), way.next_phase(0.0, skip=1)
    assert following is not None
    assert second is not None
    assert (following.kind, second.direction) == ("rest", "backward")
    assert way.next_phase(0.0, skip=2) is None
    assert way.next_phase(0.0, skip=7) is None
    assert way.phase.direction == "forward"


def test_what_follows_the_end_of_a_repeat_by_time_depends_on_the_time() -> None:
    way = route("20s of (rest 5s), 4 backward")
    early, late = way.next_phase(15.0), way.next_phase(20.0)
    assert early is not None
    assert late is not None
    assert (early.kind, late.kind) == ("rest", "move")
    second = way.next_phase(20.0, skip=1)
    assert second is None


def test_the_coming_move_may_be_this_one_or_lie_behind_holds_and_rests() -> None:
    here = route("5 forward, 4 backward").coming_move(0.0)
    assert here is not None
    assert here.direction == "forward"
    later = route("hold 2s, 10s of (rest 6s), 4 backward").coming_move(12.0)
    assert later is not None
    assert later.direction == "backward"


@pytest.mark.parametrize("words", ["hold 2s, rest 3s", "forever(hold 2s)"])
def test_where_nobody_moves_no_move_is_coming(words: str) -> None:
    assert route(words).coming_move(0.0) is None


def test_seconds_left_after_a_phase() -> None:
    way = route("3x(60 forward @ 60spm, rest 10s)")
    assert way.left_after(60.0) == pytest.approx(10 + 2 * 70)
    way.set_tempo(Tempo().adding(FORWARD, 60.0))
    assert way.left_after(60.0) == pytest.approx(10 + 2 * 40)


@pytest.mark.parametrize(
    "words", ["forward until key, hold 2s", "5 forward, rest until key", "forever(5 forward)"]
)
def test_nobody_knows_what_is_left_where_a_key_or_nothing_ends_it(words: str) -> None:
    assert route(words).left_after(3.0) is None


def test_nothing_is_left_after_the_last_phase() -> None:
    assert route("5 forward").left_after(3.0) == 0.0


def test_an_open_lap_is_expected_to_last_as_long_as_earlier_ones() -> None:
    way = route("60s of (forward until key), hold 2s")
    way.laps.note(way.phase, 25.0)
    first = way.schedule(100.0, Foot.RIGHT, 0.0)
    assert first.expected == 25.0
    assert first.then is not None
    assert first.then.direction == "forward"
    third = way.schedule(100.0, Foot.RIGHT, 40.0)
    assert third.then is not None
    assert third.then.kind == "hold"


def test_behind_the_last_open_lap_comes_nothing() -> None:
    way = route("forward until key")
    way.laps.note(way.phase, 25.0)
    here = way.schedule(100.0, Foot.RIGHT, 0.0)
    assert (here.expected, here.then) == (25.0, None)


def test_an_open_lap_further_ahead_is_expected_too() -> None:
    way = route("rest 3s, forward until key, hold 2s")
    way.laps.note(phase("forward until key"), 25.0)
    [_, lap] = ahead(way)
    assert lap.expected == 25.0
    assert lap.then is not None
    assert lap.then.kind == "hold"


def test_a_lap_is_known_by_what_is_done_in_it() -> None:
    laps = Laps()
    laps.note(phase("forward until key"), 20.0)
    laps.note(phase("forward until key"), 30.0)
    laps.note(phase("forward until key incline 5%"), 50.0)
    laps.note(phase("rest until key"), 7.0)
    assert laps.expected(phase("forward until key")) == 25.0
    assert laps.expected(phase("forward until key incline 5%")) == 50.0
    assert laps.expected(phase("rest until key")) == 7.0
    assert laps.expected(phase("backward until key")) is None
    assert laps.expected(phase("forward run until key")) is None


def test_only_what_a_key_ends_is_learned_and_turns_are_not() -> None:
    laps = Laps()
    laps.note(phase("5 forward"), 20.0)
    laps.note(phase("turn until key"), 20.0)
    assert laps.expected(phase("forward until key")) is None
    assert laps.expected(phase("5 forward")) is None
    assert laps.expected(phase("turn until key")) is None


def test_the_latest_25_laps_count() -> None:
    laps = Laps()
    for seconds in [10.0] * 30 + [40.0] * 13:
        laps.note(phase("forward until key"), seconds)
    assert laps.expected(phase("forward until key")) == 40.0


def test_a_planned_phase_is_expected_nowhere_though_a_like_one_is_open() -> None:
    laps = Laps()
    laps.note(phase("forward until key"), 20.0)
    assert laps.expected(phase("5 forward")) is None


async def test_a_lap_is_learned_without_its_pauses_and_lead() -> None:
    async with walking(course(times(3, forward_until_key()))) as walk:
        await walk.clock.advance(20)
        walk.session.next()
        assert next(walk.session.ahead()).expected is None
        await walk.clock.advance(0.3 + 30)
        walk.session.pause_or_go()
        assert next(walk.session.ahead()).expected == pytest.approx(30)


async def test_of_a_long_way_the_last_two_hundred_phases_can_be_gone_back() -> None:
    async with walking(course(times(300, forward(1)))) as walk:
        for _ in range(250):
            walk.session.next()
        for _ in range(260):
            walk.session.back()
        assert walk.session.snapshot().phase.index == 50


def test_on_a_belt_the_turn_is_a_phase_of_its_own() -> None:
    belt = Conditions(surface=Surface.TREADMILL, turn_seconds=20.0)
    found = ahead(route("60 forward @ 60spm, 60 backward @ 60spm", conditions=belt))
    assert kinds(found) == ["forward", "turn", "ready", "backward"]
    assert [each.start for each in found] == pytest.approx([100, 160, 180, 190])


def test_what_comes_after_a_turn_that_a_key_ends_is_known_behind_the_time_to_settle() -> None:
    belt = Conditions(surface=Surface.TREADMILL)
    way = route("5 forward, 4 backward, turn, rest 5s", conditions=belt)
    for words in ("4 backward", "rest 5s"):
        while way.phase.kind is not PhaseKind.TURN:
            way.go_on(0.0)
        then, wanted = way.schedule(0.0, Foot.RIGHT, 0.0).then, phase(words)
        assert then is not None
        assert (then.kind, then.direction) == (wanted.kind, wanted.direction)
        way.go_on(0.0)
