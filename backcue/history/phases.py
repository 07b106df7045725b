"""The phases of a session as they were done, read from its log."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from backcue.history.entries import Told
from backcue.session.events import (
    Continued,
    Finished,
    Interrupted,
    PhaseStarted,
    Skipped,
    Started,
    Walked,
)
from backcue.workout.phases import Phase


class DonePhase(Struct, frozen=True):
    """A phase that was begun; one that was gone back to is there twice."""

    phase: Phase
    """As it was planned, on the foot that the person was really on."""
    start: float
    """Seconds from the session's beginning, pauses counted."""
    end: float
    steps: int | None = None
    """How many were begun; None where nothing steps."""
    seconds: float = 0.0
    """What was spent in it, pauses left out."""
    cadence: float | None = None
    """Steps per minute, the mean; None where nothing steps."""
    whole: bool = False
    """Whether it was done to its end."""


def with_beginning(log: Iterable[Told]) -> Iterator[tuple[Told, float]]:
    """Returns each entry, and when the session began, on the clock by which that entry is told.

    A session that goes on in another program has another clock.
    """
    began = 0.0
    for told in log:
        match told.entry:
            case Started(at=at):
                began = at
            case Continued(ahead=ahead):
                began += ahead
            case _:
                pass
        yield told, began


def done_phases(log: Iterable[Told]) -> list[DonePhase]:
    """Returns the phases that were begun, in order."""
    done: list[DonePhase] = []
    for (_, entry), began in with_beginning(log):
        match entry:
            case PhaseStarted(at=at, phase=phase, lead=lead):
                start = at + lead - began
                done.append(DonePhase(phase, start, start))
            case Walked() if done:
                done[-1] = _with_stretch(done[-1], entry, began)
            case Skipped(at=at) | Finished(at=at) | Interrupted(at=at) if done:
                # A pause belongs to the phase in which it was made.
                done[-1] = replace(done[-1], end=max(done[-1].end, at - began))
            case _:
                pass
    return done


def _with_stretch(done: DonePhase, stretch: Walked, began: float) -> DonePhase:
    seconds = done.seconds + stretch.seconds
    steps = None if stretch.cadence is None else (done.steps or 0) + stretch.steps
    cadence = done.cadence
    if stretch.cadence is not None and (stretch.seconds > 0 or cadence is None):
        beats = (cadence or 0.0) * done.seconds + stretch.cadence * stretch.seconds
        cadence = beats / seconds if seconds > 0 else stretch.cadence
    return replace(
        done,
        phase=stretch.phase,
        end=max(done.start, stretch.at - began),
        steps=steps,
        seconds=seconds,
        cadence=cadence,
        whole=stretch.whole,
    )
