"""Everything a surface shows at one instant, read off a session: arithmetic only."""

from enum import StrEnum

from msgspec import Struct

from backcue.session.route import Route
from backcue.workout.feet import stepping_foot
from backcue.workout.model import Foot
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase
from backcue.workout.warnings import warnings, warnings_of_turn


class State(StrEnum):
    """What the session is doing."""

    READY = "ready"
    RUNNING = "running"
    RESUMING = "resuming"
    """Counting in after a pause."""
    PAUSED = "paused"
    FINISHED = "finished"


class Snapshot(Struct, frozen=True):
    """A pure reading of the session at one instant; seconds throughout."""

    state: State
    phase: Phase
    following: Phase | None
    """The phase after this one; None at the last. Its foot is None where nobody can know it."""
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
    """Active seconds to the end at the tempo of now; None where that is open.

    As long as no key changes anything, `elapsed` and it add up to the same whole.
    """
    lead_left: float
    """Seconds until stepping goes on after a pause or a skip; 0 while it does."""
    warning: str | None = None
    """What to make ready for, from some seconds before it."""
    coming: Phase | None = None
    """What one makes ready for: in a turn, a lead-in, the time to settle, and right before that."""
    reason: str | None = None
    """Why it is paused, where the person did not ask for it."""
    next_step: float | None = None
    """Seconds until the next step begins; None where none will in this phase, or time stands."""


class Place(Struct, frozen=True):
    """Where a session is: all that a snapshot is read off."""

    scheduled: ScheduledPhase
    foot: Foot
    """The foot of the phase's first step."""
    active: float
    """Active seconds of what lies behind the stretch being walked."""
    state: State
    reason: str | None = None

    @property
    def standing(self) -> bool:
        """Whether time does not pass in it."""
        return self.state in (State.PAUSED, State.FINISHED)

    def active_at(self, progress: float) -> float:
        """Returns the active seconds that will have passed at this progress of the phase."""
        here = 0.0 if self.scheduled.phase.is_lead_in else progress - self.scheduled.entry
        return self.active + here

    def active_at_end(self, now: float) -> float:
        """Returns the active seconds when the phase is over, an open one being left now."""
        scheduled = self.scheduled
        if scheduled.duration is not None:
            return self.active_at(scheduled.duration)
        return self.active_at(scheduled.entry if self.standing else scheduled.progress(now))


def state_at(scheduled: ScheduledPhase, now: float) -> State:
    """Returns what one does in a phase that is walked."""
    if scheduled.resumed and not scheduled.has_begun(now):
        return State.RESUMING
    return State.READY if scheduled.phase.kind is PhaseKind.READY else State.RUNNING


def snapshot(place: Place, route: Route, now: float) -> Snapshot:
    """Returns what is to be seen at this time; nothing is changed by looking."""
    scheduled, standing = place.scheduled, place.standing
    phase = scheduled.phase
    progress = scheduled.entry if standing else scheduled.progress(now)
    step = scheduled.begun_before if standing else scheduled.begun(now)
    left = None if scheduled.duration is None else scheduled.duration - progress
    at_end = place.active_at_end(now)
    after = route.left_after(at_end)
    here = 0.0 if phase.is_lead_in else left
    following = scheduled.on_foot(route.next_phase(at_end), place.foot)
    second = route.next_phase(at_end, skip=1)
    to_turn = None if standing else route.time_to_turn(at_end)
    return Snapshot(
        state=place.state,
        phase=phase,
        following=following,
        step=step,
        steps_left=None if scheduled.steps is None else scheduled.steps - step,
        foot=_foot(scheduled, step),
        cadence=None if scheduled.grid is None else scheduled.grid.cadence_at(progress),
        phase_elapsed=progress,
        phase_left=left,
        fraction=None if not scheduled.duration else progress / scheduled.duration,
        elapsed=place.active_at(progress),
        remaining=_remaining(place.state, here, after),
        lead_left=0.0 if standing else max(0.0, scheduled.begins - now),
        warning=None if standing else _warning(scheduled, to_turn, now),
        coming=_coming(phase, following, scheduled.on_foot(second, place.foot)),
        reason=place.reason,
        next_step=None if standing else _next_step(scheduled, now),
    )


def _next_step(scheduled: ScheduledPhase, now: float) -> float | None:
    step = scheduled.next_step(now)
    if scheduled.grid is None or (scheduled.steps is not None and step >= scheduled.steps):
        return None
    return scheduled.start + scheduled.grid.time_of(step) - now


def _remaining(state: State, here: float | None, after: float | None) -> float | None:
    if state is State.FINISHED:
        return 0.0
    return None if here is None or after is None else here + after


def _warning(scheduled: ScheduledPhase, to_turn: float | None, now: float) -> str | None:
    """Returns what to make ready for now; what was due in an earlier phase holds on."""
    told = warnings_of_turn(scheduled, to_turn) or warnings(scheduled, None)
    return next((each.words for each in reversed(told) if each.at <= now), None)


def _coming(phase: Phase, following: Phase | None, second: Phase | None) -> Phase | None:
    """Returns what one makes ready for; `second` comes after what follows."""
    if following is not None and following.kind is PhaseKind.READY:
        return second
    return following if phase.kind in (PhaseKind.TURN, PhaseKind.READY) else None


def _foot(scheduled: ScheduledPhase, step: int) -> Foot | None:
    foot = scheduled.phase.foot
    if foot is None or scheduled.phase.kind is not PhaseKind.MOVE:
        return foot
    return stepping_foot(foot, max(0, step - 1))
