"""Writes docs/training.md: rungs and rules from their tables, and a simulated year of twenty.

Whoever is simulated follows the advice as the program gives it, day by day, and gets stronger by
what they do; how fast, and how reliably they come, is made up. Nothing is left to chance: the
same year comes out each time.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from backcue.history.record import Ending, Record
from backcue.settings.schema import TrainingSettings
from backcue.training.advice import Advice, Today, advice
from backcue.training.energy import PRACTICE, SOURCE
from backcue.training.rules import AFTER_A_SESSION, BY_THE_DAY
from backcue.training.rungs import RUNGS, Rung
from backcue.training.ways import PATHS, rungs_of
from backcue.workout.model import Surface
from backcue.workout.suitability import SURFACE_NAMES

PAGE = Path(__file__).with_name("training.md")
BEGIN = date(2026, 1, 5)
DAYS = 364
WEEKS = (4, 8, 13, 26, 52)
"""After which weeks it is told where one stands."""

Comes = Callable[[int], bool]
"""Whether somebody has time on a day, from 0."""


def on(*weekdays: int) -> Comes:
    """Returns the days of somebody who comes on these days of the week, Monday 0."""
    return lambda day: day % 7 in weekdays


def but(comes: Comes, *away: tuple[int, int]) -> Comes:
    """Returns the same days but for some weeks: each pair is the first one and how many."""
    return lambda day: comes(day) and not any(f <= day // 7 < f + n for f, n in away)


THREE = on(0, 2, 4)
ALWAYS = on(*range(7))


@dataclass(frozen=True)
class Person:
    """Somebody who is made up."""

    who: str
    comes: Comes = THREE
    surface: Surface = Surface.FLOOR
    path: str = "ladder"
    strength: float = 0.0
    """Rungs that would be no effort in the first week."""
    gain: float = 0.15
    """Rungs that a session makes easier."""
    gives_up: float = 0.05
    """How often a session is left early."""
    rates: bool = True
    """Whether they say how hard it was."""
    rests: bool = True
    """Whether they stay at home on a day between."""
    a_day: int = 1


PEOPLE = (
    Person("steady, three a week"),
    Person("steady, on a track", surface=Surface.TRACK),
    Person("steady, on a treadmill", surface=Surface.TREADMILL),
    Person("steady, on a self-powered treadmill", surface=Surface.MANUAL_TREADMILL),
    Person("eager: every day, rests when told to", ALWAYS),
    Person("eager: every day, never rests", ALWAYS, rests=False),
    Person("too eager: twice on each of four days", on(0, 1, 3, 5), rests=False, a_day=2, gain=0.1),
    Person("once a week", on(6), gain=0.2),
    Person("weekends only", on(5, 6)),
    Person("off and on: four weeks, then four without",
           but(THREE, *((week, 4) for week in range(4, 52, 8)))),
    Person("injured pause of ten weeks in spring", but(THREE, (13, 10))),
    Person("two pauses of six weeks", but(THREE, (10, 6), (30, 6))),
    Person("holidays of two weeks, three times", but(THREE, (12, 2), (28, 2), (40, 2))),
    Person("never says how hard it was", rates=False),
    Person("slow: gains little", gain=0.06),
    Person("fit: runs forward already", strength=4, gain=0.3),
    Person("leaves a third of them early", gives_up=0.33),
    Person("five to ten minutes a day", ALWAYS, path="daily"),
    Person("wants to run", path="running", strength=2, gain=0.2),
    Person("minds the knees", path="knee-friendly", gain=0.1),
)  # fmt: skip


@dataclass
class Year:
    """What became of somebody."""

    stood: list[str]
    """The rung after each of WEEKS."""
    sessions: int = 0
    down: int = 0
    """How often they were led a rung down."""
    ran: int | None = None
    """The week in which they ran backward first, from 1."""


def session(rung: Rung, day: date, number: int, *, effort: int | None, whole: bool) -> Record:
    """Returns a session as the history would have it."""
    planned = 60 * rung.minutes
    done = planned if whole else planned / 2
    return Record(
        None, rung.id, rung.label, "", "floor", f"{day}T{8 + number:02}:00:00+00:00",
        Ending.COMPLETED if whole else Ending.STOPPED, done, done, 0, max(1, round(done)),
        0, 0.0, 0, 0.0, 1, planned_seconds=planned, done_seconds=done, effort=effort,
    )  # fmt: skip


def advised(person: Person, history: list[Record], today: date) -> Advice:
    """Returns what the program says to them on a day."""
    found = advice(history, TrainingSettings(path=person.path), today, person.surface)
    if found is None:
        raise ValueError(person.path)
    return found


def simulated(person: Person) -> Year:
    """Returns the year of somebody."""
    rng, history, strength, place = random.Random(person.who), [], person.strength, 0
    year = Year([])
    for number in range(DAYS):
        today = BEGIN + timedelta(days=number)
        for each in range(person.a_day if person.comes(number) else 0):
            found = advised(person, history, today)
            year.down += found.place < place
            place = found.place
            if person.rests and found.today is not Today.GO:
                break
            felt = 2.5 + 2 * (found.place - strength) + rng.gauss(0, 0.7)
            effort = min(10, max(1, round(felt)))
            whole = rng.random() >= person.gives_up + (0.5 if felt > 8 else 0)
            rated = effort if person.rates else None
            history.append(session(found.rung, today, each, effort=rated, whole=whole))
            if whole:
                strength += person.gain
            if found.rung.runs and year.ran is None:
                year.ran = number // 7 + 1
        strength = max(person.strength, strength - _lost(history, today))
        if person.comes(number) or (number + 1) / 7 in WEEKS:
            now = advised(person, history, today)
            year.down += now.place < place
            place = now.place
        if (number + 1) / 7 in WEEKS:
            year.stood.append(now.way[place].label)
    year.sessions = len(history)
    return year


def _lost(history: list[Record], today: date) -> float:
    """Returns how much is lost on a day: nothing in the first two weeks without a session."""
    return 0.03 if history and (today - history[-1].day).days > 2 * 7 else 0.0


_HEAD = """# What to do next

