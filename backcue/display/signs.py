"""The signs that say without words what to do."""

from enum import StrEnum

from backcue.workout.model import Foot, Gait
from backcue.workout.phases import Phase, PhaseKind


class Sign(StrEnum):
    """What a picture shows."""

    NONE = "none"
    FORWARD = "forward"
    FORWARD_RUN = "forward-run"
    BACKWARD = "backward"
    BACKWARD_RUN = "backward-run"
    LEFT_LEG = "left-leg"
    RIGHT_LEG = "right-leg"
    HOLD = "hold"
    """A hold on whichever leg."""
    TURN = "turn"
    REST = "rest"
    PAUSED = "paused"


def sign_of(phase: Phase) -> Sign:
    """Returns the sign of a phase; of a hold the leg one stands on."""
    if phase.direction is not None:
        run = "-run" if phase.gait is Gait.RUN else ""
        return Sign(f"{phase.direction}{run}")
    if phase.kind is PhaseKind.HOLD:
        return Sign.LEFT_LEG if phase.foot is Foot.LEFT else Sign.RIGHT_LEG
    return Sign.NONE if phase.kind is PhaseKind.READY else Sign(phase.kind)
