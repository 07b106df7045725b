"""What happens in a session. `at` is the time it is meant to happen, in seconds of its clock."""

from msgspec import Struct

from backcue.session.tally import Tally
from backcue.workout.model import Direction, Foot, Gait
from backcue.workout.phases import Phase


class Started(Struct, frozen=True):
    """The session began."""

    at: float


class PhaseStarted(Struct, frozen=True):
    """A phase began; its foot is the one the person really stands or steps on.

    `lead` is above 0 where the person went to it by hand: it is entered so many seconds later.
    """

    at: float
    phase: Phase
    lead: float = 0.0


class Paused(Struct, frozen=True):
    """Everything stands still; `reason` where the person did not ask for it."""

    at: float
    reason: str | None = None


class Resumed(Struct, frozen=True):
    """The count-in began; stepping goes on at `goes_on`."""

    at: float
    goes_on: float


class TempoChanged(Struct, frozen=True):
    """From the next step on another cadence is aimed at, steps per minute."""

    at: float
    direction: Direction
    gait: Gait
    cadence: float


class Skipped(Struct, frozen=True):
    """The person went to another phase, by its index, or beyond the last one (None)."""

    at: float
    phase: int | None


class Walked(Struct, frozen=True):
    """A stretch is over: a phase, or the part of it between two pauses.

    It began at `began`; `steps` were begun in it. Its foot is the one really stood on.
    """

    at: float
    phase: Phase
    began: float
    steps: int
    whole: bool = False
    """Whether the phase came to its end with it."""
    ends_round: bool = False
    """Whether a repetition came to its end with it."""
    cadence: float | None = None
    """Steps per minute, the mean over it; None where nothing steps."""

    @property
    def seconds(self) -> float:
        """How long it lasted."""
        return max(0.0, self.at - self.began)


class Finished(Struct, frozen=True):
    """The session ended; what it came to."""

    at: float
    tally: Tally


class Warned(Struct, frozen=True):
    """Something is to be made ready for, `before` seconds ahead of it."""

    at: float
    words: str
    before: float


class FeetSwapped(Struct, frozen=True):
    """The person is on the other foot: the next step is made with this one."""

    at: float
    foot: Foot


class Pressed(Struct, frozen=True):
    """The person asked for something, with a key or otherwise: the id of the action."""

    at: float
    action: str


class VolumeSet(Struct, frozen=True):
    """From here on it is so loud, 0 to 1; nothing is heard while it is muted."""

    at: float
    volume: float
    muted: bool = False


class VoiceSet(Struct, frozen=True):
    """The voice speaks from here on, or is silent."""

    at: float
    speaks: bool


class CuesWithdrawn(Struct, frozen=True):
    """What was planned to be heard from `edge` on was written anew; the rest was on its way."""

    at: float
    edge: float


class Interrupted(Struct, frozen=True):
    """The program or the machine ended here, before the session did."""

    at: float


class Continued(Struct, frozen=True):
    """An interrupted session goes on, paused, on a clock that is ahead by so many seconds.

    `at` is still on the clock before.
    """

    at: float
    ahead: float


Event = (
    Started
    | PhaseStarted
    | Paused
    | Resumed
    | TempoChanged
    | Skipped
    | Warned
    | FeetSwapped
    | Finished
)
"""What is told to whoever listens."""
Note = Pressed | VolumeSet | VoiceSet | CuesWithdrawn | Interrupted | Continued
"""What happened beside: it is told to nobody, and needed to make the same of the log again."""
Entry = Event | Walked | Note
"""What the log of a session has: all that happened, and what was walked."""
