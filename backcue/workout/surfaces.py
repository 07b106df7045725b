"""What can be done where: a belt that a motor drives goes on, whatever one does on it."""

from collections.abc import Iterable

from backcue.workout.model import Direction, Hold, Item, Move, Repeat, Surface, Workout
from backcue.workout.preset import Preset

NAMES = {
    Surface.FLOOR: "the floor",
    Surface.TRACK: "a track",
    Surface.TREADMILL: "a treadmill with a motor",
    Surface.MANUAL_TREADMILL: "a self-powered treadmill",
}


def unsuited(preset: Preset, surface: Surface) -> str | None:
    """Say why a preset does not suit a surface, as one sentence; None where it does.

    Nobody should balance on a moving belt, and a belt at one speed cannot change between
    forward and backward within seconds.
    """
    if surface is Surface.TREADMILL and _has_hold(preset.workout.items):
        return "It has holds: nobody should balance on a moving belt."
    if surface in preset.surfaces:
        return None
    if surface is Surface.TREADMILL:
        return "A belt at one speed cannot do this: it changes direction too often."
    where = " or ".join(NAMES[possible] for possible in preset.surfaces)
    return f"It is meant for {where}."


def caution(preset: Preset, own: Surface, led: Surface) -> str | None:
    """Say why a preset does not suit the person's own surface, and what is done instead.

    `led` is the surface that it will be led for. None where it suits.
    """
    reason = unsuited(preset, own)
    if reason is None:
        return None
    if led is not own:
        off = "Get off the belt: it" if own is Surface.TREADMILL else "It"
        return f"{reason} {off} will be led as on {NAMES[led]}."
    if own is not Surface.TREADMILL:
        return f"{reason} It will be led as on {NAMES[own]} all the same."
    holds = ", holds on the side rails" if _has_hold(preset.workout.items) else ""
    return f"{reason} It will have a turn at each change of direction{holds}."


def turns_back(workout: Workout) -> bool:
    """Whether a workout goes both ways, so that a moving belt needs turns."""
    return len(_directions(workout.items)) > 1


def _has_hold(items: Iterable[Item]) -> bool:
    return any(
        _has_hold(item.items) if isinstance(item, Repeat) else isinstance(item, Hold)
        for item in items
    )


def _directions(items: Iterable[Item]) -> set[Direction]:
    found: set[Direction] = set()
    for item in items:
        if isinstance(item, Repeat):
            found |= _directions(item.items)
        elif isinstance(item, Move):
            found.add(item.direction)
    return found
