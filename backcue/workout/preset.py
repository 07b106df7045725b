"""A preset: a workout with a name, told to a person."""

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from backcue.workout.model import Direction, Gait, Surface, Workout
from backcue.workout.pace import Pace

LAST = 1000
"""Place in the list of a preset that says none."""


class PaceChange(Struct, frozen=True):
    """What a preset, or the command line, changes of the person's pace; None: nothing.

    `forward` and `backward` are cadences, steps per minute, whatever the gait; the `_walk`
    and `_run` ones are for one gait only and win there. Step lengths are metres.
    """

    forward: float | None = None
    backward: float | None = None
    forward_walk: float | None = None
    backward_walk: float | None = None
    forward_run: float | None = None
    backward_run: float | None = None
    forward_step: float | None = None
    backward_step: float | None = None
    forward_run_step: float | None = None
    backward_run_step: float | None = None


def changed(pace: Pace, change: PaceChange) -> Pace:
    """Returns the pace with the changes of a preset or of the command line in it."""
    figures: dict[str, float] = {}
    for direction in Direction:
        for suffix in ("", "_step"):
            both = getattr(change, f"{direction}{suffix}")
            for gait in Gait:
                # A walking step has no length of its own here.
                own = getattr(change, f"{direction}_{gait}{suffix}", None)
                figure = both if own is None else own
                figures |= {} if figure is None else {f"{direction}_{gait}{suffix}": figure}
    return replace(pace, **figures)


class Preset(Struct, frozen=True):
    """A workout as it stands in a preset file.

    `workout` has the file's `repeat` already around its sequence.
    """

    id: str
    name: str
    workout: Workout
    summary: str = ""
    surfaces: tuple[Surface, ...] = tuple(Surface)
    technique: tuple[str, ...] = ()
    source: str = ""
    tags: tuple[str, ...] = ()
    order: int = LAST
    """Place in the list, the smallest first."""
    pace: PaceChange = PaceChange()
    path: Path | None = None
    """The file it came from; None for words typed in."""
    built_in: bool = False
    overrides: bool = False
    """An own preset that takes the place of a built-in one with the same id."""
