"""Hints, not walls: what a coach would remark about a workout that can well be done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from backcue.workout.course import Course
from backcue.workout.legs import Holds, holds_of
from backcue.workout.model import Direction, Foot, Surface
from backcue.workout.phases import Phase, PhaseKind

Lengths = Callable[[str], float | None]
"""Gives the length of a sound by its name, seconds; None where there is no such sound."""

FEWEST_HOLDS = 2
"""Holds from which on it can be said that one leg has them all."""
MOST_PHASES = 200
"""Phases that are looked at for whether the voice has room."""
_GAP = 0.1
"""Seconds of quiet around speech."""
_TURN = (
    "nobody should turn round on a moving belt: a turn is put in before each change of direction"
)


@dataclass(frozen=True, slots=True)
class Hint:
    """One remark; `phase` is the index of the phase it is about, None where it is about all."""

    id: str
    message: str
    phase: int | None = None


def hints(course: Course, lengths: Lengths | None = None) -> tuple[Hint, ...]:
    """Returns what there is to remark about a course as it will be walked.

    `lengths` tells how long signals and phrases last; without it nothing is said about them.
    """
    holds, sure = holds_of(course.workout, course.conditions, course.first_foot)
    found = list(_about_legs(holds)) if sure else []
    if holds.turns:
        found.append(Hint("turn", _TURN))
    if lengths is not None:
        found += _about_voice(course, lengths)
    return tuple(found)


def hints_everywhere(course: Course, lengths: Lengths | None = None) -> tuple[Hint, ...]:
    """Returns the hints of a course, and those for the treadmill where its preset names it.

    A preset that names all surfaces names none.
    """
    here = hints(course, lengths)
    surfaces = set(course.preset.surfaces)
    if course.surface is Surface.TREADMILL or Surface.TREADMILL not in surfaces:
        return here
    if surfaces == set(Surface):
        return here
    conditions = replace(course.conditions, surface=Surface.TREADMILL)
    there = hints(replace(course, conditions=conditions))
    told = {hint.id for hint in here}
    return (*here, *(hint for hint in there if hint.id not in told))


def _about_legs(holds: Holds) -> Iterator[Hint]:
    right, left = holds.leg(Foot.RIGHT), holds.leg(Foot.LEFT)
    if right.count + left.count < FEWEST_HOLDS:
        return
    short = Foot.LEFT if left.seconds < right.seconds else Foot.RIGHT
    alone = not right.count or not left.count
    if alone and not holds.swaps:
        yield Hint("same-leg", "every hold is on the same leg; make one count odd")
    elif alone:
        yield Hint(
            "uneven-legs",
            f"done once, every hold is on the {short.other} leg; an even number of repetitions "
            "trains both alike",
        )
    elif never_swapping(holds):
        forward = next(leg for way, leg in holds.by_place if way is Direction.FORWARD)
        yield Hint(
            "sides",
            f"the legs never take turns: every hold after forward is on the {forward} leg, every "
            f"hold after backward on the {forward.other}; add a step to one count",
        )
    elif holds.uneven and holds.odd is not None:
        many = "1 repetition leaves" if holds.odd == 1 else f"{holds.odd:,} repetitions leave"
        yield Hint(
            "uneven-legs",
            f"{many} the {short} leg short; an even number trains both alike",
        )


def never_swapping(holds: Holds) -> bool:
    """Whether all holds after forward are on one leg, and all those after backward on the other."""
    legs: dict[Direction | None, set[Foot]] = {}
    counts: dict[Direction | None, int] = {}
    for (way, leg), held in holds.by_place.items():
        legs.setdefault(way, set()).add(leg)
        counts[way] = counts.get(way, 0) + held.count
    return (
        legs.keys() == set(Direction)
        and all(len(each) == 1 for each in legs.values())
        and legs[Direction.FORWARD] != legs[Direction.BACKWARD]
        and min(counts.values()) >= FEWEST_HOLDS
    )


def _about_voice(course: Course, lengths: Lengths) -> Iterator[Hint]:
    for phase, following in pairwise(islice(course.phases(), MOST_PHASES)):
        if _too_short(phase, following, lengths):
            yield Hint(
                "voice",
                f"{_told(phase)}: too short for the voice to announce what follows; the sound "
                "of the change alone will tell",
                phase.index,
            )
            return


def _too_short(phase: Phase, following: Phase, lengths: Lengths) -> bool:
    """Whether the shortest announcement of what follows does not fit after a phase's own sound."""
    if phase.seconds is None or PhaseKind.READY in (phase.kind, following.kind):
        return False
    words = lengths(f"voice:{following.direction or following.kind}")
    own = 0.0 if phase.kind is PhaseKind.HOLD else lengths(str(phase.direction or phase.kind))
    return words is not None and phase.seconds < (own or 0.0) + _GAP + words


def _told(phase: Phase) -> str:
    seconds = f"{phase.seconds or 0:.2g} s"
    if phase.kind is PhaseKind.MOVE and not phase.timed:
        return f"{phase.steps} {phase.direction}, {seconds}"
    return f"{phase.direction or phase.kind} {seconds}"
