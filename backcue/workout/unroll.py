"""A workout unrolled, lazily, into phases."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from backcue.workout.conditions import Conditions, belt_turn, phase_of
from backcue.workout.model import Direction, Duration, Foot, Forever, Item, Repeat, Times, Workout
from backcue.workout.pace import stepping_foot, support_foot
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.totals import planned_repetitions


def unroll(
    workout: Workout,
    conditions: Conditions,
    *,
    ready: float = 10.0,
    first_foot: Foot = Foot.RIGHT,
    elapsed: Callable[[], float] | None = None,
) -> Iterator[Phase]:
    """Walk through the workout, phase by phase, drawing no more than is asked for.

    `ready` is the lead-in in seconds, 0 for none. `elapsed` tells how many active
    seconds will have passed when the phase asked for begins; without it the plan counts,
    in which an open phase takes no time. It decides how often `10min of (...)` repeats.
    """
    walker = _Walker(conditions, elapsed)
    phases = walker.workout(workout)
    lead_in = [Phase(0, PhaseKind.READY, ready, 0.0)] if ready > 0 else []
    start: float | None = ready if lead_in else 0.0
    swing = first_foot
    yield from lead_in
    for index, phase in enumerate(phases, len(lead_in)):
        foot = phase.foot
        if phase.kind is PhaseKind.MOVE:
            foot = swing
            swing = stepping_foot(swing, phase.steps or 0)
        elif phase.kind is PhaseKind.HOLD:
            foot = support_foot(swing)
        yield replace(phase, index=index, start=start, foot=foot)
        start = None if start is None or phase.seconds is None else start + phase.seconds


class _Walker:
    """Goes through the tree; knows the way one faces and the planned time gone by."""

    def __init__(self, conditions: Conditions, elapsed: Callable[[], float] | None) -> None:
        self._conditions = conditions
        self._facing: Direction | None = None
        self._planned = 0.0
        self._round = 0
        self._elapsed = elapsed or (lambda: self._planned)

    def workout(self, workout: Workout) -> Iterator[Phase]:
        if any(isinstance(item, Repeat) for item in workout.items):
            yield from self._items(workout.items, 1, 1, outermost=True)
            return
        for phase in self._items(workout.items, 1, 1, outermost=True):
            yield replace(phase, round=1)

    def _items(
        self, items: Iterable[Item], repetition: int, repetitions: int | None, *, outermost: bool
    ) -> Iterator[Phase]:
        for item in items:
            if isinstance(item, Repeat):
                yield from self._repeat(item, repetition, repetitions, outermost=outermost)
                continue
            turns, self._facing = belt_turn(item, self._facing, self._conditions)
            for phase in (*turns, phase_of(item, self._conditions)):
                yield replace(phase, repetition=repetition, repetitions=repetitions)
                self._planned += phase.seconds or 0.0

    def _repeat(
        self, repeat: Repeat, repetition: int, repetitions: int | None, *, outermost: bool
    ) -> Iterator[Phase]:
        count = None
        if outermost:
            count = planned_repetitions(repeat, self._conditions, self._facing)
        begun, done = self._elapsed(), 0
        while not _is_over(repeat.until, done, self._elapsed() - begun):
            done += 1
            if not outermost:
                yield from self._items(repeat.items, repetition, repetitions, outermost=False)
                continue
            self._round += 1
            for phase in self._items(repeat.items, done, count, outermost=False):
                yield replace(phase, round=self._round)


def _is_over(until: Times | Duration | Forever, done: int, elapsed: float) -> bool:
    match until:
        case Times(count):
            return done >= count
        case Duration(seconds):
            return done > 0 and elapsed >= seconds - 1e-6
        case Forever():
            return False
