"""What to do today, and why: advice, never a lock, and never a word about health."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct

from backcue.history.record import Record
from backcue.settings.schema import TrainingSettings
from backcue.training.practice import practices
from backcue.training.progress import Progress, progress
from backcue.training.rules import RULES, Rule
from backcue.training.rungs import Rung
from backcue.training.ways import rungs_of
from backcue.workout.model import Surface

_WEEK = 7
_ZONES: Final = timedelta(days=1)
"""How much later than today a session may be: it is tomorrow already where somebody came from."""


class Today(StrEnum):
    """What the day is for."""

    GO = "go"
    REST = "rest"
    DONE = "done"


class Advice(Struct, frozen=True):
    """What to do, with the rule that says so; `rung` is the next one on a day of rest too."""

    today: Today
    rung: Rung
    rule: Rule
    """Its `reason` and `source` stand behind all this."""
    because: str
    """What stands behind "because"."""
    path: str
    surface: Surface
    way: tuple[Rung, ...]
    place: int
    """The planned rung, from 0; another than `rung` where that one is pinned."""
    pinned: bool = False


class Stage(Struct, frozen=True):
    """A rung of a way, and what was done of it."""

    rung: Rung
    sessions: int
    finished: int
    first: date | None
    """The day of the first session; None where there was none."""
    last: date | None


def advice(
    history: Sequence[Record],
    settings: TrainingSettings,
    today: date,
    surface: Surface = Surface.FLOOR,
) -> Advice | None:
    """Returns what to do on a day by all the sessions of the history, in any order.

    None where the person wants no advice. What is dated later than today counts as nothing.
    """
    way = rungs_of(settings.path, surface)
    if not way:
        return None
    known = [each for each in history if each.day - today <= _ZONES]
    stands = progress(way, practices(known, way), today, settings.sessions_per_rung)
    pinned = next((rung for rung in way if rung.id == settings.pinned), None)
    rung = pinned or way[stands.place]
    rule = _by_day(stands, today, rung) or (RULES["pinned"] if pinned else stands.rule)
    kind = {"done": Today.DONE, "day-between": Today.REST}.get(rule.id, Today.GO)
    because = _told(rule, stands)
    pin = pinned is not None
    return Advice(kind, rung, rule, because, settings.path, surface, way, stands.place, pin)


def stages(history: Sequence[Record], way: Sequence[Rung]) -> list[Stage]:
    """Returns the way so far: what was done of each of its rungs."""
    done = practices(history, way)
    sessions = Counter(each.place for each in done)
    finished = Counter(each.place for each in done if each.finished)
    days = {place: [each.day for each in done if each.place == place] for place in range(len(way))}
    return [
        Stage(
            rung,
            sessions[place],
            finished[place],
            min(days[place], default=None),
            max(days[place], default=None),
        )
        for place, rung in enumerate(way)
    ]


def _by_day(stands: Progress, today: date, rung: Rung) -> Rule | None:
    """Returns the rule of the day that lets one rest; None where there is none."""
    if stands.last is None:
        return None
    gone = (today - stands.last).days
    if gone <= 0:
        return RULES["done"]
    return RULES["day-between"] if gone == 1 and not rung.daily else None


def _told(rule: Rule, stands: Progress) -> str:
    return rule.because.format(
        effort=stands.effort,
        days=stands.days,
        wanted=stands.wanted,
        weeks=stands.away // _WEEK,
    )
