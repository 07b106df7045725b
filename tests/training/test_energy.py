"""Energy: the table's own values, a range around them, and nothing without a body mass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcue.history.phases import DonePhase
from backcue.training.energy import energy, equivalents
from backcue.workout.model import Direction, Gait
from backcue.workout.pace import Pace
from backcue.workout.phases import Phase, PhaseKind

MPH = 0.44704
PACE = Pace()
FORWARD, BACKWARD = Direction.FORWARD, Direction.BACKWARD
WALK, RUN = Gait.WALK, Gait.RUN


def done(kind: PhaseKind, seconds: float, index: int = 1, **more) -> DonePhase:
    cadence = more.pop("cadence", None)
    return DonePhase(Phase(index, kind, seconds, 0.0, **more), 0.0, seconds, None, seconds, cadence)


def walked(seconds: float, cadence: float, way: Direction = BACKWARD, **more) -> DonePhase:
    return done(PhaseKind.MOVE, seconds, cadence=cadence, direction=way, gait=WALK, **more)


@pytest.mark.parametrize(
    ("direction", "gait", "mph", "incline", "equivalent"),
    [
        (FORWARD, WALK, 2.0, 0, 2.8), (FORWARD, WALK, 3.5, 0, 4.3), (FORWARD, WALK, 4.5, 0, 7.0),
        (FORWARD, WALK, 2.25, 0, 2.9), (BACKWARD, WALK, 3.5, 0, 6.0),
        (BACKWARD, WALK, 3.5, 5, 8.0), (BACKWARD, WALK, 3.5, -5, 6.0),
        (FORWARD, RUN, 6.0, 0, 9.8), (BACKWARD, RUN, 5.0, 0, 8.3 * 1.3),
        (None, None, 0, 0, 1.3),
    ],
)  # fmt: skip
def test_it_is_that_of_the_compendium(direction, gait, mph, incline, equivalent) -> None:
    assert equivalents(direction, gait, mph * MPH, incline) == pytest.approx(equivalent)


@given(
    st.sampled_from([(way, gait) for way in Direction for gait in Gait]),
    st.floats(0, 8),
    st.floats(0, 40),
    st.floats(0.01, 1),
    st.floats(0.1, 10),
)
def test_faster_and_steeper_takes_more_and_backward_more_than_forward(
    way, speed, incline, more, steeper
) -> None:
    direction, gait = way
    one = equivalents(direction, gait, speed, incline)
    assert equivalents(direction, gait, speed + more, incline) > one
    assert equivalents(direction, gait, speed, incline + steeper) >= one
    assert equivalents(BACKWARD, gait, speed, incline) >= equivalents(FORWARD, gait, speed, incline)


def test_ten_minutes_backward_of_a_person_of_70_kg() -> None:
    # 100 steps of 0.55 m a minute are 0.917 m/s, 2.05 mph: 2.82 forward, 3.93 backward.
    found = energy([walked(600, 100)], PACE, 70)
    likely = 70 / 6 * 3.93
    assert found.low == pytest.approx(likely * 0.81 * 0.85, rel=0.01)
    assert found.high == pytest.approx(likely * 1.15, rel=0.01)
    twice = energy([walked(600, 100)] * 2, PACE, 35)
    assert (twice.low, twice.high) == pytest.approx((found.low, found.high))


def test_rests_and_holds_count_as_standing_and_the_lead_in_not_at_all() -> None:
    rest = done(PhaseKind.REST, 3600)
    assert energy([rest], PACE, 100).high == pytest.approx(130 * 1.15)
    assert energy([done(PhaseKind.HOLD, 3600)], PACE, 100) == energy([rest], PACE, 100)
    assert energy([done(PhaseKind.READY, 3600, 0)], PACE, 100).high == 0


def test_a_slope_takes_more() -> None:
    level, slope = walked(600, 100), walked(600, 100, incline=5.0)
    assert energy([slope], PACE, 70).low > energy([level], PACE, 70).low * 1.2
