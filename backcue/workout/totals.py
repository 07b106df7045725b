"""What a workout comes to, in closed form: a million repetitions cost no more than one."""

from dataclasses import dataclass, field
from math import ceil, inf

from backcue.workout.conditions import Conditions, belt_turn, phase_of
from backcue.workout.model import (
    Direction,
    Duration,
    Forever,
    Gait,
    Item,
    Repeat,
    Times,
    Workout,
)
from backcue.workout.phases import Phase

Pacing = tuple[Direction, Gait]
"""What a cadence belongs to."""


@dataclass(frozen=True, slots=True)
class Load:
    """What some phases come to together.

    `fixed` are seconds that no cadence changes; `stepped` are the planned seconds of
    moves that count steps, by what sets their cadence.
    """

    fixed: float = 0.0
    stepped: dict[Pacing, float] = field(default_factory=dict)
    steps: dict[Direction, int] = field(default_factory=dict)
    open_moves: frozenset[Direction] = frozenset()
    is_open: bool = False
    """Whether a person ends one of the phases."""

    @property
    def seconds(self) -> float:
        """Planned seconds, open phases taken as none."""
        return self.fixed + sum(self.stepped.values())

    def plus(self, other: "Load", times: int = 1) -> "Load":
        """Add another load, so many times; a negative number takes it away."""
        stepped, steps = dict(self.stepped), dict(self.steps)
        for pacing, seconds in other.stepped.items():
            stepped[pacing] = stepped.get(pacing, 0.0) + seconds * times
        for direction, count in other.steps.items():
            steps[direction] = steps.get(direction, 0) + count * times
        return Load(
            self.fixed + other.fixed * times,
            stepped,
            steps,
            self.open_moves | other.open_moves,
            self.is_open or other.is_open,
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """What a workout comes to, its lead-in left out; None where a person decides it."""

    seconds: float | None
    forward: int | None
    backward: int | None
    repetitions: int | None
    endless: bool


def load_of(phase: Phase) -> Load:
    """Returns the load of one phase."""
    if phase.direction is None or phase.gait is None:
        return Load(phase.seconds or 0.0, is_open=phase.is_open)
    if phase.seconds is None:
        return Load(open_moves=frozenset({phase.direction}), is_open=True)
    steps = {phase.direction: phase.steps or 0}
    if phase.timed:
        return Load(phase.seconds, steps=steps)
    return Load(stepped={(phase.direction, phase.gait): phase.seconds}, steps=steps)


def totals(workout: Workout, conditions: Conditions) -> Totals:
    """Add up a whole workout."""
    scale = _Scale(conditions)
    load, _ = scale.items(workout.items, None)
    counts, facing = [], None
    for item in workout.items:
        if isinstance(item, Repeat):
            counts.append(scale.repeat(item, facing).count)
        facing = scale.items((item,), facing)[1]
    endless = load.fixed == inf

    def steps(direction: Direction) -> int | None:
        open_here = endless or direction in load.open_moves or (scale.unsure and load.is_open)
        return None if open_here else load.steps.get(direction, 0)

    known = [count for count in counts if count is not None]
    return Totals(
        None if endless or load.is_open else load.seconds,
        steps(Direction.FORWARD),
        steps(Direction.BACKWARD),
        None if len(known) < len(counts) else sum(known) or 1,
        endless,
    )


def planned_load(workout: Workout, conditions: Conditions) -> Load:
    """Returns the load of a whole workout; `fixed` is infinite where it never ends."""
    return _Scale(conditions).items(workout.items, None)[0]


def planned_repetitions(
    repeat: Repeat, conditions: Conditions, facing: Direction | None = None
) -> int | None:
    """How often a repeat goes round as planned; None where that is open or endless."""
    return _Scale(conditions).repeat(repeat, facing).count


class _Scale:
    """Weighs items; remembers each repeat, so that deep nesting stays cheap.

    `unsure` is set where a number of repetitions hangs on how long a person takes.
    """

    def __init__(self, conditions: Conditions) -> None:
        self._conditions = conditions
        self._known: dict[tuple[int, Direction | None], _Weighed] = {}
        self.unsure = False

    def items(
        self, items: tuple[Item, ...], facing: Direction | None
    ) -> tuple[Load, Direction | None]:
        """Returns the load of items entered facing this way, and the way one faces then."""
        load = Load()
        for item in items:
            if isinstance(item, Repeat):
                weighed = self.repeat(item, facing)
                load, facing = load.plus(weighed.load), weighed.facing
                continue
            turns, facing = belt_turn(item, facing, self._conditions)
            for phase in (*turns, phase_of(item, self._conditions)):
                load = load.plus(load_of(phase))
        return load, facing

    def repeat(self, repeat: Repeat, facing: Direction | None) -> "_Weighed":
        """Weigh all rounds of a repeat: the first may need a turn fewer than the others."""
        key = (id(repeat), facing)
        if key not in self._known:
            first, after = self.items(repeat.items, facing)
            again, after = self.items(repeat.items, after)
            count = self._count(repeat, first, again)
            load = first.plus(again, count - 1) if count is not None and count > 1 else first
            if isinstance(repeat.until, Forever):
                load = load.plus(Load(fixed=inf))
            self._known[key] = _Weighed(load, after, count)
        return self._known[key]

    def _count(self, repeat: Repeat, first: Load, again: Load) -> int | None:
        match repeat.until:
            case Times(count):
                return count
            case Forever():
                return None
            case Duration(seconds):
                if first.seconds >= seconds and not first.is_open:
                    return 1
                if first.is_open or again.seconds <= 0:
                    self.unsure = True
                    return None
                return 1 + max(0, ceil((seconds - first.seconds) / again.seconds - 1e-9))


@dataclass(frozen=True, slots=True)
class _Weighed:
    load: Load
    facing: Direction | None
    count: int | None
