"""Sessions of the history as lines for a person."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from backcue.display.history import (
    best_words,
    ending,
    phase_lines,
    together,
    totals_words,
    where_it_stands,
)
from backcue.display.measures import measures
from backcue.history import statistics
from backcue.history.phases import DonePhase
from backcue.history.record import Ending
from tests.history.test_statistics import TODAY, record
from tests.ui import fakes


def test_what_has_no_end_does_not_end_early() -> None:
    assert ending(record()) == ""
    assert ending(record(state=Ending.STOPPED, done_seconds=60.0)) == "ended early"
    stopped = {"state": Ending.STOPPED, "planned_seconds": None}
    for words in ("forever(5 forward)", "backward until key", "10min of (backward until key)"):
        assert ending(record(sequence=words, **stopped)) == "as much as you wanted"
    assert ending(record(sequence="20min of (2min forward, 2min backward)", **stopped)) == (
        "ended early"
    )
    assert ending(record(state=Ending.STOPPED, done_seconds=120.0)) == "as much as you wanted"
    assert ending(record(state=Ending.INTERRUPTED, planned_seconds=None)) == "interrupted"


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "0 min"), (280, "5 min"), (3590, "1 h 00 min"), (3700, "1 h 02 min")]
)
def test_a_time_of_many_is_told_to_the_nearest_minute(seconds: float, told: str) -> None:
    assert together(seconds) == told


def test_days_in_a_sentence_have_one_space() -> None:
    day = date(TODAY.year, TODAY.month, 2)
    dated, _ = best_words(statistics.best([record(day)]), TODAY)
    assert f"2 {day:%b})" in dated
    assert "  " not in dated


def test_one_step_is_told_as_one() -> None:
    one = record(forward_steps=1, backward_steps=1)
    assert totals_words(statistics.totals([one])).endswith("1 step forward, 1 backward")
    [_, forward, *_] = measures(one)
    assert forward.words == "1 step"
    left = DonePhase(fakes.FORWARD, 0.0, 0.5, 1, 0.5, 110.0)
    assert "(1 step, 110 steps/min, left after" in next(iter(phase_lines([left])))


def test_an_interrupted_session_has_its_time_as_the_history_has_it() -> None:
    at: Any = replace(fakes.at(fakes.FORWARD, None), elapsed=7.514, remaining=94.0)
    left: Any = SimpleNamespace(record=record(), snapshot=at)
    assert where_it_stands(left)[0].endswith("0:08 of 1:42 done.")


def test_where_nothing_repeats_no_repetition_is_told() -> None:
    for repetitions, told in ((1, ""), (3, ", repetition 1 of 3"), (None, ", repetition 1")):
        phase = replace(fakes.FORWARD, repetition=1, repetitions=repetitions, round=1)
        left: Any = SimpleNamespace(record=record(), snapshot=fakes.at(phase, None))
        goes_on = where_it_stands(left)[1]
        assert goes_on.removesuffix(".").endswith(told)
        assert ("repetition" in goes_on) == bool(told)
