"""What the workout screen shows at a moment: a pure function of what the session says."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from backcue.display.counting import counted, what_counts
from backcue.display.orders import facing, is_warned, orders, warns_of_turn
from backcue.display.signs import Sign, sign_of
from backcue.display.wording import (
    EPSILON,
    clock,
    facts,
    next_amount,
    technique_line,
)
from backcue.session.snapshot import Snapshot, State
from backcue.workout.model import Direction
from backcue.workout.phases import Phase, PhaseKind

WORDS = ("FORWARD", "BACKWARD", "HOLD", "REST", "TURN", "GET READY", "PAUSED")
"""What the big word can be."""
RAILS = 5.0
"""Seconds for which a person is sent to the side rails before what comes next is shown."""


class Edge(StrEnum):
    """Which edges of the screen are lit: where one goes, seen from the corner of the eye."""

    NONE = "none"
    TOP = "top"
    """Forward."""
    BOTTOM = "bottom"
    """Backward."""
    BOTH = "both"
    """Stay between them: a hold."""


class Message(Struct, frozen=True):
    """Words that take the rows under the number for as long as they are shown."""

    words: str
    """Few, to be read from two metres; none where all is small."""
    more: str = ""
    """Small beside them."""


class View(Struct, frozen=True):
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
    """What the number counts, right under it: `of 5`; the direction where a warning hides it."""
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

    def told(self, notice: Message | None = None) -> Message | None:
        """Returns what stands in the place of `next` and `under`: a notice before what is usual.

        Orders say all that there is to do.
        """
        return notice or (None if self.orders else self.message)


def view(
    snapshot: Snapshot,
    technique: Sequence[str] = (),
    go_on: str = "space",
) -> View:
    """Returns what to show; `go_on` is the key that goes on."""
    phase, paused = snapshot.phase, snapshot.state is State.PAUSED
    number, room_for = counted(snapshot)
    known = snapshot.elapsed + snapshot.remaining if snapshot.remaining is not None else None
    following = snapshot.coming or snapshot.following
    next_sign, next_words = _next(following, facing=facing(snapshot))
    return View(
        tone=_tone(snapshot),
        edge=_edge(snapshot),
        word="PAUSED" if paused else _word(phase),
        sign=_sign(snapshot),
        orders=orders(snapshot, go_on),
        number=number,
        room_for=room_for,
        under=_under(snapshot),
        foot=_foot(snapshot),
        next_sign=next_sign,
        next=next_words,
        message=_message(snapshot, technique, go_on),
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
    return f"{clock(int(whole + 0.5 + EPSILON) - int(elapsed + EPSILON))} to go"


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


def _under(snapshot: Snapshot) -> str:
    if snapshot.phase.kind is PhaseKind.TURN and snapshot.state is not State.PAUSED:
        return ""
    return _word(snapshot.phase).lower() if is_warned(snapshot) else what_counts(snapshot)


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


def _message(snapshot: Snapshot, technique: Sequence[str], go_on: str) -> Message | None:
    """Returns what is more than what comes next: how to go on, a warning, how to move."""
    phase = snapshot.phase
    if snapshot.state is State.PAUSED:
        return Message(f"press {go_on}", snapshot.reason or "to go on")
    if snapshot.warning and not warns_of_turn(snapshot):
        return Message(snapshot.warning)
    if is_lead_in(snapshot) and snapshot.state is State.READY:
        advice = technique_line(technique, snapshot.phase_elapsed, phase.seconds or 0.0)
        return Message("", advice) if advice else None
    if sent_to_rails(snapshot) and snapshot.phase_elapsed < RAILS:
        then = f"; {go_on} goes on" if phase.is_open else ""
        return Message("side rails", f"feet on them{then}")
    if phase.kind is PhaseKind.REST and phase.is_open:
        return Message(f"press {go_on}", "to go on")
    return None


def sent_to_rails(snapshot: Snapshot) -> bool:
    """Whether one stands beside a moving belt, and has been told by nothing larger."""
    return snapshot.phase.on_rails and snapshot.phase.kind is not PhaseKind.TURN


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
