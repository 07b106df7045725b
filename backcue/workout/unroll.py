"""A workout unrolled, lazily, into phases.

What comes next follows from a position and the time gone by, and from nothing else: asking
changes nothing, and may be done with any time in mind.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from backcue.workout.conditions import Conditions
from backcue.workout.feet import stepping_foot, support_foot
from backcue.workout.model import Duration, Foot, Forever, Repeat, Times, Workout
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.position import ON_TIME, Frame, Position, beginning
from backcue.workout.totals import Scale
from backcue.workout.treadmill import phases_of


def following(
    position: Position, conditions: Conditions, active: float
) -> tuple[Phase, Position] | None:
    """Returns the phase that comes after so many active seconds, and the position behind it.

    None at the end. The time decides how often `10min of (...)` repeats.
    """
    while not position.waiting:
        frame = position.frame
        if frame is None:
            return None
        position = _into(frame, position, conditions, active)
    phase, waiting = position.waiting[0], position.waiting[1:]
    foot, next_foot = phase.foot, position.foot
    if phase.kind is PhaseKind.MOVE:
        foot = next_foot
        next_foot = foot and (None if phase.steps is None else stepping_foot(foot, phase.steps))
    elif phase.kind is PhaseKind.HOLD:
        foot = next_foot and support_foot(next_foot)
    start = position.start
    after = None if start is None or phase.seconds is None else start + phase.seconds
    phase = replace(phase, index=position.index, start=start, foot=foot)
    index = position.index + 1
    return phase, replace(position, waiting=waiting, foot=next_foot, index=index, start=after)


def _into(frame: Frame, position: Position, conditions: Conditions, active: float) -> Position:
    """Take one step through the tree: to an item, into a repeat, round it, or out of it."""
    if frame.index >= len(frame.items):
        if _is_over(frame, active):
            return replace(position, frame=frame.outer)
        return _next_round(frame, position)
    item, passed = frame.items[frame.index], replace(frame, index=frame.index + 1)
    if not isinstance(item, Repeat):
        phases, stance = phases_of(item, position.stance, conditions)
        waiting = tuple(
            replace(
                phase,
                repetition=frame.repetition,
                repetitions=frame.repetitions,
                round=frame.round,
            )
            for phase in phases
        )
        return replace(position, frame=passed, waiting=waiting, stance=stance)
    inner = replace(
        passed, items=item.items, outer=passed, until=item.until, index=0, rounds=1, began=active
    )
    if frame.outer is not None:
        return replace(position, frame=inner)
    planned = Scale(conditions).repeat(item, position.stance).count
    rounds = position.rounds + 1
    inner = replace(inner, repetition=1, repetitions=planned, round=rounds)
    return replace(position, frame=inner, rounds=rounds)


def _is_over(frame: Frame, active: float) -> bool:
    """Whether no further repetition begins after so many active seconds."""
    match frame.until:
        case Times(count):
            return frame.rounds >= count
        case Duration(seconds):
            return active - frame.began >= seconds - ON_TIME
        case Forever():
            return False
        case None:
            return True


def _next_round(frame: Frame, position: Position) -> Position:
    frame = replace(frame, index=0, rounds=frame.rounds + 1)
    if frame.outer is None or frame.outer.outer is not None:
        return replace(position, frame=frame)
    rounds = position.rounds + 1
    frame = replace(frame, repetition=frame.rounds, round=rounds)
    return replace(position, frame=frame, rounds=rounds)


def unroll(
    workout: Workout,
    conditions: Conditions,
    *,
    ready: float = 10.0,
    first_foot: Foot = Foot.RIGHT,
) -> Iterator[Phase]:
    """Walk through the workout as planned, phase by phase, drawing no more than is asked for.

    An open phase takes no time in the plan.
    """
    position, planned = beginning(workout, ready=ready, first_foot=first_foot), 0.0
    while True:
        found = following(position, conditions, planned)
        if found is None:
            return
        phase, position = found
        yield phase
        planned += 0.0 if phase.is_lead_in else phase.seconds or 0.0
