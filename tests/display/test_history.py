"""Sessions of the history as lines for a person."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from backcue.display.history import best_words, ending, together, where_it_stands
from backcue.history import statistics
from backcue.history.record import Ending
from tests.history.test_statistics import TODAY, record
from tests.ui import fakes


def test_what_has_no_end_does_not_end_early() -> None:
    assert ending(record()) == ""
    assert ending(record(state=Ending.STOPPED)) == "ended early"
    assert ending(record(state=Ending.STOPPED, planned_seconds=None)) == "as much as you wanted"
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


def test_where_nothing_repeats_no_repetition_is_told() -> None:
    for repetitions, told in ((1, ""), (3, ", repetition 1 of 3"), (None, ", repetition 1")):
        phase = replace(fakes.FORWARD, repetition=1, repetitions=repetitions, round=1)
        left: Any = SimpleNamespace(record=record(), snapshot=fakes.at(phase, None))
        goes_on = where_it_stands(left)[1]
        assert goes_on.removesuffix(".").endswith(told)
        assert ("repetition" in goes_on) == bool(told)
