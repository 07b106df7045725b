"""Phases with their place in time, and the grid of their steps."""

from itertools import islice

import pytest

from backcue.workout.conditions import Conditions
from backcue.workout.feet import stepping_foot, support_foot
from backcue.workout.model import Cadence, Foot
from backcue.workout.notation import parse
from backcue.workout.tempo_grid import TempoGrid, within_limits
from backcue.workout.timeline import ScheduledPhase, schedule, timeline
from backcue.workout.unroll import unroll
from tests.workouts import phase, scheduled


def placed(words: str, start: float = 0.0) -> list[ScheduledPhase]:
    phases = unroll(parse(words), Conditions(), ready=0)
    return list(islice(timeline(phases, Foot.RIGHT, start), 50))


def test_phases_lie_end_by_end_up_to_the_first_open_one() -> None:
    found = placed(
        "10 forward @ 60spm, hold 5s, 4 backward @ 60spm, rest until key, hold 2s", 100.0
    )
    assert [each.start for each in found] == [100, 110, 115, 119]
    assert [each.end for each in found] == [110, 115, 119, None]


def test_feet_follow_each_other_through_the_phases() -> None:
    found = placed("5 forward, hold 5s, 4 backward, hold 5s, 3 forward")
    right, left = Foot.RIGHT, Foot.LEFT
    assert [each.phase.foot for each in found] == [right, right, left, right, left]


def test_steps_alternate_and_one_stands_on_the_other_foot() -> None:
    assert [stepping_foot(Foot.LEFT, step) for step in range(3)] == ["left", "right", "left"]
    assert support_foot(Foot.LEFT) is Foot.RIGHT


def test_a_hold_is_on_the_leg_that_is_not_free_to_step() -> None:
    assert schedule(phase("hold 5s"), 0.0, Foot.LEFT).phase.foot is Foot.RIGHT
    assert schedule(phase("hold 5s"), 0.0, Foot.RIGHT).phase.foot is Foot.LEFT
    assert schedule(phase("5 forward"), 0.0, Foot.LEFT).phase.foot is Foot.LEFT


def test_the_foot_after_a_phase_counts_the_steps_that_were_made() -> None:
    assert scheduled("5 forward").next_foot(Foot.RIGHT) is Foot.LEFT
    assert scheduled("5 forward").next_foot(Foot.RIGHT, 2) is Foot.RIGHT
    assert scheduled("5 forward").next_foot(Foot.RIGHT, 0) is Foot.RIGHT
    assert scheduled("hold 5s").next_foot(Foot.RIGHT) is Foot.RIGHT


def test_progress_stays_within_the_phase() -> None:
    here = scheduled("hold 10s", start=100.0)
    assert [here.progress(now) for now in (90.0, 104.0, 200.0)] == [0, 4, 10]
    paused = here.stopped(3.0).entered(200.0, 1.0)
    assert [paused.progress(now) for now in (200.0, 201.0, 202.0)] == [3, 3, 4]
    assert scheduled("rest until key", start=100.0).progress(900.0) == 800


def test_it_is_entered_after_its_lead() -> None:
    here = scheduled("hold 10s").stopped(3.0).entered(200.0, 1.5)
    assert (here.begins, here.start, here.end, here.lead) == (201.5, 198.5, 208.5, 1.5)
    assert not here.resumed
    at_once = scheduled("hold 10s").entered(200.0)
    assert (at_once.begins, at_once.lead, at_once.resumed) == (200, 0, False)


def test_steps_are_begun_at_their_times_and_no_more_than_there_are() -> None:
    here = scheduled("4 forward @ 60spm", start=100.0)
    assert [here.begun(now) for now in (99.0, 100.0, 100.9, 101.0, 103.9, 104.0, 200.0)] == [
        *(0, 1, 1, 2),
        *(4, 4, 4),
    ]
    assert scheduled("hold 10s").begun(5.0) == 0
    assert scheduled("forward until key @ 60spm").begun(500.5) == 501


def test_while_it_is_counted_in_the_steps_before_the_pause_are_begun() -> None:
    here = scheduled("9 forward @ 60spm").stopped(4.0, 4).entered(200.0, 5.0)
    assert [here.begun(now) for now in (200.0, 204.9, 205.0)] == [4, 4, 5]


def test_the_beat_of_a_count_in_is_that_of_the_step_that_is_due() -> None:
    assert scheduled("9 forward @ 120spm").beat == 0.5
    assert scheduled("60s forward @ 60..120spm").stopped(30.0).beat == pytest.approx(60 / 90)
    assert scheduled("hold 5s").beat == 0.6


def test_the_length_of_a_move_by_steps_follows_what_is_added_and_a_timed_one_its_steps() -> None:
    by_steps = scheduled("60 forward @ 60spm", added=60.0)
    assert (by_steps.duration, by_steps.steps) == (pytest.approx(30), 60)
    timed = scheduled("60s forward @ 60spm", added=60.0)
    assert (timed.duration, timed.steps) == (60, 120)
    open_end = scheduled("forward until key @ 60spm", added=60.0)
    assert (open_end.duration, open_end.steps) == (None, None)
    assert scheduled("hold 5s", added=60.0).duration == 5


def test_another_tempo_changes_nothing_where_nothing_steps() -> None:
    here = scheduled("hold 5s")
    assert here.at_tempo(0, 10.0) is here


def test_another_tempo_from_a_step_on_changes_length_and_steps() -> None:
    here = scheduled("60 forward @ 60spm").at_tempo(30, 60.0)
    assert (here.duration, here.steps) == (pytest.approx(45), 60)
    here = scheduled("60s forward @ 60spm").at_tempo(30, 60.0)
    assert (here.duration, here.steps) == (60, 90)
    here = scheduled("forward until key @ 60spm").at_tempo(30, 60.0)
    assert (here.duration, here.steps) == (None, None)


