"""From presses to a steady beat it is found out how late the sound is heard."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcue.sound.calibration import BEAT, EARLIEST, NEEDED, STEADY, USED, Delay, delay_of

SENT = 5000.0


def pressed(
    late: float, *, beeps: Sequence[int] = range(12), jitter: float = 0.0, seed: int = 1
) -> list[float]:
    """Returns presses of somebody who hears each beep so late, off by `jitter` (sigma)."""
    chance = random.Random(seed)
    return [SENT + beep * BEAT + late + chance.gauss(0.0, jitter) for beep in beeps]


def found(presses: Sequence[float]) -> Delay:
    delay = delay_of(presses, SENT)
    assert delay is not None
    return delay


def test_nothing_is_known_before_the_first_press() -> None:
    assert delay_of([], SENT) is None


def test_exact_presses_give_the_exact_delay() -> None:
    delay = found(pressed(0.183))
    assert delay.seconds == pytest.approx(0.183)
    assert delay.counted == 12
    assert delay.spread == pytest.approx(0.0)
    assert delay.ready
    assert delay.offset_ms == 183


@given(late=st.floats(-0.2, 0.7), seed=st.integers(0, 10_000))
def test_an_ordinary_person_is_measured_to_a_few_hundredths(late: float, seed: int) -> None:
    delay = found(pressed(late, beeps=range(16), jitter=0.025, seed=seed))
    assert delay.seconds == pytest.approx(late, abs=0.040)
    assert delay.counted >= 10


@given(late=st.floats(EARLIEST, EARLIEST + BEAT, exclude_max=True), beep=st.integers(-5, 500))
def test_every_delay_that_can_be_told_is_told_from_any_beep(late: float, beep: int) -> None:
    presses = pressed(late, beeps=range(beep, beep + NEEDED))
    away = abs(found(presses).seconds - late)
    assert min(away, BEAT - away) < 1e-6


def test_slips_and_a_slow_beginning_do_not_count() -> None:
    presses = pressed(0.12, jitter=0.015, beeps=range(14))
    slow = [0.33, 0.27]
    presses[:2] = [SENT + beep * BEAT + late for beep, late in enumerate(slow)]
    presses[7] += 0.3
    delay = found(presses)
    assert delay.seconds == pytest.approx(0.12, abs=0.015)
    assert 8 <= delay.counted <= 11
    assert delay.ready


def test_beeps_that_were_missed_are_no_harm() -> None:
    delay = found(pressed(0.2, beeps=(0, 1, 3, 4, 8, 9, 10, 14)))
    assert delay.seconds == pytest.approx(0.2)
    assert delay.counted == 8
    assert delay.ready


def test_a_second_press_for_a_beep_does_not_count() -> None:
    presses = sorted([*pressed(0.2), *pressed(0.65, beeps=(2, 5))])
    delay = found(presses)
    assert delay.seconds == pytest.approx(0.2)
    assert delay.counted == 12


def test_a_key_that_is_held_down_is_one_press() -> None:
    held = [SENT + 0.1 + k * 0.033 for k in range(100)]
    assert found(held).counted == 1
    assert found([*held, *pressed(0.1, beeps=range(5, 13))]).seconds == pytest.approx(0.1)


def test_too_few_presses_are_not_enough() -> None:
    assert not found(pressed(0.1, beeps=range(NEEDED - 1))).ready
    assert found(pressed(0.1, beeps=range(NEEDED))).ready


@pytest.mark.parametrize("seed", range(20))
def test_presses_without_a_beat_are_not_relied_on(seed: int) -> None:
    chance = random.Random(seed)
    presses = [SENT + beep * 1.5 + chance.uniform(0, 1) for beep in range(24)]
    delay = found(presses)
    assert delay.spread > STEADY
    assert not delay.ready


def test_the_last_presses_count_where_the_sound_changed() -> None:
    before = pressed(0.05, beeps=range(30))
    after = pressed(0.30, beeps=range(30, 30 + USED))
    assert found([*before, *after]).seconds == pytest.approx(0.30)


@pytest.mark.parametrize(
    ("late", "offset_ms"), [(-0.15, -150), (-0.1, 0), (-0.04, 0), (0.0, 0), (0.012, 12)]
)
def test_pressing_a_little_early_is_no_delay(late: float, offset_ms: int) -> None:
    assert Delay(8, late, 0.0).offset_ms == offset_ms


def test_presses_at_the_edge_of_what_can_be_told_stay_together() -> None:
    delay = found(pressed(EARLIEST + BEAT - 0.005, beeps=range(16), jitter=0.02))
    assert delay.ready
    assert delay.counted >= 14
