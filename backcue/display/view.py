"""What the workout screen shows at a moment: a pure function of what the session says."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from backcue.display.signs import Sign, sign_of
from backcue.display.wording import (
    EPSILON,
    clock,
    countdown,
    facts,
    length,
    next_amount,
    technique_line,
)
from backcue.session.snapshot import Snapshot, State
from backcue.workout.model import Direction
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import STILL_CADENCE_SPM

WORDS = ("FORWARD", "BACKWARD", "HOLD", "REST", "TURN", "GET READY", "PAUSED")
"""What the big word can be."""
COUNT_IN_BEATS = 3
"""Beats of a count-in that are heard, and so shown."""
_MINUTE = 60.0


class Edge(StrEnum):
    """Which edges of the screen are lit: where one goes, seen from the corner of the eye."""

    NONE = "none"
    TOP = "top"
    """Forward."""
    BOTTOM = "bottom"
    """Backward."""
    BOTH = "both"
    """Stay between them: a hold."""


@dataclass(frozen=True, slots=True)
class Message:
    """Words that take the rows under the number for as long as they are shown."""

    words: str
    """Few, to be read from two metres; none where all is small."""
    more: str = ""
    """Small beside them."""


@dataclass(frozen=True, slots=True)
class View:
    """Everything on the screen that changes, as texts and figures."""

    tone: str
    """Which colours: forward, backward, hold, rest, turn, ready or paused."""
    edge: Edge
    word: str
    sign: Sign
    orders: tuple[str, ...]
    """What to do, large, in the place of word, sign and number; mostly none."""
    number: str
    room_for: str
    """The longest number of this phase; the figures are sized for it and end where it ends."""
    under: str
    """What the number counts, right under it: `of 5`."""
    foot: str
    """`L` or `R`: the foot of the step, or the leg of the hold."""
    next_sign: Sign
    next: str
    """How much of it, or a word where there is no sign."""
    message: Message | None
    """What stands in the place of `next` and `under`."""
    repetition: str
    repetitions: str
    """The longest that `repetition` becomes."""
    facts: str
    """What is of use from near by: gait, incline."""
    cadence: str
    elapsed: str
    left: str
    phase: float | None
    """Part of the phase that is over; None where it is open."""
    whole: float | None
    """Part of the workout that is over; None where it is open."""


def view(
    snapshot: Snapshot,
    technique: Sequence[str] = (),
    go_on: str = "space",
    *,
    on_belt: bool = False,
) -> View:
    """Returns what to show; `go_on` is the key that goes on, `on_belt` on one with a motor."""
    phase, paused = snapshot.phase, snapshot.state is State.PAUSED
    number, room_for = _number(snapshot)
    known = snapshot.elapsed + snapshot.remaining if snapshot.remaining is not None else None
    following = snapshot.coming or snapshot.following
    next_sign, next_words = _next(following, facing=_facing(snapshot))
    return View(
        tone=_tone(snapshot),
        edge=_edge(snapshot),
        word="PAUSED" if paused else _word(phase),
        sign=_sign(snapshot),
        orders=_orders(snapshot, go_on, on_belt=on_belt),
        number=number,
        room_for=room_for,
        under=_under(snapshot),
        foot=_foot(snapshot),
        next_sign=next_sign,
        next=next_words,
        message=_message(snapshot, technique, go_on, on_belt=on_belt),
        repetition=_repetition(phase),
        repetitions=_repetition(phase, longest=True),
        facts=facts(phase, snapshot.step, go_on),
        cadence=cadence(snapshot),
        elapsed=clock(snapshot.elapsed),
        left=_left(snapshot.elapsed, known),
        phase=_part(snapshot),
        whole=snapshot.elapsed / known if known else None,
    )


def is_lead_in(snapshot: Snapshot) -> bool:
    """Whether the workout has not begun yet; later ones are for settling after a turn."""
    return snapshot.phase.kind is PhaseKind.READY and snapshot.phase.index == 0


def cadence(snapshot: Snapshot) -> str:
    """Write the cadence, always as wide: `110 steps/min`, ` 98 steps/min`."""
    return f"{snapshot.cadence:3.0f} steps/min" if snapshot.cadence is not None else ""


def _left(elapsed: float, whole: float | None) -> str:
    """Write what is left so that it and what is gone are always the same whole."""
    if whole is None:
        return ""
    return f"{clock(int(whole + 0.5 + EPSILON) - int(elapsed + EPSILON))} left"


def _tone(snapshot: Snapshot) -> str:
    if snapshot.state is State.PAUSED:
        return "paused"
    if snapshot.state is State.RESUMING:
        # The colour of a direction means: go. In the count-in one does not yet.
        return "ready"
    if warns_of_turn(snapshot):
        return str(PhaseKind.TURN)
    return str(snapshot.phase.direction or snapshot.phase.kind)


def _edge(snapshot: Snapshot) -> Edge:
    if snapshot.state is not State.RUNNING:
        return Edge.NONE
    if snapshot.phase.kind is PhaseKind.HOLD:
        return Edge.BOTH
    edges = {Direction.FORWARD: Edge.TOP, Direction.BACKWARD: Edge.BOTTOM, None: Edge.NONE}
    return edges[snapshot.phase.direction]


def _word(phase: Phase) -> str:
    if phase.direction is not None:
        return phase.direction.upper()
    return "GET READY" if phase.kind is PhaseKind.READY else phase.kind.upper()


def _sign(snapshot: Snapshot) -> Sign:
    if snapshot.state is State.PAUSED:
        return Sign.PAUSED
    if snapshot.phase.kind is PhaseKind.READY and snapshot.coming:
        return sign_of(snapshot.coming)
    return sign_of(snapshot.phase)


def warns_of_turn(snapshot: Snapshot) -> bool:
    """Whether the warning of a turn is given, which is more than all else then."""
    following = snapshot.following
    return bool(snapshot.warning and following and following.kind is PhaseKind.TURN)


def _facing(snapshot: Snapshot) -> Direction | None:
    """Returns the way to turn to, while one turns."""
    turning = snapshot.phase.kind is PhaseKind.TURN and snapshot.state is State.RUNNING
    return snapshot.coming.direction if turning and snapshot.coming else None


def _orders(snapshot: Snapshot, go_on: str, *, on_belt: bool) -> tuple[str, ...]:
    if snapshot.state in (State.PAUSED, State.RESUMING):
        return ()
    if warns_of_turn(snapshot) and snapshot.warning:
        return (snapshot.warning.upper(),)
    if snapshot.phase.kind is not PhaseKind.TURN:
        return ()
    facing = _facing(snapshot)
    return tuple(
        order
        for order, is_due in (
            ("STOP THE BELT", on_belt),
            (f"FACE {facing.upper()}" if facing else "TURN", True),
            (f"PRESS {go_on.upper()}", snapshot.phase.is_open),
        )
        if is_due
    )


def _number(snapshot: Snapshot) -> tuple[str, str]:
    """Returns the number that helps now, and the longest one to come.

    Counted moves: the step being made, which is what one counts along. Otherwise seconds left,
    or seconds gone where the person ends the phase. In a count-in: the beats left.
    """
    phase = snapshot.phase
    if snapshot.state is State.RESUMING and snapshot.lead_left > 0:
        beats = ceil(snapshot.lead_left * beats_a_second(snapshot) - EPSILON)
        return str(max(1, beats)) if beats <= COUNT_IN_BEATS else "", "0"
    if phase.seconds is None:
        gone = clock(snapshot.phase_elapsed)
        return gone, gone
    if phase.kind is PhaseKind.MOVE and not phase.timed:
        return str(max(1, snapshot.step)), "0" * len(str(phase.steps))
    left = countdown(snapshot.phase_left or 0.0, phase.seconds)
    if phase.seconds >= _MINUTE:
        return left, length(phase.seconds)
    return left, "0" * len(str(ceil(phase.seconds)))


def beats_a_second(snapshot: Snapshot) -> float:
    """Returns the beats of the count-in each second."""
    return (snapshot.cadence or STILL_CADENCE_SPM) / 60


def _under(snapshot: Snapshot) -> str:
    phase = snapshot.phase
    if snapshot.state is State.RESUMING:
        return "count-in"
    if phase.seconds is None:
        return f"step {max(1, snapshot.step):,}" if phase.kind is PhaseKind.MOVE else ""
    if phase.kind is PhaseKind.MOVE and not phase.timed:
        return f"of {phase.steps:,}"
    return "seconds" if phase.seconds < _MINUTE else "left"


def _foot(snapshot: Snapshot) -> str:
    foot = snapshot.foot
    if snapshot.phase.kind is PhaseKind.READY and snapshot.coming:
        foot = snapshot.coming.foot
    return foot[0].upper() if foot else ""


def _next(following: Phase | None, *, facing: Direction | None) -> tuple[Sign, str]:
    if following is None:
        return Sign.NONE, "last one"
    if following.kind is PhaseKind.TURN and facing is None:
        return Sign.NONE, "turn"
    if following.kind is PhaseKind.HOLD:
        leg = following.foot[0].upper() if following.foot else ""
        return Sign.HOLD, f"{next_amount(following)} {leg}".rstrip()
    return sign_of(following), next_amount(following)


def _message(
    snapshot: Snapshot, technique: Sequence[str], go_on: str, *, on_belt: bool
) -> Message | None:
    """Returns what is more than what comes next: how to go on, a warning, how to move."""
    phase = snapshot.phase
    if snapshot.state is State.PAUSED:
        return Message(f"press {go_on}", snapshot.reason or "to go on")
    if snapshot.warning and not warns_of_turn(snapshot):
        return Message(snapshot.warning)
    if is_lead_in(snapshot) and snapshot.state is State.READY:
        advice = technique_line(technique, snapshot.phase_elapsed, phase.seconds or 0.0)
        return Message("", advice) if advice else None
    if phase.kind is PhaseKind.REST and on_belt:
        then = f"; {go_on} goes on" if phase.is_open else ""
        return Message("side rails", f"stand on them, slow the belt{then}")
    if phase.kind is PhaseKind.REST and phase.is_open:
        return Message(f"press {go_on}", "to go on")
    return None


def _repetition(phase: Phase, *, longest: bool = False) -> str:
    if phase.repetitions == 1 or phase.kind is PhaseKind.READY:
        return ""
    if phase.repetitions is None:
        return f"repetition {phase.repetition:,}"
    this = phase.repetitions if longest else phase.repetition
    return f"repetition {this:,} of {phase.repetitions:,}"


def _part(snapshot: Snapshot) -> float | None:
    """Returns the part of the phase that is over: of a counted move the steps being made."""
    phase = snapshot.phase
    if phase.kind is PhaseKind.MOVE and not phase.timed and phase.steps:
        return min(1.0, snapshot.step / phase.steps)
    return snapshot.fraction
