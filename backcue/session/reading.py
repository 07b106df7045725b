"""A moment read off a session: arithmetic only."""

from backcue.session.route import Route
from backcue.session.snapshot import Snapshot, State
from backcue.workout.conditions import LAP_WARNING, TURN_WARNINGS
from backcue.workout.model import Foot
from backcue.workout.pace import stepping_foot
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase


def warnings(placed: ScheduledPhase, route: Route) -> list[tuple[float, str, float]]:
    """Returns what is to be warned of in this phase: when, in which words, how long before."""
    following = route.phase(route.index + 1)
    if following is None:
        return []
    if placed.end is not None and following.kind is PhaseKind.TURN:
        told = [(placed.end - before, words, before) for before, words in TURN_WARNINGS]
    elif placed.expected is not None:
        what = following.direction or following.kind
        told = [(placed.begins + placed.expected - LAP_WARNING, f"{what} soon", LAP_WARNING)]
    else:
        return []
    return [warning for warning in told if warning[0] >= placed.begins]


def read(
    placed: ScheduledPhase,
    route: Route,
    *,
    state: State,
    now: float,
    active: float,
    reason: str | None,
) -> Snapshot:
    """Returns the moment of `now`; `active` are the active seconds of what lies behind."""
    phase, standing = placed.phase, state is State.PAUSED
    progress = placed.progress(now)
    step = placed.begun_before if standing else placed.begun(now)
    left = None if placed.duration is None else placed.duration - progress
    after = route.left_after()
    whole = phase.kind is not PhaseKind.READY
    running = max(0.0, now - placed.begins) if whole and not standing else 0.0
    remaining = None if left is None or after is None else after + (left if whole else 0.0)
    return Snapshot(
        state=state,
        phase=phase,
        following=route.phase(route.index + 1),
        step=step,
        steps_left=None if placed.steps is None else placed.steps - step,
        foot=_foot(placed, step),
        cadence=None if placed.grid is None else placed.grid.cadence_at(progress),
        phase_elapsed=progress,
        phase_left=left,
        fraction=None if not placed.duration else progress / placed.duration,
        elapsed=active + running,
        remaining=0.0 if state is State.FINISHED else remaining,
        lead_left=0.0 if standing else max(0.0, placed.begins - now),
        warning=None
        if standing
        else next((words for at, words, _ in reversed(warnings(placed, route)) if at <= now), None),
        coming=_coming(phase, route),
        reason=reason,
    )


def _coming(phase: Phase, route: Route) -> Phase | None:
    if phase.kind not in (PhaseKind.TURN, PhaseKind.READY):
        return None
    following = route.phase(route.index + 1)
    if following is None or following.kind is not PhaseKind.READY:
        return following
    return route.phase(route.index + 2)


def _foot(placed: ScheduledPhase, step: int) -> Foot | None:
    foot = placed.phase.foot
    if foot is None or placed.phase.kind is not PhaseKind.MOVE:
        return foot
    return stepping_foot(foot, max(0, step - 1))
