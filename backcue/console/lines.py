"""Events of a session as lines: for people, and as JSON for programs."""

from collections.abc import Callable
from math import floor

from backcue.display.json_forms import course_names, number, phase_values, rounded
from backcue.display.wording import amount, clock, say_in_full
from backcue.session import events
from backcue.text.printable import as_json
from backcue.workout.course import Course
from backcue.workout.suitability import BELTS, SURFACE_NAMES

Line = Callable[[float, int, events.Event], str]
"""Writes an event that happened at this many seconds, in the phase of this index."""


def json_line(course: Course, at: float, phase: int, event: events.Event) -> str:
    """Write an event of a session on this course as a JSON object."""
    name, values = _values(event, phase, course)
    return as_json({"time": rounded(at), "event": name, **values})


def screen_line(at: float, url: str) -> str:
    """Write where the second screen is, as a JSON object."""
    return as_json({"time": rounded(at), "event": "screen", "url": url})


def warning_line(at: float, phase: int, words: str) -> str:
    """Write what the person should know beside the events, as a JSON object."""
    values = {"phase": phase, "words": words, "before": None}
    return as_json({"time": rounded(at), "event": "warning", **values})


def _values(event: events.Event, phase: int, course: Course) -> tuple[str, dict[str, object]]:  # noqa: PLR0911 - one for each event
    """Returns the name of an event, and what there is to say about it."""
    match event:
        case events.Started():
            return "start", {**course_names(course), "surface": course.surface}
        case events.PhaseStarted(phase=begun):
            return "phase", {"phase": begun.index, **phase_values(begun)}
        case events.Paused(reason=reason):
            return "pause", {"phase": phase, "reason": reason}
        case events.Resumed(at=at, goes_on=goes_on):
            return "resume", {"phase": phase, "count_in": rounded(goes_on - at)}
        case events.TempoChanged(direction=way, gait=gait, cadence=spm):
            return "tempo", {"phase": phase, "direction": way, "gait": gait, "cadence": number(spm)}
        case events.Skipped(phase=to):
            return "skip", {"phase": to}
        case events.Warned(words=words, before=before):
            return "warning", {"phase": phase, "words": words, "before": before}
        case events.FeetSwapped(foot=foot):
            return "feet", {"phase": phase, "foot": foot}
        case events.Finished(tally=tally):
            totals = {
                "seconds": rounded(tally.seconds),
                "active_seconds": rounded(tally.active_seconds),
                "steps": dict(tally.steps),
                "repetitions": tally.repetitions,
                "completed": tally.completed,
            }
            return "finish", {"totals": totals}


def plain_line(course: Course, at: float, phase: int, event: events.Event) -> str:
    """Write an event of a session on this course for a person who reads or listens."""
    del phase
    return f"{clock(at)} {_words(event, course)}"


def _words(event: events.Event, course: Course) -> str:  # noqa: PLR0911 - one for each event
    match event:
        case events.Started():
            where = f", as on {SURFACE_NAMES[course.surface]}" if course.surface in BELTS else ""
            return f"start{where}"
        case events.PhaseStarted(phase=begun):
            of = f" of {begun.repetitions}" if begun.repetitions else ""
            repeated = begun.round is not None and begun.repetitions != 1
            return say_in_full(begun) + (f" ({begun.repetition}{of})" if repeated else "")
        case events.Paused(reason=reason):
            return f"paused: {reason}" if reason else "paused"
        case events.Resumed(at=at, goes_on=goes_on):
            return f"going on in {goes_on - at:.1f} s"
        case events.TempoChanged(direction=direction, cadence=cadence):
            return f"{direction} at {cadence:g} steps/min"
        case events.Skipped():
            return "skipped"
        case events.Warned(words=words):
            return words
        case events.FeetSwapped(foot=foot):
            return f"{foot} foot next"
        case events.Finished(tally=tally):
            steps = ", ".join(f"{count} {way}" for way, count in tally.steps.items())
            done = "done" if tally.completed else "ended"
            return f"{done}: {steps} in {amount(floor(tally.active_seconds + 0.5))}"
