"""What happens in a session. `at` is the time it is meant to happen, in seconds of its clock."""

from dataclasses import dataclass

from backcue.session.tally import Tally
from backcue.workout.model import Direction, Foot, Gait
from backcue.workout.phases import Phase


@dataclass(frozen=True, slots=True)
class Started:
    """The session began."""

    at: float


@dataclass(frozen=True, slots=True)
class PhaseStarted:
    """A phase began; its foot is the one the person really stands or steps on.

    `lead` is above 0 where the person went to it by hand: it is entered so many seconds later.
    """

    at: float
    phase: Phase
    lead: float = 0.0


@dataclass(frozen=True, slots=True)
class Paused:
    """Everything stands still; `reason` where the person did not ask for it."""

    at: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """The count-in began; stepping goes on at `goes_on`."""

    at: float
    goes_on: float


@dataclass(frozen=True, slots=True)
class TempoChanged:
    """From the next step on another cadence is aimed at, steps per minute."""

    at: float
    direction: Direction
    gait: Gait
    cadence: float


@dataclass(frozen=True, slots=True)
class Skipped:
    """The person went to another phase, by its index, or beyond the last one (None)."""

    at: float
    phase: int | None


@dataclass(frozen=True, slots=True)
class Walked:
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


@dataclass(frozen=True, slots=True)
class Finished:
    """The session ended; what it came to."""

    at: float
    tally: Tally


@dataclass(frozen=True, slots=True)
class Warned:
    """Something is to be made ready for, `before` seconds ahead of it."""

    at: float
    words: str
    before: float


@dataclass(frozen=True, slots=True)
class FeetSwapped:
    """The person is on the other foot: the next step is made with this one."""

    at: float
    foot: Foot


@dataclass(frozen=True, slots=True)
class Pressed:
    """The person asked for something, with a key or otherwise: the id of the action."""

    at: float
    action: str


@dataclass(frozen=True, slots=True)
class VolumeSet:
    """From here on it is so loud, 0 to 1; nothing is heard while it is muted."""

    at: float
    volume: float
    muted: bool = False


@dataclass(frozen=True, slots=True)
class VoiceSet:
    """The voice speaks from here on, or is silent."""

    at: float
    speaks: bool


@dataclass(frozen=True, slots=True)
class CuesWithdrawn:
    """What was planned to be heard from `edge` on was written anew; the rest was on its way."""

    at: float
    edge: float


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The program or the machine ended here, before the session did."""

    at: float


@dataclass(frozen=True, slots=True)
class Continued:
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
