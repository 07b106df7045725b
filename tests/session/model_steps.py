"""When the steps of a move fall, worked out one by one: the slow way, to check the quick one by."""

from dataclasses import dataclass
from math import floor, inf

SLOWEST, FASTEST = 30.0, 240.0
"""Steps per minute that a person can step at."""
SAME = 1e-6
"""Steps; whoever is so near to a step has begun it."""


def nearest(value: float) -> int:
    """Returns the nearest whole number, exact halves up; at least 1."""
    return max(1, floor(value + 0.5 + 1e-9))


def kept(cadence: float) -> float:
    """Returns the cadence that a person can step at."""
    return min(max(cadence, SLOWEST), FASTEST)


@dataclass(frozen=True)
class Plan:
    """How a move is meant to be stepped: a cadence, perhaps a ramp, and how far."""

    start: float
    end: float
    seconds: float | None
    """Over which a ramp is spread; None: until a key."""
    steps: int | None
    timed: bool

    def cadence(self, at: float) -> float:
        """Returns the cadence `at` seconds into the move."""
        if self.seconds is None or self.start == self.end:
            return self.start
        return self.start + (self.end - self.start) * min(1.0, at / self.seconds)


class StepTimes:
    """The steps of one move, `added` steps per minute faster than planned."""

    def __init__(self, plan: Plan, added: float) -> None:
        self.plan = plan
        self._added = [(0.0, added)]
        self._times = [0.0]
        self._bends = self._find_bends()

    def copy(self) -> "StepTimes":
        """Returns one that can be changed without changing this one."""
        other = StepTimes(self.plan, 0.0)
        other._added, other._times = list(self._added), list(self._times)
        other._bends = list(self._bends)
        return other

    def time_of(self, step: int) -> float:
        """Returns when this step (0-based) falls, in seconds since the move began."""
        while len(self._times) <= step:
            self._times.append(self._after(self._times[-1]))
        return self._times[step]

    def position(self, at: float) -> float:
        """Returns how many steps are made by then, with the part of the one being made."""
        step = 0
        while self.time_of(step + 1) <= at:
            step += 1
        return step + self._made(self.time_of(step), at)

    def begun(self, at: float) -> int:
        """Returns how many steps have begun by then."""
        return floor(self.position(at) + SAME) + 1

    def cadence(self, at: float) -> float:
        """Returns the cadence at this time, within what a person can do."""
        return kept(self.plan.cadence(at) + self._added_at(at))

    def change(self, step: int, added: float) -> None:
        """From this step on, add so much to the plan; all steps up to it stay."""
        at = self.time_of(step)
        self._times = self._times[: step + 1]
        self._added = [each for each in self._added if each[0] < at] + [(at, added)]
        self._bends = self._find_bends()

    def duration(self) -> float | None:
        """Returns how long the move lasts; None where a key ends it."""
        if self.plan.timed:
            return self.plan.seconds
        return None if self.plan.steps is None else self.time_of(self.plan.steps)

    def count(self) -> int | None:
        """Returns how many steps it has; None where a key ends it."""
        if self.plan.timed and self.plan.seconds is not None:
            return nearest(self.position(self.plan.seconds))
        return self.plan.steps

    def _added_at(self, at: float) -> float:
        return [added for since, added in self._added if since <= at or since == 0][-1]

    def _find_bends(self) -> list[float]:
        """Returns the times between which the cadence is a straight line."""
        plan, bends = self.plan, [since for since, _ in self._added]
        if plan.seconds is not None and plan.start != plan.end:
            bends.append(plan.seconds)
            for _, added in self._added:
                for limit in (SLOWEST, FASTEST):
                    share = (limit - added - plan.start) / (plan.end - plan.start)
                    bends.append(share * plan.seconds)
        return [*sorted(bend for bend in bends if bend > 0), inf]

    def _pieces(self, since: float) -> list[tuple[float, float, float, float]]:
        """Returns the pieces from a time on: from, to, cadence at the one end and the other."""
        pieces = []
        for bend in self._bends:
            if bend <= since:
                continue
            middle = since + 1.0 if bend == inf else (since + bend) / 2
            added, until = self._added_at(middle), since + 2.0 if bend == inf else bend
            here, there = (kept(self.plan.cadence(at) + added) for at in (since, until))
            pieces.append((since, bend, here, there))
            since = bend
        return pieces

    def _made(self, since: float, until: float) -> float:
        """Returns the steps made from one time to another: the area under the cadence."""
        made = 0.0
        for begin, end, here, there in self._pieces(since):
            if begin < until:
                made += _area(begin, end, here, there, min(end, until))
        return made

    def _after(self, since: float) -> float:
        """Returns when one step more is made."""
        missing = 1.0
        for begin, end, here, there in self._pieces(since):
            whole = inf if end == inf else _area(begin, end, here, there, end)
            if whole < missing:
                missing -= whole
            elif here == there:
                return begin + missing * 60 / here
            else:
                return _search(begin, end, here, there, missing)
        raise AssertionError("the last piece has no end")


def _area(begin: float, end: float, here: float, there: float, until: float) -> float:
    share = 0.0 if end == inf else (until - begin) / (end - begin)
    return (here + here + (there - here) * share) / 2 * (until - begin) / 60


def _search(begin: float, end: float, here: float, there: float, missing: float) -> float:
    """Halve until the time is found by which so many steps are made."""
    low, high = begin, end
    for _ in range(60):
        middle = (low + high) / 2
        if _area(begin, end, here, there, middle) < missing:
            low = middle
        else:
            high = middle
    return high
