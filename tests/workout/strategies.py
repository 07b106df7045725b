"""Any workout there can be, for hypothesis; smaller ones on request."""

from hypothesis import strategies as st

from backcue.workout.model import (
    MAX_CADENCE_SPM,
    MAX_INCLINE_PERCENT,
    MAX_METRES,
    MAX_SECONDS,
    MAX_STEPS,
    MAX_TIMES,
    MIN_CADENCE_SPM,
    Cadence,
    Direction,
    Distance,
    Duration,
    Forever,
    Gait,
    Hold,
    Item,
    Move,
    Repeat,
    Rest,
    Steps,
    Times,
    Turn,
    UntilKey,
    Workout,
)


def _thousandths(low: float, high: float) -> st.SearchStrategy[float]:
    """Draw what the model keeps: three decimals; whole numbers as often as not."""
    fine = st.integers(round(low * 1000), round(high * 1000)).map(lambda ms: ms / 1000)
    whole = st.integers(max(1, round(low)), max(1, int(high))).map(float)
    return st.one_of(whole, fine) if low >= 0 else fine


def durations(max_seconds: float = MAX_SECONDS) -> st.SearchStrategy[Duration]:
    """Draw a time, from a millisecond up."""
    return _thousandths(0.001, max_seconds).map(Duration)


def amounts(
    *,
    max_steps: int = MAX_STEPS,
    max_seconds: float = MAX_SECONDS,
    max_metres: float = MAX_METRES,
    open_ended: bool = True,
) -> st.SearchStrategy[Steps | Duration | Distance | UntilKey]:
    """Draw how far a move goes."""
    kinds: list[st.SearchStrategy[Steps | Duration | Distance | UntilKey]] = [
        st.integers(1, max_steps).map(Steps),
        durations(max_seconds),
        _thousandths(0.001, max_metres).map(Distance),
    ]
    if open_ended:
        kinds.append(st.just(UntilKey()))
    return st.one_of(kinds)


def cadences() -> st.SearchStrategy[Cadence]:
    """Draw a cadence, steady or a ramp."""
    spm = _thousandths(MIN_CADENCE_SPM, MAX_CADENCE_SPM)
    return st.one_of(spm.map(Cadence.steady), st.builds(Cadence, spm, spm))


def moves(
    amount: st.SearchStrategy[Steps | Duration | Distance | UntilKey] | None = None,
) -> st.SearchStrategy[Move]:
    """Draw steps one way, with or without cadence and incline."""
    return st.builds(
        Move,
        amount=amounts() if amount is None else amount,
        direction=st.sampled_from(Direction),
        gait=st.sampled_from(Gait),
        cadence=st.none() | cadences(),
        incline=st.none() | _thousandths(-MAX_INCLINE_PERCENT, MAX_INCLINE_PERCENT),
    )


def workouts(
    *,
    max_steps: int = MAX_STEPS,
    max_seconds: float = MAX_SECONDS,
    max_metres: float = MAX_METRES,
    max_times: int = MAX_TIMES,
    max_items: int = 4,
    max_leaves: int = 12,
    open_ended: bool = True,
    endless: bool = True,
) -> st.SearchStrategy[Workout]:
    """Draw any valid workout.

    `open_ended=False` leaves out what a key ends, `endless=False` what never ends.
    """
    times = durations(max_seconds)
    pauses = times | st.just(UntilKey()) if open_ended else times
    single: st.SearchStrategy[Item] = st.one_of(
        moves(
            amounts(
                max_steps=max_steps,
                max_seconds=max_seconds,
                max_metres=max_metres,
                open_ended=open_ended,
            )
        ),
        times.map(Hold),
        pauses.map(Rest),
        (st.none() | pauses).map(Turn),
    )
    until: st.SearchStrategy[Times | Duration | Forever] = st.one_of(
        st.integers(1, max_times).map(Times), times
    )
    if endless:
        until = until | st.just(Forever())

    def inside_a_repeat(items: st.SearchStrategy[Item]) -> st.SearchStrategy[Item]:
        return st.builds(Repeat, _sequences(items, max_items), until)

    items = st.recursive(single, inside_a_repeat, max_leaves=max_leaves)
    return _sequences(items, max_items).map(Workout)


def _sequences(items: st.SearchStrategy[Item], most: int) -> st.SearchStrategy[tuple[Item, ...]]:
    return st.lists(items, min_size=1, max_size=most).map(tuple)