`backcue plan`, and the line on top of the menu, say what to do today, and why; enter begins it. It
is advice from what others did: nothing is locked, nothing is promised, and it is not medical
advice. Every workout stays a key away, whatever the plan says; what you do of your own choice
counts as well, by the minutes you walked backward. What you leave within its first minute counts
as nothing, unless that was most of it or you say how hard it was.

```
backcue plan                    # today, the reason, its source, and the way so far
backcue plan --json             # the same for other programs
backcue plan pin balance        # stay on a rung; or its number on the way
backcue plan unpin              # go on by the rules
backcue settings training.path running          # another path; off: no advice
backcue settings training.sessions_per_rung 2   # easy days on each rung before the next
```

Say after a session how hard it was, from 1 to 10: that is what the rules go by. Without it they
take twice as long, and running is not advised at all.
"""


def page() -> str:
    """Returns the whole page."""
    return "".join((_HEAD, *_ways(), *_rules(), _ENERGY, *_year()))


def _ways() -> Iterator[str]:
    yield "\n## The ways\n\n"
    yield "One thing is raised at a time: minutes first, then the slope; the cadence last.\n\n"
    for surface in Surface:
        labels = (rung.label for rung in rungs_of("ladder", surface))
        yield f"- `ladder` on {SURFACE_NAMES[surface]}: {' → '.join(labels)}\n"
    for path, name in PATHS.items():
        if path != "ladder":
            labels = (rung.label for rung in rungs_of(path, Surface.FLOOR))
            yield f"- `{path}`, {name}: {' → '.join(labels)}\n"
    yield (
        "\nA belt at one speed has no 100 / 15, nobody should balance or run backward on it; a "
        "track is level.\n\n| rung | workout | what it raises | source |\n|---|---|---|---|\n"
    )
    for rung in RUNGS.values():
        yield f"| {rung.label} | `{rung.id}` | {rung.raises} | {rung.source} |\n"


def _rules() -> Iterator[str]:
    yield "\n## The rules\n\nAfter a session the first that holds decides; then those of the day.\n"
    yield "\n| because ... | rungs | the reason | source |\n|---|---|---|---|\n"
    for rule in (*AFTER_A_SESSION, *BY_THE_DAY):
        step = {1: "one up", -1: "one down", 0: ""}[rule.step]
        because = rule.because.format(effort=6, days=2, wanted=3, weeks=5)
        yield f"| {because} | {step} | {rule.reason} | {rule.source} |\n"


_ENERGY = f"""
## Energy

Only where you gave `person.body_mass_kg`, and only as an estimate, from the least to the most that
is likely: in the summary and in `backcue history show`. Speed is cadence times your step length.

- Source: {SOURCE}, by direction, speed and slope. Where its
  table has no speed, the value lies on a line between its neighbours. Backward it has one speed,
  3.5 mph (6.0 beside 4.3 forward): other speeds are taken to
  differ as much; running backward takes about 30 % more than forward (STACK articles). Slopes go by
  its backward walk at 5 %; downhill counts as level, rests and holds as standing.
- The range: 15 % either way, as the speed is only worked out, and a fifth less backward:
  {PRACTICE}.
"""

_YEAR = """
## A year of twenty people

Made up, day by day, by `docs/make_training.py`: each follows the advice as far as they are said to,
grows stronger by what they do, and weaker after two weeks without. How fast is a guess; the table
shows what the rules make of it.

"""


def _year() -> Iterator[str]:
    yield from (_YEAR, _TITLES, *map(row, PEOPLE))


_TITLES = (
    f"| who | sessions | {' | '.join(f'week {week}' for week in WEEKS)} | first run backward "
    f"| led down |\n|---|--:|{'---|' * len(WEEKS)}---|--:|\n"
)


def row(person: Person) -> str:
    """Returns the line of somebody in the table."""
    year = simulated(person)
    ran = "" if year.ran is None else f"week {year.ran}"
    stood = " | ".join(year.stood)
    return f"| {person.who} | {year.sessions} | {stood} | {ran} | {year.down} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE}: {len(RUNGS)} rungs, {len(PEOPLE)} people")
