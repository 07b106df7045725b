"""On which leg the holds of a workout fall: exact, and as cheap for a million repetitions.

Steps alternate, so one round of a repeat either ends on the foot it began with, and all
rounds are alike, or on the other, and every second round is. Two rounds of each repeat
therefore tell them all.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from backcue.workout.conditions import Conditions, Leaf, belt_turn, phase_of
from backcue.workout.model import (
    Direction,
    Duration,
    Foot,
    Forever,
    Hold,
    Item,
    Move,
    Repeat,
    Times,
    Workout,
)
from backcue.workout.pace import stepping_foot, support_foot
from backcue.workout.totals import planned_repetitions


@dataclass(frozen=True, slots=True)
class Held:
    """Holds on one leg: how many, and how many seconds together."""

    count: int = 0
    seconds: float = 0.0

    def plus(self, other: "Held", times: int = 1) -> "Held":
        """Add others, so many times."""
        return Held(self.count + other.count * times, self.seconds + other.seconds * times)


Place = tuple[Direction | None, Foot]
"""The direction of the move before a hold (None: there is none), and its leg."""


@dataclass(frozen=True, slots=True)
class Holds:
    """The holds of some items, and what else is to be known about their feet."""

    by_place: dict[Place, Held]
    swaps: bool = False
    """Whether the step after these items is the other foot's than the step they began with."""
    turns: bool = False
    """Whether a belt needs a turn that the words do not have."""
    odd: int | None = None
    """Repetitions of the first repeat whose odd number leaves one leg short."""

    def leg(self, foot: Foot) -> Held:
        """Returns all holds on one leg."""
        total = Held()
        for (_, leg), held in self.by_place.items():
            if leg is foot:
                total = total.plus(held)
        return total

    @property
    def uneven(self) -> bool:
        """Whether one leg is held longer than the other, by more than a rounding."""
        return abs(self.leg(Foot.LEFT).seconds - self.leg(Foot.RIGHT).seconds) > EPSILON


EPSILON = 1e-6


def holds_of(
    workout: Workout, conditions: Conditions, first_foot: Foot = Foot.RIGHT
) -> tuple[Holds, bool]:
    """Returns the holds of a workout, and whether its feet are known.

    They are not where the person decides how many steps there are: beyond an open move, or a
    time within which an unknown number of repetitions fits. An endless repeat counts as two
    rounds.
    """
    walk = _Walk(conditions)
    holds, _ = walk.items(workout.items, _State(first_foot))
    return holds, walk.sure


class _State(NamedTuple):
    swing: Foot
    """The foot that steps next."""
    way: Direction | None = None
    """The direction of the last move."""
    facing: Direction | None = None
    """The same, forgotten after a turn: what decides whether a belt needs one."""


class _Walk:
    """Walks items once for each way they can be entered."""

    def __init__(self, conditions: Conditions) -> None:
        self._conditions = conditions
        self._known: dict[tuple[int, _State], tuple[Holds, _State]] = {}
        self.sure = True

    def items(self, items: tuple[Item, ...], state: _State) -> tuple[Holds, _State]:
        total, first = Holds({}), state.swing
        for item in items:
            if isinstance(item, Repeat):
                part, state = self._repeat(item, state)
            else:
                part, state = self._leaf(item, state)
            total = _joined(total, part)
            if isinstance(item, Repeat) and isinstance(item.until, Forever):
                break
        return replace(total, swaps=state.swing is not first), state

    def _leaf(self, item: Leaf, state: _State) -> tuple[Holds, _State]:
        turns, facing = belt_turn(item, state.facing, self._conditions)
        state = state._replace(facing=facing)
        by_place: dict[Place, Held] = {}
        if isinstance(item, Hold):
            leg = support_foot(state.swing)
            by_place = {(state.way, leg): Held(1, item.amount.seconds)}
        elif isinstance(item, Move):
            steps = phase_of(item, self._conditions).steps
            self.sure = self.sure and steps is not None
            state = state._replace(swing=stepping_foot(state.swing, steps or 0), way=item.direction)
        return Holds(by_place, turns=bool(turns)), state

    def _repeat(self, repeat: Repeat, state: _State) -> tuple[Holds, _State]:
        key = id(repeat), state
        if key not in self._known:
            self._known[key] = self._rounds(repeat, state, self._count(repeat, state))
        return self._known[key]

    def _count(self, repeat: Repeat, state: _State) -> int:
        match repeat.until:
            case Times(count):
                return count
            case Forever():
                return 2
            case Duration():
                planned = planned_repetitions(repeat, self._conditions, state.facing)
                self.sure = self.sure and planned is not None
                return planned or 1

    def _rounds(self, repeat: Repeat, state: _State, count: int) -> tuple[Holds, _State]:
        """Weigh the first round, then the others: all alike, or one like every second one."""
        total, after = self.items(repeat.items, state)
        swaps, odd, others = total.swaps, total.odd, count - 1
        if others:
            second, after = self.items(repeat.items, after)
            self.sure = self.sure and second.swaps is swaps
            total = _joined(total, second, others - others // 2 if swaps else others)
            if swaps and others > 1:
                third, _ = self.items(repeat.items, after)
                total = _joined(total, third, others // 2)
        if swaps:
            foot = stepping_foot(state.swing, count)
            after = after._replace(swing=foot)
        total = replace(total, swaps=after.swing is not state.swing)
        if isinstance(repeat.until, Times) and total.swaps and total.uneven:
            odd = count
        return replace(total, odd=odd), after


def _joined(one: Holds, other: Holds, times: int = 1) -> Holds:
    by_place = dict(one.by_place)
    for place, held in other.by_place.items():
        by_place[place] = by_place.get(place, Held()).plus(held, times)
    odd = one.odd if one.odd is not None else other.odd
    return Holds(by_place, one.swaps, one.turns or other.turns, odd)
