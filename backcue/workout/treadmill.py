"""What a belt asks for: it goes on, whatever one does on it."""

from collections.abc import Iterable

from backcue.workout.amounts import phase_of
from backcue.workout.conditions import Conditions
from backcue.workout.model import Direction, Hold, Item, Leaf, Move, Repeat, Surface, Turn
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.preset import Preset

SURFACE_NAMES = {
    Surface.FLOOR: "the floor",
    Surface.TRACK: "a track",
    Surface.TREADMILL: "a treadmill with a motor",
    Surface.MANUAL_TREADMILL: "a self-powered treadmill",
}


def turn_before(
    item: Leaf, facing: Direction | None, conditions: Conditions
) -> tuple[tuple[Phase, ...], Direction | None]:
    """Returns the turn that a moving belt needs before this item, and the direction after it.

    `facing` is the direction of the last move; None before the first and after a turn
    that the workout has itself. After the turn there is time to settle.
    """
    if isinstance(item, Turn):
        return (), None
    if not isinstance(item, Move):
        return (), facing
    if not conditions.moving_belt or facing in (None, item.direction):
        return (), item.direction
    settling = Phase(0, PhaseKind.READY, conditions.settle, None)
    turn = phase_of(Turn(), conditions)
    return (turn, settling) if conditions.settle > 0 else (turn,), item.direction


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
    where = " or ".join(SURFACE_NAMES[possible] for possible in preset.surfaces)
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
        return f"{reason} {off} will be led as on {SURFACE_NAMES[led]}."
    if own is not Surface.TREADMILL:
        return f"{reason} It will be led as on {SURFACE_NAMES[own]} all the same."
    holds = ", holds on the side rails" if _has_hold(preset.workout.items) else ""
    return f"{reason} It will have a turn at each change of direction{holds}."


def _has_hold(items: Iterable[Item]) -> bool:
    return any(
        _has_hold(item.items) if isinstance(item, Repeat) else isinstance(item, Hold)
        for item in items
    )
