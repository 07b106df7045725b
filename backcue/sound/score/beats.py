"""The beats: one for each step, left and right told apart."""

from collections.abc import Iterator
from itertools import count

from backcue.sound.score.cue import ACCENTS, STEP_LEFT, STEP_RIGHT, Cue
from backcue.workout.feet import stepping_foot
from backcue.workout.model import Foot
from backcue.workout.phases import Phase
from backcue.workout.timeline import ScheduledPhase

_GOLDEN = 0.618034
"""The golden ratio: its multiples spread the silent beats evenly, without a rhythm of their own."""
_FADE_ROUNDS = 10
"""Repetitions until the fading is complete where nobody knows how many there will be."""


def beats(scheduled: ScheduledPhase, fade: float) -> Iterator[Cue]:
    """Returns the beats of a move, lazily, from where it is entered on; without end in an open one.

    `fade` is the share of beats, 0 to 1, that has fallen silent by the last repetition.
    """
    grid, foot = scheduled.grid, scheduled.phase.foot
    if grid is None or foot is None:
        return
    silent = _silent_share(scheduled.phase, fade)
    for step in count(scheduled.begun_before):
        if scheduled.steps is not None and step >= scheduled.steps:
            return
        if _is_silent(step, scheduled, silent):
            if silent >= 1 and scheduled.steps is None:
                return
            continue
        at = scheduled.start + grid.time_of(step)
        sound = STEP_LEFT if stepping_foot(foot, step) is Foot.LEFT else STEP_RIGHT
        yield Cue(at, sound, scheduled.phase.index)


def _silent_share(phase: Phase, fade: float) -> float:
    """Returns the share of beats that falls silent in this repetition, 0 to 1."""
    last = phase.repetitions or _FADE_ROUNDS
    return fade * min(1.0, (phase.repetition - 1) / max(1, last - 1))


def _is_silent(step: int, scheduled: ScheduledPhase, silent: float) -> bool:
    """Whether this beat falls silent, to train the person's own rhythm.

    The first step and the last three always sound.
    """
    steps = scheduled.steps
    if silent <= 0 or step == scheduled.begun_before or (steps and step >= steps - len(ACCENTS)):
        return False
    return (step * _GOLDEN) % 1.0 < silent
