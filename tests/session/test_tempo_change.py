"""What a person adds to the cadences, and what comes of it."""

import pytest

from backcue.session.events import Finished, PhaseStarted, TempoChanged
from backcue.session.tempo import Tempo, TempoChange, change, way_of
from backcue.workout.model import Direction, Foot, Gait, Workout
from backcue.workout.notation import parse
from tests.session.walking import walking
from tests.workouts import backward, course, forward, hold, phase, scheduled, times

STEP = 60 / 110

FORWARD = (Direction.FORWARD, Gait.WALK)
BACKWARD = (Direction.BACKWARD, Gait.WALK)
QUICK = Tempo().adding(FORWARD, 10.0)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("110 forward @ 100spm", 60.0),
        ("110 backward @ 100spm", 66.0),
        ("90s forward @ 100spm", 90.0),
        ("hold 20s", 20.0),
        ("rest 20s", 20.0),
        ("forward until key", 0.0),
        ("rest until key", 0.0),
    ],
)
def test_a_move_by_steps_gets_shorter_by_a_quicker_tempo_and_nothing_else_does(
    words: str, seconds: float
) -> None:
    assert QUICK.seconds(phase(words)) == pytest.approx(seconds)


def test_without_an_addition_a_ramp_lasts_as_planned() -> None:
    assert Tempo().seconds(phase("110 forward @ 100..120spm")) == pytest.approx(60)


def test_what_is_added_holds_for_one_direction_and_gait() -> None:
    assert QUICK.added(phase("5 forward")) == 10.0
    assert QUICK.added(phase("5 forward run")) == 0.0
    assert QUICK.added(phase("5 backward")) == 0.0
    assert QUICK.added(phase("hold 5s")) == 0.0
    assert QUICK.adding(BACKWARD, -4.0).additions == {FORWARD: 10.0, BACKWARD: -4.0}
    assert QUICK.adding(FORWARD, 3.0).additions == {FORWARD: 3.0}


def test_only_a_move_has_a_way() -> None:
    assert way_of(phase("5 backward run")) == (Direction.BACKWARD, Gait.RUN)
    assert way_of(phase("rest 5s")) is None


def changed(words: str, step: int, **wish: float) -> TempoChange:
    here = scheduled(words)
    found = change(Tempo(), here.phase, here, step, **wish)
    assert found is not None
    return found


def beats(change: TempoChange, *steps: int) -> list[float]:
    grid = change.scheduled.grid
    assert grid is not None
    return [grid.time_of(step) for step in steps]


def test_a_wish_for_what_is_already_there_changes_nothing() -> None:
    here = scheduled("60 forward @ 120spm")
    assert change(Tempo(), here.phase, here, 3.0) is None
    assert change(Tempo(), here.phase, here, 3.0, to=120.0) is None


def test_nothing_steps_in_a_hold() -> None:
    here = scheduled("hold 20s")
    assert change(Tempo(), here.phase, here, 3.0, by=2.0) is None


def test_in_a_hold_the_next_move_is_meant_and_the_hold_stays_as_it_is() -> None:
    here = scheduled("hold 20s")
    found = change(QUICK, phase("60 forward @ 120spm"), here, 3.0, by=2.0)
    assert found is not None
    assert (found.way, found.cadence, found.scheduled) == (FORWARD, 132.0, here)
    assert found.tempo.additions == {FORWARD: 12.0}


def test_another_tempo_holds_from_the_step_on_that_it_is_for() -> None:
    found = changed("60 forward @ 60spm", 5, by=60.0)
    assert beats(found, 4, 5, 6) == pytest.approx([4.0, 5.0, 5.5])
    assert found.scheduled.duration == pytest.approx(5 + 55 * 0.5)


def test_a_key_shifts_a_ramp_and_does_not_flatten_it() -> None:
    found = changed("60s forward @ 100..160spm", 40, by=10.0)
    grid = found.scheduled.grid
    assert grid is not None
    assert found.tempo.additions == {FORWARD: pytest.approx(10)}
    at = grid.time_of(40)
    assert found.cadence == pytest.approx(100 + at + 10)
    assert grid.cadence_at(at - 5) == pytest.approx(100 + at - 5)
    assert grid.cadence_at(at + 5) == pytest.approx(100 + at + 5 + 10)
    assert grid.cadence_at(60) == pytest.approx(170)


def test_a_tapped_cadence_in_a_ramp_is_that_of_the_moment_and_the_ramp_goes_on() -> None:
    found = changed("60s forward @ 100..160spm", 40, to=150.0)
    grid = found.scheduled.grid
    assert grid is not None
    at = grid.time_of(40)
    assert found.cadence == 150
    assert grid.cadence_at(at) == pytest.approx(150)
    assert grid.cadence_at(at + 10) == pytest.approx(160)


async def test_three_quick_presses_are_three_steps_up() -> None:
    async with walking(course(Workout((forward(100),)))) as walk:
        for _ in range(3):
            walk.session.change_cadence(2)
        assert [event.cadence for event in walk.of(TempoChanged)] == [112, 114, 116]


