"""Hints, not walls: what a coach would remark about a workout that can well be done."""

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct, field
from msgspec.structs import replace

from backcue.workout.course import Course
from backcue.workout.model import (
    Direction,
    Foot,
    Forever,
    Item,
    Repeat,
    Surface,
    Times,
    Workout,
)
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.totals import Scale
from backcue.workout.treadmill import AT_FIRST

FEWEST_HOLDS = 2
"""Holds from which on it can be said that one leg has them all."""
MOST_PHASES = 400
"""Phases that are looked at; far more than show a pattern."""
_LIKE_MANY = 2
"""Rounds that show what any even number of them comes to: feet are as before after two."""
_EVEN = 1e-6
"""Seconds; a smaller difference between the legs is rounding."""
_TURN = (
    "nobody should turn round on a moving belt: a turn is put in before each change of direction"
)


class Hint(Struct, frozen=True):
    """One remark; `phase` is the index of the phase it is about, None where it is about all."""

    id: str
    message: str
    phase: int | None = None


class _Legs(Struct):
    """The holds on each leg, by the direction gone before them."""

    seconds: dict[Foot, float] = field(default_factory=lambda: dict.fromkeys(Foot, 0.0))
    counts: dict[tuple[Direction | None, Foot], int] = field(default_factory=dict)

    def after(self, way: Direction) -> set[Foot]:
        """Returns the legs that are stood on after this direction."""
        return {leg for each, leg in self.counts if each is way}

    def held(self, leg: Foot) -> int:
        """Returns the holds on a leg."""
        return sum(count for (_, each), count in self.counts.items() if each is leg)


def hints(course: Course) -> tuple[Hint, ...]:
    """Returns what there is to remark about a course as it will be walked."""
    phases, whole = _phases(course)
    found = list(_about_legs(course, phases, whole=whole)) if _knows_feet(course, phases) else []
    if course.conditions.moving_belt and _has_added_turn(course, phases):
        found.append(Hint("turn", _TURN))
    return tuple(found)


def hints_everywhere(course: Course) -> tuple[Hint, ...]:
    """Returns the hints of a course, and those for the treadmill where its preset names it.

    A preset that names all surfaces names none.
    """
    here = hints(course)
    surfaces = set(course.preset.surfaces)
    if course.surface is Surface.TREADMILL or Surface.TREADMILL not in surfaces:
        return here
    if surfaces == set(Surface):
        return here
    conditions = replace(course.conditions, surface=Surface.TREADMILL)
    there = hints(replace(course, conditions=conditions))
    told = {hint.id for hint in here}
    return (*here, *(hint for hint in there if hint.id not in told))


