"""Tapping the tempo."""

import random

import pytest

from backcue.session.tap_tempo import AFRESH, Taps


def tapped(*times: float) -> float | None:
    taps, cadence = Taps(), None
    for at in times:
        cadence = taps.tap(at)
    return cadence


def test_three_taps_tell_nothing() -> None:
    assert tapped(10.0, 10.5, 11.0) is None


def test_the_fourth_tap_sets_the_cadence() -> None:
    assert tapped(10.0, 10.5, 11.0, 11.5) == pytest.approx(120)


def test_taps_for_something_else_begin_a_new_row() -> None:
    taps = Taps()
    forward = [taps.tap(10 + 0.25 * count, "forward") for count in range(4)]
    assert forward[-1] == pytest.approx(240)
    backward = [taps.tap(11.5 + 0.6 * count, "backward") for count in range(4)]
    assert backward == [None, None, None, pytest.approx(100)]
    assert taps.count == 4


def test_only_the_last_eight_intervals_count() -> None:
    slow = [i * 1.0 for i in range(10)]
    quick = [9.0 + i * 0.4 for i in range(1, 9)]
    assert tapped(*slow, *quick) == pytest.approx(150)


def test_the_latest_twelve_intervals_count_and_none_before_them() -> None:
    slower = [i * 0.5 for i in range(10)]
    quick = [4.5 + i * 0.4 for i in range(1, 13)]
    assert tapped(*slower, *quick) == pytest.approx(150)
    assert tapped(*slower, *quick[:-1]) != pytest.approx(150)


def test_a_missed_tap_changes_nothing() -> None:
    assert tapped(0.0, 0.5, 1.0, 2.0, 2.5, 3.0) == pytest.approx(120)


def test_after_a_long_silence_a_new_row_begins() -> None:
    late = 2.0 + AFRESH + 0.1
    assert tapped(0.0, 0.5, 1.0, 1.5, 2.0, late) is None
    assert tapped(0.0, 0.5, 1.0, late, late + 1, late + 2, late + 3) == pytest.approx(60)


def test_a_tap_just_within_the_silence_belongs_to_the_row() -> None:
    assert tapped(0.0, 1.0, 2.0, 2.0 + AFRESH) == pytest.approx(60)


def test_a_stray_tap_ends_a_row_and_both_rows_tell_the_tempo() -> None:
    assert tapped(0.0, 1.0, 2.0, 3.0, 3.5, 4.5, 5.5) == pytest.approx(60)
    assert tapped(0.0, 1.1, 2.2, 3.3, 3.8, 4.8, 5.8, 6.8) == pytest.approx(60 / 1.05)


@pytest.mark.parametrize(("interval", "spm"), [(2.0, 30), (0.25, 240)])
def test_the_slowest_and_the_quickest_tempo_can_be_tapped(interval: float, spm: float) -> None:
    assert tapped(*(i * interval for i in range(6))) == pytest.approx(spm)


@pytest.mark.parametrize("interval", [0.2, 0.249, 2.01, 2.1, 0.0])
def test_a_tempo_that_nobody_can_step_at_is_refused(interval: float) -> None:
    assert tapped(*(i * interval for i in range(6))) is None


def test_unsteady_taps_come_within_two_steps_for_nearly_everybody() -> None:
    chance = random.Random(7)
    close = 0
    for _ in range(200):
        cadence = chance.uniform(80, 130)
        grid = [i * 60 / cadence for i in range(14) if chance.random() > 0.1]
        found = tapped(*(at + chance.gauss(0, 0.004) for at in grid))
        close += found is not None and abs(found - cadence) <= 2
    assert close >= 190
