"""What a workout comes to, in closed form: a million repetitions cost no more than one."""

from collections.abc import Callable
from math import ceil, inf

from msgspec import Struct, field
from msgspec.structs import replace

from backcue.workout.conditions import Conditions
from backcue.workout.model import Direction, Duration, Forever, Item, Repeat, Times, Workout
from backcue.workout.phases import Phase
from backcue.workout.position import ON_TIME, Frame, Position
from backcue.workout.treadmill import AT_FIRST, Stance, phases_of


class Load(Struct, frozen=True):
    """What some phases come to together; open phases take no time here."""

    seconds: float = 0.0
    """Infinite where there is no end."""
    steps: dict[Direction, int] = field(default_factory=dict)
    open_moves: frozenset[Direction] = frozenset()
    is_open: bool = False
    """Whether a person ends one of the phases."""

    def plus(self, other: "Load", times: int = 1) -> "Load":
        """Add another load, so many times."""
        if times <= 0:
            return self
        steps = dict(self.steps)
        for direction, count in other.steps.items():
            steps[direction] = steps.get(direction, 0) + count * times
        return Load(
            self.seconds + other.seconds * times,
            steps,
            self.open_moves | other.open_moves,
            self.is_open or other.is_open,
        )


class Totals(Struct, frozen=True):
    """What a workout comes to, its lead-in left out; None where a person decides it."""

    seconds: float | None
    forward: int | None
    backward: int | None
    repetitions: int | None
    endless: bool
    is_open: bool = False
    """Whether a person ends one of the phases."""
    timed: float | None = None
    """Seconds of what has a length, open phases left out; None too where there is no end."""


class _Repeated(Struct, frozen=True):
    """All rounds of a repeat together, the stance after them, and how many they are."""

    load: Load
    stance: Stance
    count: int | None


class Scale:
    """Weighs items; remembers what it weighed, so that deep nesting stays cheap.

    `seconds_of` gives the length of a phase that is not open, as planned unless said.
    `unsure` is set where a number of repetitions hangs on how long a person takes.
    """

    def __init__(
        self, conditions: Conditions, seconds_of: Callable[[Phase], float] | None = None
    ) -> None:
        self._conditions = conditions
        self._seconds_of = seconds_of or (lambda phase: phase.seconds or 0.0)
        self._items: dict[
            tuple[int, int, Stance],
            tuple[tuple[Item, ...], Load, Stance],
        ] = {}
        self._repeats: dict[tuple[int, Stance], _Repeated] = {}
        self.unsure = False

    def phase(self, phase: Phase) -> Load:
        """Returns the load of one phase."""
        if phase.seconds is None:
            moves = frozenset({phase.direction}) if phase.direction else frozenset[Direction]()
            return Load(open_moves=moves, is_open=True)
        steps = {phase.direction: phase.steps or 0} if phase.direction else {}
        return Load(self._seconds_of(phase), steps)

    def items(self, items: tuple[Item, ...], stance: Stance, first: int = 0) -> tuple[Load, Stance]:
        """Returns the load of items entered in this stance, and the stance then.

        `first` is the index of the first one that counts.
        """
        key = (id(items), first, stance)
        if key not in self._items:
            # The items are kept along: an id is theirs only for as long as they live.
            load = Load()
            for item in items[first:]:
                if isinstance(item, Repeat):
                    repeated = self.repeat(item, stance)
                    load, stance = load.plus(repeated.load), repeated.stance
                    continue
                phases, stance = phases_of(item, stance, self._conditions)
                for phase in phases:
                    load = load.plus(self.phase(phase))
            self._items[key] = (items, load, stance)
        return self._items[key][1:]

    def repeat(self, repeat: Repeat, stance: Stance) -> _Repeated:
        """Weigh all rounds of a repeat: the first may need a turn fewer than the others."""
        key = (id(repeat), stance)
        if key not in self._repeats:
            first, after = self.items(repeat.items, stance)
            again, after = self.items(repeat.items, after)
            match repeat.until:
                case Times(count):
                    more: int | None = count - 1
                case Duration(seconds):
                    more = None if first.is_open else self._more(seconds - first.seconds, again)
                case Forever():
                    more = None
            self.unsure |= more is None and not isinstance(repeat.until, Forever)
            load = first.plus(again, more or 0)
            if more is None and again.is_open:
                load = replace(load, is_open=True)
            if isinstance(repeat.until, Forever):
                load = load.plus(Load(inf))
            self._repeats[key] = _Repeated(load, after, None if more is None else more + 1)
        return self._repeats[key]

    def rounds_left(self, frame: Frame, stance: Stance, active: float) -> Load:
        """Returns the load of the rounds that are still to come.

        `active` are the active seconds that will have passed when the round at hand is over,
        `stance` is how one stands then.
        """
        again, _ = self.items(frame.items, stance)
        match frame.until:
            case None:
                return Load()
            case Forever():
                return Load(inf)
            case Times(count):
                return Load().plus(again, count - frame.rounds)
            case Duration(seconds):
                more = self._more(seconds - (active - frame.began), again)
                # Where a person decides how many rounds there are, one of them stands for all.
                return Load().plus(again, 1 if more is None else more)

    def _more(self, missing: float, again: Load) -> int | None:
        """Returns how many rounds fill so many seconds; None where that hangs on a person."""
        if missing <= ON_TIME:
            return 0
        return None if again.is_open else ceil((missing - ON_TIME) / again.seconds)


def totals(workout: Workout, conditions: Conditions) -> Totals:
    """Add up a whole workout."""
    scale = Scale(conditions)
    load, _ = scale.items(workout.items, AT_FIRST)
    counts: list[int | None] = []
    stance = AT_FIRST
    for item in workout.items:
        if isinstance(item, Repeat):
            counts.append(scale.repeat(item, stance).count)
        _, stance = scale.items((item,), stance)
    endless = load.seconds == inf
    unknown = endless or (scale.unsure and load.is_open)

    def steps(direction: Direction) -> int | None:
        open_here = unknown or direction in load.open_moves
        return None if open_here else load.steps.get(direction, 0)

    known = [count for count in counts if count is not None]
    return Totals(
        None if endless or load.is_open else load.seconds,
        steps(Direction.FORWARD),
        steps(Direction.BACKWARD),
        None if len(known) < len(counts) else sum(known) or 1,
        endless,
        load.is_open,
        None if unknown else load.seconds,
    )


def left(position: Position, scale: Scale, active: float) -> Load:
    """Returns the load of all that comes after a position reached after so many active seconds."""
    load, stance, frame = Load(), position.stance, position.frame
    for phase in position.waiting:
        load = load.plus(scale.phase(phase))
    while frame is not None and not load.is_open:
        rest, stance = scale.items(frame.items, stance, frame.index)
        load = load.plus(rest)
        load = load.plus(scale.rounds_left(frame, stance, active + load.seconds))
        frame = frame.outer
    return load