class _Shortener:
    """Leaves out rounds that only say the same again: feet are as before after two of them."""

    def __init__(self, course: Course) -> None:
        self._scale = Scale(course.conditions)
        self.ended = False
        """Whether a repeat without end was met: nothing comes after it."""

    def items(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        short: list[Item] = []
        for item in items:
            short.append(self._repeat(item) if isinstance(item, Repeat) else item)
            if self.ended:
                break
        return tuple(short)

    def _repeat(self, repeat: Repeat) -> Repeat:
        inside = self.items(repeat.items)
        count = self._scale.repeat(repeat, AT_FIRST).count
        if self.ended or isinstance(repeat.until, Forever):
            count, self.ended = 1 if self.ended else _LIKE_MANY, True
        if count is None or count == 1:
            return Repeat(inside, Times(1))
        return Repeat(inside, Times(_LIKE_MANY + count % 2))


def _phases(course: Course) -> tuple[tuple[Phase, ...], bool]:
    """Returns the phases to look at, and whether they stand for the whole course.

    All of them where they are few enough, else those of its pattern.
    """
    for looked_at in (course, _pattern(course)):
        phases = tuple(islice(looked_at.phases(), MOST_PHASES))
        if len(phases) < MOST_PHASES:
            return phases, True
    return phases, False


def _pattern(course: Course) -> Course:
    """Returns a course with the holds and turns of this one, in as few rounds as show them all."""
    short = Workout(_Shortener(course).items(course.workout.items))
    return replace(course, workout=short)


def _knows_feet(course: Course, phases: tuple[Phase, ...]) -> bool:
    """Whether no person decides how many steps or rounds there are."""
    if any(phase.kind is PhaseKind.MOVE and phase.steps is None for phase in phases):
        return False
    scale = Scale(course.conditions)
    scale.items(course.workout.items, AT_FIRST)
    return not scale.unsure


def _has_added_turn(course: Course, phases: tuple[Phase, ...]) -> bool:
    def turns(some: Iterable[Phase]) -> int:
        return sum(phase.kind is PhaseKind.TURN for phase in some)

    floor = replace(course.conditions, surface=Surface.FLOOR)
    as_written = islice(replace(course, conditions=floor).phases(), len(phases))
    return turns(phases) > turns(as_written)


def _about_legs(course: Course, phases: tuple[Phase, ...], *, whole: bool) -> Iterator[Hint]:
    legs = _legs_of(phases)
    right, left = legs.held(Foot.RIGHT), legs.held(Foot.LEFT)
    if right + left < FEWEST_HOLDS:
        return
    short = Foot.LEFT if legs.seconds[Foot.LEFT] < legs.seconds[Foot.RIGHT] else Foot.RIGHT
    uneven = abs(legs.seconds[Foot.LEFT] - legs.seconds[Foot.RIGHT]) > _EVEN
    if not right or not left:
        if not whole or sum(phase.steps or 0 for phase in phases) % 2 == 0:
            yield Hint("same-leg", "every hold is on the same leg; make one count odd")
        else:
            yield Hint(
                "uneven-legs",
                f"done once, every hold is on the {short.other} leg; an even number of "
                "repetitions trains both alike",
            )
    elif _never_swap(legs):
        (forward,) = legs.after(Direction.FORWARD)
        yield Hint(
            "sides",
            f"the legs never take turns: every hold after forward is on the {forward} leg, every "
            f"hold after backward on the {forward.other}; add a step to one count",
        )
    elif whole and uneven and (odd := _odd_count(course, course.workout.items)):
        many = "1 repetition leaves" if odd == 1 else f"{odd:,} repetitions leave"
        yield Hint(
            "uneven-legs",
            f"{many} the {short} leg short; an even number trains both alike",
        )


def _legs_of(phases: tuple[Phase, ...]) -> _Legs:
    legs, way = _Legs(), None
    for phase in phases:
        way = phase.direction or way
        if phase.kind is PhaseKind.HOLD and phase.foot is not None:
            legs.seconds[phase.foot] += phase.seconds or 0.0
            legs.counts[way, phase.foot] = legs.counts.get((way, phase.foot), 0) + 1
    return legs


def _never_swap(legs: _Legs) -> bool:
    """Whether all holds after forward are on one leg, and all those after backward on the other."""
    ways = {way for way, _ in legs.counts}
    forward, backward = legs.after(Direction.FORWARD), legs.after(Direction.BACKWARD)
    return (
        ways == set(Direction)
        and len(forward) == len(backward) == 1
        and forward != backward
        and min(legs.counts.values()) >= FEWEST_HOLDS
    )


def _odd_count(course: Course, items: tuple[Item, ...]) -> int | None:
    """Returns the count of the first repeat that swaps the feet an odd number of times."""
    for item in items:
        if not isinstance(item, Repeat):
            continue
        load, _ = Scale(course.conditions).items(item.items, AT_FIRST)
        swaps = sum(load.steps.values()) % 2 == 1
        if swaps and isinstance(item.until, Times) and item.until.count % 2 == 1:
            return item.until.count
        inside = _odd_count(course, item.items)
        if inside is not None:
            return inside
    return None
