"""Short courses of every shape, for one who only listens."""

from hypothesis import strategies as st

from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.model import (
    Cadence,
    Direction,
    Distance,
    Duration,
    Foot,
    Forever,
    Gait,
    Hold,
    Item,
    Move,
    Repeat,
    Rest,
    Steps,
    Surface,
    Times,
    Turn,
    Workout,
)
from backcue.workout.preset import Preset

SHORTEST_MOVE = 0.5
"""Seconds of the shortest timed move: of less, nobody tells the step from the next change."""
SHORTEST_HOLD = 0.25
"""Seconds of the shortest hold: of less, a tone is a click, and nobody balances."""
SHORTEST_WAIT = 0.5
"""Seconds of the shortest rest and lead-in: their own sounds last up to a second."""
SHORTEST_TURN = 1.0
"""Seconds of the shortest turn, as in the settings: in less, nobody turns round."""
LONGEST = 3.0
"""Seconds of the longest single phase that is not made of steps."""


def _seconds(shortest: float, longest: float = LONGEST) -> st.SearchStrategy[Duration]:
    fine = st.integers(round(shortest * 1000), round(longest * 1000)).map(lambda ms: ms / 1000)
    return st.one_of(fine, st.integers(1, int(longest)).map(float)).map(Duration)


def _cadences() -> st.SearchStrategy[Cadence]:
    spm = st.integers(60_000, 200_000).map(lambda thousandths: thousandths / 1000)
    return st.one_of(spm.map(Cadence.steady), st.builds(Cadence, spm, spm))


def _single() -> st.SearchStrategy[Item]:
    amount = st.one_of(
        st.integers(1, 9).map(Steps),
        _seconds(SHORTEST_MOVE),
        st.floats(0.1, 5).map(Distance),
    )
    move = st.builds(
        Move,
        amount=amount,
        direction=st.sampled_from(Direction),
        gait=st.sampled_from(Gait),
        cadence=st.none() | _cadences(),
    )
    return st.one_of(
        move,
        move,
        _seconds(SHORTEST_HOLD).map(Hold),
        _seconds(SHORTEST_WAIT).map(Rest),
        (st.none() | _seconds(SHORTEST_TURN)).map(Turn),
    )


def _sequences(items: st.SearchStrategy[Item]) -> st.SearchStrategy[tuple[Item, ...]]:
    return st.lists(items, min_size=1, max_size=4).map(tuple)


def _inside_a_repeat(items: st.SearchStrategy[Item]) -> st.SearchStrategy[Item]:
    until: st.SearchStrategy[Times | Duration | Forever] = st.one_of(
        st.integers(1, 3).map(Times), _seconds(0.001)
    )
    return st.builds(Repeat, _sequences(items), until)


def courses() -> st.SearchStrategy[Course]:
    """Draw what a person could walk, mostly within a minute."""
    items = st.recursive(_single(), _inside_a_repeat, max_leaves=6)
    conditions = st.builds(
        Conditions,
        surface=st.sampled_from(Surface),
        turn_seconds=_seconds(SHORTEST_TURN).map(lambda amount: amount.seconds),
        settle=st.just(0.0) | _seconds(SHORTEST_WAIT).map(lambda amount: amount.seconds),
    )
    return st.builds(
        lambda workout, conditions, foot, ready: Course(
            Preset("walk", "Walk", workout), workout, conditions, foot, ready
        ),
        _sequences(items).map(Workout),
        conditions,
        st.sampled_from(Foot),
        st.just(0.0) | _seconds(SHORTEST_WAIT).map(lambda amount: amount.seconds),
    )
