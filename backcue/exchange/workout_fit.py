"""A workout as a FIT file for watches.

Each step has its words as its name, `4 backward @ 100spm`, which the watch shows: FIT itself knows
no direction and no holds. Repeats nest as FIT has them: a step that says from which step on, and
how often or how long.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from backcue.exchange.errors import ExchangeError
from backcue.exchange.fit_file import begun, held_to_fit, named
from backcue.exchange.flat import MOST_STEPS, seconds_of
from backcue.exchange.losses import Losses, Lost
from backcue.workout.conditions import Conditions
from backcue.workout.model import (
    Direction,
    Distance,
    Duration,
    Gait,
    Hold,
    Item,
    Leaf,
    Move,
    Repeat,
    Rest,
    Steps,
    Times,
    Turn,
    UntilKey,
    Workout,
    leaves,
)
from backcue.workout.notation import format_item

if TYPE_CHECKING:
    from fit_tool.fit_file_builder import FitFileBuilder

FOREVER_ROUNDS: Final = 1_000
"""What stands for without end."""
_EPSILON: Final = 1e-6
_UNSURE: Final = 1
"""Strides per minute to each side of a cadence: a target of no width is never met."""


def workout_fit(
    name: str, workout: Workout, conditions: Conditions, created: datetime, losses: Losses
) -> bytes:
    """Returns a workout as a FIT file; ExchangeError: too long for it, or the extra is missing."""
    with held_to_fit():
        return _Writing(conditions, losses).file(name, workout, created)


class _Writing:
    """Writes one workout."""

    def __init__(self, conditions: Conditions, losses: Losses) -> None:
        self._conditions, self._losses = conditions, losses
        self._steps: list[Any] = []

    def file(self, name: str, workout: Workout, created: datetime) -> bytes:
        from fit_tool.profile.messages.workout_message import WorkoutMessage  # noqa: PLC0415
        from fit_tool.profile.profile_type import Sport  # noqa: PLC0415

        moves = [leaf for leaf in leaves(workout.items) if isinstance(leaf, Move)]
        self._losses.add(
            Lost.DIRECTION, any(move.direction is Direction.BACKWARD for move in moves)
        )
        self._items(workout.items, depth=0)
        runs = sum(move.gait is Gait.RUN for move in moves)
        head: Any = WorkoutMessage()
        head.workout_name = named(name)
        head.sport = Sport.RUNNING if runs * 2 > len(moves) else Sport.WALKING
        head.num_valid_steps = len(self._steps)
        builder: FitFileBuilder = begun("WORKOUT", created)
        builder.add(head)
        for step in self._steps:
            builder.add(step)
        return bytes(builder.build_bytes())

    def _items(self, items: tuple[Item, ...], depth: int) -> None:
        for item in items:
            if isinstance(item, Repeat):
                self._losses.add(Lost.NESTED, depth)
                first = len(self._steps)
                self._items(item.items, depth + 1)
                self._repeat(item, first)
            else:
                self._leaf(item)

    def _new(self, words: str) -> Any:  # noqa: ANN401 - a type of the extra
        from fit_tool.profile.messages.workout_step_message import (  # noqa: PLC0415
            WorkoutStepMessage,
        )

        if len(self._steps) >= MOST_STEPS:
            raise ExchangeError(f"it has more than {MOST_STEPS:,} steps")
        step: Any = WorkoutStepMessage()
        step.message_index, step.workout_step_name = len(self._steps), named(words)
        self._steps.append(step)
        return step

    def _repeat(self, repeat: Repeat, first: int) -> None:
        from fit_tool.profile.profile_type import WorkoutStepDuration  # noqa: PLC0415

        step = self._new("repeat")
        step.duration_value = first
        if isinstance(repeat.until, Duration):
            step.duration_type = WorkoutStepDuration.REPEAT_UNTIL_TIME
            step.target_repeat_time = repeat.until.seconds
            return
        step.duration_type = WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT
        step.target_value = FOREVER_ROUNDS
        if isinstance(repeat.until, Times):
            step.target_value = repeat.until.count
        else:
            self._losses.add(Lost.FOREVER)

    def _leaf(self, leaf: Leaf) -> None:
        from fit_tool.profile.profile_type import (  # noqa: PLC0415
            Intensity,
            WorkoutStepDuration,
            WorkoutStepTarget,
        )

        step, losses = self._new(format_item(leaf)), self._losses
        losses.add(Lost.HOLD, isinstance(leaf, Hold))
        losses.add(Lost.TURN, isinstance(leaf, Turn) and leaf.amount is None)
        step.intensity = Intensity.REST if isinstance(leaf, Rest | Turn) else Intensity.ACTIVE
        seconds = seconds_of(leaf, self._conditions)
        if isinstance(leaf.amount, Distance):
            centimetres = leaf.amount.metres * 100
            losses.add(Lost.CENTIMETRES, abs(centimetres - round(centimetres)) > _EPSILON)
            step.duration_type = WorkoutStepDuration.DISTANCE
            step.duration_distance = max(1, round(centimetres)) / 100
        elif leaf.amount is None or isinstance(leaf.amount, UntilKey) or seconds is None:
            step.duration_type, step.duration_value = WorkoutStepDuration.OPEN, 0
        else:
            losses.add(Lost.STEPS, isinstance(leaf.amount, Steps))
            step.duration_type = WorkoutStepDuration.TIME
            step.duration_time = max(1, round(seconds * 1000)) / 1000
        step.target_type, step.target_value = WorkoutStepTarget.OPEN, 0
        if isinstance(leaf, Move):
            losses.add(Lost.INCLINE, leaf.incline is not None)
            if leaf.cadence is not None:
                step.target_type = WorkoutStepTarget.CADENCE
                self._cadence(step, leaf.cadence.start, leaf.cadence.end)

    def _cadence(self, step: Any, start: float, end: float) -> None:  # noqa: ANN401
        """Aim at a cadence in strides, two steps each: low and high together are the steps."""
        self._losses.add(Lost.WHOLE_CADENCE, start != round(start) or end != round(end))
        self._losses.add(Lost.RAMP, start != end)
        low, high = round(min(start, end)), round(max(start, end))
        if low == high:
            step.custom_target_value_low = low // 2 - (_UNSURE if low % 2 == 0 else 0)
            step.custom_target_value_high = low - step.custom_target_value_low
        else:
            step.custom_target_value_low, step.custom_target_value_high = low // 2, -(-high // 2)
