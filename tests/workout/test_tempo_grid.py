import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcue.workout.model import Cadence
from backcue.workout.tempo_grid import TempoGrid

cadences = st.floats(30, 240)


def test_steady_steps_are_equally_far_apart() -> None:
    grid = TempoGrid.steady(120)
    assert [grid.time_of(step) for step in range(4)] == [0, 0.5, 1, 1.5]
    assert grid.begun(0) == 1
    assert grid.begun(-0.01) == 0
    assert grid.begun(1.49) == 3


def test_a_ramp_takes_as_many_steps_as_its_mean_cadence() -> None:
    grid = TempoGrid.of(Cadence(100, 120), 60)
    assert grid.step_at(60) == pytest.approx(110)
    assert grid.cadence_at(30) == pytest.approx(110)
    assert grid.time_of(110) == pytest.approx(60)


@given(cadences, cadences, st.floats(1, 3600), st.floats(0, 1))
def test_time_and_step_are_each_others_inverse(
    start: float, end: float, seconds: float, part: float
) -> None:
    grid = TempoGrid.of(Cadence(start, end), seconds)
    at = part * seconds * 1.5
    assert grid.time_of(grid.step_at(at)) == pytest.approx(at, abs=1e-6)


@given(
    cadences,
    cadences,
    st.floats(10, 600),
    st.lists(st.tuples(st.floats(0, 600), st.floats(-5, 5)), max_size=8),
)
def test_changes_of_tempo_leave_no_gap_and_no_double(
    start: float, end: float, seconds: float, changes: list[tuple[float, float]]
) -> None:
    grid, added = TempoGrid.of(Cadence(start, end), seconds), 0.0
    for at, spm in sorted(changes):
        before = grid
        if min(piece.cadence for piece in grid.segments) + spm >= 30:
            added += spm
            grid = grid.changed(grid.begun(at), added)
        made = before.begun(at)
        assert [grid.time_of(step) for step in range(made + 1)] == pytest.approx(
            [before.time_of(step) for step in range(made + 1)], abs=1e-6
        )
    times = [grid.time_of(step) for step in range(60)]
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert min(gaps) >= 60 / 290
    assert max(gaps) <= 60 / 24


def test_a_change_of_tempo_holds_from_its_step_on() -> None:
    grid = TempoGrid.steady(60).changed(4, 60)
    assert [grid.time_of(step) for step in (4, 5, 6)] == pytest.approx([4, 4.5, 5])
    grid = TempoGrid.steady(60).changed(5, 60)
    assert [grid.time_of(step) for step in (4, 5, 6)] == pytest.approx([4, 5, 5.5])


def test_a_ramp_changed_twice_at_a_step_and_at_the_limit_has_no_piece_without_length() -> None:
    grid = TempoGrid.of(Cadence(111.303, 100), 3.407429142037737, added=2.0)
    at = grid.time_of(1)
    slowest = 30 - grid.planned_at(at)
    grid = grid.changed(1, slowest).changed(1, slowest + 2)
    assert grid.cadence_at(at) == pytest.approx(32)
    starts = [segment.at for segment in grid.segments]
    assert all(later - earlier > 1e-6 for earlier, later in itertools.pairwise(starts))
