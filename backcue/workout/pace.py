"""Cadence and step length: the numbers a coach needs, with their sources."""

from msgspec import Struct

from backcue.workout.model import Direction, Gait


class Pace(Struct, frozen=True):
    """How fast and how far a person steps, each way.

    Cadences are steps per minute; step lengths are metres per step. The walking
    cadences follow CADENCE-Adults 2019 (100 steps/min is a moderate walk) and Laufer 2003
    (backward walking: about the same cadence, shorter steps). Backward running has a
    higher cadence than forward running at the same speed (Cavagna 2012). Each figure is
    a starting point that a person's settings replace.
    """

    forward_walk: float = 110.0
    backward_walk: float = 100.0
    forward_run: float = 160.0
    backward_run: float = 170.0
    forward_walk_step: float = 0.70
    backward_walk_step: float = 0.55
    forward_run_step: float = 1.0
    backward_run_step: float = 0.75

    def cadence(self, direction: Direction, gait: Gait) -> float:
        """Steps per minute for this direction and gait."""
        value: float = getattr(self, f"{direction}_{gait}")
        return value

    def step_length(self, direction: Direction, gait: Gait) -> float:
        """Metres per step for this direction and gait."""
        value: float = getattr(self, f"{direction}_{gait}_step")
        return value
