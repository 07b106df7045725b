"""What many sessions come to together. Pure: days are handed in, no clock is read."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from backcue.history.record import Record
from backcue.session.tempo import Way

WEEK = timedelta(days=7)


class Totals(Struct, frozen=True):
    """Sums over sessions."""

    sessions: int = 0
    active_seconds: float = 0.0
    forward_steps: int = 0
    backward_steps: int = 0
    repetitions: int = 0


class Best(Struct, frozen=True):
    """The most there was in one session; None where there was none."""

    longest: Record | None = None
    """By its active seconds."""
    most_backward: Record | None = None
    """By its steps backward."""
    most_holds: Record | None = None
    """By the seconds held on both legs together."""


class Week(Struct, frozen=True):
    """What was done in one week, from Monday to Sunday."""

    monday: date
    sessions: int = 0
    active_seconds: float = 0.0
    backward_steps: int = 0
    left_hold_seconds: float = 0.0
    right_hold_seconds: float = 0.0

    @property
    def minutes(self) -> float:
        """The active minutes."""
        return self.active_seconds / 60


def totals(sessions: Iterable[Record]) -> Totals:
    """Add up sessions."""
    count = seconds = forward = backward = repetitions = 0.0
    for each in sessions:
        count += 1
        seconds += each.active_seconds
        forward += each.forward_steps
        backward += each.backward_steps
        repetitions += each.repetitions
    return Totals(int(count), seconds, int(forward), int(backward), int(repetitions))


def best(sessions: Iterable[Record]) -> Best:
    """Returns the session with the most of each; of equals the earliest, so that it stands."""
    ordered = sorted(sessions, key=lambda each: each.when)

    def most(amounts: Sequence[float]) -> Record | None:
        if not amounts or max(amounts) <= 0:
            return None
        return ordered[amounts.index(max(amounts))]

    return Best(
        longest=most([each.active_seconds for each in ordered]),
        most_backward=most([each.backward_steps for each in ordered]),
        most_holds=most([each.left_hold_seconds + each.right_hold_seconds for each in ordered]),
    )


def monday_of(day: date) -> date:
    """Returns the Monday of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


def weeks(sessions: Iterable[Record], today: date, most: int | None = None) -> list[Week]:
    """Returns the weeks up to that of `today`, the first with a session in it first.

    Those without any are there too, and none that is still to come: a clock was wrong then.
    `most`: no more than so many, the latest.
    """
    last = monday_of(today)
    done: dict[date, Week] = {}
    for each in sessions:
        monday = monday_of(each.day)
        week = done.get(monday, Week(monday))
        done[monday] = Week(
            monday,
            week.sessions + 1,
            week.active_seconds + each.active_seconds,
            week.backward_steps + each.backward_steps,
            week.left_hold_seconds + each.left_hold_seconds,
            week.right_hold_seconds + each.right_hold_seconds,
        )
    first = min([last, *done])
    if most is not None:
        first = max(first, last - (most - 1) * WEEK)
    mondays = (first + number * WEEK for number in range((last - first).days // 7 + 1))
    return [done.get(monday, Week(monday)) for monday in mondays]


def weeks_in_a_row(sessions: Iterable[Record], today: date) -> int:
    """Returns in how many weeks in a row there was a session.

    They end with the week of `today`, or with the one before it: a week that has only begun
    breaks no row.
    """
    mondays = {monday_of(each.day) for each in sessions}
    monday = monday_of(today)
    if monday not in mondays:
        monday -= WEEK
    count = 0
    while monday in mondays:
        count, monday = count + 1, monday - WEEK
    return count


def weekly_cadences(
    sessions: Iterable[Record], mondays: Sequence[date]
) -> dict[Way, list[float | None]]:
    """Returns at which cadence was stepped each way in each of these weeks; None: not at all.

    It is the mean over the time that was stepped so. Ways in which nothing was are not there.
    """
    at = {monday: number for number, monday in enumerate(mondays)}
    beats: dict[Way, list[float]] = {}
    seconds: dict[Way, list[float]] = {}
    for each in sessions:
        week = at.get(monday_of(each.day))
        if week is None:
            continue
        for moved in each.moved:
            way = (moved.direction, moved.gait)
            beats.setdefault(way, [0.0] * len(at))[week] += moved.cadence * moved.seconds
            seconds.setdefault(way, [0.0] * len(at))[week] += moved.seconds
    return {
        way: [
            done / lasted if lasted > 0 else None
            for done, lasted in zip(beats[way], seconds[way], strict=True)
        ]
        for way in sorted(beats)
    }
