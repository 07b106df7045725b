"""Times, amounts and phases as a person says them."""

from math import ceil, floor

from backcue.workout.model import Gait
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.totals import Totals

EPSILON = 1e-6
"""Seconds; less than this is nothing."""


def clock(seconds: float) -> str:
    """Write whole seconds as `m:ss` or `h:mm:ss`."""
    minutes, rest = divmod(max(0, floor(seconds + EPSILON)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def countdown(seconds: float, planned: float) -> str:
    """Write the seconds left of a planned time: `7`, or `4:32` where it is a minute or more.

    A second counts until it is over: 0 is never shown.
    """
    left = max(1, ceil(seconds - EPSILON))
    return str(left) if planned < 60 else clock(left)  # noqa: PLR2004


def amount(seconds: float) -> str:
    """Write a length of time: `2 s`, `45 s`, `1:30 min`, `10 min`, `2 h`."""
    if seconds < 60:  # noqa: PLR2004
        return f"{seconds:.3g} s"
    if seconds % 3600 == 0:
        return f"{seconds / 3600:.0f} h"
    if seconds % 60 == 0:
        return f"{seconds / 60:.0f} min"
    return f"{clock(seconds)} {'h' if seconds >= 3600 else 'min'}"  # noqa: PLR2004


def say(phase: Phase) -> str:
    """Say what to do in a phase: `4 backward`, `hold 2 s, right leg`, `run 45 s backward`."""
    match phase.kind:
        case PhaseKind.MOVE:
            gait = " run" if phase.gait is Gait.RUN else ""
            incline = f", incline {phase.incline:g} %" if phase.incline is not None else ""
            if phase.seconds is None:
                return f"{phase.direction}{gait} until key{incline}"
            much = amount(phase.seconds) if phase.timed else f"{phase.steps:,}"
            return f"{much} {phase.direction}{gait}{incline}"
        case PhaseKind.HOLD:
            leg = f", {phase.foot} leg" if phase.foot else ""
            return f"hold {amount(phase.seconds or 0)}{leg}"
        case PhaseKind.REST | PhaseKind.TURN:
            return f"{phase.kind} {amount(phase.seconds) if phase.seconds else 'until key'}"
        case PhaseKind.READY:
            return "get ready"


def time_words(totals: Totals) -> str:
    """Say how long a workout takes."""
    if totals.endless:
        return "until you stop"
    if totals.seconds is None:
        return "you end it, phase by phase"
    return f"{clock(round(totals.seconds))}"


def steps_words(totals: Totals) -> str:
    """Say how many steps a workout has each way."""
    each = [
        f"{count:,} {way}"
        for way, count in (("forward", totals.forward), ("backward", totals.backward))
        if count
    ]
    return ", ".join(each) or "as many as you make"
