"""What the summary says in small lines."""

from backcue.coach import SessionResult
from backcue.display.wording import length
from backcue.workout.course import Course
from backcue.workout.model import Direction, Gait
from backcue.workout.preset import changed


def facts(kept: SessionResult) -> list[str]:
    """Say in lines what the big figures do not."""
    record = kept.record
    lines = []
    if record.repetitions > 1:
        lines.append(f"repetitions: {record.repetitions:,}")
    if record.seconds - record.active_seconds >= 1:
        lines.append(f"with lead-in and pauses: {length(record.seconds)}")
    lines += filter(None, (kept.failed, kept.problem))
    if kept.where is not None and kept.record.id is not None:
        lines.append("kept in your history")
    elif not kept.problem:
        lines.append("not kept: keeping is switched off")
    return lines


def tempo_words(kept: SessionResult, course: Course) -> str:
    """Say which cadences the person changed: `forward 114, backward 100 steps/min`."""
    if kept.pace is None:
        return ""
    pace, found = course.conditions.pace, changed(course.conditions.pace, kept.pace)
    told = [
        f"{direction}{' run' if gait is Gait.RUN else ''} {found.cadence(direction, gait):.0f}"
        for gait in Gait
        for direction in Direction
        if found.cadence(direction, gait) != pace.cadence(direction, gait)
    ]
    return f"{', '.join(told)} steps/min" if told else ""
