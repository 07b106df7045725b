"""What of a workout does not go into another form: never left out in silence."""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum


class Lost(StrEnum):
    """What can be lost, as it is told."""

    DIRECTION = "the direction stands in the name of each step alone"
    STEPS = "moves counted in steps become seconds, at your cadence"
    DISTANCE = "distances become seconds, at your cadence and step length"
    CENTIMETRES = "distances are rounded to the centimetre"
    METRES = "distances are rounded to the metre"
    SECONDS = "times are rounded to whole seconds"
    OPEN = "what a key ends has a time here: go on by hand"
    CADENCE = "cadences are left out"
    PACE = "its own cadences and step lengths are left out: yours will be taken"
    FOOT = "the foot of the first step is left out"
    WHOLE_CADENCE = "cadences are rounded to whole steps per minute"
    RAMP = "a cadence that changes on the way becomes a range"
    INCLINE = "slopes are left out"
    HOLD = "holds are steps with a name, without a leg"
    TURN = "turns as the settings say become steps that a key ends"
    NESTED = "repeats within repeats are written, and some watches do not follow them"
    UNROLLED = "repeats are written out one by one"
    BY_TIME = "repeats for a time become so many rounds as fill it"
    FOREVER = "a repeat without end has so many rounds as are usual there; --reps says how many"
    TARGETS = "targets of pace, power and heart rate are left out"
    TEXTS = "texts are left out"
    UNKNOWN = "steps of a kind that backcue does not know are left out"


class Losses:
    """Gathers what is lost, and how often."""

    def __init__(self) -> None:
        self._count: Counter[Lost] = Counter()

    def add(self, lost: Lost, when: object = True, times: int = 1) -> None:  # noqa: FBT002
        """Note a loss, where it is one."""
        if when:
            self._count[lost] += times

    @property
    def kinds(self) -> frozenset[Lost]:
        """What is lost."""
        return frozenset(self._count)

    def lines(self) -> Iterator[str]:
        """Returns a line for each kind, in a fixed order."""
        for lost in Lost:
            if count := self._count[lost]:
                yield f"{lost} ({count:,} times)" if count > 1 else str(lost)
