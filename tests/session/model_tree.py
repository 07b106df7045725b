"""What comes after what in a workout, walked item by item: the slow way."""

from copy import copy
from dataclasses import dataclass, replace
from math import inf

from backcue.workout.conditions import Conditions
from backcue.workout.model import (
    Direction,
    Distance,
    Duration,
    Forever,
    Gait,
    Hold,
    Item,
    Leaf,
    Move,
    Repeat,
    Rest,
    Steps,
    Surface,
    Times,
    Turn,
    UntilKey,
    Workout,
)
from tests.session.model_steps import Plan, StepTimes, nearest

ON_TIME = 1e-6
"""Seconds that sums may be off by."""


Stands = tuple[Direction | None, bool]
"""The way one faced last, and whether one stands on the side rails of a moving belt."""


@dataclass(frozen=True)
class Task:
    """What is to be done for a while; `seconds` as planned, None until a key."""

    kind: str
    seconds: float | None
    plan: Plan | None = None
    direction: Direction | None = None
    gait: Gait | None = None
    incline: float | None = None
    index: int = 0
    repetition: int = 1
    repetitions: int | None = 1
    by_time: bool = False
    """Whether the outermost repeat that it belongs to goes by time."""
    on_rails: bool = False
    round: int | None = None
    """Which round of an outermost repeat it belongs to, counted through."""

    @property
    def lead_in(self) -> bool:
        return self.kind == "ready" and self.index == 0

    @property
    def way(self) -> tuple[Direction, Gait] | None:
        return None if self.direction is None or self.gait is None else (self.direction, self.gait)


@dataclass
class Level:
    """Items being gone through, and how often."""

    items: tuple[Item, ...]
    until: Times | Duration | Forever | None = None
    began: float = 0.0
    """Active seconds when its first round began."""
    at: int = 0
    rounds: int = 1
    planned: int | None = 1

    def over(self, active: float) -> bool:
        """Whether no further round begins."""
        if isinstance(self.until, Times):
            return self.rounds >= self.until.count
        if isinstance(self.until, Duration):
            return active - self.began >= self.until.seconds - ON_TIME
        return self.until is None


class Place:
    """A place in a workout, behind one task and before the next."""

    def __init__(self, workout: Workout, conditions: Conditions, ready: float) -> None:
        self.conditions = conditions
        self.levels = [Level(workout.items)]
        self.waiting = [Task("ready", ready)] if ready > 0 else []
        self.facing: Direction | None = None
        self.on_rails = False
        self.number = 0
        self.rounds = 0
        self.plain = not any(isinstance(item, Repeat) for item in workout.items)

    def copy(self) -> "Place":
        other = copy(self)
        other.levels = [copy(level) for level in self.levels]
        other.waiting = list(self.waiting)
        return other

    def next(self, active: float) -> Task | None:
        """Go to the next task after so many active seconds; None at the end."""
        while not self.waiting:
            if not self.levels:
                return None
            level = self.levels[-1]
            if level.at < len(level.items):
                self._enter(level.items[level.at], active)
                level.at += 1
            elif level.over(active):
                self.levels.pop()
            else:
                level.at = 0
                level.rounds += 1
                self.rounds += len(self.levels) == 2
        task = replace(self.waiting.pop(0), index=self.number)
        self.number += 1
        return task

    def _enter(self, item: Item, active: float) -> None:
        if isinstance(item, Repeat):
            level = Level(item.items, item.until, active)
            self.levels.append(level)
            if len(self.levels) == 2:
                self.rounds += 1
                level.planned = planned_rounds(item, (self.facing, self.on_rails), self.conditions)
            return
        tasks, (self.facing, self.on_rails) = with_turn(
            item, (self.facing, self.on_rails), self.conditions
        )
        if len(self.levels) == 1:
            self.waiting = [replace(task, round=1 if self.plain else None) for task in tasks]
            return
        outermost = self.levels[1]
        self.waiting = [
            replace(
                task,
                repetition=outermost.rounds,
                repetitions=outermost.planned,
                by_time=isinstance(outermost.until, Duration),
                round=self.rounds,
            )
            for task in tasks
        ]


