"""What to do today, and the way so far: as lines for a person, and as plain values for JSON."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from backcue.text.printable import printable
from backcue.training.advice import Advice, Stage, Today
from backcue.training.rungs import Rung
from backcue.training.ways import PATHS
from backcue.workout.suitability import SURFACE_NAMES

NO_HEALTH = "This is advice from what others did, not medical advice; do what suits you."
"""What every plan says at its end."""


def headline(advice: Advice, name: str) -> tuple[str, ...]:
    """Say what to do today, the longest wording first; `name` is that of the workout."""
    because = f"because {advice.because}"
    match advice.today:
        case Today.GO:
            return f"Today: {name}, {because}", f"Today: {name}", name
        case Today.REST:
            rest = "Today: a day between"
            return f"Today: rest, {because}; then {name}", f"Today: rest, {because}", rest
        case Today.DONE:
            nothing = "Today: nothing more"
            return f"{nothing}, {because}; then {name}", f"{nothing}, {because}", nothing


def way_words(advice: Advice, done: Sequence[Stage]) -> tuple[str, ...]:
    """Say how far somebody is on their way, the longest wording first.

    `the ladder: 5 min ✓ → 10 min ✓ → ▶ 100 / 15 → balance`
    """
    parts = [
        f"{'▶ ' if stage.rung is advice.rung else ''}{stage.rung.label}"
        f"{' ✓' if stage.finished else ''}"
        for stage in done
    ]
    at = advice.way.index(advice.rung)
    name, near = PATHS[advice.path], parts[max(0, at - 1) : at + 2]
    told = f"{name}, rung {at + 1} of {len(done)}"
    return (
        f"{name}: {' → '.join(parts)}",
        f"{told}: {' → '.join(near)}",
        f"{told}: {advice.rung.label}",
        f"rung {at + 1} of {len(done)}",
    )


def plan_lines(advice: Advice, done: Sequence[Stage], names: Mapping[str, str]) -> Iterable[str]:
    """Say what to do today, why, where that comes from, and the way so far."""
    name = printable(names.get(advice.rung.id, advice.rung.id))
    yield f"{headline(advice, name)[0]}."
    yield f"  {advice.rule.reason}"
    yield f"  Source: {advice.rule.source}."
    by_rules = advice.way[advice.place]
    if advice.pinned and by_rules is not advice.rung:
        yield f"  By the rules it would be {printable(names.get(by_rules.id, by_rules.id))}."
    if advice.today is not Today.GO:
        yield f"  If you go all the same: backcue run {advice.rung.id}."
    else:
        yield f"  backcue run {advice.rung.id} begins it."
    yield ""
    yield f"{PATHS[advice.path].capitalize()}, on {SURFACE_NAMES[advice.surface]}:"
    width = max(len(printable(names.get(each.rung.id, each.rung.id))) for each in done)
    for number, stage in enumerate(done, 1):
        mark = "▶" if stage.rung is advice.rung else " "
        called = printable(names.get(stage.rung.id, stage.rung.id))
        yield f"{mark}{number:3}  {called:{width}}  {_so_far(stage)}".rstrip()
    yield ""
    yield NO_HEALTH


def plan_values(
    advice: Advice, done: Sequence[Stage], names: Mapping[str, str], today: date
) -> dict[str, object]:
    """Returns what `plan --json` has."""
    rung = advice.rung
    return {
        "date": today.isoformat(),
        "today": advice.today,
        "workout": rung.id,
        "name": names.get(rung.id, rung.id),
        "because": advice.because,
        "rule": advice.rule.id,
        "reason": advice.rule.reason,
        "source": advice.rule.source,
        "path": advice.path,
        "surface": advice.surface,
        "rung": advice.way.index(rung) + 1,
        "pinned": advice.pinned,
        "way": [_stage_values(each, names, rung) for each in done],
    }


def _stage_values(stage: Stage, names: Mapping[str, str], now: Rung) -> dict[str, object]:
    rung = stage.rung
    return {
        "workout": rung.id,
        "name": names.get(rung.id, rung.id),
        "raises": rung.raises,
        "source": rung.source,
        "planned": rung is now,
        "sessions": stage.sessions,
        "finished": stage.finished,
        "first": None if stage.first is None else stage.first.isoformat(),
        "last": None if stage.last is None else stage.last.isoformat(),
    }


def _so_far(stage: Stage) -> str:
    """Say what was done of a rung: `3 sessions, 2 finished, 2026-11-02 to 2026-11-07`."""
    if stage.first is None:
        return ""
    sessions = "1 session" if stage.sessions == 1 else f"{stage.sessions:,} sessions"
    finished = "" if stage.finished == stage.sessions else f", {stage.finished:,} finished"
    days = f"{stage.first}" if stage.first == stage.last else f"{stage.first} to {stage.last}"
    return f"{sessions}{finished}, {days}"