async def test_the_step_being_made_is_finished_at_the_old_tempo() -> None:
    async with walking(course(parse("60 forward @ 60spm"))) as walk:
        await walk.clock.advance(4.5)
        walk.session.change_cadence(60)
        [here] = walk.session.ahead()
        assert here.grid is not None
        assert [here.grid.time_of(step) for step in (4, 5, 6)] == pytest.approx([4, 5, 5.5])


async def test_a_tempo_changed_during_the_count_in_holds_from_the_step_that_is_due() -> None:
    async with walking(course(Workout((forward(20),)))) as walk:
        await walk.clock.advance(3.5 * STEP)
        walk.session.pause_or_go()
        walk.session.pause_or_go()
        goes_on = walk.session.snapshot().lead_left
        await walk.clock.advance(1.0)
        walk.session.set_cadence(60)
        assert walk.session.snapshot().lead_left == pytest.approx(goes_on - 1.0)
        [here] = walk.session.ahead()
        assert here.grid is not None
        beats = [here.start + here.grid.time_of(step) - here.begins for step in (4, 5, 6)]
        assert beats == pytest.approx([0.0, 1.0, 2.0])


async def test_a_tempo_changed_in_a_pause_holds_from_the_step_that_is_due() -> None:
    async with walking(course(Workout((forward(20),)))) as walk:
        await walk.clock.advance(3.5 * STEP)
        walk.session.pause_or_go()
        await walk.clock.advance(10)
        walk.session.set_cadence(60)
        assert walk.session.snapshot().cadence == pytest.approx(60)
        walk.session.pause_or_go()
        await walk.clock.advance(1.6 + 3 * 1.0 + 0.01)
        assert walk.session.snapshot().step == 5
        await walk.clock.advance(1.0)
        assert walk.session.snapshot().step == 6
        await walk.clock.advance(60)
        assert walk.of(Finished)[0].tally.active_seconds == pytest.approx(3.5 * STEP + 16)


async def test_what_remains_follows_the_tempo_in_this_phase_and_in_those_to_come() -> None:
    async with walking(course(times(3, forward(120), hold(10)))) as walk:
        walk.session.set_cadence(120)
        first = STEP + 119 * 0.5
        assert walk.session.snapshot().remaining == pytest.approx(first + 10 + 2 * 70)
        await walk.clock.advance(first)
        walk.session.set_cadence(60)
        assert walk.session.snapshot().remaining == pytest.approx(10 + 2 * 130)
        whole = walk.session.snapshot()
        assert whole.remaining is not None
        await walk.clock.advance(400)
        assert walk.of(Finished)[0].tally.active_seconds == pytest.approx(
            whole.elapsed + whole.remaining
        )


async def test_a_new_tempo_holds_in_all_later_moves_of_its_direction_only() -> None:
    async with walking(course(times(2, forward(10), backward(10)))) as walk:
        await walk.clock.advance(0.1)
        walk.session.set_cadence(60)
        await walk.clock.advance(100)
        assert walk.starts() == pytest.approx(
            [0, STEP + 9, STEP + 9 + 6, STEP + 9 + 6 + 10], abs=1e-9
        )


async def test_before_the_first_step_the_tempo_of_the_first_move_is_meant() -> None:
    async with walking(course(Workout((hold(5), backward(10))), ready=10)) as walk:
        walk.session.change_cadence(-40)
        [told] = walk.of(TempoChanged)
        assert (told.direction, told.gait, told.cadence) == (Direction.BACKWARD, Gait.WALK, 60)
        assert told.at == walk.clock.now()
        await walk.clock.advance(15)
        assert walk.session.snapshot().cadence == 60


async def test_while_an_open_rest_lasts_the_tempo_of_the_next_move_is_meant() -> None:
    async with walking(course(parse("rest until key, 5 backward"))) as walk:
        await walk.clock.advance(7)
        walk.session.change_cadence(-40)
        [told] = walk.of(TempoChanged)
        assert (told.direction, told.cadence) == (Direction.BACKWARD, 60)


async def test_after_the_last_move_there_is_no_tempo_to_change() -> None:
    async with walking(course(Workout((forward(2), hold(30))))) as walk:
        await walk.clock.advance(5)
        walk.session.change_cadence(2)
        assert not walk.of(TempoChanged)
        walk.session.stop()
        walk.session.set_cadence(60)
        assert not walk.of(TempoChanged)


async def test_the_end_of_a_phase_follows_a_key_that_makes_it_shorter() -> None:
    async with walking(course(Workout(parse("20 forward @ 60spm, hold 5s").items))) as walk:
        await walk.clock.advance(10.5)
        walk.session.set_cadence(240)
        await walk.clock.advance(0.5 + 9 * 0.25 + 0.01)
        assert walk.of(PhaseStarted)[-1].at - walk.began == pytest.approx(11 + 9 * 0.25)
        snapshot = walk.session.snapshot()
        assert (snapshot.phase.foot, snapshot.step) == (Foot.LEFT, 0)
