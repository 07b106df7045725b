"""A cue: one sound at one exact time."""

from typing import Final

from msgspec import Struct

STEP_LEFT: Final = "step-left"
STEP_RIGHT: Final = "step-right"
ACCENTS: Final = ("accent-3", "accent-2", "accent-1")
"""On the last three steps, in the order in which they are heard."""
HOLD: Final = "hold"
"""The one sound that lasts: its wav is a loop that plays for as long as the hold."""
HOLD_TICK: Final = "hold-tick"
FINISH: Final = "finish"
CUES: Final = (
    "ready",
    "forward",
    "backward",
    HOLD,
    HOLD_TICK,
    "rest",
    "turn",
    STEP_LEFT,
    STEP_RIGHT,
    *ACCENTS,
    "pause",
    "resume",
    FINISH,
)
"""The names of all cue sounds; each is a wav file in `sounds/cues/`."""
VOICE: Final = "voice:"
"""A sound name that begins so is spoken words: `voice:five forward`."""


class Cue(Struct, frozen=True):
    """One sound and the moment it reaches the ear.

    `at` is in seconds on the clock of whoever asked for the score; `seconds` is how
    long a sustained sound lasts (None: the sound's own length); `gain` is linear,
    below 1 where a tick ducks under speech; `phase` is the index of the phase it belongs to.
    """

    at: float
    sound: str
    phase: int
    seconds: float | None = None
    gain: float = 1.0

    @property
    def spoken(self) -> bool:
        """Whether it is words."""
        return self.sound.startswith(VOICE)
