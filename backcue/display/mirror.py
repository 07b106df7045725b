"""What a second screen is sent of a session: its state, and what is to be shown until it changes.

A screen at the other end of a network counts by itself: it gets ahead what it is to show, with
times, as the sound is written ahead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backcue.display.json_forms import number, rounded
from backcue.display.view import View, is_lead_in, view
from backcue.display.wording import say
from backcue.session.snapshot import Snapshot, State
from backcue.session.tally import Tally
from backcue.workout.model import Direction

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Look:
    """How a session is put into words for a second screen."""

    name: str
    """Of the workout, as the person wrote it."""
    technique: Sequence[str] = ()
    go_on: str = "space"
    """The key that goes on, as it is called."""
    begin: str = "enter"
    """The same for beginning, where the session waits for that."""
    remote: bool = False
    """Whether the screen may press keys."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a snapshot does not say of a session."""

    waits: bool = False
    """It has not begun, and waits for a key."""
    locked: bool = False
    """Only the pause key works."""
    tally: Tally | None = None
    """What it came to, once it is over."""


def moment(
    look: Look,
    standing: Standing,
    now: Snapshot,
    sent_ms: float,
    ahead: Iterable[tuple[float, Snapshot]] = (),
) -> Json:
    """Returns what is sent: the state at `sent_ms`, and what is to be shown from then on.

    `ahead` are the snapshots to come with their times, in ms on the same clock. The face of a
    later time has only what is not as in the one before.
    """
    face = _face(look, standing, now)
    return {
        **state(now),
        "sent": round(sent_ms, 1),
        "name": look.name,
        "remote": look.remote,
        "locked": standing.locked,
        "goes": standing.waits or now.state is State.PAUSED or now.phase.is_open,
        "face": face,
        "ahead": _changes(face, ((at, _face(look, standing, then)) for at, then in ahead)),
    }


def state(now: Snapshot) -> Json:
    """Returns what programs read: state, phase, step, and what is left."""
    phase, following = now.phase, now.coming or now.following
    return {
        "state": now.state,
        "kind": phase.kind,
        "direction": phase.direction,
        "gait": phase.gait,
        "step": now.step,
        "steps": phase.steps,
        "seconds_left": rounded(now.phase_left),
        "foot": now.foot,
        "repetition": phase.repetition,
        "repetitions": phase.repetitions,
        "next": None if following is None else say(following),
        "warning": now.warning,
        "cadence": None if now.cadence is None else number(now.cadence),
        "elapsed": rounded(now.elapsed),
        "remaining": rounded(now.remaining),
    }


def _changes(face: Json, faces: Iterable[tuple[float, Json]]) -> list[Json]:
    changes = []
    for at, later in faces:
        changed = {name: value for name, value in later.items() if value != face[name]}
        if changed:
            changes.append({"at": round(at, 1), **changed})
            face = later
    return changes


def _face(look: Look, standing: Standing, now: Snapshot) -> Json:
    """Returns everything on the screen that changes, as texts."""
    seen = view(now, look.technique, look.go_on)
    detail, is_large, after = _told(seen, now)
    face: Json = {
        "tone": seen.tone,
        "edge": seen.edge,
        "place": _place(now),
        "word": seen.word,
        "orders": "\n".join(seen.orders),
        "sign": seen.sign,
        "number": seen.number,
        "room": seen.room_for,
        "foot": now.foot if now.phase.direction else None,
        "detail": detail,
        "large": is_large,
        "next": after,
        "repetition": seen.repetition,
        "elapsed": seen.elapsed,
        "left": seen.left,
        "phase": _part(seen.phase),
        "whole": _part(seen.whole),
    }
    if now.state is State.FINISHED:
        face |= _over(seen, standing.tally)
    elif standing.waits:
        face |= {"detail": f"press {look.begin}", "large": True, "next": "to begin"}
    return face


def _told(seen: View, now: Snapshot) -> tuple[str, bool, str]:
    """Returns the line under the number, whether it is large, and the line below it."""
    following = now.coming or now.following
    when = "first" if is_lead_in(now) else "next"
    after = "last one" if following is None else f"{when}: {say(following)}"
    message = seen.message
    if message is not None and message.words:
        return message.words, True, message.more or after
    if message is not None:
        return message.more, False, after
    # Orders take the place of the number.
    number = seen.number if seen.orders else ""
    counted = f"{number} {seen.under}".strip()
    return " · ".join(filter(None, (counted, seen.facts))), False, after


def _place(now: Snapshot) -> str:
    """Returns where on the screen the word stands: at the top forward, at the bottom backward."""
    if now.state in (State.PAUSED, State.FINISHED):
        return "middle"
    places = {Direction.FORWARD: "top", Direction.BACKWARD: "bottom", None: "middle"}
    return places[now.phase.direction]


def _over(seen: View, tally: Tally | None) -> Json:
    steps = "" if tally is None else ", ".join(f"{n:,} {way}" for way, n in tally.steps.items())
    stopped = tally is not None and not tally.completed
    return {
        "tone": "ready",
        "edge": "none",
        "orders": "",
        "word": "ENDED" if stopped else "DONE",
        "sign": "none",
        "number": seen.elapsed,
        "room": seen.elapsed,
        "foot": None,
        "detail": steps,
        "large": False,
        "next": "",
        "left": "",
        "phase": None,
        "whole": None if stopped else 1.0,
    }


def _part(fraction: float | None) -> float | None:
    return None if fraction is None else round(min(1.0, max(0.0, fraction)), 3)
