"""The ways are put together by the rules: one thing at a time, and only what a surface allows."""

from itertools import pairwise

import pytest

from backcue.presets.library import built_in
from backcue.training.rungs import RUNGS, Variable
from backcue.training.ways import OFF, PATHS, rungs_of
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.model import Direction, Duration, Gait, Move, Surface, leaves
from backcue.workout.preset import Preset

PRESETS = {preset.id: preset for preset in built_in()}
WAYS = [(path, surface) for path in PATHS for surface in Surface]


def moves_backward(preset: Preset) -> list[Move]:
    moves = (item for item in leaves(preset.workout.items) if isinstance(item, Move))
    return [move for move in moves if move.direction is Direction.BACKWARD]


@pytest.mark.parametrize("rung", RUNGS.values(), ids=list(RUNGS))
def test_a_rung_is_a_built_in_workout_and_as_long_and_steep_as_it_says(rung) -> None:
    preset = PRESETS[rung.id]
    moves = moves_backward(preset)
    assert rung.runs == any(move.gait is Gait.RUN for move in moves)
    if rung.raises is Variable.DURATION:
        assert [move.amount for move in moves] == [Duration(rung.minutes * 60)]
        assert rung.to == rung.minutes
    elif rung.raises is Variable.INCLINE and rung.id != "gentle-hill":
        assert {move.incline for move in moves} == {rung.to}
    if rung.raises is Variable.RUNNING:
        assert {move.amount.metres for move in moves} == {rung.to}
    seconds = Course(preset, preset.workout, Conditions()).totals().seconds
    assert seconds is not None
    assert seconds / 60 == pytest.approx(rung.minutes, rel=0.15)


@pytest.mark.parametrize(("path", "surface"), WAYS)
def test_each_rung_raises_one_thing_beyond_all_before_it(path: str, surface: Surface) -> None:
    way = rungs_of(path, surface)
    reached: dict[Variable, float] = {}
    for rung in way:
        assert rung.to > reached.get(rung.raises, 0)
        reached[rung.raises] = rung.to
    assert len({rung.id for rung in way}) == len(way)


@pytest.mark.parametrize(("path", "surface"), WAYS)
def test_first_longer_then_steeper_then_run_and_faster_last(path: str, surface: Surface) -> None:
    order = (Variable.DURATION, Variable.INCLINE, Variable.RUNNING, Variable.CADENCE)
    grown = [order.index(r.raises) for r in rungs_of(path, surface) if r.raises in order]
    assert grown == sorted(grown)
    runs = [rung.runs for rung in rungs_of(path, surface)]
    assert runs == sorted(runs)


@pytest.mark.parametrize("surface", Surface)
def test_every_rung_of_the_ladder_can_be_done_where_one_walks(surface: Surface) -> None:
    way = rungs_of("ladder", surface)
    for rung in way:
        assert surface in PRESETS[rung.id].surfaces, rung.id
    assert [rung.id for rung in way[:2]] == ["first-five", "daily-ten"]
    minutes = [rung.minutes for rung in way if rung.raises is Variable.DURATION]
    assert minutes == [5, 10, 15, 20]


def test_the_ladder_on_the_floor_is_that_of_the_articles() -> None:
    ids = [rung.id for rung in rungs_of("ladder", Surface.FLOOR)]
    articles = ["first-five", "daily-ten", "hundred-fifteen", "balance", "gentle-hill",
                "reverse-jog", "quarter-lap", "balance-run"]  # fmt: skip
    assert [each for each in ids if each in articles] == articles


def test_nobody_runs_or_balances_on_a_belt_with_a_motor() -> None:
    way = rungs_of("ladder", Surface.TREADMILL)
    assert not any(rung.runs or rung.raises is Variable.CHANGES for rung in way)
    slopes = [rung.to for rung in way if rung.raises is Variable.INCLINE]
    assert slopes == [2, 5, 10]
    assert all(after > before for before, after in pairwise(slopes))


def test_switched_off_there_is_no_way() -> None:
    assert rungs_of(OFF, Surface.FLOOR) == ()
