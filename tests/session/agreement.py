"""What a session and its model must tell alike: each function returns what they do not."""

from collections.abc import Iterable, Sequence
from math import isclose

from backcue.history.phases import DonePhase
from backcue.history.record import Record
from backcue.session.events import Event, Warned
from backcue.session.snapshot import Snapshot, State
from backcue.session.tally import Tally
from backcue.workout.model import Foot
from backcue.workout.phases import Phase
from backcue.workout.timeline import ScheduledPhase
from tests.session.model import SAME_TIME, Model
from tests.session.model_steps import StepTimes
from tests.session.model_tree import Task

CLOSE = 1e-6
"""Seconds that the two may be apart: sums made in another order."""
_EITHER = (0.0, CLOSE, -CLOSE)
"""Just where a thing changes it may be told as before or as after."""
_NOT_AFTER_THE_END = ("foot", "following", "following foot", "coming", "warning")
_Pair = tuple[str, object, object]


def same(here: object, there: object) -> bool:
    """Whether two values are the same, as far as numbers can be."""
    if isinstance(here, float | int) and isinstance(there, float | int):
        return isclose(here, there, rel_tol=1e-9, abs_tol=CLOSE)
    return here == there


def different(snapshot: Snapshot, model: Model, now: float) -> list[str]:
    """Returns what the snapshot tells otherwise than the model at this time."""
    pairs = [*_place(snapshot, model, now), *_amounts(snapshot, model, now)]
    pairs += _what_follows(snapshot, model, now)
    return _unlike(each for each in pairs if not (model.over and each[0] in _NOT_AFTER_THE_END))


def different_ahead(scheduled: Sequence[ScheduledPhase], model: Model) -> list[str]:
    """Returns in what the phases ahead are not those that the model will walk."""
    walker, wrong = model.copy(), list[str]()
    for number, each in enumerate(scheduled):
        task, steps, end = walker.task, walker.steps, None
        if walker.duration is not None:
            end = walker.begins + walker.duration - walker.entry
        wrong += _unlike(
            (
                (f"kind {number} ahead", each.phase.kind, task.kind),
                (f"begin {number} ahead", each.begins, walker.begins),
                (f"end {number} ahead", each.end, end),
                (f"steps {number} ahead", each.steps, steps and steps.count()),
                (f"foot {number} ahead", each.phase.foot, _own_foot(walker, 0)),
            )
        )
        if end is None:
            break
        walker.pass_on(end)
    return wrong


def different_warnings(events: Iterable[Event], model: Model, now: float) -> list[str]:
    """Returns the warnings that were given otherwise; those of just now may be yet to come."""
    told = [(e.at, e.words, e.before) for e in events if isinstance(e, Warned)]
    told = [each for each in told if each[0] < now - CLOSE]
    meant = [each for each in model.told if each.at < now - CLOSE]
    pairs = zip(told, meant, strict=False)
    alike = all(same(*each) for pair in pairs for each in zip(*pair, strict=True))
    if alike and len(told) == len(meant):
        return []
    return [f"warnings: session {told}, model {meant}"]


def different_tally(tally: Tally, model: Model) -> list[str]:
    """Returns what was counted otherwise."""
    done = model.done
    pairs: list[_Pair] = [
        ("seconds", tally.seconds, model.ended - model.began),
        ("active", tally.active_seconds, done.active),
        ("steps done", dict(tally.steps), done.steps),
        ("repetitions done", tally.repetitions, done.rounds),
        ("completed", tally.completed, model.completed),
    ]
    for foot in Foot:
        count, seconds = done.held[foot]
        pairs.append((f"holds {foot}", tally.holds[foot].count, count))
        pairs.append((f"held {foot}", tally.holds[foot].seconds, seconds))
    return _unlike(pairs)


def different_record(record: Record, model: Model) -> list[str]:
    """Returns what is kept otherwise."""
    done, ended = model.done, "completed" if model.completed else "stopped"
    pairs: list[_Pair] = [
        ("seconds", record.seconds, model.ended - model.began),
        ("active", record.active_seconds, done.active),
        ("steps", dict(record.steps), done.steps),
        ("repetitions", record.repetitions, done.rounds),
        ("state", record.state, ended),
    ]
    for foot in Foot:
        held = record.holds[foot]
        pairs.append((f"holds {foot}", held.count, done.held[foot][0]))
        pairs.append((f"held {foot}", held.seconds, done.held[foot][1]))
    return _unlike(pairs)


