"""What help says on every screen: how a workout is followed, its words, surfaces, safety."""

from typing import Final, NamedTuple

from backcue.workout.model import Surface


class Sound(NamedTuple):
    """What is heard, and what it means."""

    cues: tuple[str, ...]
    """Names of the sounds, as in `backcue.sound.score.cue`."""
    heard: str
    means: str


SOUNDS: Final = (
    Sound(("step-left", "step-right"), "a tick", "one step; the right foot is the higher one"),
    Sound(
        ("accent-3", "accent-2", "accent-1"),
        "three rising strikes",
        "the last three steps: what comes next begins on the step after them",
    ),
    Sound(("forward",), "two notes up", "forward, from this very step"),
    Sound(("backward",), "three notes down", "backward, from this very step"),
    Sound(("hold",), "a steady tone", "balance on one leg until it ends"),
    Sound(("hold-tick",), "a small bell", "one second of the balance is over"),
    Sound(("turn",), "quick pulses", "turn around"),
    Sound(("rest",), "a singing bowl", "rest"),
    Sound(("ready",), "a strummed chord", "get ready"),
    Sound(("pause",), "two dull notes", "paused"),
    Sound(("resume",), "two quick notes, a high one", "going on after the count-in"),
    Sound(("finish",), "a run of notes to rest", "done"),
)
"""Every sound there is, the ones of each step first."""

BY_EAR: Final = (
    "Up is forward, down is backward. A voice says early what comes; the sound of a direction "
    "falls on its first step, so when you hear it your foot already goes that way. Left and right "
    "steps lie a little to their side."
)
"""Before the sounds."""

WITHOUT_A_SCREEN: Final = (
    "Without a screen, and for screen readers: backcue run WORKOUT --plain writes a line for "
    "each event."
)
"""After the sounds."""


class Words(NamedTuple):
    """Words of a workout, and what they say."""

    words: str
    says: str


NOTATION: Final = (
    Words("5 forward", "steps and a direction; 30s, 1:30, 2min or 100m instead of steps"),
    Words("forward until key", "until you press the key that pauses"),
    Words("300m backward run", "walk is meant where you don't say run"),
    Words("hold 2s", "balance on the leg that landed last"),
    Words("rest 60s", "stand easy"),
    Words("turn", "turn round, on a belt"),
    Words("20x(5 forward, 4 backward)", "again and again"),
    Words("10min of (100 forward, 15 backward)", "until 10 min are over, then to the end of it"),
    Words("forever(5 forward, 4 backward)", "until you end it"),
    Words("5 forward @ 100spm", "steps a minute; 100..120spm from one to the other"),
    Words("45s backward incline 5%", "how steep the treadmill is"),
)
"""The notation in brief; each is a workout of its own."""

BETWEEN: Final = "Commas, new lines or then between items; # begins a note to yourself."
"""After the notation."""

SURFACES: Final = {
    Surface.FLOOR: "changes of direction come on the beat, announced at least 3 s or 8 steps "
    "ahead where there is room",
    Surface.TRACK: "the same",
    Surface.TREADMILL: "a belt with a motor: each change of direction is a turn of its own. You "
    "are warned 15 s and 5 s before it, it waits for your key, and then you have time to find "
    "your stride",
    Surface.MANUAL_TREADMILL: "a belt that only your steps drive: it stops when you do",
}
"""What is different where one walks."""
