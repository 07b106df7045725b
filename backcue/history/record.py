"""A session as it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from backcue.workout.feet import HeldTime
from backcue.workout.model import Direction, Foot, Surface


@dataclass(frozen=True, slots=True)
class Record:
    """What a session came to.

    `seconds` is from beginning to end; `active_seconds` leaves out lead-in and pauses.
    """

    preset_id: str
    name: str
    sequence: str
    surface: Surface
    started: datetime
    """With its time zone."""
    seconds: float
    active_seconds: float
    steps: Mapping[Direction, int]
    holds: Mapping[Foot, HeldTime]
    repetitions: int
    completed: bool


def as_json(record: Record) -> dict[str, object]:
    """Returns a record as plain values, ready for JSON; seconds to the millisecond."""
    return {
        "id": record.preset_id,
        "name": record.name,
        "sequence": record.sequence,
        "surface": record.surface,
        "started": record.started.isoformat(timespec="seconds"),
        "seconds": round(record.seconds, 3),
        "active_seconds": round(record.active_seconds, 3),
        "steps": dict(record.steps),
        "holds": {
            leg: {"count": holds.count, "seconds": round(holds.seconds, 3)}
            for leg, holds in record.holds.items()
        },
        "repetitions": record.repetitions,
        "completed": record.completed,
    }