def different_phases(phases: Sequence[DonePhase], model: Model) -> list[str]:
    """Returns in what the phases that are kept are not those that the model walked."""
    pairs: list[_Pair] = [("number of phases", len(phases), len(model.gone))]
    for number, (done, gone) in enumerate(zip(phases, model.gone, strict=False)):
        here = (done.phase.index, done.phase.kind, done.steps or 0, done.phase.foot)
        pairs.append((f"phase {number}", here, (gone.index, gone.kind, gone.steps, gone.foot)))
        pairs.append((f"begin of phase {number}", done.start, gone.start))
        pairs.append((f"end of phase {number}", done.end, gone.end))
    return _unlike(pairs)


def _unlike(pairs: Iterable[_Pair]) -> list[str]:
    return [
        f"{name}: session {here!r}, model {there!r}"
        for name, here, there in pairs
        if not same(here, there)
    ]


def _place(snapshot: Snapshot, model: Model, now: float) -> list[_Pair]:
    phase, task, made = snapshot.phase, model.task, model.begun(now)
    count = None if model.steps is None else model.steps.count()
    return [
        ("state", snapshot.state, _state(model, now)),
        ("kind", phase.kind, task.kind),
        ("direction", phase.direction, task.direction),
        ("gait", phase.gait, task.gait),
        ("index", phase.index, task.index),
        ("repetition", phase.repetition, task.repetition),
        ("repetitions", phase.repetitions, task.repetitions),
        ("round", phase.round, task.round),
        ("on rails", phase.on_rails, task.on_rails),
        ("step", snapshot.step, made),
        ("steps left", snapshot.steps_left, None if count is None else count - made),
        ("foot", snapshot.foot, _own_foot(model, max(0, made - 1))),
    ]


def _amounts(snapshot: Snapshot, model: Model, now: float) -> list[_Pair]:
    progress, duration = model.progress(now), model.duration
    left = model.remaining(now)
    lead = 0.0 if model.paused or model.over else max(0.0, model.begins - now)
    return [
        ("progress", snapshot.phase_elapsed, progress),
        ("phase left", snapshot.phase_left, None if duration is None else duration - progress),
        ("fraction", snapshot.fraction, None if duration is None else progress / duration),
        ("cadence", snapshot.cadence, _cadence(model, progress, snapshot.cadence)),
        ("elapsed", snapshot.elapsed, model.active(now)),
        ("remaining", snapshot.remaining, snapshot.remaining if left == "too far" else left),
        ("lead", snapshot.lead_left, lead),
        ("warning", snapshot.warning, _warning(model, now, snapshot.warning)),
    ]


def _what_follows(snapshot: Snapshot, model: Model, now: float) -> list[_Pair]:
    coming = [task for task, _ in model.coming(now, 2)]
    following = coming[0] if coming else None
    ready = following if model.task.kind in ("turn", "ready") else None
    if following is not None and following.kind == "ready":
        ready = coming[1] if len(coming) > 1 else None
    then = snapshot.following
    return [
        ("following", _phase(then), _task(following)),
        ("following foot", then and then.foot, _next_foot(model, following)),
        ("coming", _phase(snapshot.coming), _task(ready)),
    ]


def _state(model: Model, now: float) -> State:
    if model.over:
        return State.FINISHED
    if model.paused:
        return State.PAUSED
    if model.resumed and now < model.begins - SAME_TIME:
        return State.RESUMING
    return State.READY if model.task.kind == "ready" else State.RUNNING


def _own_foot(model: Model, step: int) -> Foot | None:
    """Returns the foot of this step, or the leg one stands on."""
    if model.task.kind == "hold":
        return model.foot.other
    if model.task.kind != "move":
        return None
    return model.foot if step % 2 == 0 else model.foot.other


def _next_foot(model: Model, following: Task | None) -> Foot | None:
    foot = model.next_foot()
    if following is None or foot is None or following.kind not in ("move", "hold"):
        return None
    return foot.other if following.kind == "hold" else foot


def _cadence(model: Model, progress: float, told: float | None) -> float | None:
    if model.steps is None:
        return None
    either = [model.steps.cadence(progress + apart) for apart in _EITHER]
    near = (spm for spm in either if told is not None and abs(spm - told) < 1e-3)
    return told if any(True for _ in near) else either[0]


def _warning(model: Model, now: float, told: str | None) -> str | None:
    if model.paused:
        return None
    due = model.turn_warnings() or model.warnings()
    given = [
        [None, *(each.words for each in due if each.at <= now + apart)][-1] for apart in _EITHER
    ]
    return told if told in given else given[0]


def _phase(phase: Phase | None) -> object:
    return phase and (str(phase.kind), phase.direction, phase.steps, phase.index)


def _task(task: Task | None) -> object:
    steps = task and task.plan and StepTimes(task.plan, 0.0).count()
    return task and (task.kind, task.direction, steps, task.index)
