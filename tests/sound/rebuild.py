"""From sounds to phases: what a person who only listens takes a workout to be.

The rules are those of docs/sound.md: a direction, a rest, a turn or a lead-in begins with
its sound, a hold is its tone, a step is its beat, and the end has a sound of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tests.sound.attention import FEET, TONE, Heard
from tests.sound.ear import RATE

DIRECTIONS = ("forward", "backward")
WAITS = ("ready", "rest", "turn")
END = "finish"
HAIR = RATE * 2 // 1000
"""Frames by which two sounds that begin together may seem apart."""


class UnclearError(Exception):
    """What is heard makes no sense to one who only listens."""


@dataclass(frozen=True, slots=True)
class HeardPhase:
    """A phase as it is heard, times in seconds; `foot` as `show --json` has it."""

    kind: str
    start: float
    seconds: float
    direction: str | None = None
    steps: int | None = None
    foot: str | None = None
    beats: tuple[float, ...] = ()
    """When each step falls."""


def rebuild(heard: Sequence[Heard]) -> list[HeardPhase]:
    """Returns the phases of a whole workout."""
    begins = [h for h in heard if h.sound in (*DIRECTIONS, *WAITS, TONE, END)]
    if [h.sound for h in begins if h.sound == END] != [h.sound for h in begins[-1:]]:
        raise UnclearError("the end is not heard, or not at the end")
    if any(h.sound in ("pause", "resume") for h in heard):
        raise UnclearError("it is paused")
    steps = [h for h in heard if h.sound in FEET]
    phases = [_phase(this, following, steps) for this, following in pairwise(begins)]
    if sum(phase.steps or 0 for phase in phases) != len(steps):
        raise UnclearError("there are steps outside of the moves")
    if any(one.sound == two.sound for one, two in pairwise(steps)):
        raise UnclearError("a foot steps twice")
    return _on_their_feet(phases)


def _phase(this: Heard, following: Heard, steps: Sequence[Heard]) -> HeardPhase:
    start, seconds = this.frame / RATE, (following.frame - this.frame) / RATE
    if this.sound in WAITS:
        return HeardPhase(this.sound, start, seconds)
    if this.sound == TONE:
        # before another hold the tone takes breath; else it lasts as long as the hold
        sounding = seconds if following.sound == TONE else this.frames / RATE
        return HeardPhase("hold", start, sounding)
    own = [s for s in steps if this.frame - HAIR <= s.frame < following.frame - HAIR]
    if not own or own[0].frame > this.frame + HAIR:
        raise UnclearError(f"no step with the direction at {start:.3f} s")
    beats = tuple(s.frame / RATE for s in own)
    foot = own[0].sound.removeprefix("step-")
    return HeardPhase("move", start, seconds, this.sound, len(own), foot, beats)


def _on_their_feet(phases: list[HeardPhase]) -> list[HeardPhase]:
    """Say of each hold on which leg: the one that stepped last, or will not step next."""
    first = next((phase.foot for phase in phases if phase.foot), None)
    landed = _other(first)
    put = []
    for phase in phases:
        if phase.kind == "hold":
            put.append(replace(phase, foot=landed))
            continue
        put.append(phase)
        if phase.foot and phase.steps:
            landed = phase.foot if phase.steps % 2 else _other(phase.foot)
    return put


def _other(foot: str | None) -> str | None:
    return foot and {"left": "right", "right": "left"}[foot]
