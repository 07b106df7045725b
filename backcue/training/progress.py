"""Where a person stands on a way: session by session, by the rules."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from backcue.training.practice import Practice
from backcue.training.rules import AWAY_DAYS, EASY, HARD, RULES, UNRATED, Rule, Seen, rule_after
from backcue.training.rungs import Rung


class Progress(Struct, frozen=True):
    """Where one stands, and which rule led there."""

    place: int = 0
    """The planned rung, from 0."""
    rule: Rule = RULES["begin"]
    last: date | None = None
    """The day on which the last session ended, of any kind; None where there was none."""
    away: int = 0
    """For how many days one was away before one was led down for it."""
    effort: int | None = None
    """Of the last session that counted."""
    days: int = 0
    """On how many days the planned rung was finished with ease."""
    wanted: int = 1
    """On how many it is to be."""
    unfinished: int = 0
    """How many in a row were not finished."""
    finished: frozenset[int] = frozenset()
    """The rungs that were ever finished."""
    counted: date | None = None
    """The day that was counted last in `days`."""
    rose: date | None = None
    """The day on which one went a rung up last."""


def progress(
    way: Sequence[Rung], done: Iterable[Practice], today: date, wanted: int = 1
) -> Progress:
    """Returns where one stands on a day; `wanted`: how many easy sessions lead a rung up."""
    stands = Progress(wanted=wanted)
    for practice in done:
        stands = _after(_back(stands, way, practice.day), way, practice, wanted)
    return _back(stands, way, today)


def _back(stands: Progress, way: Sequence[Rung], day: date) -> Progress:
    """Returns where one stands who comes back on this day."""
    away = 0 if stands.last is None else (day - stands.last).days
    if away < AWAY_DAYS:
        return stands
    stands = replace(stands, away=away)
    if way[stands.place].runs:
        walked = [place for place, rung in enumerate(way) if not rung.runs and place < stands.place]
        place, rule = max(walked, default=0), RULES["away-from-running"]
    else:
        place, rule = max(0, stands.place - 1), RULES["away"]
    return _moved(stands, place, rule)


def _moved(stands: Progress, place: int, rule: Rule) -> Progress:
    return replace(stands, place=place, rule=rule, days=0, unfinished=0, counted=None)


def _after_hard_work(stands: Progress, practice: Practice) -> Progress:
    """Returns where one stands after what was too hard, though it counts for no rung."""
    stands = replace(stands, effort=practice.effort)
    if practice.place is not None and practice.place > stands.place:
        return replace(stands, rule=RULES["beyond"])
    rule = RULES["too-hard" if stands.place else "lowest"]
    return _moved(stands, stands.place + rule.step, rule)


def _after(stands: Progress, way: Sequence[Rung], practice: Practice, wanted: int) -> Progress:
    stands = replace(stands, last=practice.until)
    if practice.place is None or practice.broken_off:
        return _after_hard_work(stands, practice) if (practice.effort or 0) > HARD else stands
    apart = 1 if way[stands.place].daily else 2
    counts = stands.counted is None or (practice.day - stands.counted).days >= apart
    easy = practice.finished and (practice.effort is None or practice.effort <= EASY)
    here = practice.place >= stands.place
    days = stands.days + (easy and here and counts)
    wanted = wanted if practice.effort is not None else wanted * UNRATED
    above = practice.place > stands.place
    unfinished = 0 if practice.finished else stands.unfinished + (not above)
    following = way[stands.place + 1] if stands.place + 1 < len(way) else None
    seen = Seen(
        effort=practice.effort,
        finished=practice.finished,
        below=practice.place < stands.place,
        above=above,
        unfinished=unfinished,
        days=days,
        wanted=wanted,
        had_next=stands.place + 1 in stands.finished,
        is_first=stands.place == 0,
        has_next=following is not None,
        next_runs=following is not None and following.runs and not way[stands.place].runs,
        rose=stands.rose == practice.day,
    )
    rule = rule_after(seen)
    finished = {practice.place} if practice.finished else set()
    stands = replace(
        stands,
        rule=rule,
        effort=practice.effort,
        days=days,
        wanted=wanted,
        unfinished=unfinished,
        finished=stands.finished | finished,
        counted=practice.day if easy and here and counts else stands.counted,
        rose=practice.day if rule.step > 0 else stands.rose,
    )
    anew = rule.step or rule is RULES["lowest"]
    return _moved(stands, stands.place + rule.step, rule) if anew else stands
