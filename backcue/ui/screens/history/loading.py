"""All that is shown of one session, read from its log."""

from typing import NamedTuple

from msgspec.structs import replace

from backcue.display.measures import Plan, plan_of
from backcue.history.database.errors import HistoryError, WrongLogError
from backcue.history.phases import DonePhase, done_phases
from backcue.history.record import Record
from backcue.history.store import Log, Store
from backcue.workout.phases import Phase, PhaseKind

EARLIER = "its phases were not kept: it is of an earlier version"


class Loaded(NamedTuple):
    """A session with its phases."""

    record: Record
    log: Log | None
    """None where there is none, or nothing can be read of it."""
    phases: tuple[DonePhase, ...]
    """Those that were begun."""
    plan: Plan | None
    """What it would have come to."""
    problem: str
    """Why phases are missing; empty where they are all there."""

    @property
    def strip(self) -> tuple[Phase, ...]:
        """The phases as the strip shows them: as long as they were, the lead-in left out."""
        return tuple(map(_as_done, filter(_is_shown, self.phases)))


def load(store: Store, record: Record) -> Loaded:
    """Returns a session with its phases; from any thread."""
    log, problem = None, EARLIER
    try:
        log = store.log(record.id or 0)
    except (WrongLogError, HistoryError) as error:
        problem = str(error)
    if log is None:
        return Loaded(record, None, (), None, problem)
    phases = tuple(done_phases(log.entries))
    return Loaded(record, log, phases, plan_of(log.head.course), log.damage or "")


def _is_shown(done: DonePhase) -> bool:
    return not done.phase.is_lead_in and done.phase.kind is not PhaseKind.READY and done.seconds > 0


def _as_done(done: DonePhase) -> Phase:
    return replace(done.phase, seconds=round(done.seconds, 1), steps=done.steps)
