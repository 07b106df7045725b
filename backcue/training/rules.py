"""The rules of progression: one table, each with its reason and where it comes from."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from msgspec import Struct

EASY, HARD = 3, 5
"""Effort, 1 to 10: up to EASY there may be more; above HARD it was too much."""
AWAY_DAYS: Final = 21
"""Days without a session from which on one comes back a step lower."""
UNRATED: Final = 2
"""How many times as many sessions it takes where nobody said how hard they were."""

_HEART = (
    "the rule of cardiac rehabilitation, on Borg's scale of 6 to 20: more only below 11, never "
    "above 13; on 1 to 10 we take 3 and 5"
)
_OURS = "ours"
_STUDIES = "Heath 2001, Alghadir 2019 and NCT05585385: three sessions a week, a day between"
_WALK_FIRST = (
    "Hreljac 2005: people change from walking to running backward by themselves, at about 1.6 m/s"
)
_STACK = "STACK articles on walking and running backward: five to ten minutes a day to begin with"


class Seen(Struct, frozen=True):
    """What is known when a session on the way is over; the planned rung is where one stood."""

    effort: int | None
    """1 to 10; None where nobody said."""
    finished: bool
    below: bool
    """Whether it was of an easier rung than the planned one."""
    above: bool
    """Whether it was of a harder one."""
    unfinished: int
    """How many in a row were not finished, this one counted."""
    days: int
    """On how many days this rung was finished with ease, as far as is known, this one counted."""
    wanted: int
    """On how many it is to be."""
    had_next: bool
    """Whether the next rung was finished once before."""
    is_first: bool
    """Whether there is no rung below it."""
    has_next: bool
    next_runs: bool
    """Whether the next rung is run and this one is walked."""
    rose: bool
    """Whether one has already gone a rung up on this day."""


class Rule(Struct, frozen=True):
    """A rule: when it holds, how far it leads, and why."""

    id: str
    because: str
    """What stands behind "because", with figures to be put in."""
    reason: str
    source: str
    step: int = 0
    """Rungs up or down."""
    holds: Callable[[Seen], bool] = lambda _: False
    """Whether it holds after a session; those that go by the day or the settings never do."""


AFTER_A_SESSION: Final = (
    Rule(
        "lowest",
        "the last one was much: go slower",
        "There is no rung below the first one: walk slower, or end it earlier.",
        _HEART,
        0,
        lambda seen: (
            seen.is_first and not seen.above and ((seen.effort or 0) > HARD or seen.unfinished > 1)
        ),
    ),
    Rule(
        "too-hard",
        "the last one was hard ({effort} of 10)",
        f"Above {HARD} of 10 is more than is wanted: the rung below it is next.",
        _HEART,
        -1,
        lambda seen: (seen.effort or 0) > HARD and not seen.above,
    ),
    Rule(
        "two-unfinished",
        "two in a row were not finished",
        "What cannot be finished twice is too much for now: the rung below it is next.",
        _OURS,
        -1,
        lambda seen: seen.unfinished > 1 and not seen.above,
    ),
    Rule(
        "beyond",
        "the last one was beyond it",
        "A workout further up the way was too much, or not finished: the planned rung stays.",
        _HEART,
        0,
        lambda seen: seen.above and (not seen.finished or (seen.effort or 0) > EASY),
    ),
    Rule(
        "unfinished",
        "the last one was not finished",
        "What was not finished comes again before there is more.",
        _OURS,
        0,
        lambda seen: not seen.finished,
    ),
    Rule(
        "not-easy",
        "the last one was {effort} of 10: easy first",
        f"More only once the effort is {EASY} of 10 or less.",
        _HEART,
        0,
        lambda seen: (seen.effort or 0) > EASY,
    ),
    Rule(
        "one-a-day",
        "one rung a day is enough",
        "Of several sessions on one day one leads a rung up at most.",
        _OURS,
        0,
        lambda seen: seen.rose,
    ),
    Rule(
        "easier",
        "you did an easier one last",
        "An easier workout is welcome, and changes nothing about what is next.",
        _OURS,
        0,
        lambda seen: seen.below,
    ),
    Rule(
        "top",
        "it is as far as this path goes",
        "There is no rung above it. If it stays easy, + raises the cadence a little, last of all: "
        "older people walk faster backward almost only by stepping faster.",
        "Laufer 2005",
        0,
        lambda seen: not seen.has_next,
    ),
    Rule(
        "walking-easy-first",
        "running waits for easy walking: rate one",
        f"Running backward comes after walking backward is easy: say after a walk how hard it was, "
        f"and at {EASY} of 10 or less the running begins.",
        _WALK_FIRST,
        0,
        lambda seen: seen.next_runs and seen.effort is None,
    ),
    Rule(
        "back-again",
        "that was easy, and you did this before",
        "A rung that was finished once before needs one session below it that was called easy.",
        _OURS,
        1,
        lambda seen: seen.had_next and seen.effort is not None,
    ),
    Rule(
        "easy",
        "the one before has become easy",
        "Some sessions of one rung, the last of them easy, lead to the next one: one thing at a "
        "time, first longer, then steeper, faster last.",
        _HEART,
        1,
        lambda seen: seen.days >= seen.wanted,
    ),
    Rule(
        "practise",
        "{days} of {wanted} easy ones are done",
        "A rung is practised for about a week before there is more; where nobody says how hard it "
        "was, for two (training.sessions_per_rung sets it). Days in a row count once, but for the "
        "minutes of every day.",
        f"{_STUDIES}; the week for each rung is ours",
        0,
        lambda _: True,
    ),
)
"""In this order: the first that holds decides."""

BY_THE_DAY: Final = (
    Rule(
        "pinned",
        "you pinned it",
        "A pinned rung stays until backcue plan unpin.",
        "your own choice",
    ),
    Rule(
        "begin",
        "everybody begins here",
        "A few minutes show how it feels, on ground that you know.",
        _STACK,
    ),
    Rule(
        "done",
        "you have done one today",
        "One session a day is enough.",
        _STUDIES,
    ),
    Rule(
        "day-between",
        "you walked yesterday",
        "A day between two sessions is what the published programmes have in common.",
        _STUDIES,
    ),
    Rule(
        "away",
        "you were away for {weeks} weeks",
        "After three weeks away one comes back a rung lower.",
        _OURS,
        -1,
    ),
    Rule(
        "away-from-running",
        "you were away for {weeks} weeks",
        "After three weeks away one comes back to walking: running follows once it is easy again.",
        _WALK_FIRST,
        -1,
    ),
)
"""Those that go by the day, or by what the person set."""

RULES: Final = MappingProxyType({rule.id: rule for rule in (*AFTER_A_SESSION, *BY_THE_DAY)})
"""All of them, by their id."""


def rule_after(seen: Seen) -> Rule:
    """Returns the rule that decides after a session."""
    return next(rule for rule in AFTER_A_SESSION if rule.holds(seen))
