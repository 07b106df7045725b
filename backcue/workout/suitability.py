"""What can be done where: which surface a preset is led for, and what stands against it."""

from backcue.workout.conditions import Conditions
from backcue.workout.model import Hold, Move, Surface, Workout, leaves
from backcue.workout.preset import Preset

SURFACE_NAMES = {
    Surface.FLOOR: "the floor",
    Surface.TRACK: "a track",
    Surface.TREADMILL: "a treadmill with a motor",
    Surface.MANUAL_TREADMILL: "a self-powered treadmill",
}
BELTS = frozenset({Surface.TREADMILL, Surface.MANUAL_TREADMILL})
"""Those that have one, with or without a motor."""


def needs_belt(preset: Preset) -> bool:
    """Whether a preset can only be done on a belt."""
    return BELTS.issuperset(preset.surfaces)


def surface_for(preset: Preset, own: Surface) -> Surface:
    """Returns the surface that a preset is led for where the person usually walks on `own`.

    That one where it can be done there. What needs a belt is led as on a belt: one with a motor
    unless the person has one of the other kind. What does not is led off the belt.
    """
    if own in preset.surfaces:
        return own
    if not needs_belt(preset):
        return next(surface for surface in preset.surfaces if surface not in BELTS)
    if own is Surface.MANUAL_TREADMILL or Surface.TREADMILL not in preset.surfaces:
        return Surface.MANUAL_TREADMILL
    return Surface.TREADMILL


def refusal(preset: Preset, workout: Workout, conditions: Conditions) -> str | None:
    """Say why a workout cannot be led under these conditions, and the remedy; None where it can.

    Nobody should balance on a moving belt, unless on the rails beside it.
    """
    if not conditions.moving_belt or conditions.holds_on_rails or not _has_hold(workout):
        return None
    off = "" if needs_belt(preset) else "Do it off the belt, p"
    put = f"{off or 'P'}ut rests in the place of the holds, or stand on the side rails for them."
    return f"It has holds, and nobody should balance on a moving belt. {put}"


def unsuited(preset: Preset, own: Surface) -> str | None:
    """Say why a preset does not suit where the person walks, as one sentence; None where it does.

    A belt at one speed cannot change between forward and backward within seconds.
    """
    if own in preset.surfaces:
        return None
    if needs_belt(preset):
        return _why_a_belt(preset, own)
    if own is not Surface.TREADMILL:
        return _why_the_ground(preset, own)
    if _has_hold(preset.workout):
        return "It has holds: nobody should balance on a moving belt."
    return "A belt at one speed cannot do this: it changes direction too often."


def _why_a_belt(preset: Preset, own: Surface) -> str:
    if not _has_slope(preset.workout):
        return "It needs a treadmill: it is walked at the belt's speed."
    if own is Surface.MANUAL_TREADMILL:
        return "It asks for a slope, which few self-powered treadmills have."
    return "It needs a treadmill: it goes up a slope that stays the same."


def _why_the_ground(preset: Preset, own: Surface) -> str:
    where = " or ".join(SURFACE_NAMES[each] for each in preset.surfaces if each not in BELTS)
    if own in BELTS:
        return f"It is meant for {where}, where the ground stays still."
    room = ", which has the room for it" if own is Surface.FLOOR else ", indoors"
    return f"It is meant for {where}{room}."


def caution(preset: Preset, own: Surface, conditions: Conditions) -> str | None:
    """Say why a preset does not suit where the person walks, and what is done instead.

    The conditions are those that it will be led under. None where it suits.
    """
    reason, led = unsuited(preset, own), conditions.surface
    if reason is None:
        return None
    if led is not own:
        off = "Get off the belt: it" if own is Surface.TREADMILL else "It"
        return f"{reason} {off} will be led as on {SURFACE_NAMES[led]}."
    if own is not Surface.TREADMILL:
        return f"{reason} It will be led as on {SURFACE_NAMES[own]} all the same."
    holds = ", holds on the side rails" if _has_hold(preset.workout) else ""
    return f"{reason} It will have a turn at each change of direction{holds}."


def _has_hold(workout: Workout) -> bool:
    return any(isinstance(item, Hold) for item in leaves(workout.items))


def _has_slope(workout: Workout) -> bool:
    return any(isinstance(item, Move) and item.incline for item in leaves(workout.items))
