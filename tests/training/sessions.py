"""Sessions of rungs, as the history has them."""

from datetime import date, timedelta

import msgspec
from msgspec import structs

from backcue.history.record import Ending, Moved, Record
from backcue.training.rungs import RUNGS, Variable
from backcue.workout.model import Direction, Gait

MONDAY = date(2026, 3, 2)


def session(
    workout: str,
    day: int = 0,
    effort: int | None = None,
    *,
    share: float = 1.0,
    state: str | None = None,
    hour: int = 18,
) -> Record:
    """Returns a session of a rung, so many days after MONDAY, of which this share was done."""
    rung = RUNGS[workout]
    planned = rung.minutes * 60
    done = planned * share
    moved = ()
    if rung.raises is Variable.DURATION:
        moved = (Moved(Direction.BACKWARD, Gait.WALK, int(done * 100 / 60), done, 100.0),)
    started = MONDAY + timedelta(days=day)
    return Record(
        id=None,
        workout=workout,
        name=workout,
        sequence="",
        surface="floor",
        started=f"{started.isoformat()}T{hour:02}:00:00+00:00",
        state=state or (Ending.COMPLETED if share == 1 else Ending.STOPPED),
        seconds=done + 10,
        active_seconds=done,
        forward_steps=0,
        backward_steps=max(1, int(done)),
        left_holds=0,
        left_hold_seconds=0.0,
        right_holds=0,
        right_hold_seconds=0.0,
        repetitions=1,
        moved_json=msgspec.json.encode(moved).decode(),
        planned_seconds=planned,
        done_seconds=done,
        effort=effort,
    )


def words(
    sequence: str, minutes: float, day: int = 0, effort: int | None = None, gait: Gait = Gait.WALK
) -> Record:
    """Returns a session of words, so many minutes of it backward."""
    seconds = minutes * 60
    moved = (Moved(Direction.BACKWARD, gait, int(seconds), seconds, 100.0),)
    return structs.replace(
        session("daily-ten", day, effort),
        workout="",
        name=sequence,
        sequence=sequence,
        moved_json=msgspec.json.encode(moved).decode(),
    )


def easy(workout: str, first: int, times: int = 3, every: int = 2) -> list[Record]:
    """Returns sessions of a rung that were easy, one every so many days."""
    return [session(workout, first + number * every, 2) for number in range(times)]