def with_turn(item: Leaf, stands: Stands, conditions: Conditions) -> tuple[list[Task], Stands]:
    """Returns the tasks of an item, with what a moving belt wants before it, and how one stands."""
    task, (facing, on_rails) = task_of(item, conditions), stands
    if isinstance(item, Turn):
        return [task], (None, task.on_rails)
    if not isinstance(item, Move):
        return [task], (facing, task.on_rails)
    tasks = [task]
    turns = conditions.surface is Surface.TREADMILL and facing not in (None, item.direction)
    if conditions.settle > 0 and (turns or on_rails):
        tasks.insert(0, Task("ready", conditions.settle))
    if turns:
        tasks.insert(0, Task("turn", conditions.turn_seconds, on_rails=True))
    return tasks, (item.direction, False)


def task_of(item: Leaf, conditions: Conditions) -> Task:
    """Returns what an item asks for."""
    amount = item.amount
    seconds = amount.seconds if isinstance(amount, Duration) else None
    on_belt = conditions.surface is Surface.TREADMILL
    if isinstance(item, Hold):
        return Task("hold", seconds, on_rails=on_belt and conditions.holds_on_rails)
    if isinstance(item, Rest):
        return Task("rest", seconds, on_rails=on_belt)
    if isinstance(item, Turn):
        seconds = conditions.turn_seconds if amount is None else seconds
        return Task("turn", seconds, on_rails=on_belt)
    pace = conditions.pace
    spm = pace.cadence(item.direction, item.gait)
    start, end = (item.cadence.start, item.cadence.end) if item.cadence else (spm, spm)
    steps = None
    if isinstance(amount, Steps):
        steps = amount.count
    elif isinstance(amount, Distance):
        steps = nearest(amount.metres / pace.step_length(item.direction, item.gait))
    if steps is not None:
        seconds = steps * 60 / ((start + end) / 2)
    plan = Plan(start, end, seconds, steps, isinstance(amount, Duration))
    return Task("move", seconds, plan, item.direction, item.gait, item.incline)


def lasting(task: Task, added: float, known: dict[tuple[object, ...], float]) -> float:
    """Returns how long a task that no key ends lasts at this tempo; `known` remembers it."""
    if task.plan is None or not added or task.plan.timed:
        return task.seconds or 0.0
    key = (task.plan, added)
    if key not in known:
        known[key] = StepTimes(task.plan, added).duration() or 0.0
    return known[key]


def planned_rounds(repeat: Repeat, stands: Stands, conditions: Conditions) -> int | None:
    """Returns how many rounds there will be as planned; None where that is open."""
    if isinstance(repeat.until, Times):
        return repeat.until.count
    if isinstance(repeat.until, Forever):
        return None
    gone, rounds = 0.0, 0
    while gone < repeat.until.seconds - ON_TIME:
        seconds, stands = _planned(repeat.items, stands, conditions)
        if seconds is None:
            return None
        gone += seconds
        rounds += 1
    return max(1, rounds)


def _planned(
    items: tuple[Item, ...], stands: Stands, conditions: Conditions
) -> tuple[float | None, Stands]:
    """Returns the planned seconds of items, None where a key ends one, and how one stands."""
    total: float | None = 0.0
    for item in items:
        if isinstance(item, Repeat):
            rounds = planned_rounds(item, stands, conditions)
            never = isinstance(item.until, Forever)
            for _ in range(rounds or 1):
                seconds, stands = _planned(item.items, stands, conditions)
                total = None if total is None or seconds is None else total + seconds
            total = total and total + (inf if never else 0.0)
            continue
        tasks, stands = with_turn(item, stands, conditions)
        for task in tasks:
            open_ = task.seconds is None or isinstance(getattr(item, "amount", None), UntilKey)
            total = None if total is None or open_ else total + (task.seconds or 0.0)
    return total, stands
