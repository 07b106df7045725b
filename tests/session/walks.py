"""Random courses, and random people on them."""

from random import Random

from backcue.workout.conditions import Conditions
from backcue.workout.model import (
    Cadence,
    Direction,
    Distance,
    Duration,
    Foot,
    Forever,
    Gait,
    Hold,
    Item,
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
from tests.session.any_keys import KEYS, NEAR_END, AnyKeys
from tests.workouts import course

_ODD = 0.0000137
"""Seconds: no time is round, so that none falls on an end unless it is meant to."""

_STILL = ("stall", "stall", "sleep", "stall_then_pause", "stall_then_next", "stall_then_back")


def random_session(rng: Random) -> AnyKeys:
    """Returns a session of any workout, under any conditions."""
    conditions = Conditions(
        surface=rng.choice(list(Surface)),
        turn_seconds=rng.choice((None, 4.0, 12.5)),
        settle=rng.choice((0.0, 3.0, 10.0)),
        holds_on_rails=rng.random() < 0.5,
    )
    ready = rng.choice((0.0, 0.0, 2.0, 10.0, 16.0))
    fade = rng.choice((0.0, 0.0, 0.0, 0.5, 1.0))
    foot = rng.choice(list(Foot))
    walked = course(random_workout(rng), ready=ready, foot=foot, conditions=conditions)
    return AnyKeys(walked, fade=fade, voice=rng.random() < 0.5)


def random_action(rng: Random) -> tuple[str, float]:
    """Returns something that a person or a machine does, and a number for it."""
    most = rng.choice((0.01, 0.3, 1.5, 6.0, 20.0))
    choices = {
        ("advance", rng.uniform(0, most) + _ODD): 30,
        ("to_end", rng.choice(NEAR_END)): 15,
        (rng.choice(KEYS), 0.0): 40,
        ("cadence", round(rng.uniform(20, 260), 1)): 3,
        ("device", float(rng.random() < 0.6)): 3,
        ("look", 0.0): 3,
        (rng.choice(_STILL), rng.uniform(0.1, 10.0)): 6,
    }
    [action] = rng.choices(list(choices), list(choices.values()))
    return action


def random_workout(rng: Random) -> Workout:
    """Returns a workout that is walked in a minute or so, or never ends."""
    return Workout(_items(rng, 2))


def _items(rng: Random, depth: int) -> tuple[Item, ...]:
    return tuple(_item(rng, depth) for _ in range(rng.randint(1, 4 if depth == 2 else 3)))


def _item(rng: Random, depth: int) -> Item:
    if depth and rng.random() < 0.35:
        until = rng.choice(
            (Times(rng.randint(1, 3)), _duration(rng, 1.0, 30.0), Forever(), Times(2))
        )
        return Repeat(_items(rng, depth - 1), until)
    kind = rng.random()
    if kind < 0.6:
        return _move(rng)
    if kind < 0.7:
        return Hold(_duration(rng, 0.2, 6.0))
    if kind < 0.85:
        return Rest(rng.choice((_duration(rng, 0.2, 20.0), UntilKey())))
    return Turn(rng.choice((None, _duration(rng, 0.2, 8.0), UntilKey())))


def _duration(rng: Random, low: float, high: float) -> Duration:
    whole = float(rng.randint(max(1, round(low)), int(high)))
    return Duration(rng.choice((whole, rng.uniform(low, high), whole / 2)))


def _move(rng: Random) -> Move:
    amount = rng.choice(
        (
            Steps(rng.randint(1, 12)),
            Steps(rng.randint(1, 40)),
            _duration(rng, 0.2, 16.0),
            Distance(rng.choice((0.1, 3.5, 5.25, rng.uniform(0.5, 12)))),
            UntilKey(),
        )
    )
    low = rng.choice((30.0, 60.0, 100.0, 120.0, rng.uniform(30, 240)))
    high = rng.choice((240.0, 90.0, rng.uniform(30, 240)))
    cadence = rng.choice(
        (None, Cadence.steady(low), Cadence(low, high), Cadence(high, low), Cadence.steady(high))
    )
    gait = rng.choice((Gait.WALK, Gait.WALK, Gait.RUN))
    return Move(amount, rng.choice(list(Direction)), gait, cadence)
