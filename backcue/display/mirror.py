"""What a second screen is sent of a session: its state, and what is to be shown until it changes.

A screen at the other end of a network counts by itself: it gets ahead what it is to show, with
times, as the sound is written ahead.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from backcue.display.json_forms import number, rounded
from backcue.display.view import Message, View, view
from backcue.display.wording import length, say
from backcue.session.snapshot import Snapshot, State
from backcue.session.tally import Tally
from backcue.workout.phases import PhaseKind

Json = dict[str, object]


class Look(Struct, frozen=True):
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


class Standing(Struct, frozen=True):
    """What a snapshot does not say of a session."""

    waits: bool = False
    """It has not begun, and waits for a key."""
    locked: bool = False
    """Only the pause key works."""
    asks: bool = False
    """It asks whether to end."""
    sound: str = ""
    """What there is to know of the sound: that it is muted, why there is none."""
    notice: Message | None = None
    """What is told large for a moment."""
    notice_until_ms: float = 0.0
    """On the clock of the moment that is sent."""
    tally: Tally | None = None
    """What it came to, once it is over."""
    off: bool = False
    """This is the last that is sent: the second screen is being ended."""


_ASKED = Message("end it?", "what you have done is kept")


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
    face = _face(look, standing, now, sent_ms)
    faces = ((at, _face(look, standing, then, at)) for at, then in ahead)
    return {
        **state(now),
        "sent": round(sent_ms, 1),
        "name": look.name,
        "remote": look.remote,
        "locked": standing.locked,
        "asks": standing.asks,
        "off": standing.off,
        "goes": standing.waits or now.state is State.PAUSED or now.phase.is_open,
        "face": face,
        "ahead": _changes(face, faces),
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
        "steps": None if now.steps_left is None else now.step + now.steps_left,
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


def _face(look: Look, standing: Standing, now: Snapshot, at_ms: float) -> Json:
    """Returns everything on the screen that changes: the fields of the view, as texts."""
    seen = view(now, look.technique, look.go_on)
    message = _message(look, standing, seen, at_ms)
    face: Json = {
        "tone": seen.tone,
        "edge": seen.edge,
        "word": seen.word,
        "sign": seen.sign,
        "orders": "\n".join(seen.orders),
        "number": seen.number,
        "room": seen.room_for,
        "under": seen.under,
        "leg": seen.foot,
        "next_sign": seen.next_sign,
        "next": seen.next,
        "message": message.words,
        "more": message.more,
        "repetition": seen.repetition,
        "facts": " · ".join(filter(None, (standing.sound, seen.facts))),
        "cadence": seen.cadence,
        "elapsed": seen.elapsed,
        "left": seen.left,
        "phase": _part(seen.phase),
        "flows": now.phase.kind is not PhaseKind.MOVE or now.phase.timed,
        "whole": _part(seen.whole),
    }
    return face | _over(seen, standing.tally) if now.state is State.FINISHED else face


_NOTHING = Message("")


def _message(look: Look, standing: Standing, seen: View, at_ms: float) -> Message:
    """Returns what stands in the place of what comes next."""
    if standing.asks:
        return _ASKED
    if standing.waits:
        return Message(f"press {look.begin}", "to begin")
    notice = standing.notice if at_ms < standing.notice_until_ms else None
    return seen.told(notice) or _NOTHING


def _over(seen: View, tally: Tally | None) -> Json:
    steps = "" if tally is None else ", ".join(f"{n:,} {way}" for way, n in tally.steps.items())
    stopped = tally is not None and not tally.completed
    took = seen.elapsed if tally is None else length(tally.active_seconds)
    return {
        "tone": "ready",
        "edge": "none",
        "word": "ENDED" if stopped else "DONE",
        "sign": "none",
        "orders": "",
        "number": took,
        "room": took,
        "elapsed": took,
        "under": "",
        "leg": "",
        "next_sign": "none",
        "next": "",
        "message": steps,
        "more": "",
        "facts": "",
        "cadence": "",
        "left": "",
        "phase": None,
        "whole": None if stopped else 1.0,
    }


def _part(fraction: float | None) -> float | None:
    return None if fraction is None else round(min(1.0, max(0.0, fraction)), 3)
