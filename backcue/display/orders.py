"""What a person is to do that is more than what is counted: at a turn, and before it."""

from backcue.session.snapshot import Snapshot, State
from backcue.workout.model import Direction
from backcue.workout.phases import PhaseKind


def warns_of_turn(snapshot: Snapshot) -> bool:
    """Whether the warning of a turn is given: others tell what the person may end a phase for."""
    return bool(snapshot.warning) and not snapshot.phase.is_open


def is_warned(snapshot: Snapshot) -> bool:
    """Whether that warning stands in the place of the count."""
    standing = snapshot.state in (State.PAUSED, State.RESUMING)
    return warns_of_turn(snapshot) and not standing


def facing(snapshot: Snapshot) -> Direction | None:
    """Returns the way to turn to, while one turns."""
    turning = snapshot.phase.kind is PhaseKind.TURN and snapshot.state is State.RUNNING
    return snapshot.coming.direction if turning and snapshot.coming else None


def orders(snapshot: Snapshot, go_on: str) -> tuple[str, ...]:
    """Returns what to do, large, in the place of the count; `go_on` is the key that goes on."""
    if snapshot.state in (State.PAUSED, State.RESUMING):
        return ()
    if is_warned(snapshot) and snapshot.warning:
        return (snapshot.warning.upper(),)
    if snapshot.phase.kind is not PhaseKind.TURN:
        return ()
    way = facing(snapshot)
    return tuple(
        order
        for order, is_due in (
            ("STOP THE BELT", snapshot.phase.on_rails),
            (f"FACE {way.upper()}" if way else "TURN AROUND", True),
            (f"PRESS {go_on.upper()}", snapshot.phase.is_open),
        )
        if is_due
    )
