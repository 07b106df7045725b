"""Everything a screen shows at one instant."""

from dataclasses import dataclass
from enum import StrEnum

from backcue.workout.model import Foot
from backcue.workout.phases import Phase


class State(StrEnum):
    """What the session is doing."""

    READY = "ready"
    RUNNING = "running"
    RESUMING = "resuming"
    """Counting in after a pause."""
    PAUSED = "paused"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A pure reading of the session at one instant; seconds throughout."""

    state: State
    phase: Phase
    following: Phase | None
    """The phase after this one; None at the last."""
    step: int
    """The step being made, 1-based; 0 before the first one and where nothing steps."""
    steps_left: int | None
    """Steps still to begin after this one; None where the phase is open or nothing steps."""
    foot: Foot | None
    """The foot making the step now; in a hold the support leg."""
    cadence: float | None
    """Steps per minute now; None where nothing steps."""
    phase_elapsed: float
    phase_left: float | None
    """None where the person ends the phase."""
    fraction: float | None
    """0 to 1 of this phase; None where it is open."""
    elapsed: float
    """Active seconds of the whole so far, lead-in left out."""
    remaining: float | None
    """Planned active seconds to the end; None where that is open."""
    lead_left: float
    """Seconds until stepping goes on after a pause or a skip; 0 while it does."""
    warning: str | None = None
    """What to make ready for, from some seconds before it."""
    coming: Phase | None = None
    """In a turn, a lead-in, and the time to settle after a turn: what one makes ready for."""
    reason: str | None = None
    """Why it is paused, where the person did not ask for it."""
