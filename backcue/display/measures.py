"""What was done of a workout beside what was planned: as bars with words."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from backcue.display.wording import amount, length, steps
from backcue.history.record import Record
from backcue.workout.course import Course
from backcue.workout.feet import HeldTime
from backcue.workout.model import Direction, Foot

TIME = "time"
"""The tone of what has no colour of its own."""


class Measure(NamedTuple):
    """One line: what, how much of it as a part of a bar, and in words."""

    label: str
    tone: str
    """A direction, `hold` or `time`: which colours it has."""
    part: float
    """Filled part of the bar, 0 to 1."""
    words: str


class Plan(Struct, frozen=True):
    """What a course would come to; None where nobody knows beforehand."""

    seconds: float | None
    steps: dict[Direction, int | None]
    holds: dict[Foot, HeldTime] | None


def plan_of(course: Course) -> Plan:
    """Returns what a course comes to."""
    totals = course.totals()
    steps = {Direction.FORWARD: totals.forward, Direction.BACKWARD: totals.backward}
    return Plan(totals.seconds, steps, course.holds())


def measures(record: Record, plan: Plan | None = None) -> Iterator[Measure]:
    """Returns a line for time, each direction and each leg, as far as there is anything to say.

    Where a plan is not known, a bar says how much it is beside the other direction or leg.
    """
    yield _time(record, None if plan is None else plan.seconds)
    most = max(record.steps.values())
    for way, done in record.steps.items():
        planned = plan and plan.steps[way]
        if done or planned:
            told = f"{done:,} of {steps(planned)}" if planned else steps(done)
            yield Measure(way, way, _part(done, planned or most), told)
    held = record.holds
    longest = max(each.seconds for each in held.values())
    for leg, each in held.items():
        wanted = plan.holds[leg] if plan is not None and plan.holds is not None else None
        if each.count or (wanted is not None and wanted.count):
            yield _leg(leg, each, wanted if wanted is not None and wanted.count else None, longest)


def _time(record: Record, planned: float | None) -> Measure:
    of = "" if not planned else f" of {length(planned)}"
    part = 1.0 if record.share is None else min(1.0, record.share)
    return Measure("time", TIME, part, f"{length(record.active_seconds)}{of}")


def _leg(leg: Foot, held: HeldTime, wanted: HeldTime | None, longest: float) -> Measure:
    of = "" if wanted is None else f" of {wanted.count:,}"
    holds = "hold" if (wanted or held).count == 1 else "holds"
    seconds = amount(round(held.seconds))
    part = _part(held.seconds, longest if wanted is None else wanted.seconds)
    return Measure(f"{leg} leg", "hold", part, f"{held.count:,}{of} {holds}, {seconds}")


def _part(done: float, of: float) -> float:
    return min(1.0, done / of) if of else 0.0