def test_the_next_step_is_the_one_after_that_being_made() -> None:
    here = scheduled("9 forward @ 60spm", start=100.0)
    assert [here.next_step(at) for at in (99.0, 100.0, 104.5)] == [0, 1, 5]
    paused = here.stopped(4.0, 4).entered(200.0, 5.0)
    assert [paused.next_step(at) for at in (201.0, 205.0)] == [4, 5]
    assert scheduled("hold 5s").next_step(3.0) == 0


def test_a_cadence_stays_within_what_a_person_can_step_at() -> None:
    assert [within_limits(spm) for spm in (10, 30, 100, 240, 500)] == [30, 30, 100, 240, 240]


def test_what_is_added_to_a_ramp_bends_it_at_the_limits_and_nowhere_else() -> None:
    grid = TempoGrid.of(Cadence(100, 200), 50, 80.0)
    assert [grid.cadence_at(at) for at in (0, 15, 30, 49, 100)] == pytest.approx(
        [180, 210, 240, 240, 240]
    )
    assert grid.step_at(30) == pytest.approx(105)
    assert grid.step_at(50) == pytest.approx(105 + 80)
    assert grid.time_of(105 + 80) == pytest.approx(50)
    assert len(grid.segments) == 3


def test_a_falling_ramp_bends_at_the_lower_limit() -> None:
    grid = TempoGrid.of(Cadence(200, 100), 100, -120.0)
    assert [grid.cadence_at(at) for at in (0, 30, 50, 80, 200)] == pytest.approx(
        [80, 50, 30, 30, 30]
    )
    grid = TempoGrid.of(Cadence(30, 240), 210, -10.0)
    assert [grid.cadence_at(at) for at in (0, 10, 20, 210)] == pytest.approx([30, 30, 40, 230])


def test_a_ramp_that_keeps_within_the_limits_has_no_bend() -> None:
    assert len(TempoGrid.of(Cadence(100, 160), 60, 20.0).segments) == 2
    assert len(TempoGrid.of(Cadence(30, 240), 60).segments) == 2
    assert len(TempoGrid.steady(100).segments) == 1


def test_behind_a_ramp_its_last_cadence_goes_on() -> None:
    grid = TempoGrid.of(Cadence(100, 160), 60)
    assert grid.cadence_at(90) == 160
    assert grid.planned_at(90) == 160
    assert grid.planned_at(-1) == 100
    assert grid.planned_at(30) == 130
    assert grid.step_at(120) == pytest.approx(130 + 160)


def test_an_open_ramp_keeps_its_first_cadence() -> None:
    grid = TempoGrid.of(Cadence(100, 160), None, 10.0)
    assert [grid.cadence_at(at) for at in (0, 60, 600)] == [110, 110, 110]
    assert grid.planned_at(60) == 100


def test_before_the_first_step_none_has_begun() -> None:
    grid = TempoGrid.steady(60)
    assert (grid.step_at(-3.0), grid.begun(-0.001), grid.begun(0.0)) == (0.0, 0, 1)


def test_a_step_counts_as_begun_within_the_rounding_of_sums() -> None:
    grid = TempoGrid.steady(110)
    for step in (1, 7, 1001):
        assert grid.begun(grid.time_of(step)) == step + 1
        assert grid.begun(grid.time_of(step) - 1e-3) == step


def test_changes_of_tempo_one_after_the_other_keep_the_steps_before_them() -> None:
    grid = TempoGrid.steady(60).changed(10, 60).changed(20, 0).changed(20, 60)
    assert [grid.time_of(step) for step in (5, 10, 15, 20, 22)] == pytest.approx(
        [5, 10, 12.5, 15, 16]
    )
    assert [grid.step_at(at) for at in (5, 12.5, 16)] == pytest.approx([5, 15, 22])
    assert [segment.step for segment in grid.segments] == [0, 10, 20]


def test_a_change_in_a_ramp_goes_on_with_the_ramp() -> None:
    grid = TempoGrid.of(Cadence(60, 120), 60).changed(40, 30.0)
    at = grid.time_of(40)
    assert grid.cadence_at(at) == pytest.approx(60 + at + 30)
    assert grid.cadence_at(at - 1) == pytest.approx(60 + at - 1)
    assert grid.cadence_at(60) == pytest.approx(150)
    assert grid.cadence_at(70) == pytest.approx(150)


def test_a_change_behind_a_ramp_is_steady() -> None:
    grid = TempoGrid.of(Cadence(60, 120), 60).changed(100, 30.0)
    assert grid.cadence_at(70) == pytest.approx(150)
    assert grid.time_of(101) - grid.time_of(100) == pytest.approx(60 / 150)


@pytest.mark.parametrize(("now", "mean"), [(100.0, 100.0), (130.0, 115.0), (999.0, 130.0)])
def test_the_mean_cadence_of_a_ramp_is_that_of_its_time(now: float, mean: float) -> None:
    here = scheduled("60s forward @ 100..160spm", start=100.0)
    assert here.mean_cadence(now) == pytest.approx(mean)


def test_the_mean_cadence_after_a_pause_is_that_of_what_was_walked_since() -> None:
    here = scheduled("60s forward @ 100..160spm", start=100.0).stopped(30.0, 57).entered(200.0)
    assert here.mean_cadence(200.0) == pytest.approx(130.0)
    assert here.mean_cadence(210.0) == pytest.approx(135.0)
    assert scheduled("hold 9s", start=100.0).mean_cadence(103.0) is None
