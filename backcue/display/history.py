"""Sessions of the history: as plain values for JSON, and as lines for a person."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import floor
from typing import Final

from backcue.display.days import day, in_a_sentence
from backcue.display.energy import energy_lines
from backcue.display.json_forms import number, rounded
from backcue.display.wording import MINUTE, clock, length, say, steps
from backcue.history.phases import DonePhase
from backcue.history.record import Ending, Record
from backcue.history.recovery import Resumption
from backcue.history.statistics import Best, Totals
from backcue.text.printable import printable
from backcue.training.energy import Energy
from backcue.training.practice import rung_of
from backcue.workout.model import Direction, Gait

_LONGEST_NAME = 32
"""Columns for the name of a workout in a table."""
EFFORTS: Final = (
    "very easy", "easy", "moderate", "somewhat hard", "hard", "hard", "very hard", "very hard",
    "nearly all I had", "all I had",
)  # fmt: skip
"""What 1, 2, 3 and so on of effort mean: one's own feeling, on a scale as Borg's of ten."""
HARDEST: Final = len(EFFORTS)
"""The end of the scale of effort, which begins with 1."""
_ENDINGS = {Ending.STOPPED: "ended early", Ending.INTERRUPTED: "interrupted"}


def session_values(record: Record) -> dict[str, object]:
    """Returns a session as `history --json` has it."""
    return {
        "id": record.id,
        "workout": record.workout or None,
        "name": record.name,
        "sequence": record.sequence,
        "surface": record.surface,
        "started": record.started,
        "seconds": rounded(record.seconds),
        "active_seconds": rounded(record.active_seconds),
        "steps": dict(record.steps),
        "holds": {
            leg: {"count": held.count, "seconds": rounded(held.seconds)}
            for leg, held in record.holds.items()
        },
        "repetitions": record.repetitions,
        "state": record.state,
        "effort": record.effort,
        "note": record.note,
    }


def done_phase_values(done: DonePhase) -> dict[str, object]:
    """Returns a phase as `history show --json` has it."""
    phase = done.phase
    return {
        "start": rounded(done.start),
        "end": rounded(done.end),
        "kind": phase.kind,
        "direction": phase.direction,
        "gait": phase.gait,
        "steps": done.steps,
        "cadence": None if done.cadence is None else number(round(done.cadence, 3)),
        "foot": phase.foot,
        "repetition": phase.repetition,
    }


def session_table(records: Sequence[Record]) -> Iterable[str]:
    """Returns a line for each session, below one that says what its columns are."""
    head = ("id", "date", "workout", "time", "forward", "backward", "done", "effort", "")
    rows = [head, *(_cells(record) for record in records)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    for row in rows:
        cells = (
            f"{cell:<{width}}" if column in _TO_THE_LEFT else f"{cell:>{width}}"
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


_TO_THE_LEFT = (1, 2, 8)
"""Columns of words."""


def _cells(record: Record) -> tuple[str, ...]:
    name = printable(record.name)
    if len(name) > _LONGEST_NAME:
        name = f"{name[: _LONGEST_NAME - 1]}…"
    return (
        str(record.id),
        day_and_time(record),
        name,
        length(record.active_seconds),
        f"{record.forward_steps:,}",
        f"{record.backward_steps:,}",
        share(record),
        "" if record.effort is None else str(record.effort),
        ending(record),
    )


def day_and_time(record: Record) -> str:
    """Write when a session began, where the person was: `2026-11-20 18:00`."""
    return record.started[:16].replace("T", " ")


def share(record: Record) -> str:
    """Write how much of the plan was done: `100 %`, and only where all of it was."""
    if record.share is None:
        return ""
    return f"{floor(min(1.0, record.share) * 100)} %"


def effort_words(effort: int | None) -> str:
    """Say how hard it was: `effort ●●●●○○○○○○ 4 of 10, somewhat hard`."""
    if effort is None:
        return ""
    dots = "●" * effort + "○" * (HARDEST - effort)
    return f"effort {dots} {effort} of {HARDEST}, {EFFORTS[effort - 1]}"


def cadence_words(record: Record) -> str:
    """Say at which cadence was stepped: `forward 110, backward run 165 steps/min`."""
    told = [
        f"{each.direction}{' run' if each.gait is Gait.RUN else ''} {each.cadence:.0f}"
        for each in sorted(record.moved, key=lambda each: list(Direction).index(each.direction))
    ]
    return f"{', '.join(told)} steps/min" if told else ""


def together(seconds: float) -> str:
    """Write a time of many sessions to the minute: `42 min`, `12 h 05 min`."""
    hours, minutes = divmod(round(seconds / MINUTE), 60)
    return f"{hours:,} h {minutes:02} min" if hours else f"{minutes} min"


def totals_words(totals: Totals) -> str:
    """Say what sessions come to: `12 h 05 min · 21,340 steps forward, 9,120 backward`."""
    stepped = f"{steps(totals.forward_steps)} forward, {totals.backward_steps:,} backward"
    return f"{together(totals.active_seconds)} · {stepped}"


def weeks_words(weeks: int) -> str:
    """Say how many weeks in a row there was a session; nothing where that is no row."""
    return f"{weeks} weeks in a row" if weeks > 1 else ""


def best_words(best: Best, today: date) -> tuple[str, ...]:
    """Say what was the most in one session, the longest wording first; nothing without any."""
    told: list[tuple[str, Record]] = []
    if (most := best.longest) is not None:
        told.append((f"longest {length(most.active_seconds)}", most))
    if (most := best.most_backward) is not None:
        told.append((f"most backward {most.backward_steps:,}", most))
    if (most := best.most_holds) is not None:
        held = most.left_hold_seconds + most.right_hold_seconds
        told.append((f"most balance {length(held)}", most))
    dated = " · ".join(f"{what} ({in_a_sentence(day(of.day, today))})" for what, of in told)
    return (dated, " · ".join(what for what, _ in told)) if told else ()


def rung_label(record: Record) -> str:
    """Say which rung of the ladder a session was: `10 min`; nothing where it was none."""
    rung = rung_of(record)
    return "" if rung is None else rung.label


def ending(record: Record) -> str:
    """Say how a session ended where that was before its end, or where it had none."""
    if record.state == Ending.STOPPED and record.is_open_ended:
        return "as much as you wanted"
    return _ENDINGS.get(Ending(record.state), "")


def in_short(record: Record) -> str:
    """Say which session this is: `12: Balance walk, 2026-11-20 18:00, 3:23`."""
    when, lasted = day_and_time(record), length(record.active_seconds)
    return f"{record.id}: {printable(record.name)}, {when}, {lasted}"


def session_lines(
    record: Record, phases: Iterable[DonePhase], energy: Energy | None = None
) -> Iterable[str]:
    """Say all about a session, phase by phase; its energy where it could be estimated."""
    yield printable(record.name)
    if record.sequence != record.name:
        yield f"  {printable(record.sequence)}"
    ended = ending(record)
    yield f"  {day_and_time(record)}; {record.surface}" + (f"; {ended}" if ended else "")
    done = f" ({share(record)} of the plan)" if share(record) else ""
    with_pauses = length(record.seconds)
    yield f"  {length(record.active_seconds)}{done}; with lead-in and pauses {with_pauses}"
    yield f"  steps: {record.forward_steps:,} forward, {record.backward_steps:,} backward"
    held = [
        f"{leg} leg {each.count} ({length(each.seconds)})"
        for leg, each in record.holds.items()
        if each.count
    ]
    if held:
        yield f"  holds: {', '.join(held)}"
    if record.effort is not None:
        yield f"  effort: {record.effort} of {HARDEST}"
    if rung := rung_label(record):
        yield f"  rung: {rung}"
    yield from (f"  {line}" for line in energy_lines(energy))
    if record.note:
        yield f"  {printable(record.note)}"
    yield ""
    yield from phase_lines(phases)


def phase_lines(phases: Iterable[DonePhase]) -> Iterable[str]:
    """Say of each phase when it began, what it was, and what there is to say beyond its plan."""
    for phase in phases:
        yield f"{clock(phase.start):>7}  {say(phase.phase)}{_done(phase)}"


def _done(done: DonePhase) -> str:
    """Say what there is to say about a phase beyond its plan."""
    told = []
    if done.steps is not None and done.steps != done.phase.steps:
        told.append(steps(done.steps))
    if done.cadence is not None:
        told.append(f"{done.cadence:.0f} steps/min")
    if not done.whole:
        told.append(f"left after {clock(done.seconds)}")
    return f"  ({', '.join(told)})" if told else ""


def where_it_stands(left: Resumption) -> tuple[str, ...]:
    """Say of an interrupted session which it is, and where it would go on."""
    record, snapshot = left.record, left.snapshot
    name, began = printable(record.name), record.started[11:16]
    whole = None if snapshot.remaining is None else snapshot.elapsed + snapshot.remaining
    of = "" if whole is None else f" of {length(whole)}"
    phase = snapshot.phase
    rounds = f" of {phase.repetitions}" if phase.repetitions else ""
    repeats = phase.round is not None and phase.repetitions != 1
    where = f", repetition {phase.repetition}{rounds}" if repeats else ""
    return (
        f"{name}, begun at {began}: {length(snapshot.elapsed)}{of} done.",
        f"It would go on with: {say(phase)}{where}.",
    )
